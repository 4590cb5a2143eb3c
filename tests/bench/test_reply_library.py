"""The reply library's measurements run and give figures that can be true. How long things take is not tested here."""

from __future__ import annotations

from pathlib import Path

from bench import coach_check, coach_typing, coach_weight, library_memory, reply_import, reply_picker
from bench.figure import Figure
from bench.many_replies import write_replies
from canned_replies.library_file import read_library


def named(figures: list[Figure], beginning: str) -> list[Figure]:
    """The figures whose names begin so."""
    return [figure for figure in figures if figure.name.startswith(beginning)]


def test_the_picker_shows_rows_for_each_letter(tmp_path: Path) -> None:
    """Emma's letters are all painted, with the slash and without, and none of them at once."""
    figures = reply_picker.measure(tmp_path, is_quick=True)
    assert [figure.most for figure in figures] == [None, 50, None, 50]
    assert all(figure.floor is not None and figure.floor > 1 for figure in figures)
    assert all(1 < figure.value < 20_000 for figure in figures)


def test_the_coach_is_timed_at_every_key_in_three_languages(tmp_path: Path) -> None:
    """A median, a 95th percentile and the longest task for each language."""
    figures = coach_typing.measure(tmp_path, is_quick=True)
    keys, coming = named(figures, "coach, a key"), named(figures, "longest task")
    assert [figure.most for figure in keys] == [None, 4, None, 4, None, 4]
    assert all(0 <= figure.value < 20_000 for figure in keys)
    assert len(coming) == 3
    assert all(figure.floor is not None and figure.floor > 0 and figure.value > 0 for figure in coming)


def test_drafts_for_the_coach_are_as_long_as_they_say() -> None:
    """Five hundred characters, and no draft twice."""
    drafts = coach_typing.drafts_of("hu", 3)
    assert [len(draft) for draft in drafts] == [500, 500, 500]
    assert len(set(drafts)) == 3


def test_the_coach_weighs_more_in_its_worker_than_in_the_page(tmp_path: Path) -> None:
    """And what it weighs plain is more than what goes over the wire."""
    page, worker, *rules = coach_weight.measure(tmp_path, is_quick=True)
    assert 0 < page.value < worker.value
    assert len(rules) == 3
    assert all(figure.value > 1 and "gzip" in figure.remark for figure in (page, worker, *rules))


def test_the_worker_s_modules_are_found_by_what_they_import() -> None:
    """From the first one on, each once; the page's side of the coach is not among them."""
    found = coach_weight.modules_of(coach_weight.SCRIPTS / coach_weight.FIRST_OF_WORKER)
    assert {"coach/worker.js", "coach/desk.js", "coach/coach.js", "coach/folding.js"} <= set(found)
    assert "coach/coach-client.js" not in found
    assert len(found) == len(set(found))


def test_a_check_costs_more_than_reading_the_words(tmp_path: Path) -> None:
    """Three languages, each beside the folding of its words."""
    figures = coach_check.measure(tmp_path, is_quick=True)
    assert len(figures) == 3
    assert all(figure.floor and 0 < figure.floor < figure.value for figure in figures)


def test_an_import_takes_longer_than_its_bare_rows(tmp_path: Path) -> None:
    """Time and memory each have a floor in the same run."""
    passed, processor, memory = reply_import.measure(tmp_path, is_quick=True)
    assert passed.floor is not None
    assert 0 < passed.floor < passed.value
    assert processor.value > 0
    assert memory.floor is not None
    assert 10 < memory.floor < memory.value * 1.2


def test_a_larger_library_holds_more_memory(tmp_path: Path) -> None:
    """Two sizes beside the starter."""
    small, large = library_memory.measure(tmp_path, is_quick=True)
    assert small.floor == large.floor
    assert small.floor is not None
    assert 10 < small.floor < large.value


def test_no_two_replies_of_a_large_library_are_the_same(tmp_path: Path) -> None:
    """Keys, labels and shortcuts differ, and it is a library that can be imported."""
    library = read_library(write_replies(tmp_path / "many.yaml", 100))
    assert len({entry.key for entry in library.entries}) == 100
    assert len({entry.details.label["hu"] for entry in library.entries}) == 100
    assert len({entry.details.shortcut["fa"] for entry in library.entries}) == 100
