"""Databases from the past, the future, and from nowhere; backups."""

from __future__ import annotations

import sqlite3
import stat
from pathlib import Path

import pytest

from chat_server.storage.migrate import MigrationError, available_migrations, current_version, migrate
from chat_server.storage.store import StoreError, back_up, open_store, prepare_folder


def test_a_new_database_gets_every_migration_once(tmp_path: Path) -> None:
    """Applied in order, and not again."""
    path = tmp_path / "w.sqlite3"
    versions = [number for number, _ in available_migrations()]
    assert migrate(path) == versions == list(range(1, len(versions) + 1))
    assert migrate(path) == []
    assert current_version(path) == versions[-1]


def test_a_database_of_the_first_version_keeps_what_it_holds(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Inboxes get a tone, conversations a place for promises, and what was said and drafted is still there."""
    path = tmp_path / "w.sqlite3"
    everything = available_migrations()
    monkeypatch.setattr("chat_server.storage.migrate.available_migrations", lambda: everything[:1])
    migrate(path)
    with sqlite3.connect(path) as connection:
        connection.execute("INSERT INTO inboxes VALUES (1, 'key', 'Garden', '#0B6B70', 'en', '[]', '{}', '{}', 60, 1)")
        connection.execute(
            "INSERT INTO contacts (id, inbox, locale, first_seen_at, last_seen_at) VALUES (2, 1, 'fa', 1, 1)"
        )
        connection.execute(
            "INSERT INTO conversations (id, inbox, contact, locale, status, created_at, last_at, change) "
            "VALUES (3, 1, 2, 'fa', 'open', 1, 1, 1)"
        )
        connection.execute(
            "INSERT INTO agents VALUES (4, 'reza@garden.test', 'Reza', '', 'agent', 'fa', '[]', 8, 0, NULL, 'x', 1, 1)"
        )
        connection.execute("INSERT INTO drafts VALUES (3, 4, 'message', 'Dear Sara', 1)")
    monkeypatch.undo()
    assert migrate(path) == [number for number, _ in everything[1:]]
    with sqlite3.connect(path) as connection:
        assert connection.execute("SELECT tone FROM inboxes").fetchall() == [("formal",)]
        assert connection.execute("SELECT id, promise_due, promise_owner FROM conversations").fetchall() == [
            (3, None, None)
        ]
        assert connection.execute("SELECT count(*) FROM replies").fetchone() == (0,)
        assert connection.execute("SELECT body, made_from FROM drafts").fetchall() == [("Dear Sara", None)]


def test_a_newer_database_is_left_alone(tmp_path: Path) -> None:
    """The refusal names both versions and what to do."""
    path = tmp_path / "w.sqlite3"
    with sqlite3.connect(path) as connection:
        connection.execute("PRAGMA user_version=999")
    with pytest.raises(MigrationError, match=r"got version 999.*newer Warmline"):
        migrate(path)


def test_a_file_that_is_no_database_is_named(tmp_path: Path) -> None:
    """Not overwritten, and named."""
    path = tmp_path / "w.sqlite3"
    path.write_bytes(b"Dear diary, " * 1000)
    with pytest.raises(MigrationError, match=r"expected a Warmline database at .*w\.sqlite3"):
        migrate(path)
    assert path.read_bytes().startswith(b"Dear diary")


def test_a_failed_migration_leaves_nothing_half_done(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each file is one transaction."""
    path = tmp_path / "w.sqlite3"
    migrate(path)
    broken = [*available_migrations(), (99, "CREATE TABLE extra (x); INSERT INTO missing VALUES (1);")]
    monkeypatch.setattr("chat_server.storage.migrate.available_migrations", lambda: broken)
    before = current_version(path)
    with pytest.raises(MigrationError, match="migration 99"):
        migrate(path)
    assert current_version(path) == before
    with sqlite3.connect(path) as connection:
        assert connection.execute("SELECT name FROM sqlite_master WHERE name = 'extra'").fetchall() == []


async def test_a_backup_of_a_live_database_is_whole_and_has_a_new_epoch(tmp_path: Path) -> None:
    """Clients that are ahead of a restored backup notice it by the epoch."""
    store = await open_store(tmp_path / "live.sqlite3")
    try:
        await store.writer.run(lambda db: db.execute("INSERT INTO meta VALUES ('note', 'kept')"))
        back_up(store.path, tmp_path / "copies" / "copy.sqlite3")
    finally:
        await store.close()
    copy = await open_store(tmp_path / "copies" / "copy.sqlite3")
    try:
        assert copy.epoch != store.epoch
        assert copy.secret == store.secret
        assert await copy.reader().fetch_one("SELECT value FROM meta WHERE key = 'note'") == ("kept",)
    finally:
        await copy.close()


def test_a_backup_never_overwrites_and_never_invents(tmp_path: Path) -> None:
    """No source, or a target that exists: nothing is written, and the refusal says why."""
    with pytest.raises(StoreError, match="there is none"):
        back_up(tmp_path / "no.sqlite3", tmp_path / "copy.sqlite3")
    migrate(tmp_path / "yes.sqlite3")
    (tmp_path / "copy.sqlite3").write_text("mine")
    with pytest.raises(StoreError, match="exists"):
        back_up(tmp_path / "yes.sqlite3", tmp_path / "copy.sqlite3")
    assert (tmp_path / "copy.sqlite3").read_text() == "mine"


def test_a_backup_is_for_its_owner_alone(tmp_path: Path) -> None:
    """It holds conversations, and the secret that signs visitors' tokens."""
    migrate(tmp_path / "live.sqlite3")
    back_up(tmp_path / "live.sqlite3", tmp_path / "copy.sqlite3")
    assert stat.S_IMODE((tmp_path / "copy.sqlite3").stat().st_mode) == 0o600


def test_half_a_backup_does_not_stay(tmp_path: Path) -> None:
    """What could not be copied leaves no file that looks like a backup and blocks the next one."""
    (tmp_path / "live.sqlite3").write_text("not a database, but long enough to be opened as one" * 20)
    with pytest.raises(StoreError, match="expected to write a backup"):
        back_up(tmp_path / "live.sqlite3", tmp_path / "copy.sqlite3")
    assert not (tmp_path / "copy.sqlite3").exists()


def test_a_folder_that_is_a_file_is_named(tmp_path: Path) -> None:
    """The refusal says where and what the system answered."""
    (tmp_path / "data").write_text("a file")
    with pytest.raises(StoreError, match=r"expected a data folder that can be written at .*data"):
        prepare_folder(tmp_path / "data")


async def test_a_stopped_store_is_one_file(tmp_path: Path) -> None:
    """After a clean stop everything is in the database's own file: who copies that has it all."""
    store = await open_store(tmp_path / "w.sqlite3")
    await store.writer.run(lambda db: db.execute("INSERT INTO meta VALUES ('note', 'kept')"))
    assert await store.reader().fetch_one("SELECT value FROM meta WHERE key = 'note'") == ("kept",)
    await store.close()
    assert [path.name for path in tmp_path.iterdir()] == ["w.sqlite3"]


async def test_a_new_database_is_for_its_owner_alone(tmp_path: Path) -> None:
    """Also in a folder that everybody may read, and also the files that SQLite lays beside it."""
    store = await open_store(tmp_path / "live.sqlite3")
    try:
        await store.writer.run(lambda db: db.execute("INSERT INTO meta VALUES ('note', 'kept')"))
        modes = {path.name: stat.S_IMODE(path.stat().st_mode) for path in tmp_path.glob("live.sqlite3*")}
    finally:
        await store.close()
    assert modes == {f"live.sqlite3{end}": 0o600 for end in ("", "-shm", "-wal")}
