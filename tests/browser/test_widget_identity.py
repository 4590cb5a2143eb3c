"""However Sara's first words travel, and from however many tabs: she is one visitor with one conversation."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from secrets import token_hex

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.widget_people import Shop, Visitor, another_tab, running_shop, visitor

SLOW_ROAD = """
{
  const RealSocket = WebSocket, realFetch = fetch;
  const gate = () => { const made = {}; made.opened = new Promise((open) => { made.open = open; }); return made; };
  self.road = { sockets: 0, failing: %d, isGreeted: false, isAnswered: false, greeting: gate(), answer: gate() };
  // The first sockets fail; what the server says on the others waits at the gate.
  self.WebSocket = function (...address) {
    if (road.sockets++ < road.failing) throw new Error("no way through");
    const real = new RealSocket(...address);
    const seen = { send: (text) => real.send(text), close: () => real.close() };
    real.onopen = (event) => seen.onopen?.(event);
    real.onclose = (event) => seen.onclose?.(event);
    real.onmessage = async (event) => {
      road.isGreeted = true;
      await road.greeting.opened;
      seen.onmessage?.(event);
    };
    return seen;
  };
  // The server has answered the first post when the page does not know it yet.
  self.fetch = async (...asked) => {
    const answer = await realFetch(...asked);
    if (asked[1]?.method === "POST" && !road.isAnswered) {
      road.isAnswered = true;
      if ((await road.answer.opened) === "lost") throw new TypeError("lost on the way back");
    }
    return answer;
  };
}
"""
"""Two sockets fail, so that words go by HTTP; the third one's greeting and the first answer wait for the test."""

WITHOUT_DATABASE = {
    "that throws": "IDBFactory.prototype.open = () => { throw new DOMException('forbidden', 'SecurityError'); }",
    "that fails": """
        IDBFactory.prototype.open = () => {
          const opening = {};
          setTimeout(() => opening.onerror(new Event("error")));
          return opening;
        }
    """,
    "that never answers": "IDBFactory.prototype.open = () => ({})",
}
"""What browsers do instead of opening a database, in private windows and where the site may store nothing."""

HAS_TOKEN = "localStorage.getItem('warmline.ib_garden.token')"


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shop]:
    """One shop for these visitors."""
    with running_shop(tmp_path_factory.mktemp("shop")) as open_shop:
        yield open_shop


def conversations_with(shop: Shop, *bodies: str) -> list[int]:
    """The conversation of each stored message that says one of these, as the database has it."""
    with closing(sqlite3.connect(f"file:{shop.server.data / 'warmline.sqlite3'}?mode=ro", uri=True)) as db:
        marks = ", ".join("?" * len(bodies))
        rows = db.execute(f"SELECT conversation FROM items WHERE body IN ({marks})", bodies).fetchall()
    return [conversation for (conversation,) in rows]


def expect_one_conversation(shop: Shop, sara: Visitor, first: str) -> None:
    """The first words are stored once, the next ones stand in the same conversation, and a reload shows both."""
    sara.expect_state(first, "sent")
    more = f"{first}: and another thing"
    sara.write(more)
    sara.expect_state(more, "sent")
    sara.page.reload()
    sara.expect_messages(first, more)
    assert len(conversations_with(shop, first)) == 1
    assert len(set(conversations_with(shop, first, more))) == 1


def at_the_fork(sara: Visitor, shop: Shop, words: str) -> None:
    """Sara's first words went out both ways: the server has answered a post and greeted a socket."""
    sara.page.add_init_script(SLOW_ROAD % 2)
    sara.visit(shop.page())
    sara.open()
    sara.write(words)
    sara.page.wait_for_function("road.isGreeted && road.isAnswered")


def test_the_answer_by_http_comes_before_the_sockets_greeting(chromium: Browser, shop: Shop) -> None:
    """The token of the answer is Sara's, and the socket that was given another one begins again with it."""
    with visitor(chromium) as sara:
        at_the_fork(sara, shop, "Answered, then greeted")
        sara.page.evaluate("road.answer.open()")
        token = sara.page.wait_for_function(HAS_TOKEN).json_value()
        sara.page.evaluate("road.greeting.open()")
        expect_one_conversation(shop, sara, "Answered, then greeted")
        assert sara.page.evaluate(HAS_TOKEN) == token


def test_the_sockets_greeting_comes_before_the_answer_by_http(chromium: Browser, shop: Shop) -> None:
    """The socket's token is Sara's, and the one that comes by HTTP is let go."""
    with visitor(chromium) as sara:
        at_the_fork(sara, shop, "Greeted, then answered")
        sara.page.evaluate("road.greeting.open()")
        token = sara.page.wait_for_function(HAS_TOKEN).json_value()
        sara.page.evaluate("road.answer.open()")
        expect_one_conversation(shop, sara, "Greeted, then answered")
        assert sara.page.evaluate(HAS_TOKEN) == token


def test_the_answer_by_http_is_lost(chromium: Browser, shop: Shop) -> None:
    """The server did what it was asked by HTTP, and Sara's browser never learns of it."""
    with visitor(chromium) as sara:
        at_the_fork(sara, shop, "Nobody told me")
        sara.page.evaluate("road.answer.open('lost')")
        sara.page.evaluate("road.greeting.open()")
        expect_one_conversation(shop, sara, "Nobody told me")


def test_three_tabs_that_are_greeted_at_the_same_moment_are_one_visitor(engine: Browser, shop: Shop) -> None:
    """Each tab is given a token of its own, all at once, with words already waiting: one token becomes everybody's."""
    greet_three_tabs_at_once(engine, shop, "")


@pytest.mark.parametrize("database", WITHOUT_DATABASE)
def test_three_tabs_agree_without_a_database(engine: Browser, shop: Shop, database: str) -> None:
    """Where the browser opens no database the tabs come to one token all the same."""
    greet_three_tabs_at_once(engine, shop, WITHOUT_DATABASE[database])


def greet_three_tabs_at_once(engine: Browser, shop: Shop, script: str) -> None:
    """Three tabs with words to say are greeted in the same moment; all that they say stands in one conversation."""
    words = [f"{which} tab of {token_hex(4)}" for which in ("first", "second", "third")]
    with visitor(engine) as first:
        first.page.context.add_init_script(SLOW_ROAD % 0 + script)
        tabs = [first, another_tab(first.page.context), another_tab(first.page.context)]
        for tab in tabs:
            tab.visit(shop.page())
        first.open()
        for tab, text in zip(tabs, words, strict=True):
            expect(tab.panel).to_be_visible()
            tab.write(text)
        for tab in tabs:
            tab.page.wait_for_function("road.isGreeted")
        moment = first.page.evaluate("Date.now() + 300")
        for tab in tabs:
            tab.page.evaluate("moment => { setTimeout(road.greeting.open, moment - Date.now()); }", moment)
        for tab in tabs:
            for text in words:
                tab.expect_state(text, "sent")
        assert all(tab.troubles == [] for tab in tabs)
    stored = conversations_with(shop, *words)
    assert len(stored) == len(words)
    assert len(set(stored)) == 1
