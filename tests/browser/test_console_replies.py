"""Answering from the library, filling its blanks, hearing the coach, and keeping promises: with real browsers."""

from __future__ import annotations

import re
from typing import Any

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser.console_desk import Desk, bubble, caller, desk
from tests.browser.test_console_keys import violations
from tests.support.server import Server, Site

GREETING = (
    "سلام \u2068{}\u2069 گرامی، خوش آمدید. \u2068{}\u2069 هستم از پشتیبانی \u2068Garden & Co.\u2069. "
    "چه کمکی می‌توانم به شما بکنم؟"
)
ASKS = {"en": "When will it come?", "fa": "کی می‌رسد؟", "hu": "Mikor érkezik?"}


def begin(at: Desk, text: str) -> Locator:
    """Open the conversation that says this, ready to write; returns its pane. From here on the keyboard is enough."""
    at.page.locator(".view").nth(2).click()
    row = at.row(text)
    number = row.get_attribute("data-conversation")
    row.click()
    at.page.mouse.move(900, 300)
    expect(at.page.locator("textarea:focus")).to_have_count(1)
    return at.page.locator(f"[data-pane='{number}']")


def choose(page: Page, letters: str, label: str) -> None:
    """Look in the library for these letters and take the reply of this name, by keys alone."""
    page.keyboard.type(letters)
    chosen = page.locator("[role=option][aria-selected=true]")
    for _ in range(8):
        expect(chosen).to_be_visible()
        if label in chosen.inner_text():
            break
        page.keyboard.press("ArrowDown")
    expect(chosen).to_contain_text(label)
    page.keyboard.press("Enter")
    expect(page.locator(".picker")).to_have_count(0)


def test_reza_greets_sara_from_the_library_in_persian_without_a_mouse(
    chromium: Browser, server: Server, site: Site
) -> None:
    """`/`, a few letters, Enter: her language, the names filled in and isolated; Enter again, and she has it."""
    with caller(server, site, "سلام، کسی هست؟", "fa") as sara, desk(chromium, server, "reza") as reza:
        pane = begin(reza, "کسی هست")
        choose(reza.page, "/نخستین", "نخستین پیام")
        field = pane.locator("textarea")
        expect(field).to_have_value(
            "سلام \u2068همراه\u2069 گرامی، خوش آمدید. \u2068Reza\u2069 هستم "
            "از پشتیبانی \u2068Garden & Co.\u2069. چه کمکی می‌توانم به شما بکنم؟"
        )
        reza.page.keyboard.press("Enter")
        expect(bubble(pane, "خوش آمدید")).to_be_visible()
        assert "\u2068Reza\u2069" in sara.hear_answer()


def test_an_english_agent_answers_a_persian_visitor_in_persian(chromium: Browser, server: Server, site: Site) -> None:
    """Emma looks for an English word and gets the reply in the visitor's language, with their name once it is known."""
    with caller(server, site, "سفارشم کجاست؟", "fa") as sara, desk(chromium, server, "emma") as emma:
        pane = begin(emma, "کجاست")
        emma.page.get_by_role("button", name="Edit details").click()
        emma.page.locator(".contact-form input[name=name]").fill("سارا کریمی")
        emma.page.locator(".contact-form button[type=submit]").click()
        expect(emma.page.locator(".context h2")).to_have_text("سارا کریمی")
        pane.locator("textarea").focus()
        choose(emma.page, "/hello", "نخستین پیام")
        expect(pane.locator("textarea")).to_have_value(
            "سلام \u2068سارا\u2069 گرامی، خوش آمدید. \u2068Emma\u2069 هستم "
            "از پشتیبانی \u2068Garden & Co.\u2069. چه کمکی می‌توانم به شما بکنم؟"
        )
        emma.page.keyboard.press("Enter")
        assert "سارا" in sara.hear_answer()


