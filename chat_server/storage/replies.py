"""The reply library as rows: a ``canned_replies`` store. Revisions, texts and steps are only ever added."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

import msgspec

from canned_replies.errors import ChangedMeanwhile as RefusedByLibrary
from canned_replies.library import Change
from canned_replies.reply import Reply, ReplyKey
from canned_replies.reply_details import ReplyDetails
from canned_replies.revision import PersonId, Revision, Signature, Step, Variant
from chat_server.domain.errors import ChangedMeanwhile, Conflict

from .database import Database, Row, flatten, placeholders, slices
from .store import Store

KEYS_AT_ONCE = 500
MANY_ROWS = 500
"""More than this are put together away from the loop, so that messages do not wait for it."""
Progress = Callable[[int, int], None]
_Table = tuple[str, list[tuple[Any, ...]]]
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
    if len(rows) > MANY_ROWS:
        return await asyncio.to_thread(_put_together, rows)
    return _put_together(rows)


def _put_together(rows: Sequence[Row]) -> list[Reply]:
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


async def write_changes(db: Database, changes: Sequence[Change], progress: Progress | None = None) -> int:
    """Store changes inside of a command; returns their position over the whole library.

    ``progress`` hears how many rows of how many are written.

    Raises:
        ChangedMeanwhile: a stored version is not the expected one.
        Conflict: a change would drop or alter what was recorded.
    """
    stored = {reply.key: reply for reply in await _stored(db, [change.reply.key for change in changes])}
    for change in changes:
        _check(change, stored.get(change.reply.key) or Reply(change.reply.key))
    if not changes:
        return await library_change(db)
    position = await next_change(db)
    tables = list(_rows_of(changes, stored, position))
    written, total = 0, sum(len(rows) for _, rows in tables)
    for sql, rows in tables:
        for some in slices(rows):
            await db.execute(sql.format(placeholders(len(some), len(some[0]))), flatten(some))
            written += len(some)
            if progress is not None:
                progress(written, total)
    return position


def _rows_of(changes: Sequence[Change], stored: Mapping[ReplyKey, Reply], position: int) -> Iterator[_Table]:
    """What the changes add, table by table."""
    known = {key: reply.revisions for key, reply in stored.items()}
    pairs = [(change.reply, known.get(change.reply.key, ())) for change in changes]
    added = [(reply, revision) for reply, old in pairs for revision in reply.revisions[len(old) :]]
    upsert = "ON CONFLICT (key) DO UPDATE SET version = excluded.version, change = excluded.change"
    yield (
        f"INSERT INTO replies (key, version, change) VALUES {{}} {upsert}",
        [(change.reply.key, change.reply.version, position) for change in changes],
    )
    yield (
        "INSERT INTO reply_revisions (reply, number, details, based_on) VALUES {}",
        [(r.key, v.number, _encode(v.details).decode(), v.based_on) for r, v in added],
    )
    yield (
        "INSERT INTO reply_texts (reply, number, language, text, written_in) VALUES {}",
        [
            (reply.key, revision.number, language, variant.text, variant.written_in)
            for reply, revision in added
            for language, variant in revision.variants.items()
        ],
    )
    yield (
        "INSERT INTO reply_steps (reply, number, place, state, signed_by, at, comment) VALUES {}",
        [row for reply, old in pairs for row in _added_steps(reply, old)],
    )


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


async def next_change(db: Database) -> int:
    """Move the library on by one change; returns its position."""
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


def _added_steps(reply: Reply, known: Sequence[Revision]) -> Iterable[tuple[Any, ...]]:
    for revision in reply.revisions:
        before = len(known[revision.number - 1].steps) if revision.number <= len(known) else 0
        for place, step in list(enumerate(revision.steps))[before:]:
            signature = step.signature
            yield reply.key, revision.number, place, step.state, signature.by, signature.at_ms, signature.comment
