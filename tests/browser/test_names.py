"""Sara reads Persian: the shop and Reza are called in her own language, in a real browser."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.library_desk import reader
from tests.browser.widget_people import Shop, agent, running_shop, visitor
from tests.support.server import Server


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shop]:
    """A shop that told what it and Reza are called in Persian."""
    with running_shop(tmp_path_factory.mktemp("shop")) as open_shop:
        server = open_shop.server
        warmline(server, "set-inbox", server.inbox_key, "--name", "fa=باغچه", "--greeting", "fa=سلام، خوش آمدید.")
        warmline(server, "set-agent", "reza@garden.test", "--name", "fa=رضا کریمی", "--title", "fa=مشاور گیاهان")
        server.stop()
        server.start()
        yield open_shop


def warmline(server: Server, *words: str) -> None:
    """What whoever runs the server types."""
    command = [sys.executable, "-c", "from chat_server.cli import main; main()", *words, "--data", str(server.data)]
    subprocess.run(command, check=True, capture_output=True, timeout=60)


def test_sara_meets_reza_in_her_own_language(chromium: Browser, shop: Shop) -> None:
    """Name of the shop, greeting, who answers and what they do; English visitors read the other words."""
    with agent(shop.server, "reza") as reza, visitor(chromium, locale="fa-IR") as sara, visitor(chromium) as tom:
        sara.visit(shop.page("/fa", locale="fa"))
        sara.open()
        expect(sara.panel.locator("h2")).to_have_text("باغچه")
        expect(sara.panel.get_by_text("سلام، خوش آمدید.")).to_be_visible()
        sara.write("این گلدان را دارید؟")
        reza.answer(reza.take("این گلدان را دارید؟"), "بله، داریم.")
        expect(sara.panel.locator("header p").first).to_have_text(re.compile("رضا.*مشاور گیاهان"))
        expect(sara.chat.locator(".author", has_text="رضا")).to_be_visible()
        tom.visit(shop.page())
        tom.open()
        expect(tom.panel.locator("h2")).to_have_text("Garden & Co.")


def test_colleagues_read_names_as_their_language_writes_them(chromium: Browser, shop: Shop) -> None:
    """Zsófi is Nagy Zsófi on Hungarian pages; Reza is رضا کریمی on his own."""
    for name, called in (("zsofi", "Nagy Zsófi"), ("reza", "رضا کریمی"), ("emma", "Emma Clarke")):
        with reader(chromium, shop.server, name) as who:
            who.goto(f"{shop.server.url}/library")
            who.locator(".rail-me summary").click()
            expect(who.locator(".rail-popup .name")).to_have_text(called)


def test_a_rule_shows_what_the_lists_it_names_hold(chromium: Browser, shop: Shop) -> None:
    """Nora reads @offer in the rule and opens the list below it."""
    with reader(chromium, shop.server, "nora") as nora:
        nora.goto(f"{shop.server.url}/rules/en.dont_know")
        expect(nora.locator("#unless_followed")).to_have_value(re.compile(r"^@offer$", re.MULTILINE))
        nora.get_by_text("Lists of patterns that rules share").click()
        offers = nora.locator(".pattern-list", has_text="@offer")
        offers.locator("summary").click()
        expect(offers.get_by_text("free of charge")).to_be_visible()
        nora.locator("#unless_followed").fill("@offers")
        expect(nora.locator("#tests")).to_contain_text(
            "There is no list of patterns with this name: \u2068@offers\u2069"
        )
