"""From an edited reply to a proposal without leaving the conversation: with real browsers and keys."""

from __future__ import annotations

import re
from typing import Any

import pytest
from playwright.sync_api import Browser, Locator, Page, Route, expect

from tests.browser.console_desk import bubble, caller, desk
from tests.browser.test_console_keys import violations
from tests.browser.test_console_replies import ASKS, begin, choose
from tests.support.server import Server, Site

KEY = "dont_know.ask_colleague"
LABEL = {"en": "Ask the right colleague", "fa": "پرسش از همکار"}
SEARCH = {"en": "/colleague", "fa": "/همکار"}


def insert(page: Page, pane: Locator, locale: str = "en") -> Locator:
    """The reply that promises an answer, its time chosen; returns the field."""
    choose(page, SEARCH[locale], LABEL[locale])
    page.keyboard.press("1")
    field = pane.locator("textarea")
    expect(field).not_to_have_value(re.compile("⟦"))
    return field


def change(field: Locator, before: str, after: str) -> None:
    """Write other words in place of some."""
    text = field.input_value()
    assert before in text, text
    field.fill(text.replace(before, after))


def test_emma_proposes_her_edit_by_keys_and_nora_finds_it_in_review(
    chromium: Browser, server: Server, site: Site
) -> None:
    """Only her words differ, the promised time is a blank again; the comment and the difference wait for Nora."""
    with (
        caller(server, site, ASKS["en"]),
        desk(chromium, server, "emma") as emma,
        desk(chromium, server, "nora") as nora,
    ):
        pane = begin(emma, ASKS["en"])
        field = insert(emma.page, pane)
        expect(pane.locator(".propose")).to_have_count(0)
        change(field, "Good question.", "What a good question!")
        expect(pane.get_by_role("button", name="Propose this edit")).to_be_visible()
        field.press("Alt+w")
        dialog = emma.page.get_by_role("dialog", name="Propose this edit")
        expect(dialog.locator("del")).to_have_text(["Good", "."])
        expect(dialog.locator("ins")).to_have_text(["What a good", "!"])
        expect(dialog.locator("code.blank")).to_have_text(["promise.due", "promise.due"])
        expect(dialog.get_by_label("Why is this better?")).to_be_focused()
        assert violations(emma.page) == []
        emma.page.keyboard.type("warmer")
        emma.page.keyboard.press("Control+Enter")
        expect(dialog).to_have_count(0)
        expect(emma.page.locator(".notice")).to_contain_text("A supervisor decides")
        expect(field).to_be_focused()
        expect(field).to_have_value(re.compile("^What a good question!"))

        nora.page.goto(f"{server.url}/library/review")
        expect(nora.page.locator(".queue-card q")).to_have_text("warmer")
        nora.page.get_by_role("link", name=LABEL["en"]).click()
        english = nora.page.locator(".diff-card").first
        expect(english.locator("ins")).to_have_text(["What a good", "!"])
        nora.page.get_by_role("button", name="Approve revision 2").click()
        expect(nora.page.get_by_role("status")).to_be_visible()
        picker = emma.page.request.get(f"{server.url}/api/replies").json()["replies"]
        text = next(reply["texts"]["en"] for reply in picker if reply["key"] == KEY)
        assert text.startswith("What a good question!")
        assert "{{ promise.due }}" in text


def test_reza_proposes_what_he_has_sent_in_persian(chromium: Browser, server: Server, site: Site) -> None:
    """The message offers it beside its bubble; the difference reads from right to left, and no name goes along."""
    with caller(server, site, ASKS["fa"], "fa") as sara, desk(chromium, server, "reza") as reza:
        pane = begin(reza, ASKS["fa"])
        choose(reza.page, "/نخستین", "نخستین پیام")
        field = pane.locator("textarea")
        change(field, "خوش آمدید", "بسیار خوش آمدید")
        field.press("Enter")
        assert "بسیار" in sara.hear_answer()
        item = pane.locator(".item.own")
        item.hover()
        item.get_by_role("button", name="پیشنهاد این تغییر").click()
        dialog = reza.page.get_by_role("dialog", name="پیشنهاد این تغییر")
        expect(dialog.locator("ins")).to_have_text(["بسیار "])
        expect(dialog.locator("del")).to_have_count(0)
        blanks = dialog.locator("section").last.locator("code.blank")
        expect(blanks).to_have_count(3)
        expect(blanks.nth(1)).to_have_text("agent.first_name")
        place = dialog.locator("section").last.locator("p.text")
        style = "part => [getComputedStyle(part).direction, getComputedStyle(part).unicodeBidi]"
        assert place.evaluate(style)[0] == "rtl"
        assert dialog.locator("ins").evaluate(style) == ["rtl", "isolate"]
        assert "Reza" not in place.inner_text()
        dialog.get_by_label("چرا این بهتر است؟").fill("گرم‌تر")
        dialog.get_by_role("button", name="پیشنهاد می‌دهم").click()
        expect(dialog).to_have_count(0)
        queue = reza.page.request.get(f"{server.url}/api/replies/queue").json()["revisions"]
        assert [(row["key"], row["comment"]) for row in queue] == [("greeting.first_contact", "گرم‌تر")]


