"""Where the browser lets a site store nothing at all: real settings of real browsers, no pretence."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Playwright

from tests.browser.widget_people import Shop, Visitor, agent, running_shop, visitor

STORES_NOTHING = "() => { try { return !localStorage } catch { return true } }"


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shop]:
    """One shop for these visitors."""
    with running_shop(tmp_path_factory.mktemp("shop")) as open_shop:
        yield open_shop


@contextmanager
def chromium_that_stores_nothing(playwright: Playwright, folder: Path) -> Iterator[Visitor]:
    """Chromium with all cookies and site data blocked, as its settings page offers it."""
    blocked = {"profile": {"default_content_setting_values": {"cookies": 2}}}
    (folder / "Default").mkdir()
    (folder / "Default" / "Preferences").write_text(json.dumps(blocked), "utf-8")
    context = playwright.chromium.launch_persistent_context(
        folder, executable_path=shutil.which("chromium"), reduced_motion="reduce"
    )
    try:
        sara = Visitor(context.new_page())
        yield sara
        assert sara.troubles == []
    finally:
        context.close()


@contextmanager
def firefox_that_stores_nothing(playwright: Playwright, _folder: Path) -> Iterator[Visitor]:
    """Firefox with all cookies blocked, as its settings page offers it."""
    browser = playwright.firefox.launch(
        channel="moz-firefox",
        executable_path=shutil.which("firefox-esr"),
        firefox_user_prefs={"network.cookie.cookieBehavior": 2},
    )
    try:
        with visitor(browser) as sara:
            yield sara
    finally:
        browser.close()


@contextmanager
def chromium_without_local_storage(playwright: Playwright, _folder: Path) -> Iterator[Visitor]:
    """Chromium as many apps embed it: there is no localStorage, and asking for it is no error."""
    browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--disable-local-storage"])
    try:
        with visitor(browser) as sara:
            yield sara
    finally:
        browser.close()


BROWSERS = {
    "a Chromium that blocks site data": chromium_that_stores_nothing,
    "a Firefox that blocks site data": firefox_that_stores_nothing,
    "an app without localStorage": chromium_without_local_storage,
}


@pytest.mark.parametrize("browser", BROWSERS)
def test_a_conversation_needs_no_storage(playwright: Playwright, shop: Shop, tmp_path: Path, browser: str) -> None:
    """Within the page everything works: open, ask, be answered, close, see what is new, and ask again."""
    with agent(shop.server, "zsofi") as zsofi, BROWSERS[browser](playwright, tmp_path) as sara:
        sara.visit(shop.page())
        assert sara.page.evaluate(STORES_NOTHING)
        sara.open()
        question = f"Can you hear me, {browser}?"
        sara.write(question)
        sara.expect_state(question, "sent")
        conversation = zsofi.take(question)
        zsofi.answer(conversation, "Loud and clear")
        sara.expect_messages(question, "Loud and clear")
        sara.button.click()
        zsofi.answer(conversation, "Anything else?")
        sara.chat.locator(".badge", has_text="1").wait_for()
        sara.open()
        sara.write("No, thank you")
        sara.expect_messages(question, "Loud and clear", "Anything else?", "No, thank you")
        zsofi.hear("item", lambda item: item.get("body") == "No, thank you" and item["conversation"] == conversation)
