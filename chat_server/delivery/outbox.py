"""Frames that wait for one subscriber: bounded, so that a slow reader never slows others."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable

MAX_FRAMES = 256
MAX_BYTES = 1_048_576
EPHEMERAL_ROOM = 64
"""Typing and presence are dropped once this many frames wait."""


class Outbox:
    """Gathers encoded frames and writes what waits in one go.

    No task lives while nothing waits: an idle connection costs no more than its socket. Several waiting frames
    leave as one JSON array, because half the cost of a frame is the system call that writes it.
    """

    __slots__ = ("_bytes", "_drain", "_frames", "_on_overflow", "_write", "is_closed")

    def __init__(self, write: Callable[[str], Awaitable[None]], on_overflow: Callable[[], None]) -> None:
        self._write = write
        self._on_overflow = on_overflow
        self._frames: list[bytes] = []
        self._bytes = 0
        self._drain: asyncio.Task[None] | None = None
        self.is_closed = False

    def put(self, frame: bytes) -> None:
        """Queue a frame; a reader that is too far behind is told to resume instead."""
        if self.is_closed:
            return
        self._frames.append(frame)
        self._bytes += len(frame)
        # What one call queued is always written once the reader keeps up; only a backlog behind a blocked
        # write counts as too slow.
        if self._drain is None:
            self._drain = asyncio.get_running_loop().create_task(self._write_all())
        elif len(self._frames) > MAX_FRAMES or self._bytes > MAX_BYTES:
            self.close()
            self._on_overflow()

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
        if self._drain is not None:
            await asyncio.wait({self._drain})

    async def _write_all(self) -> None:
        try:
            while self._frames:
                frames, self._frames, self._bytes = self._frames, [], 0
                text = frames[0] if len(frames) == 1 else b"[" + b",".join(frames) + b"]"
                await self._write(text.decode())
        finally:
            self._drain = None
