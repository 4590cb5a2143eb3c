"""The reply library as rows: a ``canned_replies`` store. Revisions, texts and steps are only ever added."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from typing import Any

import msgspec

from canned_replies.errors import ChangedMeanwhile as RefusedByLibrary
from canned_replies.library import Change
from canned_replies.reply import Reply, ReplyKey
from canned_replies.reply_details import ReplyDetails
from canned_replies.revision import PersonId, Revision, Signature, Step, Variant
from chat_server.domain.errors import ChangedMeanwhile, Conflict

from .database import Database, Row, flatten, in_powers_of_two, placeholders
from .store import Store

KEYS_AT_ONCE = 500
Published = Callable[[int, Sequence[Reply]], None]
_SELECT = (
    "SELECT r.key, r.version, v.number, v.details, v.based_on, "
    "(SELECT json_group_array(json_array(t.language, t.text, t.written_in)) FROM reply_texts t "
    "WHERE t.reply = v.reply AND t.number = v.number), "
    "(SELECT json_group_array(json_array(s.place, s.state, s.signed_by, s.at, s.comment)) FROM reply_steps s "
    "WHERE s.reply = v.reply AND s.number = v.number) "
    "FROM replies r JOIN reply_revisions v ON v.reply = r.key"
)
_details = msgspec.json.Decoder(ReplyDetails)
_encode = msgspec.json.Encoder().encode


class SqlReplyStore:
    """A ``ReplyStore`` on the one writer: each write is a command of its own, all of it or nothing.

    ``publish`` hears the change position and the replies right after the commit.
    """

    def __init__(self, store: Store, publish: Published | None = None) -> None:
        self._store = store
        self._publish = publish

    async def read(self, key: ReplyKey) -> Reply | None:
        """The reply of this key with all its revisions."""
        found = await fetch_replies(self._store.reader(), "r.key = ?", (key,))
        return found[0] if found else None

    async def read_all(self) -> Sequence[Reply]:
        """Every reply, in the order of their keys."""
        return await fetch_replies(self._store.reader(), "1 = 1", ())

    async def write(self, changes: Sequence[Change]) -> None:
        """Write all of the changes or none.

        Raises:
            canned_replies.errors.ChangedMeanwhile: a stored version is not the expected one.
        """

        def publish(change: int) -> None:
            if self._publish is not None and changes:
                self._publish(change, [change.reply for change in changes])

        try:
            await self._store.writer.run(lambda db: write_changes(db, changes), publish)
        except ChangedMeanwhile as error:
            raise RefusedByLibrary(str(error)) from error


async def fetch_replies(db: Database, where: str, parameters: Sequence[Any]) -> list[Reply]:
    """Replies that meet a condition on ``r``. One statement, so one moment of the database."""
    rows = await db.fetch_all(f"{_SELECT} WHERE {where} ORDER BY r.key, v.number", parameters)
    replies: dict[ReplyKey, tuple[int, list[Revision]]] = {}
    for row in rows:
        replies.setdefault(row[0], (row[1], []))[1].append(_revision_from(row))
    return [Reply(key, version, tuple(revisions)) for key, (version, revisions) in replies.items()]


def _revision_from(row: Row) -> Revision:
    _, _, number, details, based_on, texts, steps = row
    return Revision(
        number=number,
        details=_details.decode(details),
        variants={language: Variant(text, written_in) for language, text, written_in in json.loads(texts)},
        steps=tuple(
            Step(state, Signature(PersonId(by), at, comment))
            for _, state, by, at, comment in sorted(json.loads(steps), key=lambda step: int(step[0]))
        ),
        based_on=based_on,
    )


async def write_changes(db: Database, changes: Sequence[Change]) -> int:
    """Store changes inside of a command; returns their position over the whole library.

    Raises:
        ChangedMeanwhile: a stored version is not the expected one.
        Conflict: a change would drop or alter what was recorded.
    """
    stored = {reply.key: reply for reply in await _stored(db, [change.reply.key for change in changes])}
    for change in changes:
        _check(change, stored.get(change.reply.key) or Reply(change.reply.key))
    if not changes:
        return await library_change(db)
    position = await _next_change(db)
    await _insert(
        db,
        "INSERT INTO replies (key, version, change) VALUES {} "
        "ON CONFLICT (key) DO UPDATE SET version = excluded.version, change = excluded.change",
        [(change.reply.key, change.reply.version, position) for change in changes],
    )
    known = {key: reply.revisions for key, reply in stored.items()}
    pairs = [(change.reply, known.get(change.reply.key, ())) for change in changes]
    await _insert(
        db,
        "INSERT INTO reply_revisions (reply, number, details, based_on) VALUES {}",
        [(r.key, v.number, _encode(v.details).decode(), v.based_on) for r, old in pairs for v in _added(r, old)],
    )
    await _insert(
        db,
        "INSERT INTO reply_texts (reply, number, language, text, written_in) VALUES {}",
        [
            (r.key, v.number, language, variant.text, variant.written_in)
            for r, old in pairs
            for v in _added(r, old)
            for language, variant in v.variants.items()
        ],
    )
    await _insert(
        db,
        "INSERT INTO reply_steps (reply, number, place, state, signed_by, at, comment) VALUES {}",
        [row for r, old in pairs for row in _added_steps(r, old)],
    )
    return position


async def library_change(db: Database) -> int:
    """The position of the library's latest change."""
    row = await db.fetch_one("SELECT value FROM meta WHERE key = 'replies_change'")
    return int(row[0]) if row else 0


