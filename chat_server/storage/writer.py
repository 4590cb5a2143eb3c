"""The one writer: whatever waits when a commit ends shares the next one.

A message is acknowledged only after its commit. Messages are appended set-wise; other changes run one after
another, each in a savepoint, so that a bad one harms no other. After the commit, in commit order, each change's
``after_commit`` is called (that is where listeners hear of it) and then its caller goes on.
"""

from __future__ import annotations

import asyncio
import itertools
from collections.abc import Awaitable, Callable
from sqlite3 import Connection
from typing import Any, TypeVar

from chat_server.domain.errors import WarmlineError
from chat_server.log import log

from .database import Database, DatabaseError, storage_error
from .items import MAX_APPENDS, Append, Appended, append_all

T = TypeVar("T")
MAX_ASIDE = 32
TURNS = 4
"""So many turns of the event loop a commit waits for company.

They take no time when the loop is idle. When it is busy, they are what it needs to hand out the last commit and to hear
the answers, which then share one commit instead of two; and the fixed part of a commit is worth forty messages.
"""
Command = Callable[[Database], Awaitable[Any]]
AfterCommit = Callable[[Any], None]


class _Write:
    """A change that waits: an append or a command, who is told, and who waits for it."""

    __slots__ = ("after_commit", "done", "outcome", "work")

    def __init__(self, work: Append | Command, after_commit: AfterCommit | None) -> None:
        self.work = work
        self.after_commit = after_commit
        self.done: asyncio.Future[Any] = asyncio.get_running_loop().create_future()
        self.outcome: Any = None


