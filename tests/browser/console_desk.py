"""An agent at the console in a browser of their own, and a visitor who writes from a site."""

from __future__ import annotations

import json
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from secrets import token_hex
from typing import Any

from playwright.sync_api import Browser, Locator, Page
from websockets.sync.client import ClientConnection, connect
from websockets.typing import Origin, Subprotocol

from tests.browser.conftest import sign_in
from tests.support.server import Server, Site

DESKTOP = {"width": 1440, "height": 900}
ANSWER_WITHIN_S = 10


class Desk:
    """What an agent sees and does."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.troubles: list[str] = []
        page.on("pageerror", lambda error: self.troubles.append(str(error)))
        page.on("console", lambda said: self.troubles.append(said.text) if said.type == "error" else None)

    def row(self, text: str) -> Locator:
        """The row of the list that says this."""
        return self.page.locator("a.row", has_text=text)

    def look_at(self, view: str) -> None:
        """Choose a view by its word."""
        self.page.locator(".view", has_text=view).click()

    def open(self, text: str, view: str = "All") -> Locator:
        """Open the conversation whose row says this; returns its pane."""
        self.look_at(view)
        row = self.row(text)
        number = row.get_attribute("data-conversation")
        row.click()
        self.page.mouse.move(900, 300)
        return self.page.locator(f"[data-pane='{number}']")


def write(pane: Locator, text: str, key: str = "Enter") -> None:
    """Write into the composer of a pane and send it."""
    pane.locator("textarea").fill(text)
    pane.locator("textarea").press(key)


def bubble(pane: Locator, text: str) -> Locator:
    """The message that says this."""
    return pane.locator(".bubble", has_text=text)


@contextmanager
def desk(browser: Browser, server: Server, name: str, **context: Any) -> Iterator[Desk]:
    """Sit down, signed in as one of the team; stand up without a script error or a blocked resource."""
    opened = browser.new_context(**{"viewport": DESKTOP, "reduced_motion": "reduce", **context})
    try:
        at = Desk(opened.new_page())
        sign_in(at.page, server, f"{name}@garden.test")
        at.page.wait_for_selector(".list:not(.list-waiting)")
        yield at
        assert at.troubles == [], at.troubles
    finally:
        opened.close()


class Caller:
    """A visitor's device, talking the protocol directly."""

    def __init__(self, socket: ClientConnection) -> None:
        self._socket = socket
        self._heard: deque[dict[str, Any]] = deque()

    def _send(self, **frame: Any) -> None:
        self._socket.send(json.dumps(frame))

    def hear(self, kind: str) -> dict[str, Any]:
        """The next frame of a kind; items that come in a bundle count one by one."""
        while True:
            while self._heard:
                frame = self._heard.popleft()
                if frame["type"] == kind:
                    return frame
            heard = json.loads(self._socket.recv(ANSWER_WITHIN_S))
            for frame in heard if isinstance(heard, list) else [heard]:
                self._heard.extend([frame, *frame.get("items", [])])

    def hear_answer(self) -> str:
        """What the team says next."""
        while (item := self.hear("item"))["sender"] != "agent":
            pass
        return str(item["body"])

    def say(self, text: str) -> None:
        """Send a message and wait until it is stored."""
        self._send(type="send", client_id=token_hex(8), body=text)
        while self.hear("item")["body"] != text:
            pass

    def type(self, text: str) -> None:
        """Type without sending."""
        self._send(type="typing", text=text)


@contextmanager
def caller(server: Server, site: Site, first_words: str, locale: str = "en") -> Iterator[Caller]:
    """A visitor who has just written for the first time."""
    address = f"ws://localhost:{server.port}/socket/visitor"
    page = {"url": f"{site.url}/cart", "title": "Your cart"}
    with connect(address, origin=Origin(site.url), subprotocols=[Subprotocol("warmline.v1")]) as socket:
        visitor = Caller(socket)
        visitor._send(type="hello", inbox=server.inbox_key, locale=locale, page=page)
        visitor.hear("ready")
        visitor.say(first_words)
        yield visitor
