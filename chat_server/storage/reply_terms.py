"""What replies speak of, as rows: situations and placeholders."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

from canned_replies.languages import PerLanguage
from canned_replies.placeholder import Placeholder

from .database import Database

_encode = msgspec.json.Encoder().encode
_placeholder = msgspec.json.Decoder(Placeholder)
_situation = msgspec.json.Decoder(dict[str, str])


class Terms(msgspec.Struct, frozen=True):
    """Situations with their names per language, and placeholders by name."""

    situations: Mapping[str, PerLanguage]
    placeholders: Mapping[str, Placeholder]


async def fetch_terms(db: Database) -> Terms:
    """All situations and placeholders, in the order of their keys."""
    rows = await db.fetch_all("SELECT kind, key, document FROM reply_terms ORDER BY kind, key")
    return Terms(
        situations={key: _situation.decode(text) for kind, key, text in rows if kind == "situation"},  # type: ignore[misc]
        placeholders={key: _placeholder.decode(text) for kind, key, text in rows if kind == "placeholder"},
    )


async def save_terms(db: Database, terms: Terms) -> None:
    """Add situations and placeholders; those of the same name are replaced."""
    rows = [("situation", key, _encode(labels).decode()) for key, labels in terms.situations.items()]
    rows += [("placeholder", name, _encode(p).decode()) for name, p in terms.placeholders.items()]
    for row in rows:
        await db.execute(
            "INSERT INTO reply_terms (kind, key, document) VALUES (?, ?, ?) "
            "ON CONFLICT (kind, key) DO UPDATE SET document = excluded.document",
            row,
        )
