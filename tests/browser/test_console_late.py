"""Answers of the server that come late: they never cover what is known by then, nor land where nobody asked."""

from __future__ import annotations

import re
from time import monotonic
from typing import Any

from playwright.sync_api import Browser, Locator, Page, Route, expect

from tests.browser.console_desk import Desk, bubble, caller, desk
from tests.browser.test_console_replies import ASKS, begin
from tests.browser.test_console_wording import change, insert
from tests.support.server import Server, Site

ASKED_WITHIN_S = 10
SETTLED = "() => new Promise(done => requestAnimationFrame(() => setTimeout(done)))"


class Late:
    """The next answer for an address: the server gives it at once, the page has it when the test lets it go."""

    def __init__(self, page: Page, address: str | re.Pattern[str]) -> None:
        self._page = page
        self._held: list[Route] = []
        page.route(address, lambda route: route.continue_() if self._held else self._held.append(route))

    def wait(self) -> None:
        """Until the page has asked and the server has answered."""
        deadline = monotonic() + ASKED_WITHIN_S
        while not self._held:
            assert monotonic() < deadline, "expected the page to ask"
            self._page.evaluate(SETTLED)
        self._answer = self._held[0].fetch()

    def let_go(self) -> None:
        """The page has the answer, and had the time to do something with it."""
        route = self._held[0]
        with self._page.expect_event("requestfinished", lambda request: request == route.request):
            route.fulfill(response=self._answer)
        self._page.evaluate(SETTLED)


def call(at: Desk, server: Server, method: str, path: str, data: dict[str, Any]) -> Any:
    """Something an agent does in another place than this window."""
    token = at.page.evaluate("() => JSON.parse(document.getElementById('boot').textContent).csrf")
    answer = at.page.request.fetch(
        f"{server.url}/api/{path}", method=method, data=data, headers={"X-CSRF-Token": token}
    )
    assert answer.ok, answer.text()
    return answer.json() if answer.body() else None


def number_of(pane: Locator) -> str:
    """Which conversation a pane shows."""
    return pane.get_attribute("data-pane") or ""


def test_a_kept_promise_is_not_taken_back(chromium: Browser, server: Server, site: Site) -> None:
    """The list of promises was asked for while one was open; meanwhile it was kept, and stays so."""
    with caller(server, site, ASKS["en"]), desk(chromium, server, "emma") as emma:
        late = Late(emma.page, "**/promises")
        pane = begin(emma, ASKS["en"])
        late.wait()
        made = call(
            emma,
            server,
            "POST",
            f"conversations/{number_of(pane)}/promises",
            {"due": emma.page.evaluate("() => Date.now() + 3600000"), "what": "call back"},
        )["promise"]
        card = emma.page.locator(".promise-card")
        expect(card).to_contain_text("to be kept")
        call(emma, server, "POST", f"promises/{made['id']}/keep", {})
        expect(card).to_have_class(re.compile("is-kept"))
        late.let_go()
        expect(card).to_have_class(re.compile("is-kept"))


def test_a_new_name_is_not_taken_back(chromium: Browser, server: Server, site: Site) -> None:
    """What was known of Sara was asked for before Emma wrote down her name, and comes after it."""
    with caller(server, site, "It is Sara") as sara, desk(chromium, server, "emma") as emma:
        begin(emma, "It is Sara")
        context = emma.page.locator(".context")
        context.get_by_role("button", name="Edit details").click()
        late = Late(emma.page, re.compile(r"/api/conversations/\d+$"))
        sara.say("Sara Karimi")
        late.wait()
        context.get_by_label("Name").fill("Sara Karimi")
        context.get_by_role("button", name="Save").click()
        expect(context.locator("h2")).to_have_text("Sara Karimi")
        late.let_go()
        expect(context.locator("h2")).to_have_text("Sara Karimi")