def test_open_blanks_are_walked_and_none_is_sent(chromium: Browser, server: Server, site: Site) -> None:
    """An unfilled blank stops the send, says which it is and jumps there; a time is promised by one key."""
    with caller(server, site, ASKS["en"]) as sara, desk(chromium, server, "emma") as emma:
        pane = begin(emma, ASKS["en"])
        choose(emma.page, "/promise", "A promise with a time")
        field = pane.locator("textarea")
        chosen = "field => field.value.slice(field.selectionStart, field.selectionEnd)"
        assert field.evaluate(chosen) == "⟦by when?⟧"
        emma.page.keyboard.press("Tab")
        assert field.evaluate(chosen) == "⟦what?⟧"
        emma.page.keyboard.type("your parcel")
        emma.page.keyboard.press("Enter")
        expect(pane.get_by_role("alert")).to_contain_text("by when?")
        assert field.evaluate(chosen) == "⟦by when?⟧"
        expect(pane.locator(".due-choice").first).to_be_visible()
        emma.page.keyboard.press("1")
        expect(field).not_to_have_value(re.compile("⟦"))
        emma.page.keyboard.press("Enter")
        expect(bubble(pane, "your parcel")).to_be_visible()
        assert "⟦" not in sara.hear_answer()


def test_a_promise_is_seen_moved_and_kept(chromium: Browser, server: Server, site: Site) -> None:
    """What Emma sent with a time stands below her message, in the context and in the row, until she has kept it."""
    with caller(server, site, ASKS["en"]), desk(chromium, server, "emma") as emma:
        pane = begin(emma, ASKS["en"])
        choose(emma.page, "/promise", "A promise with a time")
        emma.page.keyboard.press("1")
        emma.page.keyboard.type("it")
        emma.page.keyboard.press("Enter")
        promise = emma.page.locator(".promises .promise-card")
        expect(promise).to_contain_text("Emma Clarke · to be kept")
        expect(pane.locator(".item .promise")).to_contain_text("Promised by")
        expect(emma.page.locator("a.row[aria-current] .icon-alarm")).to_be_visible()
        promise.get_by_role("button").click()
        emma.page.get_by_role("menuitem", name="Another time").click()
        before = promise.locator("strong").inner_text()
        emma.page.locator("dialog .due-choice").last.click()
        expect(promise.locator("strong")).not_to_have_text(before)
        promise.get_by_role("button").click()
        emma.page.get_by_role("menuitem", name="Kept").click()
        expect(emma.page.locator(".promises .promise-card.is-kept")).to_be_visible()
        expect(emma.page.locator("a.row[aria-current] .icon-alarm")).to_have_count(0)


@pytest.mark.parametrize(
    ("name", "locale", "words", "reason"),
    [
        ("reza", "fa", "نمی‌دانم", "مشتری را بدون گام بعدی می‌گذارد."),
        ("emma", "en", "Please calm down", "Makes the customer's feeling look small."),
        ("zsofi", "hu", "nem tudom", "Az ügyfél következő lépés nélkül marad."),
    ],
)
def test_the_coach_says_why_and_what_instead(
    chromium: Browser, server: Server, site: Site, name: str, locale: str, words: str, reason: str
) -> None:
    """A dotted line, the reason in the agent's language, one key for better words, and off they go."""
    with caller(server, site, ASKS[locale], locale) as visitor, desk(chromium, server, name) as agent:
        pane = begin(agent, ASKS[locale])
        agent.page.keyboard.type(words)
        expect(pane.locator(".mirror .mark")).to_be_visible()
        expect(pane.locator(".coach-why")).to_contain_text(reason)
        offered = pane.locator(".coach-offer").first.inner_text()
        agent.page.keyboard.press("Alt+.")
        with agent.page.expect_request("**/signals") as signal:
            agent.page.keyboard.press("1")
        assert signal.value.post_data_json == {"kind": "accepted", "count": 1}
        expect(pane.locator(".mirror .mark")).to_have_count(0)
        if pane.locator(".mirror .blank").count():
            agent.page.keyboard.type("15:00")
        agent.page.keyboard.press("Enter")
        said = visitor.hear_answer()
        assert words not in said
        assert said.startswith(offered.split("…")[0])


def test_what_emma_keeps_is_hers(chromium: Browser, server: Server, site: Site) -> None:
    """Escape drops the mark and is counted; a mark that asks, asks once, and then her words go out as they are."""
    with caller(server, site, ASKS["en"]) as visitor, desk(chromium, server, "emma") as emma:
        pane = begin(emma, ASKS["en"])
        emma.page.keyboard.type("Please calm down")
        expect(pane.locator(".coach-card")).to_be_visible()
        with emma.page.expect_request("**/signals") as signal:
            emma.page.keyboard.press("Escape")
        assert signal.value.post_data_json == {"kind": "ignored", "count": 1}
        expect(pane.locator(".coach-card")).to_have_count(0)
        pane.locator("textarea").fill("")
        emma.page.keyboard.type("Please calm down, dear")
        expect(pane.locator(".coach-card")).to_be_visible()
        emma.page.keyboard.press("Enter")
        expect(pane.get_by_role("alertdialog")).to_contain_text("calm down")
        emma.page.keyboard.press("Enter")
        assert visitor.hear_answer() == "Please calm down, dear"


