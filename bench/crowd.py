"""The crowd in the load process: visitors who send, agents who have their conversations open."""

from __future__ import annotations

import asyncio
import time
from collections import deque
from collections.abc import Awaitable, Iterable
from typing import Any

from .clients import CLIENT_ID, AgentClient, Dialect, VisitorClient, bare_relay, product
from .returning import ReturningVisitor, connect_all, outlive

OPEN_PER_WINDOW = 12
AT_ONCE = 100
SETTLE_WITHIN_S = 20.0


class Crowd:
    """What the load process can be told to do; every answer can be written as JSON."""

    def __init__(self) -> None:
        self._visitors: list[VisitorClient] = []
        self._windows: list[AgentClient] = []
        self._idle: list[VisitorClient] = []
        self._returning: list[ReturningVisitor] = []
        self._free: deque[VisitorClient] = deque()
        self._due: deque[float] = deque()
        self._sent = 0
        self._acknowledged = 0
        self._delivered = 0
        self._sending_until = 0.0
        self._sent_at: dict[bytes, float] | None = None
        self._times: dict[str, list[float]] = {"acknowledged": [], "delivered": []}

    async def gather(
        self, port: int, inbox: str, visitors: list[tuple[int, str, int]], agents: list[tuple[str, str]]
    ) -> dict[str, Any]:
        """Connect visitors and as many agents' windows as it takes to have all their conversations open."""
        dialect = product(port, inbox) if inbox else bare_relay(port)
        self._visitors = [VisitorClient(dialect, n, self._on_acknowledged) for n, _ in enumerate(visitors)]
        await _some_at_once(
            client.open(dialect.visitor_request(conversation), dialect.visitor_hello(token), client.number)
            for client, (conversation, token, _) in zip(self._visitors, visitors, strict=True)
        )
        conversations = [conversation for conversation, _, _ in visitors]
        for start in range(0, len(conversations), OPEN_PER_WINDOW):
            secret, csrf = agents[start // OPEN_PER_WINDOW % len(agents)]
            await self._open_window(dialect, secret, csrf, conversations[start : start + OPEN_PER_WINDOW])
        self._free = deque(self._visitors)
        return {"visitors": len(self._visitors), "windows": len(self._windows)}

    async def linger(self, port: int, inbox: str, count: int) -> dict[str, Any]:
        """Open connections of visitors who have the panel open and say nothing."""
        dialect = product(port, inbox) if inbox else bare_relay(port)
        start = len(self._idle)
        new = [VisitorClient(dialect, start + n, self._on_acknowledged) for n in range(count)]
        self._idle += new
        await _some_at_once(
            client.open(dialect.visitor_request(client.number), dialect.visitor_hello(None), client.number)
            for client in new
        )
        return {"idle": len(self._idle)}

    async def saturate(self, seconds: float, in_flight: int) -> dict[str, Any]:
        """Keep so many messages on the way for a while."""
        self._sent = self._acknowledged = self._delivered = 0
        started_at = time.perf_counter()
        self._sending_until = started_at + seconds
        for _ in range(in_flight):
            self._send_next()
        await asyncio.sleep(seconds)
        await self._settle()
        return {"messages": self._delivered, "seconds": time.perf_counter() - started_at}

    async def pace(self, seconds: float, rate: float) -> dict[str, Any]:
        """Send evenly, whatever the answers take; returns the delays in milliseconds, sorted."""
        self._sent = self._acknowledged = self._delivered = 0
        self._sending_until = 0.0
        self._sent_at, self._times = {}, {"acknowledged": [], "delivered": []}
        loop = asyncio.get_running_loop()
        count = int(seconds * rate)
        started_at, due_at = loop.time() + 0.1, time.perf_counter() + 0.1
        for number in range(count):
            loop.call_at(started_at + number / rate, self._send_or_queue, due_at + number / rate)
        await asyncio.sleep(seconds)
        await self._settle(count)
        self._sent_at = None
        delays = {name: sorted(round(1000 * t, 3) for t in times) for name, times in self._times.items()}
        return {"messages": self._delivered, "seconds": loop.time() - started_at, **delays}

    async def settle_down(
        self, port: int, inbox: str, epoch: str, visitors: list[tuple[int, str, int]]
    ) -> dict[str, Any]:
        """Connect visitors who will outlive the server."""
        self._returning = await connect_all(product(port, inbox), epoch, visitors)
        for person in self._returning:
            person.expect_outage()
        return {"visitors": len(self._returning)}

    async def outlive(self) -> dict[str, Any]:
        """Wait until all of them are back."""
        return await outlive(self._returning)

    async def scatter(self) -> dict[str, Any]:
        """Leave, all of us."""
        for client in [*self._visitors, *self._windows, *self._idle]:
            client.close()
        for person in self._returning:
            person.close()
        self._visitors, self._windows, self._idle, self._returning = [], [], [], []
        return {}

    async def _open_window(self, dialect: Dialect, secret: str, csrf: str, conversations: list[int]) -> None:
        window = AgentClient(dialect, self._on_delivered)
        self._windows.append(window)
        await window.open(dialect.agent_request(secret), b'{"type":"hello","csrf":"%b"}' % csrf.encode(), 0)
        await window.show(conversations)

    def _send_next(self, due_at: float = 0.0) -> None:
        visitor = self._free.popleft()
        client_id = visitor.say()
        self._sent += 1
        if self._sent_at is not None:
            self._sent_at[client_id] = due_at

    def _send_or_queue(self, due_at: float) -> None:
        # A message counts from when it was due: a server that stalls does not make its own stall look short.
        if self._free:
            self._send_next(due_at)
        else:
            self._due.append(due_at)

    def _on_acknowledged(self, visitor: VisitorClient) -> None:
        self._acknowledged += 1
        self._free.append(visitor)
        if self._sending_until and time.perf_counter() < self._sending_until:
            self._send_next()
        elif self._sent_at is not None:
            self._times["acknowledged"].append(time.perf_counter() - self._sent_at[visitor.last])
            if self._due:
                self._send_next(self._due.popleft())

    def _on_delivered(self, payload: bytes, count: int) -> None:
        self._delivered += count
        if self._sent_at is not None:
            now = time.perf_counter()
            self._times["delivered"] += [now - self._sent_at[client_id] for client_id in CLIENT_ID.findall(payload)]

    async def _settle(self, expected: int | None = None) -> None:
        """Wait until what was sent is acknowledged and delivered; every message exactly once."""
        async with asyncio.timeout(SETTLE_WITHIN_S):
            while self._sent < (expected or 0) or min(self._acknowledged, self._delivered) < self._sent:
                await asyncio.sleep(0.005)
        assert self._acknowledged == self._delivered == self._sent


async def _some_at_once(steps: Iterable[Awaitable[None]]) -> None:
    room = asyncio.Semaphore(AT_ONCE)

    async def take(step: Awaitable[None]) -> None:
        async with room:
            await step

    await asyncio.gather(*(take(step) for step in steps))
