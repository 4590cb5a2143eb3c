"""Agents answer visitors in the console, and see one another do it."""

from __future__ import annotations

from playwright.sync_api import Browser, expect

from tests.browser.console_desk import bubble, caller, desk, write
from tests.support.server import Server, Site


def test_emma_sees_sara_and_answers_her(chromium: Browser, server: Server, site: Site) -> None:
    """A new conversation appears by itself; the answer reaches the visitor and says how far it came."""
    with desk(chromium, server, "emma") as emma:
        emma.look_at("Unassigned")
        with caller(server, site, "Where is order 1042?") as sara:
            expect(emma.row("Where is order 1042?").locator(".pill")).to_be_visible()
            expect(emma.row("Where is order 1042?").locator(".count")).to_contain_text("1")
            pane = emma.open("Where is order 1042?", "Unassigned")
            write(pane, "It is **on its way**.")
            assert sara.hear_answer() == "It is **on its way**."
            expect(bubble(pane, "It is on its way.").locator("b")).to_have_text("on its way")
            expect(pane.locator(".item.own .meta")).to_contain_text("sent")
            expect(pane.locator("textarea")).to_have_value("")


def test_zsofi_sees_at_once_what_emma_does(chromium: Browser, server: Server, site: Site) -> None:
    """Answers, notes, typing and viewing travel between two agents without a reload."""
    with (
        caller(server, site, "Is the lamp in stock?"),
        desk(chromium, server, "emma") as emma,
        desk(chromium, server, "zsofi") as zsofi,
    ):
        hers = zsofi.open("Is the lamp", "Mind")
        mine = emma.open("Is the lamp")
        expect(hers.locator(".company")).to_contain_text("Emma Clarke")
        mine.locator("textarea").press_sequentially("Yes, two")
        expect(hers.locator(".company")).to_contain_text("választ ír")
        mine.locator("textarea").press("Enter")
        expect(bubble(hers, "Yes, two")).to_be_visible()
        expect(bubble(hers, "Yes, two").locator(".author")).to_have_text("Emma Clarke")


# A machine under load wakes its sound late, and what is too late is not played: in this window no time passes.
LISTEN = """
    performance.now = () => 0;
    const Voice = window.OscillatorNode;
    window.OscillatorNode = class extends Voice {
        constructor(context, options) {
            super(context, options);
            const { dataset } = document.documentElement;
            dataset.sung = `${dataset.sung ?? ""} ${Math.round(options.frequency)}`.trim();
        }
    };
"""


def test_the_tab_counts_and_a_soft_sound_calls(chromium: Browser, server: Server, site: Site) -> None:
    """Two notes for a new conversation, one for a message in the background, none for the one in focus."""
    with desk(chromium, server, "emma") as emma:
        emma.page.add_init_script(LISTEN)
        emma.page.reload()
        emma.look_at("Unassigned")
        page = emma.page.locator("html")
        with caller(server, site, "Hello, I am Tom") as tom:
            expect(emma.page).to_have_title("(1) Inbox · Warmline")
            expect(page).to_have_attribute("data-sung", "587 880")
            tom.say("Are you there?")
            expect(page).to_have_attribute("data-sung", "587 880 659")
            pane = emma.open("Are you there?", "Unassigned")
            expect(emma.page).to_have_title("Inbox · Warmline")
            tom.say("Ah, there you are")
            expect(bubble(pane, "Ah, there you are")).to_be_visible()
            expect(emma.row("Ah, there you are").locator(".count")).to_have_count(0)
            expect(page).to_have_attribute("data-sung", "587 880 659")


def test_a_note_stays_in_the_team(chromium: Browser, server: Server, site: Site) -> None:
    """Emma's note is shown to Zsófi; the next thing the visitor hears is the answer that follows it."""
    with (
        caller(server, site, "My coupon fails") as bence,
        desk(chromium, server, "emma") as emma,
        desk(chromium, server, "zsofi") as zsofi,
    ):
        hers = zsofi.open("My coupon fails", "Mind")
        mine = emma.open("My coupon fails")
        mine.locator("textarea").press("Alt+p")
        expect(mine.locator(".composer")).to_have_class("composer is-note")
        write(mine, "Same trouble in May.")
        expect(hers.locator(".item.note .bubble")).to_contain_text("Same trouble in May.")
        mine.locator("textarea").press("Alt+l")
        write(mine, "I am looking into it.")
        assert bence.hear_answer() == "I am looking into it."


