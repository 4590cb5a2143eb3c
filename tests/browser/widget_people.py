"""A visitor at a site that carries the widget, and an agent who answers without a screen."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from secrets import token_hex
from typing import Any

import httpx
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect
from websockets.sync.client import ClientConnection, connect
from websockets.typing import Origin, Subprotocol

from tests.support.people import PASSWORD
from tests.support.server import Server, Site, embedding, running_server, running_site

ANSWER_WITHIN_S = 10
DESKTOP = {"width": 1280, "height": 800}
PHONE = {"width": 390, "height": 844}


@dataclass(frozen=True)
class Shop:
    """A site that carries the widget, and the server it talks to."""

    server: Server
    site: Site

    def page(self, path: str = "/", body: str = "", locale: str = "en", headers: dict[str, str] | None = None) -> str:
        """Put a page with the widget on the site; gives its address."""
        return self.site.page(path, embedding(self.server, locale, body), headers)


@contextmanager
def running_shop(folder: Path, **settings: str) -> Iterator[Shop]:
    """A shop with a server of its own."""
    with running_site() as site, running_server(folder / "data", (site.url,), **settings) as server:
        yield Shop(server, site)


class Visitor:
    """One tab of a visitor's browser."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.chat: Locator = page.locator("warmline-chat")
        self.button = self.chat.locator(".launcher")
        self.panel = self.chat.get_by_role("dialog")
        self.field = self.chat.locator("textarea")
        self.notice = self.chat.locator(".notice")
        self.bubbles = self.chat.locator("warmline-message-list .bubble")
        self.troubles: list[str] = []
        page.on("pageerror", lambda error: self.troubles.append(str(error)))

    def visit(self, address: str) -> None:
        """Go to a page and wait until the button stands there."""
        self.page.goto(address)
        expect(self.button).to_be_visible()

    def open(self) -> None:
        """One click."""
        self.button.click()
        expect(self.panel).to_be_visible()

    def write(self, text: str) -> None:
        """Write a message and send it with the keyboard; the composer is free again when it was taken."""
        self.field.fill(text)
        self.field.press("Enter")
        expect(self.field).to_have_value("")

    def bubble(self, text: str) -> Locator:
        """The message that says this."""
        return self.chat.locator(".item.message", has_text=text)

    def expect_state(self, text: str, state: str) -> None:
        """Wait until the visitor's own message is pending, sent, read or refused."""
        expect(self.bubble(text)).to_have_attribute("data-state", state)

    def expect_messages(self, *texts: str) -> None:
        """Wait until exactly these messages stand there, in this order, after the greeting."""
        paragraphs = self.chat.locator("warmline-message-list .item:has(time) .bubble > p")
        expect(paragraphs).to_have_text(list(texts))

    def stored(self, name: str) -> Any:
        """What this site's storage holds for the widget under a name."""
        kept = self.page.evaluate("name => localStorage.getItem(name)", f"warmline.ib_garden.{name}")
        return None if kept is None else json.loads(kept)


@contextmanager
def visitor(browser: Browser, **context: Any) -> Iterator[Visitor]:
    """Somebody with a browser of their own; leaves without a script error."""
    opened = browser.new_context(**{"viewport": DESKTOP, "reduced_motion": "reduce", **context})
    opened.set_default_timeout(ANSWER_WITHIN_S * 1000)
    try:
        at = Visitor(opened.new_page())
        yield at
        assert at.troubles == []
    finally:
        opened.close()


def another_tab(context: BrowserContext) -> Visitor:
    """A second tab of the same visitor."""
    return Visitor(context.new_page())


class Agent:
    """An agent's device, talking the protocol directly."""

    def __init__(self, socket: ClientConnection, http: httpx.Client, boot: dict[str, Any]) -> None:
        self._socket = socket
        self._http = http
        self._boot = boot

    def send(self, **frame: Any) -> None:
        """One frame."""
        self._socket.send(json.dumps(frame))

    def hear(self, kind: str, wanted: Callable[[dict[str, Any]], bool] = lambda _: True) -> dict[str, Any]:
        """The next frame of a kind that is wanted."""
        while True:
            heard = json.loads(self._socket.recv(ANSWER_WITHIN_S))
            for frame in heard if isinstance(heard, list) else [heard]:
                if frame["type"] == kind and wanted(frame):
                    return dict(frame)

    def take(self, text: str) -> int:
        """Wait for the conversation whose newest message says this, and take it; gives its number."""

        def is_it(frame: dict[str, Any]) -> bool:
            return any(row["last_text"] == text for row in frame["conversations"])

        rows = self.hear("conversations", is_it)["conversations"]
        conversation = next(int(row["id"]) for row in rows if row["last_text"] == text)
        self.act(conversation, "assign", agent=self._boot["me"]["id"])
        self.send(type="open", conversation=conversation, after=0)
        return conversation

    def answer(self, conversation: int, text: str, **more: Any) -> None:
        """Send a message to the visitor and wait until it is stored."""
        self.send(type="send", conversation=conversation, client_id=token_hex(8), body=text, kind="message", **more)
        self.hear("item", lambda item: item.get("body") == text)

    def answer_often(self, conversation: int, texts: list[str]) -> None:
        """Many messages, faster than a person writes them."""
        for text in texts:
            body = {"client_id": token_hex(8), "body": text, "kind": "message"}
            self._http.post(f"/api/conversations/{conversation}/messages", json=body).raise_for_status()

    def act(self, conversation: int, verb: str, **body: Any) -> None:
        """Assign, resolve, reopen, snooze."""
        answer = self._http.post(f"/api/conversations/{conversation}/{verb}", json=body)
        answer.raise_for_status()


@contextmanager
def agent(server: Server, name: str) -> Iterator[Agent]:
    """One of the team, signed in and online."""
    with httpx.Client(base_url=server.url, follow_redirects=True, timeout=ANSWER_WITHIN_S) as http:
        form = http.get("/sign-in").text
        csrf = re.search(r'name="csrf" value="([^"]+)"', form)
        assert csrf, "expected the sign-in form to carry a csrf field"
        http.headers["Origin"] = server.url
        page = http.post("/sign-in", data={"email": f"{name}@garden.test", "password": PASSWORD, "csrf": csrf[1]})
        boot_text = re.search(r'<script type="application/json" id="boot"[^>]*>(.*?)</script>', page.text, re.DOTALL)
        assert boot_text, "expected to be signed in"
        boot = json.loads(boot_text[1])
        http.headers["X-CSRF-Token"] = boot["csrf"]
        cookies = "; ".join(f"{key}={value}" for key, value in http.cookies.items())
        with connect(
            f"ws://localhost:{server.port}/socket/agent",
            origin=Origin(server.url),
            subprotocols=[Subprotocol("warmline.v1")],
            additional_headers={"Cookie": cookies},
        ) as socket:
            here = Agent(socket, http, boot)
            here.send(type="hello", csrf=boot["csrf"])
            here.hear("ready")
            yield here
