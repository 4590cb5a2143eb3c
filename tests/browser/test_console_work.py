"""Taking, handing over, resolving and setting aside; drafts; the order of the list."""

from __future__ import annotations

from datetime import datetime, timedelta

from playwright.sync_api import Browser, expect

from tests.browser.console_desk import bubble, caller, desk, write
from tests.support.server import Server, Site


def test_emma_takes_hands_over_and_zsofi_resolves(chromium: Browser, server: Server, site: Site) -> None:
    """Each step moves the conversation between the views of both agents, and is written in the timeline."""
    with (
        caller(server, site, "Return an item"),
        desk(chromium, server, "emma") as emma,
        desk(chromium, server, "zsofi") as zsofi,
    ):
        pane = emma.open("Return an item", "Unassigned")
        pane.get_by_role("button", name="Take it").click()
        expect(bubble(pane, "took this conversation")).to_be_visible()
        emma.look_at("Mine")
        expect(emma.row("Return an item")).to_be_visible()
        expect(emma.page.locator(".capacity")).to_contain_text("1 of 8")

        pane.get_by_role("button", name="More actions").click()
        emma.page.get_by_role("menuitemradio", name="Zsófi Nagy").click()
        expect(zsofi.row("Return an item")).to_be_visible()

        hers = zsofi.open("Return an item", "Saját")
        hers.locator("textarea").press("Alt+e")
        zsofi.look_at("Lezárt")
        expect(zsofi.row("Return an item")).to_be_visible()
        expect(pane.locator(".ownership")).to_contain_text("This conversation is resolved.")
        pane.get_by_role("button", name="Reopen").first.click()
        expect(bubble(pane, "reopened this")).to_be_visible()


def test_a_snoozed_conversation_wakes_with_the_next_message(chromium: Browser, server: Server, site: Site) -> None:
    """Alt+M, Enter: quiet until Tom writes again, then it waits for us."""
    with caller(server, site, "I will send a photo") as tom, desk(chromium, server, "emma") as emma:
        pane = emma.open("I will send a photo")
        pane.locator("textarea").press("Alt+m")
        expect(emma.page.get_by_role("menuitem", name="Until the next message")).to_be_focused()
        emma.page.keyboard.press("Enter")
        expect(emma.page.locator(".section-quiet a.row")).to_contain_text("I will send a photo")
        expect(pane.locator(".ownership")).to_contain_text("until the next message")
        tom.say("Here is the photo")
        expect(emma.page.locator(".section-ours a.row")).to_contain_text("Here is the photo")


def test_a_conversation_is_set_aside_until_a_chosen_time(chromium: Browser, server: Server, site: Site) -> None:
    """Any time can be entered, and the conversation says until when it sleeps; undo wakes it."""
    with caller(server, site, "Call me in spring"), desk(chromium, server, "emma") as emma:
        soon = datetime.now().astimezone() + timedelta(days=40)
        pane = emma.open("Call me in spring")
        pane.get_by_role("button", name="Snooze").click()
        emma.page.get_by_role("menuitem", name="Another time…").click()
        emma.page.get_by_label("Set aside until").last.fill(f"{soon:%Y-%m-%dT10:30}")
        emma.page.get_by_role("dialog").get_by_role("button", name="Snooze").click()
        expect(pane.locator(".ownership")).to_contain_text(f"{soon.day} {soon:%B}")
        emma.page.get_by_role("button", name="Undo").click()
        expect(pane.locator(".ownership")).to_contain_text("Nobody has this conversation yet.")


def test_a_draft_follows_emma_to_another_browser(chromium: Browser, server: Server, site: Site) -> None:
    """What she writes at the desk stands in her other browser, and is gone there when it was sent here."""
    with (
        caller(server, site, "Which size?"),
        desk(chromium, server, "emma") as here,
        desk(chromium, server, "emma") as there,
    ):
        pane = here.open("Which size?")
        pane.locator("textarea").fill("The medium one")
        other = there.open("Which size?")
        expect(other.locator("textarea")).to_have_value("The medium one")
        expect(there.row("Which size?").locator(".row-draft")).to_be_visible()
        pane.locator("textarea").press("Enter")
        expect(other.locator("textarea")).to_have_value("")


def test_a_draft_survives_a_closed_tab(chromium: Browser, server: Server, site: Site) -> None:
    """A draft is saved when the page goes, however short the time since the last key."""
    with caller(server, site, "Which colour?"), desk(chromium, server, "emma") as emma:
        emma.open("Which colour?").locator("textarea").fill("The green")
        emma.page.goto("about:blank")
        emma.page.goto(f"{server.url}/console")
        expect(emma.row("Which colour?").or_(emma.page.locator(".empty"))).to_be_visible()
        expect(emma.open("Which colour?").locator("textarea")).to_have_value("The green")


