"""Frames that wait for one subscriber: bounded, so that a slow reader never slows others."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Coroutine, Generator
from types import coroutine
from typing import Any

from chat_server.log import log

MAX_FRAMES = 256
MAX_BYTES = 1_048_576
EPHEMERAL_ROOM = 64
"""Typing and presence are dropped once this many frames wait."""


class Outbox:
    """Gathers encoded frames and writes what waits in one go.

    Nothing lives while nothing waits: an idle connection costs no more than its socket. Several waiting frames
    leave as one JSON array, because half the cost of a frame is the system call that writes it.
    """

    __slots__ = ("_bytes", "_drain", "_frames", "_is_planned", "_on_overflow", "_write", "is_closed")

    def __init__(self, write: Callable[[str], Awaitable[None]], on_overflow: Callable[[], None]) -> None:
        self._write = write
        self._on_overflow = on_overflow
        self._frames: list[bytes] = []
        self._bytes = 0
        self._is_planned = False
        self._drain: asyncio.Task[None] | None = None
        self.is_closed = False

    def put(self, frame: bytes) -> None:
        """Queue a frame; a reader that is too far behind is told to resume instead."""
        if self.is_closed:
            return
        self._frames.append(frame)
        self._bytes += len(frame)
        if self._drain is not None:
            # Only what gathers behind a blocked write counts: an answer may be large for somebody who reads.
            if len(self._frames) > MAX_FRAMES or self._bytes > MAX_BYTES:
                self.close()
                self._on_overflow()
        elif not self._is_planned:
            self._is_planned = True
            _plan(self)

    def put_ephemeral(self, frame: bytes) -> None:
        """Queue a frame that may be dropped."""
        if len(self._frames) < EPHEMERAL_ROOM:
            self.put(frame)

    def close(self) -> None:
        """Take no more, forget what waits and stop writing."""
        self.is_closed = True
        self._frames.clear()
        self._bytes = 0
        if self._drain is not None:
            self._drain.cancel()
            self._drain = None

    async def flush(self) -> None:
        """Return when all that waited has been handed to the transport."""
        self.start()
        if self._drain is not None:
            await asyncio.wait({self._drain})

    def start(self) -> None:
        """Write what waits. Nearly always the transport takes it at once; only when it does not, a task goes on."""
        self._is_planned = False
        if self._drain is not None or not self._frames:
            return
        writing = self._write_all()
        try:
            waits_for = writing.send(None)
        except StopIteration:
            return
        self._drain = asyncio.get_running_loop().create_task(self._go_on(writing, waits_for))

    async def _write_all(self) -> None:
        while self._frames:
            frames, self._frames, self._bytes = self._frames, [], 0
            text = frames[0] if len(frames) == 1 else b"[" + b",".join(frames) + b"]"
            await self._write(text.decode())

    async def _go_on(self, writing: Coroutine[Any, Any, None], waits_for: Any) -> None:
        try:
            await _rest_of(writing, waits_for)
        finally:
            self._drain = None


_planned: list[Outbox] = []


def _plan(outbox: Outbox) -> None:
    """Write in the loop's next turn, together with all others: one turn of the loop, not one for each reader."""
    if not _planned:
        asyncio.get_running_loop().call_soon(_start_planned)
    _planned.append(outbox)


def _start_planned() -> None:
    outboxes = _planned.copy()
    _planned.clear()
    for outbox in outboxes:
        try:
            outbox.start()
        except Exception as error:  # noqa: BLE001 - one that cannot write must not silence those after it
            log.error("outbox_failed", error=f"{type(error).__name__}: {error}")


@coroutine
def _rest_of(writing: Coroutine[Any, Any, None], waits_for: Any) -> Generator[Any, Any, None]:
    """What is left of a coroutine that has begun by hand and now waits for something."""
    resume: Callable[[Any], Any]
    while True:
        try:
            result = yield waits_for
        except BaseException as error:  # noqa: BLE001 - whatever it is, a cancellation above all, is for the coroutine
            resume, value = writing.throw, error
        else:
            resume, value = writing.send, result
        try:
            waits_for = resume(value)
        except StopIteration:
            return
