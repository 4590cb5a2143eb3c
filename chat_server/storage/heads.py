"""Heads of conversations as rows: the columns, and how they are read and written set-wise."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache
from operator import attrgetter
from sqlite3 import Connection
from typing import Any

from chat_server.domain.conversation import Head

from .database import Database, padded, placeholders, slices

COLUMNS = (
    "c.id, c.inbox, c.contact, p.name, c.locale, c.status, c.created_at, c.last_at, c.seq, c.visitor_seq, "
    "c.visitor_messages, c.last_sender, c.last_text, c.assignee, c.waiting_since, c.first_response_at, "
    "c.snoozed_until, c.resolved_at, c.delivered, c.read, c.team_read, c.change, "
    "c.promise_due, c.promise_owner"
)
FROM = "conversations c JOIN contacts p ON p.id = c.contact"

_MOVING = ("status", "assignee", "first_response_at", "snoozed_until", "resolved_at")
_GROWING = (
    "last_at", "seq", "visitor_seq", "visitor_messages", "last_sender", "last_text", "waiting_since", "delivered",
    "read", "team_read", "change",
)  # fmt: skip
Place = tuple[Any, ...]
place: Callable[[Head], Place] = attrgetter(*_MOVING)
"""Where a head stands: the values that most messages leave alone, and that indexes and references hang on."""


async def fetch_heads(db: Database, where: str, parameters: Sequence[Any]) -> list[Head]:
    """Heads that meet a condition on ``c`` (conversation) and ``p`` (contact)."""
    rows = await db.fetch_all(f"SELECT {COLUMNS} FROM {FROM} WHERE {where}", parameters)
    return [Head(*row) for row in rows]


async def fetch_head(db: Database, conversation: int) -> Head | None:
    """One head by its id."""
    return await db.run(read_head, conversation)


def read_head(connection: Connection, conversation: int) -> Head | None:
    """One head by its id, on the connection's own thread."""
    row = connection.execute(f"SELECT {COLUMNS} FROM {FROM} WHERE c.id = ?", (conversation,)).fetchone()
    return Head(*row) if row else None


def update_heads(connection: Connection, changed: Sequence[Head], has_moved: bool = True) -> None:
    """Write changed heads back, many in a statement; those whose ``place`` is as before need less of it."""
    names = _GROWING + _MOVING if has_moved else _GROWING
    read = attrgetter("id", *names)
    for some in slices([read(head) for head in changed]):
        size, values = padded(some)
        connection.execute(_update_sql(names, size), values)


@cache
def _update_sql(names: tuple[str, ...], size: int) -> str:
    return (
        f"WITH v (id, {', '.join(names)}) AS (VALUES {placeholders(size, len(names) + 1)}) "
        f"UPDATE conversations SET {', '.join(f'{name} = v.{name}' for name in names)} FROM v "
        "WHERE conversations.id = v.id"
    )


LAST_CHANGE = "SELECT coalesce(max(change), 0) FROM conversations"


async def last_change(db: Database) -> int:
    """The position of the latest change over all conversations."""
    row = await db.fetch_one(LAST_CHANGE)
    return int(row[0]) if row else 0
