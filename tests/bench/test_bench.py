"""Every measurement runs and gives figures that can be true. How long things take is not tested here."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from bench import growth, idle_memory, message_cost, queries, reconnect, widget_weight
from bench.__main__ import main
from bench.figure import Figure, number, percentile
from bench.report import write_report


def by_name(figures: list[Figure]) -> dict[str, Figure]:
    """Figures by the beginning of their names."""
    return {figure.name: figure for figure in figures}


def test_a_message_is_dearer_than_a_relayed_one_but_not_by_much(tmp_path: Path) -> None:
    """Storing costs something; a hundred times the relay would mean that something else was measured."""
    found = by_name(message_cost.measure(tmp_path, is_quick=True))
    cost = found["processor time per durable message"]
    assert cost.ratio is not None
    assert 1 < cost.ratio < 100
    assert 1 < cost.value < 10_000
    assert found["messages per second at saturation"].value > 10
    assert found["acknowledged, median"].value <= found["acknowledged, 99th percentile"].value


def test_an_idle_connection_takes_some_kilobytes(tmp_path: Path) -> None:
    """Between a socket's own buffers and a megabyte."""
    (figure,) = idle_memory.measure(tmp_path, is_quick=True)
    assert figure.floor is not None
    assert 1 < figure.floor < 1_000
    assert 1 < figure.value < 1_000


def test_everybody_comes_back_after_the_server_was_killed(tmp_path: Path) -> None:
    """Ready, then acknowledged and resumed, in this order; nobody is missing, nobody gets a hole or a repeat."""
    ready, first, half, last, cost, _ = reconnect.measure(tmp_path, is_quick=True)
    assert ready.value > 0
    assert first.value > 0
    assert 0 < half.value <= last.value
    assert cost.value > 1


def test_growth_is_set_beside_the_smallest(tmp_path: Path) -> None:
    """Each way of growing has a smallest that the others are compared with."""
    figures = growth.measure(tmp_path, is_quick=True)
    assert [figure.floor is None for figure in figures] == [True, False, True, False]
    assert all(1 < figure.value < 10_000 for figure in figures)


def test_the_widget_is_weighed_in_a_real_browser(tmp_path: Path) -> None:
    """The launcher comes alone; the panel opens, and weighs more than the launcher."""
    figures = widget_weight.measure(tmp_path, is_quick=True)
    found = by_name(figures)
    assert found["before intent, requests"].value == 1
    assert 0 < found["before intent, over the wire"].value < found["up to the first open panel, over the wire"].value
    assert found["main thread, loading"].value > 0


def test_queries_are_compared_when_sqlalchemy_is_here(tmp_path: Path) -> None:
    """With it there are two comparisons, without it none; it is no part of the product."""
    figures = queries.measure(tmp_path, is_quick=True)
    assert len(figures) in (0, 2)
    assert all(figure.ratio is not None and figure.ratio > 0 for figure in figures)


# --- What is printed and written ---------------------------------------------------------------


def test_an_aim_can_be_met_or_missed() -> None:
    """An aim on the value and an aim on the ratio are judged each by its own number."""
    assert Figure("memory", 30.0, "kB", floor=25.0, most=35.0).holds is True
    assert Figure("memory", 40.0, "kB", floor=25.0, most=35.0).holds is False
    assert Figure("cost", 50.0, "µs", floor=25.0, most=3.0, is_ratio=True).holds is True
    assert Figure("cost", 90.0, "µs", floor=25.0, most=3.0, is_ratio=True).holds is False
    assert Figure("rate", 9_000.0, "").holds is None


@pytest.mark.parametrize(("value", "text"), [(0.0, "0"), (3.14159, "3.14"), (31.4159, "31.4"), (31415.9, "31,416")])
def test_numbers_have_as_many_digits_as_they_deserve(value: float, text: str) -> None:
    """Three significant digits, and thousands are grouped."""
    assert number(value) == text


def test_a_percentile_is_a_value_that_occurred() -> None:
    """Of a hundred delays the ninety-ninth percentile is the largest but none beyond the end."""
    delays = [float(n) for n in range(100)]
    assert percentile(delays, 0.5) == 50
    assert percentile(delays, 0.99) == 99
    assert percentile([7.0], 0.99) == 7


def test_a_page_keeps_its_words_when_figures_are_refreshed(tmp_path: Path) -> None:
    """Only what stands between the marks is replaced."""
    page = tmp_path / "page.md"
    page.write_text("Before.\n\n<!-- figures: begin -->\nyesterday\n<!-- figures: end -->\n\nAfter.\n", "utf-8")
    write_report(page, [("processor", "a calm one")], {"idle-memory": [Figure("memory", 21.5, "kB", most=35.0)]})
    text = page.read_text("utf-8")
    assert text.startswith("Before.")
    assert text.endswith("After.\n")
    assert "yesterday" not in text
    assert "| memory | 21.5 kB | ≤ 35 kB | yes |" in text


def test_a_page_without_marks_is_refused(tmp_path: Path) -> None:
    """Nobody's page is overwritten by mistake."""
    page = tmp_path / "letter.md"
    page.write_text("Dear Zsófi", "utf-8")
    with pytest.raises(ValueError, match="figures: begin"):
        write_report(page, [], {})


def test_the_command_explains_itself() -> None:
    """``python -m bench --help`` names what can be chosen."""
    answer = CliRunner().invoke(main, ["--help"])
    assert answer.exit_code == 0
    assert "--quick" in answer.output
    assert "--only" in answer.output
