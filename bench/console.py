"""An agent who writes at the real console, in a Chromium at a quarter of its speed, to visitors who have asked."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, CDPSession, Page, sync_playwright

from tests.browser.console_desk import caller, desk
from tests.support.server import Server, Site, running_server, running_site

SLOWDOWN = 4
AGENT = "emma"
ASKED = {"en": "Where is my parcel today?", "fa": "بسته‌ام امروز کجاست؟", "hu": "Hol van ma a csomagom?"}
"""What the visitors of three languages have asked."""


@dataclass
class Writer:
    """The hands on the keyboard. Keys go past the automation's own helpers in the page, which cost time themselves."""

    page: Page
    devtools: CDPSession

    def press(self, letter: str) -> None:
        """One key, as a keyboard of its language sends it."""
        self.devtools.send("Input.dispatchKeyEvent", {"type": "keyDown", "text": letter, "key": letter})
        self.devtools.send("Input.dispatchKeyEvent", {"type": "keyUp", "key": letter})

    def paste(self, text: str) -> None:
        """A whole text at once."""
        self.devtools.send("Input.insertText", {"text": text})

    def clear(self) -> None:
        """An empty field again."""
        self.page.keyboard.press("Control+A")
        self.page.keyboard.press("Delete")


@dataclass
class Shop:
    """A server with visitors who wait, and a browser."""

    server: Server
    browser: Browser

    @contextmanager
    def writer(self, locale: str) -> Iterator[Writer]:
        """Sit down at a console of one's own, with the conversation of that language open."""
        with desk(self.browser, self.server, AGENT) as at:
            at.page.wait_for_load_state("networkidle")
            at.page.locator(".view").nth(2).click()
            at.row(ASKED[locale]).click()
            at.page.wait_for_selector("textarea:focus")
            devtools = at.page.context.new_cdp_session(at.page)
            devtools.send("Emulation.setCPUThrottlingRate", {"rate": SLOWDOWN})
            yield Writer(at.page, devtools)


@contextmanager
def shop(data: Path) -> Iterator[Shop]:
    """A running server whose visitors, one for each language, have asked something, and a browser."""
    chromium = shutil.which("chromium")
    assert chromium is not None, "expected chromium to be installed; make tools installs it"
    with ExitStack() as stack:
        site: Site = stack.enter_context(running_site())
        server = stack.enter_context(running_server(data, (site.url,)))
        for locale, words in ASKED.items():
            with caller(server, site, words, locale):
                """It is said, and stays said."""
        playwright = stack.enter_context(sync_playwright())
        browser = playwright.chromium.launch(executable_path=chromium)
        stack.callback(browser.close)
        yield Shop(server, browser)
