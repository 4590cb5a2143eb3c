"""Visitors who lose their connection and come back as the protocol asks: with full jitter, resuming."""

from __future__ import annotations

import asyncio
import json
import random
import time
from typing import Any

from .clients import SOURCES, Dialect
from .wire import Socket, text_frame

FIRST_DELAY_S = 0.5
LONGEST_DELAY_S = 30.0
GIVE_UP_S = 120.0
MISSED = 2
"""Messages that every third visitor has yet to receive when they come back."""
WRITERS = 90
"""One in so many has a message in their outbox that was never acknowledged."""


class ReturningVisitor:
    """One visitor, from the first connection to the resumed one."""

    def __init__(self, dialect: Dialect, number: int, known: tuple[int, str, int], epoch: str) -> None:
        self._dialect = dialect
        self._number = number
        self._conversation, self._token, self._position = known
        self._epoch = epoch
        self._holds = self._position
        self._try = 0
        self._client_id = b""
        self._chance = random.Random(number)
        self._socket: Socket | None = None
        self.resumed: asyncio.Future[float] = asyncio.get_running_loop().create_future()
        self.acknowledged_at: float | None = None
        self.is_expected_back = False

    async def connect(self) -> None:
        """Open a socket and say hello; ``resumed`` tells when the answer is complete."""
        page = {"url": f"http://127.0.0.1:{self._dialect.port}/checkout", "title": "Checkout"}
        hello: dict[str, Any] = {
            "type": "hello",
            "inbox": self._dialect.inbox,
            "token": self._token,
            "locale": "en",
            "page": page,
        }
        hello |= {"epoch": self._epoch, "conversation": self._conversation, "after": self._holds}
        request = self._dialect.visitor_request(self._conversation)
        # Kept before it connects: in a crowd the whole answer may be here before ``create_connection`` returns.
        socket = self._socket = Socket(request, json.dumps(hello).encode(), self._take, self._lost)
        await asyncio.get_running_loop().create_connection(
            lambda: socket,
            "127.0.0.1",
            self._dialect.port,
            local_addr=(f"127.0.0.{2 + self._number % SOURCES}", 0),
        )

    def expect_outage(self) -> None:
        """From now on a lost connection means to come back; some have missed something, some are about to write."""
        self.is_expected_back = True
        self.resumed = asyncio.get_running_loop().create_future()
        if self._number % 3 == 0:
            self._holds -= MISSED
        if self._number % WRITERS == 0:
            self._client_id = b"outbox-%06d" % self._number

    def _lost(self) -> None:
        self._socket = None
        if self.is_expected_back and not self.resumed.done():
            self._plan()
        elif not self.resumed.done():
            self.resumed.set_exception(ConnectionResetError("closed before it was greeted"))

    def _plan(self) -> None:
        delay_s = self._chance.uniform(0, min(LONGEST_DELAY_S, FIRST_DELAY_S * 2**self._try))
        self._try += 1
        asyncio.get_running_loop().call_later(delay_s, lambda: asyncio.ensure_future(self._come_back()))

    async def _come_back(self) -> None:
        try:
            await self.connect()
        except OSError:
            self._plan()

    def _take(self, payload: bytes) -> None:
        came = json.loads(payload)
        for frame in came if isinstance(came, list) else [came]:
            self._take_frame(frame)

    def _take_frame(self, frame: dict[str, Any]) -> None:
        if frame["type"] == "items" and not self.resumed.done():
            missed = [item["seq"] for item in frame["items"]]
            assert missed == list(range(self._holds + 1, self._position + 1)), f"a hole or a repeat: {missed}"
            self.resumed.set_result(time.monotonic())
            if self.is_expected_back and self._client_id and self._socket is not None:
                send = b'{"type":"send","client_id":"%b","body":"I am back"}' % self._client_id
                self._socket.write(text_frame(send))
        elif frame["type"] == "item" and frame.get("client_id", "").encode() == self._client_id:
            self.acknowledged_at = self.acknowledged_at or time.monotonic()
        elif frame["type"] in ("error", "snapshot"):
            raise AssertionError(f"expected to resume; got {frame}")

    def close(self) -> None:
        """Leave."""
        self.is_expected_back = False
        if self._socket is not None and self._socket.transport is not None:
            self._socket.transport.abort()


async def connect_all(
    dialect: Dialect, epoch: str, visitors: list[tuple[int, str, int]], at_once: int = 200
) -> list[ReturningVisitor]:
    """Connect everybody for the first time."""
    room = asyncio.Semaphore(at_once)
    people = [ReturningVisitor(dialect, number, known, epoch) for number, known in enumerate(visitors)]

    async def arrive(person: ReturningVisitor) -> None:
        async with room:
            await person.connect()
            await person.resumed

    async with asyncio.timeout(GIVE_UP_S):
        await asyncio.gather(*(arrive(person) for person in people))
    return people


async def outlive(people: list[ReturningVisitor]) -> dict[str, Any]:
    """Wait until everybody is back and what they wrote is acknowledged; moments on the system's monotonic clock."""
    async with asyncio.timeout(GIVE_UP_S):
        moments = sorted(await asyncio.gather(*(person.resumed for person in people)))
        writers = people[::WRITERS]
        while any(person.acknowledged_at is None for person in writers):
            await asyncio.sleep(0.01)
    return {"resumed": moments, "acknowledged": sorted(person.acknowledged_at or 0.0 for person in writers)}
