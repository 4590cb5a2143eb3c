"""A whole server in process: a real database, no sockets. People talk to it through their sessions.

A ``Window`` is what a browser would be: it sends frames and keeps what it received. Its network can be cut and frames
dropped on purpose.
"""

from __future__ import annotations

import asyncio
import itertools
import json
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from chat_server.actions.agents import create_agent
from chat_server.actions.inboxes import add_inbox
from chat_server.actions.services import Services, open_services
from chat_server.actions.sign_in import session_for, sign_in
from chat_server.domain.errors import WarmlineError
from chat_server.domain.people import Agent, Inbox
from chat_server.protocol.close_codes import CloseCode
from chat_server.protocol.codec import error_frame
from chat_server.settings import Settings
from chat_server.sockets.agent import AgentSession
from chat_server.sockets.visitor import VisitorSession

from .clock import FakeClock
from .people import PASSWORD, garden, team

SITE = "https://garden.example"
PATIENCE_S = 5.0

Frame = dict[str, Any]
_client_ids = itertools.count(1)


def new_client_id() -> str:
    """A client id that no other message of this run has."""
    return f"client-{next(_client_ids):08d}"


class Window:
    """One connection of one person. Implements ``delivery.hub.Listener``."""

    def __init__(self) -> None:
        self.frames: list[Frame] = []
        self.is_cut = False
        self.close_code: CloseCode | None = None
        self.close_reason = ""
        self.secret = ""
        self._news = asyncio.Event()
        self.session: VisitorSession | AgentSession | None = None

    def put(self, frame: bytes) -> None:
        """What the server sends; lost while the network is cut."""
        if not self.is_cut:
            self.frames.append(json.loads(frame))
            self._news.set()

    def put_ephemeral(self, frame: bytes) -> None:
        """The same."""
        self.put(frame)

    async def drained(self) -> None:
        """A window reads at once."""

    async def send(self, **frame: Any) -> None:
        """Send a frame; what is refused comes back as an error frame, as over a socket."""
        assert self.session is not None
        try:
            await self.session.receive(json.dumps(frame))
        except WarmlineError as error:
            self.put(error_frame(error))

    async def say(self, body: str, **more: Any) -> str:
        """Send a message; returns its client id."""
        client_id = new_client_id()
        await self.send(type="send", client_id=client_id, body=body, **more)
        return client_id

    async def wait_for(self, what: Callable[[Frame], bool]) -> Frame:
        """The first received frame that fits; waits for it if it has not come yet."""
        async with asyncio.timeout(PATIENCE_S):
            while True:
                for frame in self.frames:
                    if what(frame):
                        return frame
                self._news.clear()
                await self._news.wait()

    async def wait_for_type(self, kind: str) -> Frame:
        """The first received frame of a type."""
        return await self.wait_for(lambda frame: frame["type"] == kind)

    def of_type(self, kind: str) -> list[Frame]:
        """All received frames of a type."""
        return [frame for frame in self.frames if frame["type"] == kind]

    def items(self) -> list[Frame]:
        """Every timeline item received, in the order of arrival."""
        found: list[Frame] = []
        for frame in self.frames:
            found += frame.get("items", []) if frame["type"] in ("items", "snapshot") else []
            found += [frame] if frame["type"] == "item" else []
        return found

    def texts(self) -> list[str]:
        """What the items say."""
        return [item["body"] for item in self.items() if item.get("body")]

    def close(self, code: CloseCode | None = None, reason: str = "") -> None:
        """The browser is closed, or with a code the server closes."""
        assert self.session is not None
        self.close_code, self.close_reason = code, reason
        self.session.close()


class House:
    """A furnished server and its people."""

    def __init__(self, services: Services, clock: FakeClock, inbox: Inbox) -> None:
        self.services = services
        self.clock = clock
        self.inbox = inbox

    def agent(self, first_name: str) -> Agent:
        """Somebody of the team."""
        return next(a for a in self.services.directory.agents.values() if a.name.split()[0] == first_name)

    async def visitor(self, token: str | None = None, origin: str = SITE, **hello: Any) -> Window:
        """A visitor's tab that has said hello."""
        window = Window()
        window.session = VisitorSession(self.services, window, origin, "Mozilla/5.0 (X11; Linux) Firefox/140.0")
        await window.send(type="hello", inbox=self.inbox.public_key, token=token, **hello)
        return window

    async def console(self, first_name: str, secret: str = "", **hello: Any) -> Window:
        """A signed-in agent's window that has said hello; with a secret, one more of the same browser."""
        if not secret:
            email = self.agent(first_name).email
            secret = (await sign_in(self.services, email, PASSWORD, "127.0.0.1", None)).secret
        session = await session_for(self.services, secret)
        assert session is not None
        window = Window()
        window.secret = secret
        own_origin = next(iter(self.services.settings.own_origins))
        window.session = AgentSession(self.services, window, own_origin, secret)
        await window.send(type="hello", csrf=session.csrf, **hello)
        return window


@asynccontextmanager
async def open_house(data: Path, clock: FakeClock | None = None) -> AsyncIterator[House]:
    """A house on a data folder; opened a second time, it is the same house after a restart."""
    clock = clock or FakeClock()
    async with open_services(Settings(data=data), clock) as services:
        if not services.directory.inboxes:
            inbox = await add_inbox(services, garden((SITE,)))
            for person in team(frozenset({inbox.id})):
                await create_agent(services, person, PASSWORD)
        yield House(services, clock, next(iter(services.directory.inboxes.values())))