def test_the_list_holds_still_under_the_pointer(chromium: Browser, server: Server, site: Site) -> None:
    """What changes meanwhile is counted on a button; the order changes when it is pressed or the pointer leaves."""
    with (
        caller(server, site, "First question") as sara,
        desk(chromium, server, "emma") as emma,
        desk(chromium, server, "zsofi") as zsofi,
    ):
        emma.look_at("All")
        emma.row("First question").hover()
        with caller(server, site, "Second question"):
            expect(emma.page.locator(".moved")).to_contain_text("1 moved")
            expect(emma.page.locator("a.row")).to_have_count(1)
            write(zsofi.open("First question", "Mind"), "Here you are")
            expect(emma.page.locator(".moved")).to_contain_text("2 moved")
            emma.page.locator(".moved button").click()
            expect(emma.page.locator("a.row")).to_contain_text(["Second question", "Here you are"])
            expect(emma.page.locator(".moved button")).to_have_count(0)
            sara.say("Thank you")
            emma.page.mouse.move(900, 300)
            expect(emma.page.locator("a.row")).to_contain_text(["Second question", "Thank you"])


def test_several_conversations_stand_side_by_side(chromium: Browser, server: Server, site: Site) -> None:
    """Two at 1440 beside the context, one at 1280, two again when the context is closed; the address remembers them."""
    with caller(server, site, "One"), caller(server, site, "Two"), desk(chromium, server, "emma") as emma:
        emma.open("One")
        emma.open("Two")
        expect(emma.page.locator(".pane")).to_have_count(2)
        expect(emma.page.locator(".context")).to_be_visible()
        emma.page.set_viewport_size({"width": 1280, "height": 800})
        expect(emma.page.locator(".pane")).to_have_count(1)
        emma.page.keyboard.press("Alt+i")
        expect(emma.page.locator(".pane")).to_have_count(2)
        expect(emma.page.locator(".context")).to_have_count(0)
        emma.page.reload()
        expect(emma.page.locator(".pane")).to_have_count(2)


def test_emma_writes_down_who_the_visitor_is(chromium: Browser, server: Server, site: Site) -> None:
    """The context shows the page the visitor is on, and what Emma enters is in Zsófi's list at once."""
    with (
        caller(server, site, "It is Sara again"),
        desk(chromium, server, "emma") as emma,
        desk(chromium, server, "zsofi") as zsofi,
    ):
        zsofi.look_at("Mind")
        emma.open("It is Sara again")
        context = emma.page.locator(".context")
        expect(context.locator(".pages")).to_contain_text("Your cart")
        context.get_by_role("button", name="Edit details").click()
        context.get_by_label("Name").fill("Sara Karimi")
        context.get_by_label("E-mail").fill("sara@example.com")
        context.get_by_role("button", name="Save").click()
        expect(context).to_contain_text("sara@example.com")
        expect(zsofi.row("Sara Karimi")).to_be_visible()


def test_what_emma_read_here_is_read_in_her_other_browser(chromium: Browser, server: Server, site: Site) -> None:
    """Unread counts agree in all of an agent's windows; a colleague keeps her own."""
    with (
        caller(server, site, "Hello?") as tom,
        desk(chromium, server, "emma") as here,
        desk(chromium, server, "emma") as there,
        desk(chromium, server, "zsofi") as zsofi,
    ):
        there.look_at("All")
        zsofi.look_at("Mind")
        expect(there.row("Hello?").locator(".count")).to_contain_text("1")
        here.open("Hello?")
        expect(there.row("Hello?").locator(".count")).to_have_count(0)
        tom.say("Hello again")
        expect(there.row("Hello again")).to_be_visible()
        expect(there.row("Hello again").locator(".count")).to_have_count(0)
        expect(zsofi.row("Hello again").locator(".count")).to_contain_text("2")


def test_a_message_that_is_too_long_comes_back_to_the_composer(chromium: Browser, server: Server, site: Site) -> None:
    """It is refused on the screen, and one click gives the words back to shorten them."""
    with caller(server, site, "Tell me everything"), desk(chromium, server, "emma") as emma:
        pane = emma.open("Tell me everything")
        write(pane, "long " * 2_001)
        pane.get_by_role("button", name="not sent").click()
        expect(pane.locator(".item.own")).to_have_count(0)
        expect(pane.locator("textarea")).to_have_value(("long " * 2_001).strip())
        expect(pane.locator("textarea")).to_be_focused()
        # The server takes no such draft either; Chromium says so in its log.
        emma.troubles.clear()
