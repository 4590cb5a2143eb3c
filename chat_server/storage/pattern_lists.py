"""Lists of patterns that phrase rules share, in versions like the rules themselves."""

from __future__ import annotations

import json
from collections.abc import Sequence

import msgspec

from canned_replies.languages import Language
from chat_server.domain.errors import ChangedMeanwhile

from .database import Database

_COLUMNS = "language, name, version, patterns, signed_by, at"


class ListVersion(msgspec.Struct, frozen=True):
    """One version of a list: its patterns, and who said so and when."""

    language: Language
    name: str
    version: int
    patterns: tuple[str, ...]
    by: str
    at: int


async def current_lists(db: Database) -> list[ListVersion]:
    """The latest version of every list, by language and name."""
    rows = await db.fetch_all(
        f"SELECT {_COLUMNS} FROM pattern_lists p WHERE version = (SELECT max(version) FROM pattern_lists l "
        "WHERE l.language = p.language AND l.name = p.name) ORDER BY language, name"
    )
    return [
        ListVersion(language, name, version, tuple(json.loads(patterns)), by, at)
        for language, name, version, patterns, by, at in rows
    ]


async def add_list_versions(db: Database, versions: Sequence[ListVersion]) -> None:
    """Store new versions of lists; the rules that use them are told of by whoever stores the rules.

    Raises:
        ChangedMeanwhile: a version before one of them is not the latest any more.
    """
    for new in versions:
        row = await db.fetch_one(
            "SELECT coalesce(max(version), 0) FROM pattern_lists WHERE language = ? AND name = ?",
            (new.language, new.name),
        )
        latest = int(row[0]) if row else 0
        if latest != new.version - 1:
            raise ChangedMeanwhile(
                f"expected version {new.version - 1} of the list {new.name}, it is at version {latest} by now"
            )
        patterns = json.dumps(new.patterns, ensure_ascii=False)
        await db.execute(
            f"INSERT INTO pattern_lists ({_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?)",
            (new.language, new.name, new.version, patterns, new.by, new.at),
        )
