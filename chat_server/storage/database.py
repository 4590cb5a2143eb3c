"""Connections to the database and the plain SQL that runs on them.

Queries are written in the part of SQL that SQLite and PostgreSQL share (``VALUES`` lists, ``ON CONFLICT``,
``RETURNING``, ``UPDATE … FROM``); see ``docs/decisions/0002``. Parameters are positional.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain
from pathlib import Path
from typing import Any, Concatenate, ParamSpec, TypeVar

import aiosqlite

from chat_server.domain.errors import StorageFull, StorageUnavailable

P = ParamSpec("P")
T = TypeVar("T")
R = TypeVar("R")
Row = tuple[Any, ...]
CACHE_KIB = 65_536
STATEMENT_CACHE = 512
MAX_ROWS = 256


class Database:
    """One connection; every call is one hop to that connection's thread and back."""

    def __init__(self, connection: aiosqlite.Connection) -> None:
        self._connection = connection

    async def execute(self, sql: str, parameters: Sequence[Any] = ()) -> None:
        """Run one statement."""
        # Fetching, even nothing, ends the cursor on the connection's own thread. A cursor that ends here instead would
        # wait for the connection, and with it the whole server for the disk.
        await self._connection.execute_fetchall(sql, parameters)

    async def fetch_all(self, sql: str, parameters: Sequence[Any] = ()) -> list[Row]:
        """All rows of a query; with ``RETURNING``, of a change."""
        return await self._connection.execute_fetchall(sql, parameters)  # type: ignore[return-value]

    async def fetch_one(self, sql: str, parameters: Sequence[Any] = ()) -> Row | None:
        """The first row of a query, or None."""
        rows = await self.fetch_all(sql, parameters)
        return rows[0] if rows else None

    async def run(self, work: Callable[Concatenate[sqlite3.Connection, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Run a function of several statements on the connection's own thread, in one hop there and back."""
        # aiosqlite offers single statements only; going over once instead of once for each halves a commit's delay.
        connection = self._connection._conn  # noqa: SLF001
        execute: Any = self._connection._execute  # noqa: SLF001
        result: T = await execute(work, connection, *args, **kwargs)
        return result

    async def close(self) -> None:
        """End the connection and its thread."""
        await self._connection.close()


async def connect_writer(path: Path) -> Database:
    """The one connection that writes. Every commit is on disk before it returns (``synchronous=FULL``)."""
    # What a statement may have to take back is noted in memory: by default it goes to a file of its own, which costs a
    # commit as much as its log does.
    pragmas = (
        "journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "temp_store=MEMORY", f"cache_size=-{CACHE_KIB}",
    )  # fmt: skip
    return await _connect(str(path), pragmas)


async def connect_reader(path: Path) -> Database:
    """A connection that only reads; it sees every commit and disturbs none."""
    uri = f"{path.absolute().as_uri()}?mode=ro"  # noqa: ASYNC240 - it only joins names
    return await _connect(uri, ("query_only=ON",))


async def _connect(name: str, pragmas: Sequence[str]) -> Database:
    connection = await aiosqlite.connect(
        name, uri=name.startswith("file:"), isolation_level=None, cached_statements=STATEMENT_CACHE
    )
    try:
        for pragma in ("busy_timeout=5000", *pragmas):
            await connection.execute_fetchall(f"PRAGMA {pragma}")
    except sqlite3.Error:
        # The connection has a thread: left open, it would keep a server alive that cannot serve.
        await connection.close()
        raise
    return Database(connection)


def placeholders(rows: int, columns: int) -> str:
    """``(?,?),(?,?)`` for a ``VALUES`` list of that size."""
    row = "(" + ",".join("?" * columns) + ")"
    return ",".join([row] * rows)


def slices(rows: Sequence[R]) -> Iterator[Sequence[R]]:
    """The rows in slices that keep a statement far below SQLite's 32,766 parameters."""
    for start in range(0, len(rows), MAX_ROWS):
        yield rows[start : start + MAX_ROWS]


def padded(rows: Sequence[Row]) -> tuple[int, list[Any]]:
    """A number of rows that is at least as many as these, and parameters for that many; what lacks is zeros.

    A statement with a ``VALUES`` list is prepared for one number of rows. Sixteen numbers (1, 2, 3, 4, 6, 8, 12 … 256)
    are always at hand; for every number there is, most would be prepared anew. Zeros, because the driver takes several
    times longer over a None, and because nothing is numbered 0: such rows meet no conversation.
    """
    size = 1 << (len(rows) - 1).bit_length()
    if len(rows) <= size * 3 // 4:
        size = size * 3 // 4
    values = flatten(rows)
    values += [0] * (size * len(rows[0]) - len(values))
    return size, values


def flatten(rows: Iterable[Sequence[Any]]) -> list[Any]:
    """Parameters for such a list."""
    return list(chain.from_iterable(rows))


def storage_error(error: Exception) -> StorageFull | StorageUnavailable:
    """What a failure of the database means to somebody who wanted to write."""
    text = str(error).lower()
    # A file-size limit shows up as an I/O error, a full disk as SQLITE_FULL; both mean that there is no room.
    if "full" in text or "disk i/o error" in text:
        return StorageFull("expected room on the server's disk; it is full. Nothing was stored, try again shortly")
    return StorageUnavailable(f"expected the database to take the write; it answered: {error}. Nothing was stored")


DatabaseError = sqlite3.Error
