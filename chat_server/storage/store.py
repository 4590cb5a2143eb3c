"""The store: one writer, and readers beside it."""

from __future__ import annotations

import secrets
import sqlite3
from contextlib import closing
from pathlib import Path

from chat_server.domain.errors import StorageUnavailable

from .database import Database, connect_reader, connect_writer
from .migrate import migrate
from .writer import Writer

READERS = 2


class StoreError(Exception):
    """The store cannot be opened; the message says what was expected and what came."""


class Store:
    """Where everything is kept. ``writer`` changes, ``reader()`` looks up."""

    def __init__(self, writer: Writer, readers: list[Database], path: Path, epoch: str, secret: str) -> None:
        self.writer = writer
        self.path = path
        self.epoch = epoch
        self.secret = secret
        self._readers = readers
        self._turn = 0

    def reader(self) -> Database:
        """A connection for queries; each call takes the next one."""
        self._turn = (self._turn + 1) % len(self._readers)
        return self._readers[self._turn]

    async def close(self) -> None:
        """Write what waits and end every connection."""
        await self.writer.flush()
        for reader in self._readers:
            await reader.close()
        # The last connection to close folds the log into the database: it must be one that may write.
        await self.writer.close()


async def open_store(path: Path, linger_s: float = 0.0) -> Store:
    """Open the database, creating or migrating it.

    Raises:
        StoreError: its folder cannot be written.
        MigrationError: it is from a newer version or is no database.
    """
    prepare_folder(path.parent)
    migrate(path)
    connections: list[Database] = []
    try:
        connections.append(await connect_writer(path))
        rows = await connections[0].fetch_all("SELECT key, value FROM meta")
        await _look_everywhere(connections[0])
        for _ in range(READERS):
            connections.append(await connect_reader(path))  # noqa: PERF401 - counts as soon as it is open
    except sqlite3.Error as error:
        # Each connection has a thread: one left open would keep a server alive that cannot serve.
        for connection in connections:
            await connection.close()
        raise StoreError(f"expected a sound database at {path}; SQLite answered: {error}. Restore a backup") from error
    meta: dict[str, str] = dict(rows)
    writer = Writer(connections[0], linger_s)
    writer.start()
    return Store(writer, connections[1:], path, meta["epoch"], meta["secret"])


async def _look_everywhere(db: Database) -> None:
    """Read the beginning of every table: damage shows at the start, not in the middle of a day."""
    tables = await db.fetch_all("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'")
    for (table,) in tables:
        await db.fetch_all(f"SELECT * FROM {table} LIMIT 100")


def prepare_folder(folder: Path) -> None:
    """Create the data folder, for this user alone, and be sure that it can be written.

    Raises:
        StoreError: it cannot.
    """
    probe = folder / f".probe-{secrets.token_hex(4)}"
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        probe.touch()
        probe.unlink()
    except OSError as error:
        raise StoreError(f"expected a data folder that can be written at {folder}; got: {error.strerror}") from error


def find_database(path: Path) -> None:
    """Be sure that there is a database.

    Raises:
        StoreError: there is none, or this user may not look.
    """
    try:
        is_there = path.is_file()
    except OSError as error:
        raise StoreError(f"expected to read {path}; got: {error.strerror}") from error
    if not is_there:
        raise StoreError(f"expected a database at {path}; there is none. WARMLINE_DATA or --data names its folder")


def back_up(source: Path, target: Path) -> None:
    """Copy a database to a file for this user alone, also while a server is using it. The copy gets a new epoch.

    Clients that come back after a restore are ahead of the restored data; the new epoch tells them to begin afresh.

    Raises:
        StoreError: there is no database, or the target exists or cannot be written.
    """
    find_database(source)
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        target.touch(mode=0o600, exist_ok=False)
    except FileExistsError as error:
        raise StoreError(f"expected a new file for the backup; {error.filename or target} exists") from error
    except OSError as error:
        raise StoreError(f"expected to write a backup to {target}; got: {error.strerror}") from error
    try:
        with closing(sqlite3.connect(source)) as live, closing(sqlite3.connect(target)) as copy:
            live.backup(copy)
            copy.execute("UPDATE meta SET value = ? WHERE key = 'epoch'", (secrets.token_hex(8),))
            copy.commit()
            copy.execute("PRAGMA journal_mode=DELETE")
    except sqlite3.Error as error:
        target.unlink()  # half a backup is worse than none: it looks like one
        raise StoreError(f"expected to write a backup to {target}; got: {error}") from error


async def check_readable(store: Store) -> None:
    """Raise ``StorageUnavailable`` unless the database answers."""
    try:
        await store.reader().fetch_one("SELECT 1")
    except sqlite3.Error as error:
        raise StorageUnavailable(f"expected the database to answer; got: {error}") from error