def test_a_half_space_is_mended_by_one_key(chromium: Browser, server: Server, site: Site) -> None:
    """Script is hygiene: all of its slips go at once, and nothing is said about tone."""
    with caller(server, site, ASKS["fa"], "fa"), desk(chromium, server, "reza") as reza:
        pane = begin(reza, ASKS["fa"])
        reza.page.keyboard.type("كتاب ها می رسند")
        # The coach reads along: half of the words may be marked before the other half is typed.
        expect(pane.locator(".mirror .mark").last).to_have_text("می رسند")
        reza.page.keyboard.press("Alt+.")
        reza.page.keyboard.press("1")
        expect(pane.locator("textarea")).to_have_value("کتاب‌ها می‌رسند")


def test_ctrl_z_takes_a_reply_back(chromium: Browser, server: Server, site: Site) -> None:
    """An inserted reply is like typing: the browser's own undo brings the letters back."""
    with caller(server, site, ASKS["en"]), desk(chromium, server, "emma") as emma:
        pane = begin(emma, ASKS["en"])
        choose(emma.page, "/hello", "First contact")
        expect(pane.locator("textarea")).not_to_have_value("/hello")
        emma.page.keyboard.press("Control+z")
        expect(pane.locator("textarea")).to_have_value("/hello")


def test_escape_leaves_the_slash_alone_and_ctrl_k_finds_replies(chromium: Browser, server: Server, site: Site) -> None:
    """A slash that is only a slash stays one; the palette finds the library, too."""
    with caller(server, site, ASKS["en"]), desk(chromium, server, "emma") as emma:
        pane = begin(emma, ASKS["en"])
        emma.page.keyboard.type("/")
        expect(pane.locator(".picker")).to_be_visible()
        emma.page.keyboard.press("Escape")
        expect(pane.locator(".picker")).to_have_count(0)
        pane.locator("textarea").fill("")
        emma.page.keyboard.press("Control+k")
        emma.page.keyboard.type("first contact")
        expect(emma.page.locator("dialog [role=option]")).to_contain_text(["First contact"])
        emma.page.keyboard.press("Enter")
        expect(pane.locator("textarea")).to_have_value(
            "Hello \u2068there\u2069, and welcome. I'm \u2068Emma\u2069 from \u2068Garden & Co.\u2069. "
            "How can I help you today?"
        )


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_in_picker_blanks_and_coach(
    chromium: Browser, server: Server, site: Site, scheme: Any
) -> None:
    """With the library open, with a time to choose, and with the coach speaking."""
    with caller(server, site, ASKS["fa"], "fa"), desk(chromium, server, "reza", color_scheme=scheme) as reza:
        pane = begin(reza, ASKS["fa"])
        reza.page.keyboard.type("/قول")
        expect(pane.locator(".picker li").first).to_be_visible()
        assert violations(reza.page) == []
        reza.page.keyboard.press("Enter")
        expect(pane.locator(".due-choice").first).to_be_visible()
        assert violations(reza.page) == []
        pane.locator("textarea").fill("نمی‌دانم")
        expect(pane.locator(".coach-card")).to_be_visible()
        assert violations(reza.page) == []


def test_a_promise_typed_by_hand_is_heard_and_noted(chromium: Browser, server: Server, site: Site) -> None:
    """Zsófi writes until when; one key, and the message carries a promise."""
    with caller(server, site, ASKS["hu"], "hu") as bence, desk(chromium, server, "zsofi") as zsofi:
        pane = begin(zsofi, ASKS["hu"])
        zsofi.page.keyboard.type("Köszönöm, holnap 17:00-ig megírom a választ.")
        expect(pane.locator(".promise-line")).to_contain_text("Ezt ígéri")
        zsofi.page.keyboard.press("Alt+d")
        expect(pane.locator(".promise-line.is-noted")).to_be_visible()
        zsofi.page.keyboard.press("Enter")
        expect(zsofi.page.locator(".promises .promise-card")).to_contain_text("holnap 17:00-ig megírom a választ")
        assert bence.hear_answer().startswith("Köszönöm")