def test_palette_and_sheet_know_it_and_say_when_there_is_nothing(chromium: Browser, server: Server, site: Site) -> None:
    """Alt+W without an edited reply says so kindly; `?` lists the key; Ctrl+K offers it where there is one."""
    with caller(server, site, ASKS["en"]), desk(chromium, server, "emma") as emma:
        pane = begin(emma, ASKS["en"])
        emma.page.keyboard.press("Alt+w")
        expect(emma.page.locator(".notice")).to_contain_text("no edited reply")
        field = insert(emma.page, pane)
        change(field, "Good question.", "A fine question.")
        emma.page.keyboard.press("Control+k")
        emma.page.keyboard.type("propose")
        emma.page.keyboard.press("Enter")
        expect(emma.page.locator("dialog.wording ins").first).to_be_visible()
        emma.page.keyboard.press("Escape")
        pane.locator(".pane-bar").click(position={"x": 300, "y": 10})
        emma.page.locator("body").press("?")
        expect(emma.page.locator("dialog.keys")).to_contain_text("Propose this edit")


def test_nothing_that_was_typed_is_lost(chromium: Browser, server: Server, site: Site) -> None:
    """A blank nobody knows, a server that does not answer, Escape, a reload: her words and comment are still there."""
    with caller(server, site, ASKS["en"]), desk(chromium, server, "emma") as emma:
        page = emma.page
        pane = begin(emma, ASKS["en"])
        change(insert(page, pane), "Good question.", "A fine question.")
        page.keyboard.press("Alt+w")
        dialog = page.locator("dialog.wording")
        dialog.get_by_role("button", name="Change the words").click()
        words = dialog.get_by_label("Your wording")
        expect(words).to_be_focused()
        words.fill("A fine question. You will hear from me {{ promise.when }}.")
        expect(dialog.get_by_role("alert")).to_contain_text("Line 1")
        expect(dialog.get_by_role("alert")).to_contain_text("promise.when")
        propose = dialog.get_by_role("button", name="Propose", exact=True)
        expect(propose).to_have_attribute("aria-disabled", "true")
        words.fill("A fine question. Please calm down, you will hear from me {{ promise.due }}.")
        expect(dialog.locator(".marked")).to_have_text("calm down")
        expect(dialog.get_by_role("alert")).to_have_count(0)
        words.fill("A fine question. You will hear from me {{ promise.due }}.")
        expect(dialog.locator(".marked")).to_have_count(0)
        dialog.get_by_label("Why is this better?").fill("shorter")
        page.route("**/proposals", lambda route: route.abort())
        propose.click()
        expect(dialog.get_by_role("alert")).to_contain_text("Nothing you wrote is lost")
        page.unroute("**/proposals")
        emma.troubles.clear()
        page.keyboard.press("Escape")
        expect(dialog).to_have_count(0)
        page.reload()
        pane.locator("textarea").press("Alt+w")
        expect(dialog.get_by_label("Why is this better?")).to_have_value("shorter")
        expect(dialog.locator("section").last).to_contain_text("You will hear from me")
        dialog.get_by_role("button", name="Propose", exact=True).click()
        expect(page.locator(".notice")).to_contain_text("A supervisor decides")