async def replies_changed_since(db: Database, change: int) -> list[Reply]:
    """The replies that changed after a position."""
    return await fetch_replies(db, "r.change > ?", (change,))


async def known_revisions(db: Database, wanted: Iterable[tuple[str, int]]) -> set[tuple[str, int]]:
    """Those of the wanted (key, revision) pairs that exist."""
    pairs = list(wanted)
    rows = await db.fetch_all(
        f"WITH w (reply, number) AS (VALUES {placeholders(len(pairs), 2)}) "
        "SELECT v.reply, v.number FROM w JOIN reply_revisions v ON v.reply = w.reply AND v.number = w.number",
        flatten(pairs),
    )
    return {(row[0], row[1]) for row in rows}


async def _next_change(db: Database) -> int:
    row = await db.fetch_one(
        "UPDATE meta SET value = CAST(CAST(value AS INTEGER) + 1 AS TEXT) WHERE key = 'replies_change' RETURNING value"
    )
    return int(row[0]) if row else 0


async def _stored(db: Database, keys: Sequence[str]) -> list[Reply]:
    found: list[Reply] = []
    for start in range(0, len(keys), KEYS_AT_ONCE):
        some = keys[start : start + KEYS_AT_ONCE]
        found += await fetch_replies(db, f"r.key IN {placeholders(1, len(some))}", some)
    return found


def _check(change: Change, stored: Reply) -> None:
    key = change.reply.key
    if stored.version != change.expected_version:
        raise ChangedMeanwhile(
            f"expected version {change.expected_version} of {key}, it is at version {stored.version} by now; "
            "read it again"
        )
    if not change.reply.continues(stored):
        raise Conflict(f"expected {key} to keep every revision and step it had")


def _added(reply: Reply, known: Sequence[Revision]) -> Sequence[Revision]:
    return reply.revisions[len(known) :]


def _added_steps(reply: Reply, known: Sequence[Revision]) -> Iterable[tuple[Any, ...]]:
    for revision in reply.revisions:
        before = len(known[revision.number - 1].steps) if revision.number <= len(known) else 0
        for place, step in list(enumerate(revision.steps))[before:]:
            signature = step.signature
            yield reply.key, revision.number, place, step.state, signature.by, signature.at_ms, signature.comment


async def _insert(db: Database, sql: str, rows: Sequence[Sequence[Any]]) -> None:
    for some in in_powers_of_two(rows):
        await db.execute(sql.format(placeholders(len(some), len(some[0]))), flatten(some))
