"""Whoever reads further up stays there: what is new waits below, and a quiet button brings it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Locator, expect

from tests.browser.console_desk import caller, desk
from tests.browser.widget_people import PHONE, Shop, Visitor, agent, running_shop, visitor

LONG = [f"page {number} of it" for number in range(1, 41)]


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shop]:
    """One shop for these readers."""
    with running_shop(tmp_path_factory.mktemp("shop")) as open_shop:
        yield open_shop


def scroll_to(scroller: Locator, text: str) -> Locator:
    """Bring a message into the middle of its list, as somebody would who reads it again; gives the message."""
    message = scroller.locator(".item", has_text=text).first
    message.evaluate("message => message.scrollIntoView({ block: 'center' })")
    expect(message).to_be_in_viewport()
    return message


def top_of(message: Locator) -> float:
    """Where it stands on the screen."""
    box = message.bounding_box()
    assert box is not None
    return box["y"]


def ask(sara: Visitor, shop: Shop, question: str) -> None:
    """Sara opens the panel and asks."""
    sara.visit(shop.page())
    sara.open()
    sara.write(question)
    sara.expect_state(question, "sent")


def test_new_messages_do_not_move_what_sara_reads(engine: Browser, shop: Shop) -> None:
    """She reads an earlier answer while three more come: a button counts them, and brings her down when she likes."""
    question = f"Tell me everything, {engine.browser_type.name}"
    with agent(shop.server, "zsofi") as zsofi, visitor(engine) as sara:
        ask(sara, shop, question)
        conversation = zsofi.take(question)
        zsofi.answer_often(conversation, LONG)
        expect(sara.bubble(LONG[-1])).to_be_in_viewport()
        scroller = sara.chat.locator("warmline-message-list")
        message = scroll_to(scroller, "page 17 of it")
        down = scroller.locator(".below").get_by_role("button")
        expect(down).to_have_count(0)
        before = top_of(message)
        zsofi.answer(conversation, "one more")
        expect(down).to_have_text("One new message")
        zsofi.answer_often(conversation, ["two more", "three more"])
        expect(down).to_have_text("\u20683\u2069 new messages")
        assert abs(top_of(message) - before) < 1
        expect(sara.bubble("three more")).not_to_be_in_viewport()
        expect(scroller.get_by_role("status")).to_contain_text("new messages")
        down.press("Enter")
        expect(sara.bubble("three more")).to_be_in_viewport()
        expect(down).to_have_count(0)
        assert scroller.evaluate("list => list.getRootNode().activeElement === list")
        zsofi.hear("receipts", lambda frame: frame["read"] == len(LONG) + 4)


def test_scrolling_down_by_hand_is_enough(chromium: Browser, shop: Shop) -> None:
    """The button goes when the newest message comes into view; Sara's own words bring her down, too."""
    with agent(shop.server, "zsofi") as zsofi, visitor(chromium, viewport=PHONE, has_touch=True) as sara:
        ask(sara, shop, "By hand")
        conversation = zsofi.take("By hand")
        zsofi.answer_often(conversation, LONG)
        expect(sara.bubble(LONG[-1])).to_be_in_viewport()
        scroller = sara.chat.locator("warmline-message-list")
        down = scroller.locator(".below button")
        for text, go_down in (
            ("by scrolling", lambda: scroller.evaluate("list => { list.scrollTop = list.scrollHeight; }")),
            ("by writing", lambda: sara.write("Thank you")),
        ):
            scroll_to(scroller, "page 10 of it")
            zsofi.answer(conversation, text)
            expect(down).to_be_visible()
            box = down.bounding_box()
            assert box is not None
            assert box["height"] >= 44 or not sara.page.evaluate("matchMedia('(pointer: coarse)').matches")
            go_down()
            expect(down).to_have_count(0)
            expect(sara.bubble(text)).to_be_in_viewport()


@pytest.mark.parametrize(("locale", "today"), [("en", "Today"), ("fa", "امروز"), ("hu", "Ma")])
def test_the_day_is_a_heading(engine: Browser, shop: Shop, locale: str, today: str) -> None:
    """In every language and engine the day begins as a heading begins, for the eye and for a screen reader."""
    with visitor(engine) as sara:
        sara.visit(shop.page(f"/{locale}", locale=locale))
        sara.open()
        sara.write(f"{engine.browser_type.name} {locale}")
        expect(sara.chat.locator(".day time")).to_have_text(today)


def test_emma_is_not_moved_either(engine: Browser, shop: Shop) -> None:
    """In the console the same: she reads further up while the visitor writes on."""
    name = engine.browser_type.name
    with desk(engine, shop.server, "emma") as emma, caller(shop.server, shop.site, f"{name} begins") as sara:
        for text in LONG:
            sara.say(f"{name} {text}")
        pane = emma.open(f"{name} {LONG[-1]}")
        scroller = pane.locator("warmline-message-list")
        message = scroll_to(scroller, f"{name} page 17 of it")
        before = top_of(message)
        sara.say(f"{name} writes on")
        down = scroller.locator(".below").get_by_role("button")
        expect(down).to_have_text("1 new message")
        assert abs(top_of(message) - before) < 1
        down.click()
        expect(scroller.locator(".bubble", has_text="writes on")).to_be_in_viewport()
        expect(down).to_have_count(0)


def test_a_persian_list_counts_in_persian_and_stands_at_the_right(engine: Browser, shop: Shop) -> None:
    """Each line of a list takes the side and the figures of its own words; a few emoji alone are large."""
    question = f"فهرست در {engine.browser_type.name}"
    with agent(shop.server, "reza") as reza, visitor(engine) as sara:
        ask(sara, shop, question)
        conversation = reza.take(question)
        reza.answer(conversation, "1. نخست دکمه را بزنید\n2. Then wait")
        reza.answer(conversation, "🌿🪴")
        lines = sara.chat.locator(".item:not(.own) li")
        expect(sara.chat.locator(".bubble.emoji")).to_have_css("font-size", "32px")
        right, left = lines.nth(0), lines.nth(1)
        expect(right).to_have_css("list-style-type", "persian")
        expect(left).to_have_css("list-style-type", "decimal")
        places = lines.evaluate_all(
            """lines => lines.map((line) => {
              const range = document.createRange();
              range.selectNodeContents(line);
              const words = range.getBoundingClientRect(), room = line.getBoundingClientRect();
              return [words.left - room.left, room.right - words.right].map(Math.round);
            })"""
        )
        assert places[0][1] == 0
        assert places[1][0] == 0
