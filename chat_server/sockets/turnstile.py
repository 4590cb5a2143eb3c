"""Lets newcomers in a few at a time, so that those who are in are served while thousands more arrive.

After a restart everybody comes back at once. An event loop that greets all of them before it hears the first keeps
even that one waiting. Nobody can hold the turnstile: it opens by itself in every turn of the loop.
"""

from __future__ import annotations

import asyncio
from collections import deque

PER_TURN = 32


class Turnstile:
    """So many pass in one turn of the event loop, in the order in which they came."""

    def __init__(self, per_turn: int = PER_TURN) -> None:
        self._per_turn = per_turn
        self._room = per_turn
        self._waiting: deque[asyncio.Future[None]] = deque()
        self._is_turning = False

    async def wait(self) -> None:
        """Return when it is one's turn; at once when few come."""
        self._turn_soon()
        if self._room > 0:
            self._room -= 1
            return
        place = asyncio.get_running_loop().create_future()
        self._waiting.append(place)
        await place

    def _turn_soon(self) -> None:
        if not self._is_turning:
            self._is_turning = True
            asyncio.get_running_loop().call_soon(self._turn)

    def _turn(self) -> None:
        self._is_turning = False
        self._room = self._per_turn
        while self._waiting and self._room > 0:
            place = self._waiting.popleft()
            if not place.done():
                place.set_result(None)
                self._room -= 1
        if self._waiting:
            self._turn_soon()
