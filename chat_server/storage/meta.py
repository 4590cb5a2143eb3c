"""Small facts about the database itself, by name."""

from __future__ import annotations

from .database import Database


async def fetch_fact(db: Database, key: str) -> str | None:
    """A fact, or None while nobody has stated it."""
    row = await db.fetch_one("SELECT value FROM meta WHERE key = ?", (key,))
    return str(row[0]) if row else None


async def state_fact(db: Database, key: str, value: str) -> None:
    """State a fact, in place of what was stated before."""
    await db.execute(
        "INSERT INTO meta (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value",
        (key, value),
    )
