"""Lets newcomers in a few at a time, so that those who are in are served while thousands more arrive.

After a restart everybody comes back at once. An event loop that shakes hands with all of them before it hears the
first keeps even that one waiting. Nobody can hold the turnstile: it opens by itself in every turn of the loop.
"""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Callable

PER_TURN = 24


class Turnstile:
    """So many pass in one turn of the event loop, in the order in which they came."""

    def __init__(self, per_turn: int = PER_TURN) -> None:
        self._per_turn = per_turn
        self._room = per_turn
        self._waiting: deque[Callable[[], None]] = deque()
        self._is_turning = False

    def enter(self, go_in: Callable[[], None]) -> bool:
        """Call ``go_in``: at once when few come (then True is returned), else when it is its turn."""
        self._turn_soon()
        if self._room > 0 and not self._waiting:
            self._room -= 1
            go_in()
            return True
        self._waiting.append(go_in)
        return False

    def _turn_soon(self) -> None:
        if not self._is_turning:
            self._is_turning = True
            asyncio.get_running_loop().call_soon(self._turn)

    def _turn(self) -> None:
        self._is_turning = False
        self._room = self._per_turn
        if self._waiting:
            self._turn_soon()
        while self._waiting and self._room > 0:
            self._room -= 1
            self._waiting.popleft()()