def test_sara_is_read_before_she_sends(chromium: Browser, server: Server, site: Site) -> None:
    """What a visitor types is shown while they type, and goes when it was sent."""
    with caller(server, site, "Hello") as sara, desk(chromium, server, "emma") as emma:
        pane = emma.open("Hello")
        expect(bubble(pane, "Hello")).to_be_visible()
        sara.type("I have guests tom")
        expect(pane.locator(".preview-text")).to_have_text("I have guests tom")
        sara.say("I have guests tomorrow")
        expect(bubble(pane, "I have guests tomorrow")).to_be_visible()
        expect(pane.locator(".preview")).to_have_count(0)


def test_emma_is_asked_before_she_repeats_zsofi(chromium: Browser, server: Server, site: Site) -> None:
    """When a colleague answered meanwhile, sending asks once, and never forbids."""
    with (
        caller(server, site, "When do you open?") as tom,
        desk(chromium, server, "emma") as emma,
        desk(chromium, server, "zsofi") as zsofi,
    ):
        mine = emma.open("When do you open?")
        mine.locator("textarea").fill("We open at nine.")
        write(zsofi.open("When do you open?", "Mind"), "At nine.")
        expect(bubble(mine, "At nine.")).to_be_visible()
        mine.locator("textarea").press("Enter")
        expect(mine.get_by_role("alertdialog")).to_contain_text("Zsófi Nagy")
        mine.get_by_role("button", name="Look first").click()
        expect(mine.locator("textarea")).to_have_value("We open at nine.")
        mine.locator("textarea").press("Enter")
        mine.get_by_role("button", name="Send anyway").click()
        assert [tom.hear_answer(), tom.hear_answer()] == ["At nine.", "We open at nine."]


def test_what_emma_sends_without_a_connection_is_sent_after_a_reload(
    chromium: Browser, server: Server, site: Site
) -> None:
    """A message is on the screen as pending at once, survives a reload, and goes out exactly once."""
    with caller(server, site, "Are you there?"), desk(chromium, server, "emma") as emma:
        pane = emma.open("Are you there?")
        expect(bubble(pane, "Are you there?")).to_be_visible()
        server.stop()
        write(pane, "Yes, here I am.")
        expect(pane.locator(".item.own[data-state=pending]")).to_contain_text("Yes, here I am.")
        server.start()
        emma.page.reload()
        expect(pane.locator(".item.own[data-state=sent]")).to_contain_text("Yes, here I am.")
        expect(bubble(pane, "Yes, here I am.")).to_have_count(1)
        # The console says in its log that the server was away; that is what this test is about.
        emma.troubles.clear()


LOSE_WHAT_IS_SENT = """
    const { send } = WebSocket.prototype;
    WebSocket.prototype.send = function (data) {
        if (!data.includes('"type":"send"')) send.call(this, data);
    };
"""


def test_what_waits_when_emma_closes_the_tab_goes_out_by_another_way(
    chromium: Browser, server: Server, site: Site
) -> None:
    """A message that the socket has not taken is handed over by HTTP when the page goes."""
    with caller(server, site, "Quick question") as tom, desk(chromium, server, "emma") as emma:
        emma.page.add_init_script(LOSE_WHAT_IS_SENT)
        emma.page.reload()
        write(emma.open("Quick question"), "Quick answer")
        expect(emma.page.locator(".item.own[data-state=pending]")).to_be_visible()
        emma.page.goto("about:blank")
        assert tom.hear_answer() == "Quick answer"


def test_what_happened_while_the_server_was_away_is_there_without_a_reload(
    chromium: Browser, server: Server, site: Site
) -> None:
    """After a restart the console resumes by itself: the list and the open conversation have what came meanwhile."""
    with desk(chromium, server, "emma") as emma:
        with caller(server, site, "Before the pause") as tom:
            pane = emma.open("Before the pause")
            expect(bubble(pane, "Before the pause")).to_be_visible()
            tom.say("Still before")
        server.kill()
        server.start()
        with caller(server, site, "After the pause"):
            expect(emma.row("After the pause")).to_be_visible()
            write(pane, "Here we are again")
            expect(pane.locator(".item.own[data-state=sent]")).to_contain_text("Here we are again")
            expect(pane.locator(".bubble p")).to_have_text(["Before the pause", "Still before", "Here we are again"])
        emma.troubles.clear()
