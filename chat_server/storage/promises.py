"""Promises as rows: what was promised, and every step it took."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import Any

from msgspec.structs import replace

from chat_server.domain.promise import Promise, PromiseStep

from .database import Database, Row, flatten, placeholders

MAX_LISTED = 500
_OWED = "state IN ('open', 'missed')"
_SELECT = (
    "SELECT p.id, p.conversation, p.message, p.owner, p.what, p.due, p.state, "
    "(SELECT json_group_array(json_array(s.place, s.kind, s.agent, s.at, s.due, s.comment)) "
    "FROM promise_steps s WHERE s.promise = p.id) FROM promises p"
)


async def add_promise(db: Database, promise: Promise) -> Promise:
    """Store a new promise; returns it with the id it got."""
    row = await db.fetch_one(
        "INSERT INTO promises (conversation, message, owner, what, due, state) VALUES (?, ?, ?, ?, ?, ?) RETURNING id",
        (promise.conversation, promise.message, promise.owner, promise.what, promise.due, promise.state),
    )
    stored = replace(promise, id=int(row[0]) if row else 0)
    await _add_steps(db, stored, 0)
    return stored


async def change_promise(db: Database, before: Promise, after: Promise) -> None:
    """Store what became of a promise: its state, its time, and the steps it took since ``before``."""
    await db.execute("UPDATE promises SET due = ?, state = ? WHERE id = ?", (after.due, after.state, after.id))
    await _add_steps(db, after, len(before.steps))


async def _add_steps(db: Database, promise: Promise, known: int) -> None:
    steps = list(enumerate(promise.steps))[known:]
    await db.execute(
        "INSERT INTO promise_steps (promise, place, kind, agent, at, due, comment) "
        f"VALUES {placeholders(len(steps), 7)}",
        flatten((promise.id, place, s.kind, s.by, s.at, s.due, s.comment) for place, s in steps),
    )


async def fetch_promise(db: Database, promise: int) -> Promise | None:
    """One promise by its id."""
    found = await _fetch(db, "p.id = ?", (promise,))
    return found[0] if found else None


async def promises_of(db: Database, conversation: int) -> list[Promise]:
    """A conversation's promises: what is owed by its time, then what was kept or settled."""
    return await _fetch(
        db, f"p.conversation = ? ORDER BY NOT p.{_OWED}, p.due, p.id LIMIT {MAX_LISTED}", (conversation,)
    )


async def promises_owed(db: Database, inboxes: Iterable[int]) -> list[Promise]:
    """What is still owed in some inboxes, the earliest first."""
    ids = list(inboxes)
    if not ids:
        return []
    return await _fetch(
        db,
        f"p.{_OWED} AND p.conversation IN "
        f"(SELECT id FROM conversations WHERE inbox IN {placeholders(1, len(ids))}) "
        f"ORDER BY p.due, p.id LIMIT {MAX_LISTED}",
        ids,
    )


async def promises_overdue(db: Database, now: int) -> list[Promise]:
    """Open promises whose time has passed."""
    return await _fetch(db, f"p.{_OWED} AND p.state = 'open' AND p.due <= ? ORDER BY p.due LIMIT {MAX_LISTED}", (now,))


async def note_owed(db: Database, conversation: int) -> tuple[int | None, int | None]:
    """Note on the conversation which owed promise is due first; returns its time and who owes it."""
    row = await db.fetch_one(
        "UPDATE conversations SET (promise_due, promise_owner) = "
        f"(SELECT due, owner FROM promises WHERE conversation = ? AND {_OWED} ORDER BY due, id LIMIT 1) "
        "WHERE id = ? RETURNING promise_due, promise_owner",
        (conversation, conversation),
    )
    return (row[0], row[1]) if row else (None, None)


async def _fetch(db: Database, where: str, parameters: Sequence[Any]) -> list[Promise]:
    return [_promise_from(row) for row in await db.fetch_all(f"{_SELECT} WHERE {where}", parameters)]


def _promise_from(row: Row) -> Promise:
    steps = tuple(PromiseStep(*values) for _, *values in sorted(json.loads(row[7])))
    number, conversation, message, owner, what, due, state = row[:7]
    return Promise(number, conversation, message, owner, what, due, state, steps)
