"""One click opens it, the question is answered there, and the conversation goes on."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.widget_people import Shop, Visitor, agent, running_shop, visitor


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shop]:
    """One shop for all of these stories: their visitors are strangers to one another."""
    with running_shop(tmp_path_factory.mktemp("shop")) as open_shop:
        yield open_shop


def test_sara_asks_and_zsofi_answers_in_the_same_place(chromium: Browser, shop: Shop) -> None:
    """One click, one question, an answer below it, and the page stays where it is."""
    home = shop.page()
    with agent(shop.server, "zsofi") as zsofi, visitor(chromium) as sara:
        sara.visit(home)
        sara.open()
        expect(sara.panel.locator("h2")).to_have_text("Garden & Co.")
        expect(sara.panel.get_by_text("Hello and welcome.")).to_be_visible()
        sara.write("When does order 1042 arrive?")
        conversation = zsofi.take("When does order 1042 arrive?")
        zsofi.answer(conversation, "Tomorrow\nby **15:00**")
        sara.expect_messages("When does order 1042 arrive?", "Tomorrow", "by 15:00")
        expect(sara.chat.locator(".item:not(.own) b")).to_have_text("15:00")
        expect(sara.panel.locator("header p").first).to_have_text(re.compile("Zsófi.*Customer care"))
        assert sara.page.url == home


def test_a_starter_question_is_one_click(chromium: Browser, shop: Shop) -> None:
    """A starter is sent as it stands, and the starters make room for the conversation."""
    with visitor(chromium) as sara:
        sara.visit(shop.page())
        sara.open()
        sara.panel.get_by_role("button", name="Return an item").click()
        sara.expect_state("Return an item", "sent")
        expect(sara.panel.get_by_role("button", name="Opening hours")).to_be_hidden()


def test_sara_sees_that_her_message_was_read(chromium: Browser, shop: Shop) -> None:
    """Sent when it is stored, read when an agent saw it."""
    with agent(shop.server, "emma") as emma, visitor(chromium) as sara:
        sara.visit(shop.page())
        sara.open()
        sara.write("Is the olive tree hardy?")
        sara.expect_state("Is the olive tree hardy?", "sent")
        conversation = emma.take("Is the olive tree hardy?")
        seq = max(item["seq"] for item in emma.hear("snapshot")["items"])
        emma.send(type="read", conversation=conversation, upto=seq)
        sara.expect_state("Is the olive tree hardy?", "read")


def test_both_see_the_other_typing(chromium: Browser, shop: Shop) -> None:
    """Zsófi sees what Sara is writing; Sara sees that Zsófi is writing, until her words arrive."""
    with agent(shop.server, "zsofi") as zsofi, visitor(chromium) as sara:
        sara.visit(shop.page())
        sara.open()
        sara.write("Hello?")
        conversation = zsofi.take("Hello?")
        sara.field.press_sequentially("Are you th")
        preview = zsofi.hear("typing", lambda frame: frame.get("text", "").startswith("Are you"))
        assert preview["conversation"] == conversation
        zsofi.send(type="typing", conversation=conversation, is_typing=True, kind="message")
        expect(sara.chat.get_by_text("is typing…")).to_be_visible()
        zsofi.answer(conversation, "I am here")
        expect(sara.chat.get_by_text("is typing…")).to_be_hidden()


def test_a_promise_stands_below_the_message_that_gave_it(chromium: Browser, shop: Shop) -> None:
    """Until when Sara may expect an answer is said with the message, in her own time zone."""
    with agent(shop.server, "zsofi") as zsofi, visitor(chromium, timezone_id="Europe/Budapest") as sara:
        sara.visit(shop.page())
        sara.open()
        sara.write("When will you know?")
        conversation = zsofi.take("When will you know?")
        due = sara.page.evaluate("new Date().setHours(23, 45, 0, 0)")
        zsofi.answer(conversation, "I will ask the courier", promise={"due": due, "what": "courier"})
        expect(sara.chat.locator(".promise")).to_have_text("Promised by 23:45")
        zsofi.answer(conversation, "And bring it", promise={"due": due + 24 * 3_600_000, "what": "bring it"})
        expect(sara.chat.locator(".promise").last).to_have_text("Promised by tomorrow, 23:45")


def test_the_button_counts_what_sara_has_not_seen(chromium: Browser, shop: Shop) -> None:
    """Closed, the button says how many are new; opened, they are read, also for the agents."""
    with agent(shop.server, "zsofi") as zsofi, visitor(chromium) as sara:
        sara.visit(shop.page())
        sara.open()
        sara.write("Call me when it is done")
        conversation = zsofi.take("Call me when it is done")
        sara.button.click()
        zsofi.answer(conversation, "First news")
        zsofi.answer(conversation, "Second news")
        expect(sara.chat.locator(".badge")).to_have_text("2")
        assert re.search("2.*new messages", sara.button.get_attribute("aria-label") or "")
        sara.open()
        expect(sara.chat.locator(".badge")).to_be_hidden()
        zsofi.hear("receipts", lambda frame: frame["read"] == 3)


def test_the_conversation_follows_sara_from_page_to_page(chromium: Browser, shop: Shop) -> None:
    """The panel stands open again on the next page without taking the focus, and what was said is there."""
    home = shop.page()
    cart = shop.page("/cart", "<label>Coupon <input autofocus></label>")
    with agent(shop.server, "zsofi") as zsofi, visitor(chromium) as sara:
        sara.visit(home)
        sara.open()
        sara.write("Does my coupon still work?")
        conversation = zsofi.take("Does my coupon still work?")
        sara.visit(cart)
        expect(sara.panel).to_be_visible()
        sara.expect_messages("Does my coupon still work?")
        assert sara.page.evaluate("document.activeElement.tagName") == "INPUT"
        zsofi.answer(conversation, "It does")
        sara.expect_messages("Does my coupon still work?", "It does")


def test_a_closed_panel_stays_closed_and_still_tells_of_news(chromium: Browser, shop: Shop) -> None:
    """On the next page only the button stands there; it counts what comes."""
    with agent(shop.server, "zsofi") as zsofi, visitor(chromium) as sara:
        sara.visit(shop.page())
        sara.open()
        sara.write("Any news?")
        conversation = zsofi.take("Any news?")
        sara.expect_state("Any news?", "sent")
        sara.button.click()
        sara.visit(shop.page("/plants"))
        zsofi.answer(conversation, "Yes")
        expect(sara.chat.locator(".badge")).to_have_text("1")
        expect(sara.panel).to_be_hidden()


def test_whether_somebody_is_here_is_shown_as_it_is(chromium: Browser, tmp_path: Path) -> None:
    """Nobody online: the panel says so and promises nothing. Somebody comes: it says that, without a made-up time."""
    with running_shop(tmp_path) as shop, visitor(chromium) as sara:
        sara.visit(shop.page())
        sara.open()
        expect(sara.panel.get_by_text("We are away.")).to_be_visible()
        sara.write("Anybody?")
        sara.expect_state("Anybody?", "sent")
        with agent(shop.server, "zsofi"):
            expect(sara.panel.get_by_text("We are here now")).to_be_visible()
            expect(sara.panel.locator(".faces.online")).to_be_visible()


def test_a_draft_survives_a_reload(chromium: Browser, shop: Shop) -> None:
    """What Sara had begun to write is still there."""
    with visitor(chromium) as sara:
        sara.visit(shop.page())
        sara.open()
        sara.field.fill("It began on Tuesday, when")
        sara.page.reload()
        expect(sara.field).to_have_value("It began on Tuesday, when")


@contextmanager
def back_in_a_long_talk(chromium: Browser, shop: Shop, newest: int) -> Iterator[Visitor]:
    """Sara has come back to a conversation of so many letters; her browser holds the last fifty."""
    with agent(shop.server, "zsofi") as zsofi, visitor(chromium) as sara:
        sara.visit(shop.page())
        sara.open()
        sara.write("letter 0")
        conversation = zsofi.take("letter 0")
        zsofi.answer_often(conversation, [f"letter {number}" for number in range(1, newest + 1)])
        expect(sara.bubble(f"letter {newest}")).to_be_visible()
        sara.page.reload()
        expect(sara.bubble(f"letter {newest}")).to_be_visible()
        yield sara


def test_older_messages_come_also_while_the_panel_changes_its_height(chromium: Browser, shop: Shop) -> None:
    """Sara reaches the top in the very moment in which a keyboard or a notice takes some of the height."""
    with back_in_a_long_talk(chromium, shop, 89) as sara:
        expect(sara.bubble("letter 39")).to_have_count(0)
        scroller = sara.chat.locator("warmline-message-list")
        scroller.evaluate("list => { list.scrollTop = 400; }")
        until_left = "async (list) => { while (list.isAtEnd) await new Promise(requestAnimationFrame); }"
        scroller.evaluate(until_left)
        scroller.evaluate("list => { list.scrollTop = 0; list.closest('dialog').style.blockSize = '500px'; }")
        expect(sara.bubble("letter 39")).to_have_count(1)


def test_older_messages_that_could_not_be_had_come_later(chromium: Browser, shop: Shop) -> None:
    """Sara waits at the top, where nothing can be scrolled any more; the server did not answer the first time."""
    with back_in_a_long_talk(chromium, shop, 89) as sara:
        expect(sara.bubble("letter 39")).to_have_count(0)
        sara.page.route("**/api/visitor/items*", lambda route: route.abort(), times=1)
        with sara.page.expect_event("requestfailed"):
            sara.chat.locator("warmline-message-list").evaluate("list => { list.scrollTop = 0; }")
        expect(sara.bubble("letter 39")).to_have_count(1)


def test_a_long_conversation_keeps_the_document_small(chromium: Browser, shop: Shop) -> None:
    """Scrolling up brings older messages, from memory and from the server, and about 200 stand in the document."""
    with back_in_a_long_talk(chromium, shop, 260) as sara:
        scroller = sara.chat.locator("warmline-message-list")
        oldest = scroller.locator(".item:has(time) .bubble > p").first
        for _ in range(12):
            seen = oldest.inner_text()
            if seen == "letter 0":
                break
            scroller.evaluate("list => { list.scrollTop = 0; }")
            expect(oldest).not_to_have_text(seen)
        expect(oldest).to_have_text("letter 0")
        expect(sara.bubbles).to_have_count(200)
        expect(scroller.get_by_text("letter 260", exact=True)).to_have_count(0)
        sara.write("one more")
        expect(sara.bubble("one more")).to_be_in_viewport()
        expect(sara.bubbles).to_have_count(200)
