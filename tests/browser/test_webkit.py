"""The core journeys in WebKit: one click, a question, its answer, reload, coming back; and an agent who answers."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.browser.console_desk import caller
from tests.browser.widget_people import Shop, agent, running_shop
from tests.support.people import PASSWORD
from tests.support.webdriver import ENTER, Tab, webkit

LAUNCHER = "warmline-chat >>> .launcher"
FIELD = "warmline-chat >>> textarea"
LINES = "warmline-chat >>> warmline-message-list .item:has(time) .bubble > p"
LAST_STATE = "return deepAll('warmline-chat >>> .item.own').at(-1)?.dataset.state === arguments[0];"
ROW = "deepAll('a.row').find((row) => row.textContent.includes('anybody'))"


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shop]:
    """One shop for these people; whoever stops its server starts it again."""
    with running_shop(tmp_path_factory.mktemp("shop")) as open_shop:
        yield open_shop


@pytest.fixture
def tab() -> Iterator[Tab]:
    """A WebKit of one's own."""
    with webkit() as opened:
        yield opened


def expect_messages(tab: Tab, *texts: str) -> None:
    """Wait until exactly these stand there, in this order."""
    same = "return deepAll(arguments[0]).map((line) => line.textContent).join('|') === arguments[1];"
    tab.wait(same, LINES, "|".join(texts))


@pytest.mark.parametrize(
    ("locale", "name", "question", "answer", "today"),
    [
        ("en", "emma", "When does order 1042 arrive?", "Tomorrow, before 15:00.", "Today"),
        ("fa", "reza", "سفارش ۱۰۴۲ کی می‌رسد؟", "فردا، پیش از ساعت ۱۵:۰۰.", "امروز"),
        ("hu", "zsofi", "Mikor érkezik az 1042-es rendelés?", "Holnap, 15:00 előtt.", "Ma"),
    ],
)
def test_one_click_a_question_its_answer_and_a_reload(
    tab: Tab, shop: Shop, locale: str, name: str, question: str, answer: str, today: str
) -> None:
    """In every language: one click, a question, an answer; both are there again after a reload."""
    with agent(shop.server, name) as at:
        tab.go(shop.page(f"/{locale}", locale=locale))
        tab.click(LAUNCHER)
        tab.type(FIELD, question + ENTER)
        at.answer(at.take(question), answer)
        expect_messages(tab, question, answer)
        tab.wait(LAST_STATE, "sent")
        tab.wait("return deep('warmline-chat >>> .day time')?.textContent === arguments[0];", today)
        direction = tab.run("return getComputedStyle(deep('warmline-chat >>> dialog')).direction;")
        assert direction == ("rtl" if locale == "fa" else "ltr")
        tab.reload()
        expect_messages(tab, question, answer)


def test_a_server_that_goes_and_comes_back(tab: Tab, shop: Shop) -> None:
    """What Sara writes while the server is away waits, goes along to the next page, and is sent once, in order."""
    tab.go(shop.page())
    tab.click(LAUNCHER)
    tab.type(FIELD, f"Before{ENTER}")
    tab.wait(LAST_STATE, "sent")
    shop.server.kill()
    try:
        tab.type(FIELD, f"While it was away{ENTER}")
        tab.wait(LAST_STATE, "pending")
        tab.go(shop.page("/next"))
        expect_messages(tab, "Before", "While it was away")
    finally:
        shop.server.start()
    tab.wait(LAST_STATE, "sent")
    expect_messages(tab, "Before", "While it was away")


def test_emma_answers_from_the_console(tab: Tab, shop: Shop) -> None:
    """She signs in, the conversation is in her list, and her answer reaches the visitor."""
    with caller(shop.server, shop.site, "Is anybody there?") as sara:
        tab.go(f"{shop.server.url}/sign-in")
        tab.type("#email", "emma@garden.test")
        tab.type("#password", PASSWORD + ENTER)
        tab.wait("return location.pathname.startsWith('/console') && deep('.list:not(.list-waiting)');")
        tab.run("deepAll('.view').find((view) => view.textContent.includes('All')).click();")
        tab.wait(f"return {ROW};")
        tab.run(f"{ROW}.click();")
        tab.type("[data-pane] textarea", f"I am, and glad to help.{ENTER}")
        assert sara.hear_answer() == "I am, and glad to help."
