"""The one writer: group commit, savepoints, and what happens when a write fails."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from chat_server.domain.errors import Conflict, StorageUnavailable
from chat_server.storage.database import Database
from chat_server.storage.store import Store, open_store
from chat_server.storage.writer import TURNS


@pytest.fixture
async def store(tmp_path: Path) -> AsyncIterator[Store]:
    """An empty store with a table to play with."""
    opened = await open_store(tmp_path / "warmline.sqlite3")

    async def make_table(db: Database) -> None:
        await db.execute("CREATE TABLE words (word TEXT PRIMARY KEY)")

    await opened.writer.run(make_table)
    yield opened
    await opened.close()


async def add(db: Database, word: str) -> str:
    """Write one word."""
    await db.execute("INSERT INTO words VALUES (?)", (word,))
    return word


async def words(store: Store) -> list[str]:
    """What is stored."""
    return [row[0] for row in await store.reader().fetch_all("SELECT word FROM words ORDER BY word")]


async def test_changes_that_wait_share_a_commit(store: Store) -> None:
    """A hundred changes asked for at once need a handful of commits."""
    before = store.writer.commits
    await asyncio.gather(*(store.writer.run(lambda db, n=n: add(db, f"word {n:03}")) for n in range(100)))  # type: ignore[misc]
    assert len(await words(store)) == 100
    assert store.writer.commits - before < 10


async def test_who_speaks_while_the_server_is_busy_shares_the_commit(store: Store) -> None:
    """Sara's change waits a few turns of the loop; Bence's, who is heard meanwhile, is in the same commit."""
    before = store.writer.commits
    sara = asyncio.ensure_future(store.writer.run(lambda db: add(db, "Sara")))
    for _ in range(TURNS - 1):
        await asyncio.sleep(0)
    await store.writer.run(lambda db: add(db, "Bence"))
    assert await sara == "Sara"
    assert store.writer.commits - before == 1


async def test_a_refused_change_harms_no_other(store: Store) -> None:
    """What a command wrote before it was refused is undone; its neighbours in the same commit stand."""

    async def refused(db: Database) -> None:
        await add(db, "half done")
        raise Conflict("expected something else")

    results = await asyncio.gather(
        store.writer.run(lambda db: add(db, "first")),
        store.writer.run(refused),
        store.writer.run(lambda db: add(db, "last")),
        return_exceptions=True,
    )
    assert isinstance(results[1], Conflict)
    assert await words(store) == ["first", "last"]


async def test_a_change_the_database_refuses_harms_no_other(store: Store) -> None:
    """The same word twice violates the table; the others of the batch are written all the same."""
    results = await asyncio.gather(
        *(store.writer.run(lambda db, w=w: add(db, w)) for w in ("one", "two", "one", "three")),  # type: ignore[misc]
        return_exceptions=True,
    )
    assert [type(result) for result in results].count(StorageUnavailable) == 1
    assert await words(store) == ["one", "three", "two"]
    assert await store.writer.run(lambda db: add(db, "four")) == "four"


async def test_listeners_hear_in_the_order_of_the_commits_and_before_the_caller(store: Store) -> None:
    """Publication runs after the commit and before anybody goes on."""
    heard: list[str] = []

    async def write(word: str) -> None:
        await store.writer.run(lambda db: add(db, word), heard.append)
        assert word in heard

    await asyncio.gather(*(write(word) for word in "abcdef"))
    assert heard == list("abcdef")


async def test_a_fault_in_telling_does_not_unsay_what_is_stored(store: Store) -> None:
    """The caller gets its answer, the log gets its line."""

    def broken(_word: str) -> None:
        raise RuntimeError("nobody listens")

    assert await store.writer.run(lambda db: add(db, "stored"), broken) == "stored"
    assert await words(store) == ["stored"]


async def test_a_caller_who_goes_away_does_not_stop_the_write(store: Store) -> None:
    """A socket may close in the middle of a send; the message is stored and the writer lives."""
    going = asyncio.ensure_future(store.writer.run(lambda db: add(db, "gone")))
    await asyncio.sleep(0)
    going.cancel()
    await store.writer.flush()
    assert await words(store) == ["gone"]


async def test_what_is_aside_follows_and_order_holds_for_the_rest(store: Store) -> None:
    """Receipts may follow later messages; other changes keep their order."""
    heard: list[str] = []
    await asyncio.gather(
        store.writer.run(lambda db: add(db, "receipt"), heard.append, is_aside=True),
        store.writer.run(lambda db: add(db, "one"), heard.append),
        store.writer.run(lambda db: add(db, "two"), heard.append),
    )
    assert heard.index("one") < heard.index("two")


async def test_every_commit_is_on_disk_before_it_returns(store: Store) -> None:
    """The settings that the first guarantee rests on are really in force on the writing connection."""

    async def read(db: Database) -> tuple[object, ...]:
        return tuple([(await db.fetch_all(f"PRAGMA {name}"))[0][0] for name in ("journal_mode", "synchronous")])

    assert await store.writer.run(read) == ("wal", 2)
