"""Coming and going between conversations: what was begun in each stands there as it was left, and nothing jumps."""

from __future__ import annotations

from typing import Any

from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser.console_desk import caller, desk
from tests.browser.test_console_replies import ASKS, begin
from tests.support.server import Server, Site

CARET = "field => [field.selectionStart, field.selectionEnd]"

WATCH_SHIFTS = """
    window.shifts = [];
    new PerformanceObserver((list) => {
        for (const { value, sources, hadRecentInput } of list.getEntries())
            shifts.push([value, hadRecentInput, sources.map(({ node }) => node?.className ?? node?.nodeName)]);
    }).observe({ type: "layout-shift", buffered: false });
"""


def active(page: Page) -> Locator:
    """The row of the conversation that is in use."""
    return page.locator("a.row[aria-current=true]")


def test_each_conversation_is_found_as_it_was_left(chromium: Browser, server: Server, site: Site) -> None:
    """Alt+↓ and back, then a reload: letters, caret, the third reply of the picker, a note that was begun."""
    with (
        caller(server, site, "One") as one,
        caller(server, site, "Two") as two,
        desk(chromium, server, "emma") as emma,
    ):
        page = emma.page
        begin(emma, "One")
        field = page.locator("textarea:focus")
        page.keyboard.type("Good morning. / Bye")
        for _ in " Bye":
            page.keyboard.press("ArrowLeft")
        chosen = page.locator("[role=option][aria-selected=true] .picker-label")
        page.keyboard.press("ArrowDown")
        page.keyboard.press("ArrowDown")
        third = page.locator("[role=option] .picker-label").nth(2).inner_text()
        expect(chosen).to_have_text(third)
        page.keyboard.press("Alt+ArrowDown")
        expect(active(page)).to_contain_text("Two")
        page.keyboard.press("Alt+p")
        expect(page.locator(".composer")).to_have_class("composer is-note")
        page.keyboard.type("Seen in May")
        one.say("One more")
        two.say("Two more")
        expect(page.locator("a.row").first).to_contain_text("more")
        for _ in range(2):
            page.keyboard.press("Alt+ArrowUp")
            expect(active(page)).to_contain_text("One more")
            expect(field).to_have_value("Good morning. / Bye")
            assert field.evaluate(CARET) == [15, 15]
            expect(chosen).to_have_text(third)
            page.keyboard.press("Alt+ArrowDown")
            expect(active(page)).to_contain_text("Two more")
            expect(field).to_have_value("Seen in May")
            page.reload()
            expect(field).to_have_value("Seen in May")
            expect(page.locator(".composer")).to_have_class("composer is-note")
            emma.look_at("All")


def test_a_promise_that_was_declined_is_not_offered_again(chromium: Browser, server: Server, site: Site) -> None:
    """Emma said that it is none; she goes and comes back, and is not asked a second time."""
    with caller(server, site, ASKS["en"]), caller(server, site, "Two"), desk(chromium, server, "emma") as emma:
        page = emma.page
        pane = begin(emma, ASKS["en"])
        page.keyboard.type("We will open tomorrow at 9:30.")
        line = pane.locator(".promise-line")
        line.get_by_role("button", name="No promise").click()
        expect(line).to_have_count(0)
        page.keyboard.press("Alt+ArrowDown")
        expect(active(page)).to_contain_text("Two")
        page.keyboard.press("Alt+ArrowUp")
        expect(pane.locator("textarea")).to_have_value("We will open tomorrow at 9:30.")
        page.reload()
        expect(pane.locator("textarea")).to_be_focused()
        expect(pane.locator("textarea")).to_have_value("We will open tomorrow at 9:30.")
        expect(line).to_have_count(0)


def test_fast_feet_lose_no_letter(chromium: Browser, server: Server, site: Site) -> None:
    """Between three conversations by keys while their visitors write: every word stands where it was typed."""
    with (
        caller(server, site, "One") as one,
        caller(server, site, "Two") as two,
        caller(server, site, "Three"),
        desk(chromium, server, "emma") as emma,
    ):
        page = emma.page
        begin(emma, "One")
        for turn, (at, word) in enumerate([("One", "red"), ("Two", "green"), ("Three", "blue")] * 2):
            page.keyboard.press(f"Alt+{1 + turn % 3}")
            expect(active(page)).to_contain_text(at)
            expect(page.locator("textarea:focus")).to_have_attribute("data-composer", active_number(page))
            (one, two)[turn % 2].say(f"{'One' if turn % 2 == 0 else 'Two'} {turn}")
            page.keyboard.type(f"{word} ")
        for place, word in enumerate(["red", "green", "blue"], 1):
            page.keyboard.press(f"Alt+{place}")
            expect(page.locator("textarea:focus")).to_have_value(f"{word} {word} ")


