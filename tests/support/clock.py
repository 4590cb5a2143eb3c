"""Time that stands still until a test moves it."""

from __future__ import annotations

import asyncio

NOON_MS = 1_795_348_800_000
"""Sunday, 22 November 2026, 12:00 UTC."""


class FakeClock:
    """A ``Clock`` that a test advances."""

    def __init__(self, now_ms: int = NOON_MS) -> None:
        self._now_ms = now_ms
        self._sleepers: list[tuple[int, asyncio.Event]] = []
        self._somebody_sleeps = asyncio.Event()

    def now_ms(self) -> int:
        """Milliseconds since 1970-01-01 UTC."""
        return self._now_ms

    async def sleep(self, seconds: float) -> None:
        """Return once the test has advanced the clock that far."""
        woken = asyncio.Event()
        self._sleepers.append((self._now_ms + round(seconds * 1000), woken))
        self._somebody_sleeps.set()
        await woken.wait()

    async def somebody_sleeps(self) -> None:
        """Return when somebody waits for this clock."""
        while not self._sleepers:
            self._somebody_sleeps.clear()
            await self._somebody_sleeps.wait()

    def advance(self, *, seconds: float = 0, minutes: float = 0, days: float = 0) -> None:
        """Let time pass, and wake whoever slept through it."""
        self._now_ms += round((seconds + minutes * 60 + days * 86_400) * 1000)
        for due, woken in self._sleepers:
            if due <= self._now_ms:
                woken.set()
        self._sleepers = [(due, woken) for due, woken in self._sleepers if due > self._now_ms]
