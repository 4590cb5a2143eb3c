"""What the database holds when all is over, read straight from its file."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from tests.faults.history import StoredItem

COLUMNS = "conversation, seq, visitor_seq, kind, sender, sender_id, client_id, body"


def read_stored(database: Path) -> list[StoredItem]:
    """Every timeline item, in order; safe while a server writes."""
    with closing(sqlite3.connect(f"{database.as_uri()}?mode=ro", uri=True)) as connection:
        rows = connection.execute(f"SELECT {COLUMNS} FROM items ORDER BY conversation, seq").fetchall()
    return [StoredItem(*row) for row in rows]


def integrity_of(database: Path) -> str:
    """What SQLite says of the file: ``ok``."""
    with closing(sqlite3.connect(f"{database.as_uri()}?mode=ro", uri=True)) as connection:
        return str(connection.execute("PRAGMA integrity_check").fetchone()[0])