SLOW_FRAMES = "() => void (window.requestAnimationFrame = (run) => setTimeout(run, 1000))"


def test_the_first_letter_goes_to_the_conversation_that_was_chosen(
    chromium: Browser, server: Server, site: Site
) -> None:
    """On a machine whose frames take a second, Emma's fingers are faster: not a letter stays behind."""
    with caller(server, site, "One"), caller(server, site, "Two"), desk(chromium, server, "emma") as emma:
        page = emma.page
        two = emma.open("Two")
        one = emma.open("One")
        expect(one.locator("textarea")).to_be_focused()
        page.evaluate(SLOW_FRAMES)
        page.keyboard.press("Alt+2")
        page.keyboard.type("for two")
        page.keyboard.press("Alt+1")
        page.keyboard.type("for one")
        expect(one.locator("textarea")).to_have_value("for one")
        expect(two.locator("textarea")).to_have_value("for two")


def active_number(page: Page) -> str:
    """The number of the conversation that is in use."""
    return active(page).get_attribute("data-conversation") or ""


def test_nothing_jumps_while_emma_writes(chromium: Browser, server: Server, site: Site) -> None:
    """Messages come in here and beside, typing begins and ends: what she looks at stays where it is."""
    with (
        caller(server, site, "One") as one,
        caller(server, site, "Two") as two,
        desk(chromium, server, "emma") as emma,
    ):
        page = emma.page
        emma.open("Two")
        pane = emma.open("One")
        field = pane.locator("textarea")
        expect(field).to_be_focused()
        before = field.bounding_box()
        page.evaluate(WATCH_SHIFTS)
        for turn in range(3):
            one.type("I am still wri")
            expect(pane.locator(".preview-text")).to_be_visible()
            one.say(f"One {turn}")
            two.say(f"Two {turn}")
            expect(page.locator(".bubble", has_text=f"Two {turn}")).to_be_visible()
            expect(page.locator(".bubble", has_text=f"One {turn}")).to_be_visible()
            page.keyboard.type("word ")
            expect(pane.locator(".preview")).to_have_count(0)
        assert field.bounding_box() == before
        shifts: list[Any] = page.evaluate("shifts")
        assert [shift for shift in shifts if any("composer" in name or "bar" in name for name in shift[2])] == []


def test_marks_stand_under_their_words_on_a_phone(chromium: Browser, server: Server, site: Site) -> None:
    """The field and what is drawn behind it have the same letters and the same height."""
    phone = {"viewport": {"width": 390, "height": 844}, "is_mobile": True, "has_touch": True}
    with caller(server, site, ASKS["en"]), desk(chromium, server, "emma", **phone) as emma:
        emma.page.locator(".phone-tabs button").nth(1).tap()
        emma.row(ASKS["en"]).tap()
        field = emma.page.locator("textarea")
        field.fill("Please calm down. " * 8)
        style = "part => [getComputedStyle(part).font, part.clientHeight, part.scrollHeight]"
        assert field.evaluate(style) == emma.page.locator(".mirror").evaluate(style)


def test_what_emma_writes_down_waits_for_her(chromium: Browser, server: Server, site: Site) -> None:
    """She looks something up in the other conversation: the half-written address is still there when she is back."""
    with caller(server, site, "One"), caller(server, site, "Two"), desk(chromium, server, "emma") as emma:
        two, one = emma.open("Two"), emma.open("One")
        context = emma.page.locator(".context")
        context.get_by_role("button", name="Edit details").click()
        context.get_by_label("E-mail").fill("sara@exam")
        two.locator("textarea").click()
        expect(context.locator(".contact-form")).to_have_count(0)
        one.locator("textarea").click()
        expect(context.get_by_label("E-mail")).to_have_value("sara@exam")
        emma.page.reload()
        context.get_by_label("E-mail").press("End")
        emma.page.keyboard.type("ple.com")
        context.get_by_role("button", name="Save").click()
        expect(context).to_contain_text("sara@example.com")


def test_an_address_that_leads_nowhere_says_so(chromium: Browser, server: Server) -> None:
    """An old link to a conversation that Emma does not have: said in a word, and closed by a button."""
    with desk(chromium, server, "emma") as emma:
        emma.page.goto(f"{server.url}/console#424242*")
        emma.page.reload()
        pane = emma.page.locator(".pane")
        expect(pane).to_contain_text("no such conversation")
        pane.get_by_role("button", name="Close").click()
        expect(emma.page.locator(".pane")).to_have_count(0)
        # Chromium writes an answer of 404 into its log.
        emma.troubles.clear()