def test_a_reply_lands_where_it_was_chosen(chromium: Browser, server: Server, site: Site) -> None:
    """Its values take their time; Emma goes on in another conversation, and every letter of hers stays there."""
    with caller(server, site, "One"), caller(server, site, "Two"), desk(chromium, server, "emma") as emma:
        one, two = emma.open("One"), emma.open("Two")
        late = Late(emma.page, f"**/conversations/{number_of(one)}/values**")
        one.locator("textarea").click()
        emma.page.keyboard.type("/hello")
        expect(one.locator("[role=option][aria-selected=true]")).to_contain_text("First contact")
        emma.page.keyboard.press("Enter")
        emma.page.keyboard.press("Enter")
        late.wait()
        two.locator("textarea").click()
        emma.page.keyboard.type("Of cou")
        late.let_go()
        expect(one.locator("textarea")).to_have_value(re.compile(r"^Hello \S+, and welcome[^/]*today\?$"))
        expect(two.locator("textarea")).to_be_focused()
        emma.page.keyboard.type("rse")
        expect(two.locator("textarea")).to_have_value("Of course")
        one.locator("textarea").click()
        emma.page.keyboard.press("Enter")
        expect(bubble(one, "and welcome")).to_have_count(1)


def test_a_reply_is_not_put_over_words_that_have_changed(chromium: Browser, server: Server, site: Site) -> None:
    """Emma chose a reply, then went on writing: her words stay as they are."""
    with caller(server, site, ASKS["en"]), desk(chromium, server, "emma") as emma:
        late = Late(emma.page, "**/values**")
        pane = begin(emma, ASKS["en"])
        emma.page.keyboard.type("/hello")
        expect(pane.locator("[role=option][aria-selected=true]")).to_contain_text("First contact")
        emma.page.keyboard.press("Enter")
        late.wait()
        pane.locator("textarea").fill("I will look")
        late.let_go()
        expect(pane.locator("textarea")).to_have_value("I will look")


def test_a_promise_that_was_given_up_is_not_recorded(chromium: Browser, server: Server, site: Site) -> None:
    """Emma asked for a time, closed the dialog, opened the sheet of keys: nothing is promised, and that stays open."""
    with caller(server, site, ASKS["en"]), desk(chromium, server, "emma") as emma:
        late = Late(emma.page, "**/deadline**")
        pane = begin(emma, ASKS["en"])
        emma.page.get_by_role("button", name="Add a promise").click()
        dialog = emma.page.locator("dialog.promise-dialog")
        dialog.get_by_role("button", name="Promise this time").click()
        late.wait()
        emma.page.keyboard.press("Escape")
        expect(dialog).to_have_count(0)
        emma.page.locator(".rail").get_by_role("button", name="All keys").click()
        late.let_go()
        expect(emma.page.locator("dialog.keys")).to_be_visible()
        made = call(emma, server, "GET", f"conversations/{number_of(pane)}/promises", {})
        assert made == {"promises": []}


def test_a_proposal_that_is_answered_late_closes_nothing_else(chromium: Browser, server: Server, site: Site) -> None:
    """Emma proposed, closed the dialog and opened the palette: the thanks come, the palette stays."""
    with caller(server, site, ASKS["en"]), desk(chromium, server, "emma") as emma:
        pane = begin(emma, ASKS["en"])
        change(insert(emma.page, pane), "Good question.", "A fine question.")
        late = Late(emma.page, "**/proposals")
        pane.locator("textarea").press("Alt+w")
        dialog = emma.page.locator("dialog.wording")
        dialog.get_by_role("button", name="Propose", exact=True).and_(dialog.locator("[aria-disabled=false]")).click()
        late.wait()
        emma.page.keyboard.press("Escape")
        expect(dialog).to_have_count(0)
        emma.page.keyboard.press("Control+k")
        late.let_go()
        expect(emma.page.locator(".notice")).to_contain_text("A supervisor decides")
        expect(emma.page.locator("dialog.palette input")).to_be_focused()


def test_away_is_what_was_said_last(chromium: Browser, server: Server) -> None:
    """Emma steps away in one window and is back in the other before the first has its answer."""
    with desk(chromium, server, "emma") as here, desk(chromium, server, "emma") as there:
        late = Late(here.page, "**/me/presence")
        for window in (here, there):
            window.page.locator(".rail .menu-root > button").click()
        here.page.get_by_role("switch", name="Away").click()
        late.wait()
        for window in (here, there):
            expect(window.page.get_by_role("switch", name="Away")).to_be_checked()
        there.page.get_by_role("switch", name="Away").click()
        expect(here.page.get_by_role("switch", name="Away")).not_to_be_checked()
        late.let_go()
        expect(here.page.get_by_role("switch", name="Away")).not_to_be_checked()
