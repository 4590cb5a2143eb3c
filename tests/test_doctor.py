"""``warmline doctor`` finds what would puzzle an operator, and says what to do."""

from __future__ import annotations

import os
import shutil
import sqlite3
import stat
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from chat_server.cli import main
from chat_server.doctor import examine
from chat_server.settings import Settings
from tests.support.house import SITE


@pytest.fixture
def data(furnished: Path, tmp_path: Path) -> Path:
    """An installation with a shop and its team."""
    folder = tmp_path / "data"
    shutil.copytree(furnished, folder)
    return folder


def faults(data: Path, **settings: Any) -> str:
    """Everything that must be mended, as one text."""
    return "\n".join(found.text for found in examine(Settings(data=data, **settings)) if not found.is_fine)


def test_a_sound_installation_has_nothing_to_mend(data: Path) -> None:
    """Each inbox is named with the key that set-inbox wants, and with its sites."""
    done = CliRunner().invoke(main, ["doctor", "--data", str(data)])
    assert done.exit_code == 0, done.output
    assert "FIX" not in done.output
    assert f"inbox ib_garden, Garden & Co., works on {SITE}" in done.output
    assert faults(data, public_url="https://chat.example", trusted_proxies="127.0.0.1") == ""


def test_nobody_to_answer_is_a_fault(data: Path) -> None:
    """A database without inboxes and agents serves nobody, and the commands that help are named."""
    with closing(sqlite3.connect(data / "warmline.sqlite3")) as connection:
        connection.executescript("DELETE FROM agent_inboxes; DELETE FROM inboxes; UPDATE agents SET is_active = 0")
    said = faults(data)
    assert "warmline create-inbox" in said
    assert "warmline create-agent" in said


@pytest.mark.parametrize("damage", [b"This is a shopping list.\n" * 400, None])
def test_a_damaged_database_is_a_finding_and_no_crash(data: Path, damage: bytes | None) -> None:
    """Another file in its place, or a hole in its middle: one sentence."""
    path = data / "warmline.sqlite3"
    content = bytearray(path.read_bytes())
    content[4096:] = os.urandom(len(content) - 4096)
    path.write_bytes(damage or content)
    done = CliRunner().invoke(main, ["doctor", "--data", str(data)])
    assert done.exit_code == 1
    assert isinstance(done.exception, SystemExit)
    assert "database" in faults(data)


def test_a_database_from_the_future_is_told(data: Path) -> None:
    """Somebody went back to an older version: what to do stands in the sentence."""
    with closing(sqlite3.connect(data / "warmline.sqlite3")) as connection:
        connection.execute("PRAGMA user_version = 999")
    assert "use the newer Warmline, or restore a backup" in faults(data)


@pytest.mark.parametrize(
    ("settings", "advice"),
    [
        ({"host": "0.0.0.0"}, "WARMLINE_PUBLIC_URL"),  # noqa: S104 - what an operator may set
        ({"public_url": "http://chat.example"}, "without TLS"),
        ({"public_url": "https://chat.example"}, "WARMLINE_TRUSTED_PROXIES"),
        ({"public_url": "https://localhost.example"}, "WARMLINE_TRUSTED_PROXIES"),
    ],
)
def test_an_address_that_does_not_fit_is_told(data: Path, settings: dict[str, Any], advice: str) -> None:
    """What would keep agents out, or make all visitors look like one, is seen before it happens."""
    assert advice in faults(data, **settings)


def test_a_new_data_folder_is_private(tmp_path: Path) -> None:
    """It is made for one user, so that there is nothing to tighten afterwards."""
    examine(Settings(data=tmp_path / "data"))
    assert stat.S_IMODE((tmp_path / "data").stat().st_mode) == 0o700
