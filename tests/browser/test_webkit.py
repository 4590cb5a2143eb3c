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
DRAFT = "[data-pane] textarea"


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


def sit_down(tab: Tab, shop: Shop, name: str) -> None:
    """Sign in and wait for the list of all conversations."""
    tab.go(f"{shop.server.url}/sign-in")
    tab.type("#email", f"{name}@garden.test")
    tab.type("#password", PASSWORD + ENTER)
    tab.wait("return location.pathname.startsWith('/console') && deep('.list:not(.list-waiting)');")
    tab.run("deepAll('.view')[2].click();")


def begin(tab: Tab, text: str) -> None:
    """Open the conversation that says this."""
    row = "deepAll('a.row').find((row) => row.textContent.includes(arguments[0]))"
    tab.wait(f"return {row};", text)
    tab.run(f"{row}.click();", text)


def test_emma_answers_from_the_console(tab: Tab, shop: Shop) -> None:
    """From the library, then in her own words with the coach and a promise; each reaches the visitor."""
    with caller(shop.server, shop.site, "Is anybody there?") as sara:
        sit_down(tab, shop, "emma")
        begin(tab, "anybody")
        tab.type(DRAFT, "/hello")
        tab.wait("return deep('[role=option][aria-selected=true]')?.textContent.includes('First contact');")
        tab.type(DRAFT, ENTER)
        tab.wait(f"return deep('{DRAFT}').value.includes('Emma');")
        tab.type(DRAFT, " Please calm down. I will write tomorrow at 9:30")
        tab.click(".coach-offers button")
        tab.wait("return !deep('.mirror .mark');")
        tab.click(".promise-line .quiet-button")
        tab.wait("return deep('.promise-line.is-noted');")
        fill_blanks(tab)
        tab.type(DRAFT, ENTER)
        tab.wait("return deep('.item.own[data-state=sent] .promise');")
        said = sara.hear_answer()
        assert "Emma" in said
        assert "calm down" not in said


def fill_blanks(tab: Tab) -> None:
    """Whatever is still open is filled with a word."""
    tab.run(
        f"const field = deep('{DRAFT}'); field.value = field.value.replace(/⟦[^⟧]*⟧/g, 'soon');"
        "field.dispatchEvent(new Event('input', {bubbles: true}));"
    )


def test_reza_sets_aside_and_proposes_in_persian(tab: Tab, shop: Shop) -> None:
    """The lists of his own calendar instead of a Gregorian field; his words beside the approved ones."""
    with caller(shop.server, shop.site, "کی می‌رسد؟", "fa"):
        sit_down(tab, shop, "reza")
        begin(tab, "کی می‌رسد")
        tab.click(".pane-bar [aria-haspopup=menu]")
        tab.run("deepAll('[role=menuitem]').at(-1).click();")
        tab.wait("return deepAll('dialog .moment-field select').length === 4 && !deep('dialog input');")
        tab.run("deep('dialog .quiet-button').click();")
        tab.wait("return !deep('dialog');")
        tab.type(DRAFT, "/نخستین")
        tab.wait("return deep('[role=option][aria-selected=true]')?.textContent.includes('نخستین پیام');")
        tab.type(DRAFT, ENTER)
        tab.wait(f"return deep('{DRAFT}').value.includes('Reza');")
        tab.type(DRAFT, " سپاسگزارم.")
        tab.click(".propose")
        tab.wait("return deep('dialog.wording ins')?.textContent.includes('سپاسگزارم');")
        tab.click("dialog.wording button[type=submit]")
        tab.wait("return !deep('dialog') && deep('.notice');")