def test_a_late_comparison_does_not_cover_a_newer_one(chromium: Browser, server: Server, site: Site) -> None:
    """The first comparison is answered last: what the checks say stays with the words that stand there."""
    with caller(server, site, ASKS["en"]), desk(chromium, server, "emma") as emma:
        page = emma.page
        pane = begin(emma, ASKS["en"])
        change(insert(page, pane), "Good question.", "A fine question.")
        held: list[Route] = []
        page.route("**/comparison", lambda route: route.continue_() if held else held.append(route))
        pane.locator("textarea").press("Alt+w")
        dialog = page.locator("dialog.wording")
        dialog.get_by_role("button", name="Change the words").click()
        with page.expect_response("**/comparison"):
            dialog.get_by_label("Your wording").fill("A fine question. You will hear from me {{ promise.when }}.")
        expect(dialog.get_by_role("alert")).to_contain_text("promise.when")
        with page.expect_response("**/comparison") as late:
            held[0].continue_()
        late.value.finished()
        page.evaluate("() => new Promise(done => requestAnimationFrame(() => setTimeout(done)))")
        expect(dialog.get_by_role("alert")).to_contain_text("promise.when")
        expect(dialog.get_by_role("button", name="Propose", exact=True)).to_have_attribute("aria-disabled", "true")


@pytest.mark.parametrize("size", [{"width": 390, "height": 844}, {"width": 1280, "height": 800}])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_dialog_fits_and_can_be_read(chromium: Browser, server: Server, site: Site, size: Any, scheme: Any) -> None:
    """On a phone the sides stand below each other; nothing leaves the screen, axe finds nothing."""
    with (
        caller(server, site, ASKS["fa"], "fa"),
        desk(chromium, server, "reza", viewport=size, color_scheme=scheme) as reza,
    ):
        page = reza.page
        if size["width"] < 720:
            page.locator(".phone-tabs button").nth(1).click()
        page.locator(".view", has_text="همه").click()
        reza.row(ASKS["fa"]).click()
        pane = page.locator("[data-pane]")
        pane.locator("textarea").focus()
        change(insert(page, pane, "fa"), "پرسش", "چه پرسش")
        pane.locator(".propose").click()
        expect(page.locator("dialog.wording ins").first).to_be_visible()
        assert violations(page) == []
        box = page.locator("dialog.wording").bounding_box()
        assert box is not None
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= size["width"]
        assert page.evaluate("() => document.scrollingElement.scrollWidth <= innerWidth")


def test_a_draft_goes_on_at_another_desk_with_its_reply_and_its_promise(
    chromium: Browser, server: Server, site: Site
) -> None:
    """Emma begins here, sits down there, sends: the message knows its revision, and the promise is hers to keep."""
    with (
        caller(server, site, ASKS["en"]) as sara,
        desk(chromium, server, "emma") as here,
        desk(chromium, server, "emma") as there,
    ):
        pane = begin(here, ASKS["en"])
        field = insert(here.page, pane)
        with here.page.expect_response("**/draft"):
            change(field, "Good question.", "A fine question.")
        other = begin(there, ASKS["en"])
        expect(other.locator("textarea")).to_have_value(re.compile("^A fine question"))
        expect(other.locator(".promise-line.is-noted")).to_be_visible()
        expect(other.locator(".propose")).to_be_visible()
        there.page.reload()
        expect(other.locator(".promise-line.is-noted")).to_be_visible()
        other.locator("textarea").press("Enter")
        expect(bubble(other, "A fine question")).to_be_visible()
        sara.hear_answer()
        expect(there.page.locator(".promises .promise-card")).to_contain_text("Emma Clarke · to be kept")
        figures = there.page.request.get(f"{server.url}/api/replies/{KEY}/figures").json()["revisions"]
        assert [(one["number"], one["uses"], one["edited"]["touched"]) for one in figures] == [(1, 1, 1)]
        expect(pane.locator("textarea")).to_have_value("")


def test_a_refused_message_comes_back_with_its_reply_and_its_promise(
    chromium: Browser, server: Server, site: Site
) -> None:
    """Too long to be taken: Emma shortens what came back and sends it again, and it promises what it promised."""
    with caller(server, site, ASKS["en"]) as sara, desk(chromium, server, "emma") as emma:
        pane = begin(emma, ASKS["en"])
        field = insert(emma.page, pane)
        said = field.input_value()
        field.fill(said + " long" * 2_000)
        field.press("Enter")
        pane.get_by_role("button", name="not sent").click()
        expect(field).to_be_focused()
        field.fill(f"{said} Warmly, Emma")
        expect(pane.locator(".promise-line.is-noted")).to_be_visible()
        expect(pane.locator(".propose")).to_be_visible()
        field.press("Enter")
        expect(emma.page.locator(".promises .promise-card")).to_contain_text("Emma Clarke · to be kept")
        assert sara.hear_answer() == f"{said} Warmly, Emma"
        # Chromium says in its log that a draft of this length was not taken.
        emma.troubles.clear()


