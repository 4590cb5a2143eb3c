"""Heads of conversations as rows: the columns, and how they are read and written set-wise."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from chat_server.domain.conversation import Head

from .database import Database, Row, flatten, placeholders

COLUMNS = (
    "c.id, c.inbox, c.contact, p.name, c.locale, c.status, c.created_at, c.last_at, c.seq, c.visitor_seq, "
    "c.visitor_messages, c.last_sender, c.last_text, c.assignee, c.waiting_since, c.first_response_at, "
    "c.snoozed_until, c.resolved_at, c.delivered, c.read, c.team_read, c.change"
)
COUNT = len(COLUMNS.split(","))
FROM = "conversations c JOIN contacts p ON p.id = c.contact"

_CHANGING = (
    "status", "last_at", "seq", "visitor_seq", "visitor_messages", "last_sender", "last_text", "assignee",
    "waiting_since", "first_response_at", "snoozed_until", "resolved_at", "delivered", "read", "team_read", "change",
)  # fmt: skip
_SET = ", ".join(f"{name} = v.{name}" for name in _CHANGING)


def head_from(row: Row) -> Head:
    """The head in the first columns of a row."""
    return Head(*row[:COUNT])


async def fetch_heads(db: Database, where: str, parameters: Sequence[Any]) -> list[Head]:
    """Heads that meet a condition on ``c`` (conversation) and ``p`` (contact)."""
    rows = await db.fetch_all(f"SELECT {COLUMNS} FROM {FROM} WHERE {where}", parameters)
    return [Head(*row) for row in rows]


async def fetch_head(db: Database, conversation: int) -> Head | None:
    """One head by its id."""
    heads = await fetch_heads(db, "c.id = ?", (conversation,))
    return heads[0] if heads else None


async def update_heads(db: Database, heads: Sequence[Head]) -> None:
    """Write changed heads back in one statement."""
    values = flatten((head.id, *(getattr(head, name) for name in _CHANGING)) for head in heads)
    await db.execute(
        f"WITH v (id, {', '.join(_CHANGING)}) AS (VALUES {placeholders(len(heads), len(_CHANGING) + 1)}) "
        f"UPDATE conversations SET {_SET} FROM v WHERE conversations.id = v.id",
        values,
    )


async def last_change(db: Database) -> int:
    """The position of the latest change over all conversations."""
    row = await db.fetch_one("SELECT coalesce(max(change), 0) FROM conversations")
    return int(row[0]) if row else 0
