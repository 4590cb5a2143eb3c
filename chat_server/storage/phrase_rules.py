"""Phrase rules as versioned documents, and what agents make of their marks."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence

import msgspec

from canned_replies.languages import Language, PerLanguage
from canned_replies.phrase_rule import PhraseRule
from chat_server.domain.errors import ChangedMeanwhile

from .database import Database, Row

_encode = msgspec.json.Encoder().encode
_rule = msgspec.json.Decoder(PhraseRule)
_COLUMNS = "id, version, language, document, signed_by, at, comment"


class RuleVersion(msgspec.Struct, frozen=True):
    """One version of a rule: the rule itself (None: withdrawn), and who said so, when and why."""

    id: str
    version: int
    language: Language
    rule: PhraseRule | None
    by: str
    at: int
    comment: str


async def rules_change(db: Database) -> int:
    """The position of the rules' latest change."""
    row = await db.fetch_one("SELECT value FROM meta WHERE key = 'rules_change'")
    return int(row[0]) if row else 0


async def current_rules(db: Database) -> list[RuleVersion]:
    """The latest version of every rule, in the order of their ids."""
    rows = await db.fetch_all(
        f"SELECT {_COLUMNS} FROM phrase_rules r WHERE version = "
        "(SELECT max(version) FROM phrase_rules l WHERE l.id = r.id) ORDER BY id"
    )
    return [_version_from(row) for row in rows]


async def versions_of(db: Database, rule: str) -> list[RuleVersion]:
    """Every version of a rule, oldest first."""
    rows = await db.fetch_all(f"SELECT {_COLUMNS} FROM phrase_rules WHERE id = ? ORDER BY version", (rule,))
    return [_version_from(row) for row in rows]


async def add_versions(db: Database, versions: Sequence[RuleVersion]) -> int:
    """Store new versions; returns their position over all rules.

    Raises:
        ChangedMeanwhile: a version before one of them is not the latest any more.
    """
    for new in versions:
        row = await db.fetch_one("SELECT coalesce(max(version), 0) FROM phrase_rules WHERE id = ?", (new.id,))
        latest = int(row[0]) if row else 0
        if latest != new.version - 1:
            raise ChangedMeanwhile(
                f"expected version {new.version - 1} of {new.id}, it is at version {latest} by now; read it again"
            )
        document = _encode(new.rule).decode() if new.rule else None
        await db.execute(
            f"INSERT INTO phrase_rules ({_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?)",
            (new.id, new.version, new.language, document, new.by, new.at, new.comment),
        )
    row = await db.fetch_one(
        "UPDATE meta SET value = CAST(CAST(value AS INTEGER) + 1 AS TEXT) WHERE key = 'rules_change' RETURNING value"
    )
    return int(row[0]) if row else 0


async def fetch_reasons(db: Database) -> dict[str, PerLanguage]:
    """The reasons rules point to, in words per language."""
    return {row[0]: json.loads(row[1]) for row in await db.fetch_all("SELECT key, words FROM phrase_reasons")}


async def save_reasons(db: Database, reasons: Mapping[str, PerLanguage]) -> None:
    """Add reasons; those of the same key are replaced."""
    for key, words in reasons.items():
        await db.execute(
            "INSERT INTO phrase_reasons (key, words) VALUES (?, ?) "
            "ON CONFLICT (key) DO UPDATE SET words = excluded.words",
            (key, _encode(words).decode()),
        )


async def count_signals(db: Database, day: int, counts: Mapping[tuple[str, str], int]) -> None:
    """Add to the day's counts, by rule and kind."""
    for (rule, kind), count in counts.items():
        await db.execute(
            "INSERT INTO coach_counts (day, rule, kind, count) VALUES (?, ?, ?, ?) "
            "ON CONFLICT (day, rule, kind) DO UPDATE SET count = coach_counts.count + excluded.count",
            (day, rule, kind, count),
        )


async def signal_counts(db: Database, since_day: int) -> dict[tuple[str, str], int]:
    """Sums since a day, by rule and kind."""
    rows = await db.fetch_all(
        "SELECT rule, kind, sum(count) FROM coach_counts WHERE day >= ? GROUP BY rule, kind", (since_day,)
    )
    return {(row[0], row[1]): row[2] for row in rows}


def _version_from(row: Row) -> RuleVersion:
    number, version, language, document, by, at, comment = row
    rule = _rule.decode(document) if document else None
    return RuleVersion(number, version, language, rule, by, at, comment)
