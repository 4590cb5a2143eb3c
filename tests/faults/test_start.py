"""A server that cannot start says in one line what it expected, and leaves with a failure."""

from __future__ import annotations

import os
import socket
import sqlite3
import subprocess
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from tests.faults.installation import Installation
from tests.faults.running import ServerProcess, free_port

REFUSED_WITHIN_S = 20.0


async def refusal(server: ServerProcess) -> str:
    """The one line with which the server declines to start."""
    await server.launch()
    try:
        assert await server.gone(REFUSED_WITHIN_S) not in (0, None)
    finally:
        await server.kill()
    lines = [line for line in server.lines if line.strip()]
    assert len(lines) == 1, lines
    assert "Traceback" not in lines[0]
    assert "expected" in lines[0]
    return lines[0]


async def test_a_port_in_use_is_named(house: Installation) -> None:
    """Somebody else listens there already: the line says where, and nothing is written over the data."""
    with socket.socket() as other:
        other.bind(("127.0.0.1", house.server.port))
        other.listen()
        assert str(house.server.port) in await refusal(house.server)


async def test_a_second_start_leaves_the_first_alone(house: Installation) -> None:
    """Started twice by mistake, the second goes away and the first goes on serving."""
    await house.server.start()
    second = ServerProcess(house.data, house.server.port)
    assert str(house.server.port) in await refusal(second)
    sara = house.visitor("Sara")
    sara.stay_connected()
    await sara.until(lambda: sara.is_ready)
    await sara.write("Is anybody here?")
    await sara.until(lambda: not sara.outbox)
    assert house.judge() == []


@pytest.fixture
def unwritable(tmp_path: Path) -> Iterator[Path]:
    """A folder that nobody may write: for root, who may write anywhere, a file system that is read-only."""
    folder = tmp_path / "closed"
    folder.mkdir(mode=0o500)
    mount = ["mount", "-t", "tmpfs", "-o", "ro", "tmpfs", str(folder)]
    is_mounted = subprocess.run(mount, capture_output=True, check=False).returncode == 0
    if not is_mounted and os.access(folder, os.W_OK):
        pytest.skip("root may write anywhere, and must not mount here")
    yield folder
    if is_mounted:
        subprocess.run(["umount", "--lazy", str(folder)], check=True)


async def test_a_data_folder_that_cannot_be_written_is_named(unwritable: Path) -> None:
    """The line says which folder, and why."""
    assert str(unwritable) in await refusal(ServerProcess(unwritable, free_port()))


@pytest.mark.parametrize("place", ["file/data", "file"])
async def test_a_data_folder_that_is_none_is_named(tmp_path: Path, place: str) -> None:
    """A file stands where the folder should be."""
    (tmp_path / "file").write_text("not a folder")
    assert str(tmp_path / place) in await refusal(ServerProcess(tmp_path / place, free_port()))


def from_the_future(database: Path) -> None:
    """As if a later version had migrated it."""
    with closing(sqlite3.connect(database)) as connection:
        connection.execute("PRAGMA user_version=9999")


def no_database(database: Path) -> None:
    """Somebody put another file there."""
    database.write_bytes(b"This is a shopping list, not a database.\n" * 200)


def damaged(database: Path) -> None:
    """The disk lost what stood in the middle."""
    content = bytearray(database.read_bytes())
    content[4096:] = os.urandom(len(content) - 4096)
    database.write_bytes(content)


def cut_off(database: Path) -> None:
    """The end of the file is missing."""
    os.truncate(database, 4096)


def empty_header(database: Path) -> None:
    """Zeros where the header was."""
    with database.open("r+b") as file:
        file.write(bytes(100))


@pytest.mark.parametrize("harm", [from_the_future, no_database, damaged, cut_off, empty_header])
async def test_a_database_that_cannot_be_used_is_left_as_it_is(
    house: Installation, harm: Callable[[Path], None]
) -> None:
    """The line names the file and what is wrong with it; the file is not touched."""
    with closing(sqlite3.connect(house.database)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    harm(house.database)
    before = house.database.read_bytes()
    line = await refusal(house.server)
    assert str(house.database) in line
    assert ("9999" in line) == (harm is from_the_future)
    assert house.database.read_bytes() == before


async def test_an_unknown_setting_is_named(house: Installation) -> None:
    """A misspelt setting is not silently ignored."""
    server = ServerProcess(house.data, free_port(), {"WARMLINE_PROT": "8400"})
    assert "WARMLINE_PROT" in await refusal(server)


async def test_a_setting_that_cannot_be_read_is_named(house: Installation) -> None:
    """A word where a number is expected is shown as it came."""
    server = ServerProcess(house.data, free_port(), {"WARMLINE_HEARTBEAT_S": "often"})
    assert "often" in await refusal(server)
