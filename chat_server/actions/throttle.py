"""Slows down whoever guesses passwords, without locking the victim out.

Failed tries are counted per account and address, per address, and per account. A browser that once signed in
carries a signed mark and is counted by itself, so that tries from elsewhere do not stop its owner.
"""

from __future__ import annotations

from collections import deque

from chat_server.domain.errors import TooMany

WINDOW_MS = 15 * 60_000
TRIES_PER_ACCOUNT = 30
TRIES_PER_ACCOUNT_AND_ADDRESS = 5
TRIES_PER_ADDRESS = 40
MAX_TRACKED = 50_000


class SignInThrottle:
    """Counts failed tries of the last fifteen minutes."""

    def __init__(self) -> None:
        self._failures: dict[tuple[str, str], deque[int]] = {}

    def check(self, email: str, address: str, is_known_browser: bool, now: int) -> None:
        """Raise ``TooMany`` when more tries have to wait."""
        limits = [((email, address), TRIES_PER_ACCOUNT_AND_ADDRESS), (("", address), TRIES_PER_ADDRESS)]
        if is_known_browser:
            limits = [((email, "known"), TRIES_PER_ACCOUNT_AND_ADDRESS * 2)]
        else:
            limits.append(((email, ""), TRIES_PER_ACCOUNT))
        for key, limit in limits:
            recent = self._recent(key, now)
            if len(recent) >= limit:
                wait_s = max(1, (recent[0] + WINDOW_MS - now) // 1000)
                raise TooMany(f"expected fewer tries; please wait {-(-wait_s // 60)} minutes and try again", wait_s)

    def failed(self, email: str, address: str, is_known_browser: bool, now: int) -> None:
        """Count a failure."""
        keys = [(email, "known")] if is_known_browser else [(email, address), ("", address), (email, "")]
        for key in keys:
            self._recent(key, now).append(now)
        while len(self._failures) > MAX_TRACKED:
            del self._failures[next(iter(self._failures))]

    def _recent(self, key: tuple[str, str], now: int) -> deque[int]:
        tries = self._failures.setdefault(key, deque())
        while tries and tries[0] <= now - WINDOW_MS:
            tries.popleft()
        return tries
