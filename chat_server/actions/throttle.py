"""Slows down whoever guesses passwords, without locking the victim out.

Failed tries are counted per account and address, per address, and per account. A browser that once signed in
carries a signed mark and is counted by itself, so that tries from elsewhere do not stop its owner.
"""

from __future__ import annotations

from collections import deque
from ipaddress import IPv6Address, ip_address

from chat_server.domain.errors import TooMany

WINDOW_MS = 15 * 60_000
TRIES_PER_ACCOUNT = 30
TRIES_PER_ACCOUNT_AND_ADDRESS = 5
TRIES_PER_ADDRESS = 40
MAX_TRACKED = 50_000
MAX_NAME = 254
"""An e-mail address is no longer than this; what is remembered of a longer one is its beginning."""


class SignInThrottle:
    """Counts the failed tries of the last fifteen minutes, and those that are not decided yet."""

    def __init__(self) -> None:
        self._tries: dict[tuple[str, str], deque[int]] = {}

    def attempt(self, email: str, address: str, is_known_browser: bool, now: int) -> None:
        """Count a try before it is looked at, or a hundred at once would all find that there was none before.

        Raises:
            TooMany: more tries have to wait.
        """
        limits = _limits(email, address, is_known_browser)
        for key, limit in limits.items():
            recent = self._recent(key, now)
            if len(recent) >= limit:
                wait_s = -(-(recent[0] + WINDOW_MS - now) // 1000)
                raise TooMany(f"expected fewer tries; please wait {-(-wait_s // 60)} minutes and try again", wait_s)
        for key in limits:
            self._tries.setdefault(key, deque()).append(now)
        while len(self._tries) > MAX_TRACKED:
            del self._tries[next(iter(self._tries))]

    def succeeded(self, email: str, address: str, is_known_browser: bool, at: int) -> None:
        """The try of that moment was right: it does not count."""
        for key in _limits(email, address, is_known_browser):
            if at in (tries := self._tries.get(key, deque())):
                tries.remove(at)

    def _recent(self, key: tuple[str, str], now: int) -> deque[int]:
        tries = self._tries.get(key, deque())
        while tries and tries[0] <= now - WINDOW_MS:
            tries.popleft()
        return tries


def _limits(email: str, address: str, is_known_browser: bool) -> dict[tuple[str, str], int]:
    """What a try counts for, and how often it may."""
    name, place = email[:MAX_NAME], _place(address)
    if is_known_browser:
        return {(name, "known"): TRIES_PER_ACCOUNT_AND_ADDRESS * 2}
    return {
        (name, place): TRIES_PER_ACCOUNT_AND_ADDRESS,
        ("", place): TRIES_PER_ADDRESS,
        (name, ""): TRIES_PER_ACCOUNT,
    }


def _place(address: str) -> str:
    """Where a try comes from. Whoever has one IPv6 address has billions: they are told apart by their network."""
    try:
        known = ip_address(address.partition("%")[0])
    except ValueError:
        return address
    if isinstance(known, IPv6Address):
        return str(known.ipv4_mapped or IPv6Address(int(known) >> 64 << 64))
    return str(known)
