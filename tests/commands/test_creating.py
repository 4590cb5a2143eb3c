"""``warmline create-inbox`` and ``create-agent``: what an installation begins with."""

from __future__ import annotations

import gc
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from chat_server.cli import main


@pytest.fixture
def data(furnished: Path, tmp_path: Path) -> Path:
    """An installation with a shop and its team."""
    folder = tmp_path / "data"
    shutil.copytree(furnished, folder)
    return folder


def warmline(data: Path, *words: str) -> Result:
    """What somebody types where nobody can be asked."""
    return CliRunner().invoke(main, [*words, "--data", str(data)])


def newest(data: Path, sql: str) -> Any:
    """One value."""
    with closing(sqlite3.connect(data / "warmline.sqlite3")) as connection:
        return connection.execute(sql).fetchone()[0]


def test_nora_begins_an_installation_with_two_commands(tmp_path: Path) -> None:
    """A new database is announced once; the tag and the password are all that is printed."""
    data = tmp_path / "data"
    inbox = warmline(data, "create-inbox", "--name", "Garden shop", "--origin", "https://shop.example")
    assert inbox.exit_code == 0, inbox.output
    assert inbox.stderr == f"Beginning a new database in {data}.\n"
    assert inbox.stdout.startswith('<script src="http://localhost:8400/widget.js" data-inbox="ib_')
    agent = warmline(data, "create-agent", "--email", "nora@shop.example", "--name", "Nora Lind", "--role", "admin")
    assert agent.exit_code == 0, agent.output
    assert agent.stdout.startswith("Agent 1: nora@shop.example, password ")
    assert agent.stderr == ""


@pytest.mark.filterwarnings("error")
def test_a_command_with_a_bad_setting_says_only_that(monkeypatch: pytest.MonkeyPatch) -> None:
    """One sentence, and no warning of what did not begin."""
    monkeypatch.setenv("WARMLINE_LOG_LEVEL", "loud")
    done = CliRunner().invoke(main, ["demo", "--port", "8400"])
    gc.collect()
    assert done.exit_code == 1
    assert done.output == "warmline: expected WARMLINE_LOG_LEVEL to be debug, info, warning or error; got 'loud'\n"


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("https://Shop.Example/", "https://shop.example"),
        ("https://shop.example:443", "https://shop.example"),
        ("http://localhost:8401", "http://localhost:8401"),
    ],
)
def test_an_origin_is_kept_as_browsers_send_it(data: Path, typed: str, kept: str) -> None:
    """It is compared letter by letter later, so that its writing is settled here."""
    done = warmline(data, "create-inbox", "--name", "Garden", "--origin", typed)
    assert done.exit_code == 0, done.output
    assert newest(data, "SELECT allowed_origins FROM inboxes ORDER BY id DESC") == f'["{kept}"]'


@pytest.mark.parametrize(
    "typed",
    ["shop.example", "https://*.shop.example", "https://shop.example/cart", "https://kertészet.example", "null", "*"],
)
def test_what_no_browser_sends_is_no_origin(data: Path, typed: str) -> None:
    """A wildcard, a path or an address in other letters would never match: better said now than wondered at later."""
    done = warmline(data, "create-inbox", "--name", "Garden", "--origin", typed)
    assert done.exit_code == 1
    assert "expected an origin such as https://shop.example" in done.output
    assert typed in done.output


@pytest.mark.parametrize("wrong", [("--locale", "de"), ("--capacity", "0"), ("--role", "boss")])
def test_an_agent_has_a_language_a_role_and_room(data: Path, wrong: tuple[str, str]) -> None:
    """What the console could not work with is not stored."""
    done = warmline(data, "create-agent", "--email", "ali@shop.example", "--name", "Ali", *wrong)
    assert done.exit_code == 2
    assert wrong[0] in done.output


@pytest.mark.parametrize(
    "words",
    [
        ("set-inbox", "ib_garden", "--name", "hu=Kert"),
        ("set-agent", "reza@garden.test", "--name", "fa=رضا"),
        ("replies", "export"),
        ("backup", "copy.sqlite3"),
    ],
)
def test_the_wrong_folder_is_noticed(tmp_path: Path, words: tuple[str, ...]) -> None:
    """A shell without WARMLINE_DATA does not quietly begin an empty installation beside the real one."""
    done = warmline(tmp_path / "elsewhere", *words)
    assert done.exit_code == 1
    assert "there is none. WARMLINE_DATA or --data names its folder" in done.output
    assert not (tmp_path / "elsewhere").exists()
