"""People in front of the reply library in real browsers."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from playwright.sync_api import Browser, ConsoleMessage, Page

from tests.browser.conftest import sign_in
from tests.browser.console_desk import DESKTOP
from tests.support.people import PASSWORD
from tests.support.server import Server

KEY = "dont_know.ask_colleague"
EN = "Good question. I am asking our specialist and will answer you here {{ promise.due }}."
FA = "پرسش خوبی است. همین حالا از کارشناس این موضوع می‌پرسم و {{ promise.due }} همین‌جا پاسخ می‌دهم."
EXPLAINED = ("401 (Unauthorized)", "409 (Conflict)")
"""What the browser says by itself of a refusal that the page explains."""


def is_trouble(said: ConsoleMessage) -> bool:
    """An error that nobody explains."""
    return said.type == "error" and not any(refusal in said.text for refusal in EXPLAINED)


@contextmanager
def reader(browser: Browser, server: Server, name: str, **context: Any) -> Iterator[Page]:
    """Somebody of the team in a browser of their own, who leaves without a script error or a blocked resource."""
    opened = browser.new_context(**{"viewport": DESKTOP, "reduced_motion": "reduce", **context})
    troubles: list[str] = []
    try:
        page = opened.new_page()
        page.on("pageerror", lambda error: troubles.append(str(error)))
        page.on("console", lambda said: troubles.append(said.text) if is_trouble(said) else None)
        sign_in(page, server, f"{name}@garden.test")
        yield page
        assert troubles == []
    finally:
        opened.close()


def carry_out(server: Server, *words: str) -> str:
    """What an operator's command says, beside the server that runs."""
    command = [sys.executable, "-c", "from chat_server.cli import main; main()", *words, "--data", str(server.data)]
    return subprocess.run(command, capture_output=True, text=True, timeout=120, check=True).stdout


def hire_supervisor(server: Server, name: str, locale: str) -> None:
    """A second one beside Nora; signs in like everybody."""
    email, first_name = f"{name.split(maxsplit=1)[0].lower()}@garden.test", name
    person = ["--email", email, "--name", first_name, "--role", "supervisor", "--locale", locale]
    carry_out(server, "create-agent", *person, "--password", PASSWORD)