class Writer:
    """Serialises all changes on one connection with group commit."""

    def __init__(self, db: Database, linger_s: float = 0.0) -> None:
        self._db = db
        self._linger_s = linger_s
        self._waiting: list[_Write] = []
        self._aside: list[_Write] = []
        self._wake = asyncio.Event()
        self._is_closing = False
        self._task: asyncio.Task[None] | None = None
        self.commits = 0
        self.writes = 0
        self.failures = 0

    def start(self) -> None:
        """Begin to write."""
        self._task = asyncio.create_task(self._run(), name="writer")

    async def flush(self) -> None:
        """Return when everything that waits now is written."""
        await self.run(_nothing, is_aside=True)

    async def close(self) -> None:
        """Write what waits, then stop."""
        self._is_closing = True
        self._wake.set()
        if self._task is not None:
            await self._task
        await self._db.close()

    async def append(self, append: Append, after_commit: Callable[[Appended], None] | None = None) -> Appended:
        """Append a message; returns after it is durable.

        Raises:
            WarmlineError: it was refused, or could not be stored; nothing was written then.
        """
        outcome: Appended = await self._enqueue(append, after_commit, is_aside=False)
        return outcome

    async def run(
        self,
        command: Callable[[Database], Awaitable[T]],
        after_commit: Callable[[T], None] | None = None,
        *,
        is_aside: bool = False,
    ) -> T:
        """Run a change in a savepoint of its own; returns after it is durable.

        ``is_aside``: it says nothing about the order of messages (a receipt, a draft, a page) and follows later ones.
        However many of these wait, as after a restart, a message waits for few of them.

        Raises:
            WarmlineError: as the command raised it, or because nothing could be stored.
        """
        outcome: T = await self._enqueue(command, after_commit, is_aside=is_aside)
        return outcome

    def _enqueue(
        self, work: Append | Command, after_commit: AfterCommit | None, *, is_aside: bool
    ) -> asyncio.Future[Any]:
        write = _Write(work, after_commit)
        (self._aside if is_aside else self._waiting).append(write)
        self._wake.set()
        return write.done

    async def _run(self) -> None:
        while True:
            await self._wake.wait()
            await self._wait_for_company()
            batch = self._take(self._waiting, MAX_APPENDS) + self._take(self._aside, MAX_ASIDE)
            if batch:
                await self._commit(batch)
            if self._waiting or self._aside:
                continue
            if self._is_closing:
                return
            self._wake.clear()

    async def _wait_for_company(self) -> None:
        if self._linger_s and not self._is_closing:
            await asyncio.sleep(self._linger_s)
        for _ in range(TURNS):
            await asyncio.sleep(0)

    @staticmethod
    def _take(waiting: list[_Write], most: int) -> list[_Write]:
        taken = waiting[:most]
        del waiting[:most]
        return taken

    async def _commit(self, batch: list[_Write]) -> None:
        try:
            if all(isinstance(write.work, Append) for write in batch):
                _note(batch, await self._db.run(_commit_appends, _appends_of(batch)))
            else:
                await self._commit_one_by_one(batch)
        except Exception as error:  # noqa: BLE001 - whatever it is, everybody who waits must be told
            await self._give_up(batch, error)
        else:
            self.commits += 1
            self.writes += len(batch)
            for write in batch:
                _settle(write)

    async def _commit_one_by_one(self, batch: list[_Write]) -> None:
        await self._db.execute("BEGIN IMMEDIATE")
        for is_append, group in itertools.groupby(batch, lambda write: isinstance(write.work, Append)):
            writes = list(group)
            if is_append:
                _note(writes, await self._db.run(append_all, _appends_of(writes)))
            else:
                for write in writes:
                    await self._apply_command(write)
        await self._db.execute("COMMIT")

    async def _apply_command(self, write: _Write) -> None:
        await self._db.execute("SAVEPOINT command")
        try:
            write.outcome = await write.work(self._db)  # type: ignore[operator]
        except WarmlineError as error:
            write.outcome = error
            await self._db.execute("ROLLBACK TO command")
        await self._db.execute("RELEASE command")

    async def _give_up(self, batch: list[_Write], error: Exception) -> None:
        """Nothing of the batch is stored. One bad write among several is found by writing each alone."""
        await self._roll_back()
        if (len(batch) > 1 and not isinstance(error, DatabaseError)) or (_is_about_one_row(error) and len(batch) > 1):
            for write in batch:
                await self._commit([write])
            return
        self.failures += 1
        log.error("write_failed", writes=len(batch), error=f"{type(error).__name__}: {error}")
        for write in batch:
            if not write.done.done():
                write.done.set_exception(storage_error(error))

    async def _roll_back(self) -> None:
        try:
            await self._db.execute("ROLLBACK")
        except DatabaseError:
            return  # SQLite has already rolled back: it does so by itself when the disk is full


def _commit_appends(connection: Connection, appends: list[Append]) -> list[Appended | WarmlineError]:
    """What most commits are: messages only. One hop to the database for all of it."""
    connection.execute("BEGIN IMMEDIATE")
    outcomes = append_all(connection, appends)
    connection.execute("COMMIT")
    return outcomes


def _appends_of(writes: list[_Write]) -> list[Append]:
    return [write.work for write in writes if isinstance(write.work, Append)]


def _note(writes: list[_Write], outcomes: list[Appended | WarmlineError]) -> None:
    for write, outcome in zip(writes, outcomes, strict=True):
        write.outcome = outcome


def _is_about_one_row(error: Exception) -> bool:
    return type(error).__name__ in ("IntegrityError", "InterfaceError", "DataError", "ProgrammingError")


def _settle(write: _Write) -> None:
    if isinstance(write.outcome, WarmlineError):
        if not write.done.done():
            write.done.set_exception(write.outcome)
        return
    if write.after_commit is not None:
        try:
            write.after_commit(write.outcome)
        except Exception as error:  # noqa: BLE001 - it is stored; a fault in telling others must not unsay it
            log.error("publish_failed", error=f"{type(error).__name__}: {error}")
    if not write.done.done():
        write.done.set_result(write.outcome)


async def _nothing(_db: Database) -> None:
    """A command that changes nothing: its turn comes when all before it are written."""
