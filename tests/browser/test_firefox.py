"""Firefox when the server goes away, and with library and coach. Its first journeys are in test_journeys.py."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.console_desk import caller, desk
from tests.browser.test_console_moments import MONTHS, in_persian, persian_day, pick
from tests.browser.test_console_replies import ASKS, begin, choose
from tests.browser.test_console_wording import change
from tests.browser.widget_people import Shop, another_tab, running_shop, visitor


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shop]:
    """One shop for these people; whoever stops its server starts it again."""
    with running_shop(tmp_path_factory.mktemp("shop"), WARMLINE_DRAIN_S="1") as open_shop:
        yield open_shop


def test_a_server_that_goes_and_comes_back(firefox: Browser, shop: Shop) -> None:
    """What Sara writes while the server is away waits, also in her other tab, and is sent once, in order."""
    with visitor(firefox) as sara:
        sara.visit(shop.page())
        sara.open()
        sara.write("Before")
        sara.expect_state("Before", "sent")
        second = another_tab(sara.page.context)
        second.visit(shop.page("/second"))
        second.expect_messages("Before")
        shop.server.kill()
        try:
            sara.write("While it was away")
            second.expect_state("While it was away", "pending")
        finally:
            shop.server.start()
        for tab in (sara, second):
            tab.expect_state("While it was away", "sent")
            tab.expect_messages("Before", "While it was away")
        sara.troubles.clear()  # Firefox itself reports the requests that failed meanwhile


def test_emma_answers_from_the_library_and_with_the_coach(firefox: Browser, shop: Shop) -> None:
    """By keys alone: a reply goes out with her name in it, and a phrase that hurts is exchanged for a better one."""
    with (
        caller(shop.server, shop.site, "Hello, is Firefox welcome?") as sara,
        desk(firefox, shop.server, "emma") as emma,
    ):
        pane = begin(emma, "is Firefox welcome")
        choose(emma.page, "/hello", "First contact")
        emma.page.keyboard.press("Enter")
        assert "Emma" in sara.hear_answer()
        emma.page.keyboard.type("Please calm down")
        expect(pane.locator(".mirror .mark")).to_be_visible()
        emma.page.keyboard.press("Alt+.")
        emma.page.keyboard.press("1")
        expect(pane.locator(".mirror .mark")).to_have_count(0)
        if pane.locator(".mirror .blank").count():
            emma.page.keyboard.type("15:00")
        emma.page.keyboard.press("Enter")
        assert "calm down" not in sara.hear_answer()


def test_reza_promises_a_day_of_his_calendar_and_proposes_his_words(firefox: Browser, shop: Shop) -> None:
    """Blanks, the lists of days, the promise over a reload, the proposal: all by keys."""
    with (
        caller(shop.server, shop.site, ASKS["fa"], "fa") as sara,
        desk(firefox, shop.server, "reza", timezone_id="Asia/Tehran") as reza,
    ):
        page = reza.page
        pane = begin(reza, ASKS["fa"])
        field = pane.locator("textarea")
        choose(page, "/همکار", "پرسش از همکار")
        expect(pane.locator(".due-choice").first).to_be_visible()
        page.keyboard.press(str(pane.locator(".due-choice").count() + 1))
        expect(pane.get_by_label("روز")).to_be_focused()
        later = persian_day(40)
        pick(pane.locator(".due-field"), later, "۱۵")
        pane.get_by_label("روز").press("Enter")
        expect(field).to_be_focused()
        expect(field).not_to_have_value(re.compile("⟦"))
        expect(pane.locator(".promise-line.is-noted")).to_contain_text(
            f"{in_persian(later.day)} {MONTHS[later.month - 1]}"
        )
        change(field, "پرسش", "چه پرسش")
        page.reload()
        expect(pane.locator(".promise-line.is-noted")).to_be_visible()
        field.press("Alt+w")
        dialog = page.locator("dialog.wording")
        expect(dialog.locator("ins").first).to_be_visible()
        page.keyboard.type("گرم‌تر")
        page.keyboard.press("Control+Enter")
        expect(dialog).to_have_count(0)
        expect(field).to_be_focused()
        page.keyboard.press("Enter")
        assert "چه پرسش" in sara.hear_answer()
        expect(page.locator(".promise-card")).to_contain_text(MONTHS[later.month - 1])
