"""How much a client that comes back is given at once. What is more comes page by page over HTTP."""

from __future__ import annotations

from chat_server.domain.item import Item

RESUME_ITEMS = 500
RESUME_CHARACTERS = 262_144
SNAPSHOT_ITEMS = 50
SNAPSHOT_CHARACTERS = 65_536


def can_resume(missed: list[Item]) -> bool:
    """Whether what a client missed is little enough to be given whole; otherwise it gets a snapshot."""
    return len(missed) <= RESUME_ITEMS and sum(len(item.body) for item in missed) <= RESUME_CHARACTERS


def latest_that_fit(items: list[Item]) -> list[Item]:
    """The newest of some items, oldest first, as many as a snapshot carries; at least one."""
    room = SNAPSHOT_CHARACTERS
    fitting: list[Item] = []
    for item in reversed(items):
        room -= len(item.body)
        if fitting and room < 0:
            break
        fitting.append(item)
    return fitting[::-1]
