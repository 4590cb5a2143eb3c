"""How much one connection may send."""

from __future__ import annotations

import time

BURST_S = 3.0


class FrameLimit:
    """A token bucket: so many frames per second on average, three seconds' worth at once."""

    __slots__ = ("_at", "_level", "_rate")

    def __init__(self, frames_per_second: float) -> None:
        self._rate = frames_per_second
        self._level = frames_per_second * BURST_S
        self._at = time.monotonic()

    def take(self) -> bool:
        """Whether one more frame is within the limit."""
        now = time.monotonic()
        self._level = min(self._rate * BURST_S, self._level + (now - self._at) * self._rate)
        self._at = now
        if self._level < 1:
            return False
        self._level -= 1
        return True
