"""``warmline set-inbox``: what visitors read in each language, and when the team is there."""

from __future__ import annotations

import shutil
import sqlite3
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
    """What somebody types."""
    return CliRunner().invoke(main, [*words, "--data", str(data)])


def stored(data: Path, sql: str) -> Any:
    """One row."""
    with sqlite3.connect(data / "warmline.sqlite3") as connection:
        return connection.execute(sql).fetchone()


def test_an_inbox_is_told_what_it_is_called_and_when_it_is_there(data: Path) -> None:
    """What is named is kept, what is not named stays."""
    done = warmline(
        data, "set-inbox", "ib_garden", "--name", "fa=باغچه", "--team", "hu=növények", "--greeting", "hu=Jó napot!",
        "--hours", "mon-fri 9:00-17:00", "--hours", "fri closed", "--zone", "Europe/Budapest",
    )  # fmt: skip
    assert done.exit_code == 0, done.output
    warmline(data, "set-inbox", "ib_garden", "--name", "hu=Kert")
    names, teams, greeting, hours = stored(data, "SELECT names, team_names, greeting, hours FROM inboxes")
    assert '"hu": "Kert"' in names
    assert '"fa"' in names
    assert "n\\u00f6v\\u00e9nyek" in teams
    assert "J\\u00f3 napot!" in greeting
    assert '"en": "Hello and welcome.' in greeting
    assert hours == '{"zone":"Europe/Budapest","days":{"0":[540,1020],"1":[540,1020],"2":[540,1020],"3":[540,1020]}}'


def test_a_second_site_is_added_to_an_inbox(data: Path) -> None:
    """The shop gets a second address; words and hours are as before."""
    before = stored(data, "SELECT names, greeting, hours FROM inboxes")
    done = warmline(
        data, "set-inbox", "ib_garden", "--origin", "https://garden.test", "--origin", "https://www.garden.test"
    )
    assert done.exit_code == 0, done.output
    assert stored(data, "SELECT allowed_origins FROM inboxes") == (
        '["https://garden.test", "https://www.garden.test"]',
    )
    assert stored(data, "SELECT names, greeting, hours FROM inboxes") == before


def test_hours_keep_their_time_zone(data: Path) -> None:
    """The zone is said once. Later hours are in the same one, and a zone by itself moves the hours there."""
    warmline(data, "set-inbox", "ib_garden", "--hours", "mon 9:00-17:00", "--zone", "Europe/Budapest")
    warmline(data, "set-inbox", "ib_garden", "--hours", "sat 10:00-14:00")
    assert stored(data, "SELECT hours FROM inboxes") == ('{"zone":"Europe/Budapest","days":{"5":[600,840]}}',)
    warmline(data, "set-inbox", "ib_garden", "--zone", "Asia/Tehran")
    assert stored(data, "SELECT hours FROM inboxes") == ('{"zone":"Asia/Tehran","days":{"5":[600,840]}}',)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("set-inbox", "ib_garden"), "expected something to set"),
        (("set-inbox", "no-such", "--name", "hu=Kert"), "public key of an inbox"),
        (("set-inbox", "ib_garden", "--origin", "garden.example"), "expected an origin"),
        (("set-inbox", "ib_garden", "--zone", "Europe/Budapest"), "expected --hours"),
        (("set-inbox", "ib_garden", "--name", "Kert"), "expected LANGUAGE=WORDS"),
        (("set-inbox", "ib_garden", "--name", "de=Garten"), "expected a name for one of en, fa, hu"),
        (("set-inbox", "ib_garden", "--hours", "always"), "expected hours such as"),
        (("set-inbox", "ib_garden", "--hours", "mon 9:00-10:00", "--zone", "Mars"), "expected a time zone"),
    ],
)
def test_what_cannot_be_is_said_in_one_sentence(data: Path, words: tuple[str, ...], said: str) -> None:
    """And nothing is kept."""
    refused = warmline(data, *words)
    assert refused.exit_code != 0
    assert said in refused.output
    assert stored(data, "SELECT names, hours FROM inboxes") == ("{}", None)
