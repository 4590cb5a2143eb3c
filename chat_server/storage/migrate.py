"""Brings a database to the shape this version needs, one numbered file after another."""

from __future__ import annotations

import secrets
import sqlite3
from importlib.resources import files
from pathlib import Path

FOLDER = files("chat_server.storage") / "migrations"


class MigrationError(Exception):
    """The database cannot be used by this version; the message says what was expected and what came."""


def available_migrations() -> list[tuple[int, str]]:
    """Version and SQL of every migration, oldest first."""
    found = [(int(f.name[:4]), f.read_text("utf-8")) for f in FOLDER.iterdir() if f.name.endswith(".sql")]
    return sorted(found)


def current_version(path: Path) -> int:
    """The version a database file has; 0 when it is new.

    Raises:
        MigrationError: the file is not a database.
    """
    try:
        connection = sqlite3.connect(path)
        try:
            return int(connection.execute("PRAGMA user_version").fetchone()[0])
        finally:
            connection.close()
    except sqlite3.Error as error:
        raise MigrationError(f"expected a Warmline database at {path}; SQLite answered: {error}") from error


def migrate(path: Path) -> list[int]:
    """Apply what is missing, each file in one transaction; returns the versions applied.

    Raises:
        MigrationError: the database is newer than this version, is not a database or cannot be written.
    """
    migrations = available_migrations()
    newest = migrations[-1][0]
    _keep_private(path)
    version = current_version(path)
    if version > newest:
        raise MigrationError(
            f"expected a database of version {newest} or older at {path}; got version {version}. "
            "It was written by a newer Warmline: use that one, or restore an older backup"
        )
    applied = []
    for number, sql in migrations:
        if number > version:
            _apply(path, number, sql)
            applied.append(number)
    return applied


def _keep_private(path: Path) -> None:
    """A new database is its owner's alone; SQLite gives its log the same rights. What is there stays as it is."""
    try:
        path.touch(0o600)
    except OSError as error:
        raise MigrationError(f"expected to write a database at {path}; got: {error.strerror}") from error


def _apply(path: Path, number: int, sql: str) -> None:
    try:
        connection = sqlite3.connect(path)
        try:
            connection.execute("PRAGMA journal_mode=WAL")
            seed = _first_values() if number == 1 else ""
            connection.executescript(f"BEGIN IMMEDIATE; {sql} {seed} PRAGMA user_version={number}; COMMIT;")
        finally:
            connection.close()
    except sqlite3.Error as error:
        raise MigrationError(f"expected to apply migration {number} to {path}; SQLite answered: {error}") from error


def _first_values() -> str:
    epoch, secret = secrets.token_hex(8), secrets.token_hex(32)
    return f"INSERT INTO meta (key, value) VALUES ('epoch', '{epoch}'), ('secret', '{secret}');"
