"""How clients of the product and of the relay open, greet and send, and one visitor and one agent's window of each."""

from __future__ import annotations

import asyncio
import json
import re
import time
from collections.abc import Callable
from dataclasses import dataclass

from .wire import Socket, handshake, text_frame

BODY = "Thank you, that helps. And can I still change the delivery address of my order?"
CLIENT_ID = re.compile(rb'"client_id":"([^"]+)"')
SOURCES = 8
"""Loopback addresses that clients come from, so that ports do not run out."""


@dataclass(frozen=True)
class Dialect:
    """What differs between the product and the relay on the wire."""

    port: int
    inbox: str
    item: bytes
    """What marks a delivered message in what an agent receives."""

    def visitor_request(self, conversation: int) -> bytes:
        """Open a visitor's socket."""
        return handshake("/socket/visitor" if self.inbox else f"/visitor/{conversation}", self.port)

    def visitor_hello(
        self, token: str | None, epoch: str | None = None, conversation: int = 0, after: int = 0
    ) -> bytes:
        """A visitor's first frame; with ``epoch`` it resumes after a position."""
        hello = {"type": "hello", "inbox": self.inbox, "token": token, "locale": "en"}
        if epoch:
            hello |= {"epoch": epoch, "conversation": conversation, "after": after}  # type: ignore[dict-item]
        return json.dumps(hello).encode()

    def agent_request(self, secret: str) -> bytes:
        """Open an agent's socket."""
        path = "/socket/agent" if self.inbox else "/agent"
        return handshake(path, self.port, {"Cookie": f"warmline_session={secret}"})


def product(port: int, inbox: str) -> Dialect:
    """The product."""
    return Dialect(port, inbox, b'"type":"item"')


def bare_relay(port: int) -> Dialect:
    """The floor."""
    return Dialect(port, "", b'"type":"send"')


class Client:
    """A connection that knows when it has been greeted."""

    def __init__(self, dialect: Dialect) -> None:
        self.dialect = dialect
        self.greeted: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self.socket: Socket | None = None

    async def open(self, request: bytes, hello: bytes, number: int, within_s: float = 60.0) -> None:
        """Connect, greet, and return when the answer is here."""
        loop = asyncio.get_running_loop()
        async with asyncio.timeout(within_s):
            _, self.socket = await loop.create_connection(
                lambda: Socket(request, hello, self.on_text, self.on_lost),
                "127.0.0.1",
                self.dialect.port,
                local_addr=(f"127.0.0.{2 + number % SOURCES}", 0),
            )
            await self.greeted

    def on_text(self, payload: bytes) -> None:
        """A message came."""
        raise NotImplementedError

    def on_lost(self) -> None:
        """The connection is gone."""
        if not self.greeted.done():
            self.greeted.set_exception(ConnectionResetError("closed before the greeting was answered"))

    def close(self) -> None:
        """Leave."""
        if self.socket is not None and self.socket.transport is not None:
            self.socket.transport.abort()


class VisitorClient(Client):
    """A visitor who has at most one message on the way."""

    def __init__(self, dialect: Dialect, number: int, on_acknowledged: Callable[[VisitorClient], None]) -> None:
        super().__init__(dialect)
        self.number = number
        self.waits_for = b""
        self.last = b""
        self._said = 0
        self._on_acknowledged = on_acknowledged

    def say(self) -> bytes:
        """Send one message; returns its client id, which begins with the time as our own clients' do."""
        assert self.socket is not None
        self._said += 1
        self.waits_for = b"%012x-%d-%07d" % (time.time_ns() // 1_000_000, self.number, self._said)
        frame = b'{"type":"send","client_id":"%b","body":"%b"}' % (self.waits_for, BODY.encode())
        self.socket.write(text_frame(frame))
        return self.waits_for

    def on_text(self, payload: bytes) -> None:
        """The answer to the greeting, or an acknowledgement."""
        if self.waits_for and self.waits_for in payload:
            if b'"error"' in payload:
                raise AssertionError(f"expected an acknowledgement; got {payload!r}")
            self.last, self.waits_for = self.waits_for, b""
            self._on_acknowledged(self)
        elif not self.greeted.done():
            if b'"error"' in payload:
                raise AssertionError(f"expected a greeting; got {payload!r}")
            self.greeted.set_result(None)


class AgentClient(Client):
    """One window of an agent, which shows some conversations."""

    def __init__(self, dialect: Dialect, on_delivered: Callable[[bytes, int], None]) -> None:
        super().__init__(dialect)
        self._on_delivered = on_delivered
        self._to_open = 0
        self.opened: asyncio.Future[None] = asyncio.get_running_loop().create_future()

    async def show(self, conversations: list[int]) -> None:
        """Open conversations and return when their items are here."""
        assert self.socket is not None
        self._to_open = len(conversations)
        for conversation in conversations:
            self.socket.write(text_frame(b'{"type":"open","conversation":%d}' % conversation))
        async with asyncio.timeout(30):
            await self.opened

    def on_text(self, payload: bytes) -> None:
        """The greeting, the items of what was opened, or messages delivered."""
        delivered = payload.count(self.dialect.item)
        if delivered:
            self._on_delivered(payload, delivered)
        if not self.greeted.done():
            self.greeted.set_result(None)
        if self._to_open:
            self._to_open -= payload.count(b'"type":"items"') + payload.count(b'"type":"snapshot"')
            if self._to_open <= 0:
                self.opened.set_result(None)
                self._to_open = 0
