"""Whole journeys in real browsers: visitors and agents, each in a context of their own."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.console_desk import bubble, desk, write
from tests.browser.widget_people import Shop, another_tab, running_shop, visitor

HEARTBEAT_S = "1"


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shop]:
    """A shop whose heart beats quickly, so that a dead connection is noticed within a test."""
    folder: Path = tmp_path_factory.mktemp("shop")
    with running_shop(folder, WARMLINE_HEARTBEAT_S=HEARTBEAT_S, WARMLINE_DRAIN_S="1") as open_shop:
        yield open_shop


@pytest.fixture(params=["chromium", "firefox"])
def engine(request: pytest.FixtureRequest) -> Browser:
    """Both engines that have everything a visitor's and an agent's window need."""
    browser: Browser = request.getfixturevalue(request.param)
    return browser


@pytest.mark.parametrize(
    ("locale", "agent", "view", "question", "answer"),
    [
        ("en", "emma", "All", "When does order 1042 arrive?", "Tomorrow, before 15:00."),
        ("fa", "reza", "همه", "سفارش ۱۰۴۲ کی می‌رسد؟", "فردا، پیش از ساعت ۱۵:۰۰."),
        ("hu", "zsofi", "Mind", "Mikor érkezik az 1042-es rendelés?", "Holnap, 15:00 előtt."),
    ],
)
def test_one_click_a_question_and_its_answer(
    engine: Browser, shop: Shop, locale: str, agent: str, view: str, question: str, answer: str
) -> None:
    """In every language: one click, a question that the agent sees without reload, and an answer; both see both."""
    with desk(engine, shop.server, agent) as at, visitor(engine, locale=locale) as guest:
        guest.visit(shop.page(f"/{locale}", locale=locale))
        guest.open()
        guest.write(question)
        pane = at.open(question, view)
        write(pane, answer)
        guest.expect_messages(question, answer)
        expect(bubble(pane, answer)).to_be_visible()
        direction = "rtl" if locale == "fa" else "ltr"
        expect(guest.panel).to_have_css("direction", direction)
        expect(at.page.locator("html")).to_have_attribute("dir", direction)
        guest.expect_state(question, "read")
        guest.page.reload()
        guest.expect_messages(question, answer)


def test_a_lid_closed_for_ten_minutes_loses_and_repeats_nothing(chromium: Browser, shop: Shop) -> None:
    """What was written before, meanwhile and while it closed stands there once, in order, also after a reload."""
    with desk(chromium, shop.server, "emma") as emma, visitor(chromium) as sara:
        sara.page.clock.install()
        sara.visit(shop.page("/lid"))
        sara.open()
        sara.write("Before the lid")
        sara.expect_state("Before the lid", "sent")
        pane = emma.open("Before the lid")
        sara.page.context.set_offline(True)
        sara.write("While it closed")
        sara.page.clock.fast_forward("10:00")
        write(pane, "Said to a sleeping laptop")
        expect(bubble(pane, "Said to a sleeping laptop")).to_be_visible()
        sara.expect_state("While it closed", "pending")
        sara.page.context.set_offline(False)
        sara.page.clock.fast_forward("00:31")
        sara.expect_state("While it closed", "read")
        stored = pane.locator(".bubble > p")
        expect(stored).to_have_count(3)
        # What was written while the lid closed may just have slipped through: then it was said before the answer.
        in_order = stored.all_inner_texts()
        assert (in_order[0], sorted(in_order[1:])) == (
            "Before the lid",
            ["Said to a sleeping laptop", "While it closed"],
        )
        sara.expect_messages(*in_order)
        sara.page.reload()
        sara.expect_messages(*in_order)


def test_an_agents_lid_closed_for_ten_minutes(chromium: Browser, shop: Shop) -> None:
    """Emma's laptop sleeps: her half-sent answer arrives once, and she sees what Sara wrote meanwhile."""
    with desk(chromium, shop.server, "emma") as emma, visitor(chromium) as sara:
        sara.visit(shop.page("/desk-lid"))
        sara.open()
        sara.write("A question before her nap")
        pane = emma.open("A question before her nap")
        emma.page.clock.install()
        emma.page.context.set_offline(True)
        write(pane, "Answered with the lid closing")
        emma.page.clock.fast_forward("10:00")
        sara.write("Are you there?")
        sara.expect_state("Are you there?", "sent")
        emma.page.context.set_offline(False)
        emma.page.clock.fast_forward("00:31")
        expected = ["A question before her nap", "Are you there?", "Answered with the lid closing"]
        sara.expect_messages(*expected)
        expect(pane.locator(".bubble > p")).to_have_text(expected)
        emma.troubles.clear()  # the browser itself reports requests that failed while it was offline


def test_two_agents_two_tabs_and_two_browsers_agree(chromium: Browser, shop: Shop) -> None:
    """Everybody writes at once; all five screens end with the same conversation."""
    with (
        desk(chromium, shop.server, "emma") as emma,
        desk(chromium, shop.server, "emma") as emma_at_home,
        desk(chromium, shop.server, "zsofi") as zsofi,
        visitor(chromium) as sara,
    ):
        sara.visit(shop.page("/agree"))
        sara.open()
        sara.write("First words")
        second_tab = another_tab(sara.page.context)
        second_tab.visit(shop.page("/agree"))
        panes = [
            emma.open("First words"),
            emma_at_home.open("First words"),
            zsofi.open("First words", "Mind"),
        ]
        second_tab.write("From the second tab")
        write(panes[0], "Emma answers")
        # Had she begun before Emma's answer came, she would rightly be asked whether to send hers all the same.
        expect(bubble(panes[2], "Emma answers")).to_be_visible()
        write(panes[2], "Zsófi answers")
        sara.write("From the first tab")
        everything = {"First words", "Emma answers", "Zsófi answers", "From the second tab", "From the first tab"}
        for pane in panes:
            expect(pane.locator(".bubble > p")).to_have_count(len(everything))
        expect(sara.bubble("Zsófi answers")).to_be_visible()
        expect(second_tab.bubble("From the first tab")).to_be_visible()
        lines = [pane.locator(".bubble > p").all_inner_texts() for pane in panes]
        assert set(lines[0]) == everything
        assert lines[0] == lines[1] == lines[2]
        sara.expect_messages(*lines[0])
        second_tab.expect_messages(*lines[0])


def test_a_restart_in_the_middle_of_a_send_on_both_sides(chromium: Browser, shop: Shop) -> None:
    """The server is killed while both write; when it is back, everything stands once on both screens."""
    with desk(chromium, shop.server, "emma") as emma, visitor(chromium) as sara:
        sara.visit(shop.page("/restart"))
        sara.open()
        sara.write("Before the storm")
        pane = emma.open("Before the storm")
        expect(bubble(pane, "Before the storm")).to_be_visible()
        shop.server.kill()
        try:
            sara.write("Sara in the storm")
            write(pane, "Emma in the storm")
            expect(bubble(pane, "Emma in the storm")).to_be_visible()
        finally:
            shop.server.start()
        sara.expect_state("Sara in the storm", "read")
        expect(sara.bubble("Emma in the storm")).to_be_visible(timeout=35_000)
        expect(pane.locator(".bubble > p")).to_have_count(3)
        lines = pane.locator(".bubble > p").all_inner_texts()
        assert sorted(lines) == sorted(["Before the storm", "Sara in the storm", "Emma in the storm"])
        sara.expect_messages(*lines)
        emma.troubles.clear()  # the browser itself reports the connections that failed
