"""Numbers that name conversations and contacts."""

from __future__ import annotations

import secrets

EPOCH_MS = 1_735_689_600_000
"""2025-01-01 UTC. Counting from here leaves room until 2094 below 2**53, JavaScript's exact integers."""
RANDOM_BITS = 12


class IdSource:
    """Gives ids that are unique in this process, grow with time, and do not tell how many there are."""

    def __init__(self) -> None:
        self._last = 0

    def next(self, now_ms: int) -> int:
        """A new id, larger than every one before."""
        candidate = ((now_ms - EPOCH_MS) << RANDOM_BITS) | secrets.randbits(RANDOM_BITS)
        self._last = max(self._last + 1, candidate)
        return self._last