def test_what_emma_owes_stays_in_her_list_when_it_is_resolved(chromium: Browser, server: Server, site: Site) -> None:
    """Sara says thanks, Emma resolves it: it stays among hers with its time, also after a reload, until it is kept."""
    with caller(server, site, ASKS["en"]) as sara, desk(chromium, server, "emma") as emma:
        pane = begin(emma, ASKS["en"])
        insert(emma.page, pane).press("Enter")
        sara.hear_answer()
        sara.say("thanks, ok")
        expect(bubble(pane, "thanks, ok")).to_be_visible()
        emma.page.keyboard.press("Alt+e")
        expect(emma.page.locator(".notice")).to_contain_text("It stays in the list until the promise is kept")
        expect(pane.locator(".ownership")).to_contain_text("Still promised")
        expect(pane.locator(".item .promise time")).not_to_be_empty()
        assert violations(emma.page) == []
        emma.page.reload()
        for view in ("Mine", "All", "Resolved"):
            emma.look_at(view)
            expect(emma.row("thanks, ok")).to_be_visible()
        emma.look_at("Mine")
        expect(emma.page.locator(".section-owed, .section-promised")).to_contain_text("thanks, ok")
        emma.page.locator(".promises .promise-card").get_by_role("button").click()
        emma.page.get_by_role("menuitem", name="Kept").click()
        expect(emma.row("thanks, ok")).to_have_count(0)
        expect(pane.locator(".ownership")).not_to_contain_text("Still promised")


def test_a_missed_promise_can_be_settled_with_the_customer(chromium: Browser, server: Server, site: Site) -> None:
    """Late, it stays on top although it is resolved; Emma says that it is settled, and her list is clear."""
    with caller(server, site, ASKS["en"]), desk(chromium, server, "emma") as emma:
        page = emma.page
        pane = begin(emma, ASKS["en"])
        number = pane.get_attribute("data-pane")
        token = page.evaluate("() => JSON.parse(document.getElementById('boot').textContent).csrf")
        made = page.request.post(
            f"{server.url}/api/conversations/{number}/promises",
            data={"due": page.evaluate("() => Date.now() + 1500"), "what": "call back"},
            headers={"X-CSRF-Token": token},
        )
        assert made.ok
        page.keyboard.press("Alt+e")
        expect(emma.page.locator(".notice")).to_contain_text("It stays in the list")
        card = page.locator(".promises .promise-card")
        # The server looks every five seconds which promises were missed.
        expect(card).to_contain_text("overdue", timeout=15_000)
        expect(page.locator(".section-promised")).to_contain_text(ASKS["en"])
        card.get_by_role("button").click()
        page.get_by_role("menuitem", name="settled with the customer").click()
        expect(page.locator(".promise-card.is-settled")).to_contain_text("missed, settled with the customer")
        expect(page.locator(".section-promised")).to_have_count(0)
        expect(emma.row(ASKS["en"])).to_have_count(0)


def test_what_emma_promised_stays_among_hers_when_nora_takes_over(
    chromium: Browser, server: Server, site: Site
) -> None:
    """The conversation is Nora's, the promise Emma's: both have it in sight, and Emma sees whose it is."""
    with (
        caller(server, site, ASKS["en"]) as sara,
        desk(chromium, server, "emma") as emma,
        desk(chromium, server, "nora") as nora,
    ):
        insert(emma.page, begin(emma, ASKS["en"])).press("Enter")
        said = sara.hear_answer()[:20]
        nora.open(said).get_by_role("button", name="Take over").click()
        for one in (emma, nora):
            one.look_at("Mine")
            expect(one.row(said)).to_be_visible()
        expect(emma.row(said).locator(".row-owner")).to_have_attribute("title", "Nora Bright")
        expect(nora.row(said).locator(".row-owner")).to_have_count(0)
