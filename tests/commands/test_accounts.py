"""``warmline set-agent``: what an agent is called, their password, and whether they are of the team."""

from __future__ import annotations

import asyncio
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from chat_server.actions.sign_in import session_for, sign_in
from chat_server.cli import main
from chat_server.domain.errors import Unauthenticated
from tests.support.house import open_house
from tests.support.people import PASSWORD

REZA, NORA = "reza@garden.test", "nora@garden.test"


@pytest.fixture
def data(furnished: Path, tmp_path: Path) -> Path:
    """An installation with a shop and its team."""
    folder = tmp_path / "data"
    shutil.copytree(furnished, folder)
    return folder


def warmline(data: Path, *words: str, **environment: str) -> Result:
    """What somebody types where nobody can be asked."""
    return CliRunner().invoke(main, [*words, "--data", str(data)], env=environment)


def stored(data: Path, sql: str) -> Any:
    """One row."""
    with closing(sqlite3.connect(data / "warmline.sqlite3")) as connection:
        return connection.execute(sql).fetchone()


def session_of(data: Path, email: str, password: str) -> str | None:
    """The secret of a new session, None when the sign-in is refused."""

    async def enter() -> str | None:
        async with open_house(data) as house:
            try:
                return (await sign_in(house.services, email, password, "10.0.0.9", None)).secret
            except Unauthenticated:
                return None

    return asyncio.run(enter())


def is_open(data: Path, secret: str | None) -> bool:
    """Whether a session is still one."""

    async def look() -> bool:
        async with open_house(data) as house:
            return await session_for(house.services, secret) is not None

    return asyncio.run(look())


def test_an_agent_is_told_what_they_are_called(data: Path) -> None:
    """In each language, name and title."""
    done = warmline(data, "set-agent", "Reza@garden.test", "--name", "fa=رضا کریمی", "--title", "hu=növénytanácsadó")
    assert done.exit_code == 0, done.output
    names, titles = stored(data, f"SELECT names, titles FROM agents WHERE email = '{REZA}'")
    assert names.startswith('{"fa":')
    assert titles.startswith('{"hu":')


def test_reza_gets_another_password_and_is_signed_out(data: Path) -> None:
    """What the environment says is taken, never a word of the command line; Nora's session goes on."""
    before, noras = session_of(data, REZA, PASSWORD), session_of(data, NORA, PASSWORD)
    done = warmline(data, "set-agent", REZA, "--new-password", WARMLINE_NEW_PASSWORD="a fresh and warm one")
    assert (done.exit_code, done.output) == (0, f"Saved {REZA}.\n")
    assert (is_open(data, before), is_open(data, noras)) == (False, True)
    assert session_of(data, REZA, PASSWORD) is None
    assert session_of(data, REZA, "a fresh and warm one") is not None


def test_where_nobody_can_be_asked_a_password_is_made_up(data: Path) -> None:
    """It is printed once, and opens the door."""
    done = warmline(data, "set-agent", REZA, "--new-password")
    assert done.stdout.startswith(f"Saved {REZA}, password ")
    assert session_of(data, REZA, done.stdout.split()[-1]) is not None


def test_who_is_switched_off_is_refused_until_they_are_switched_on(data: Path) -> None:
    """The session is over for good, the password is as before."""
    before = session_of(data, REZA, PASSWORD)
    assert warmline(data, "set-agent", REZA, "--off").exit_code == 0
    assert session_of(data, REZA, PASSWORD) is None
    assert warmline(data, "set-agent", REZA, "--title", "hu=növénytanácsadó").exit_code == 0
    assert session_of(data, REZA, PASSWORD) is None
    assert warmline(data, "set-agent", REZA, "--on").exit_code == 0
    assert session_of(data, REZA, PASSWORD) is not None
    assert not is_open(data, before)


def test_somebody_who_decides_stays(data: Path) -> None:
    """Nora is the only supervisor; once there is an admin, she may go. Nothing of what was refused is kept."""
    refused = warmline(data, "set-agent", NORA, "--off", "--title", "hu=csoportvezető")
    assert (refused.exit_code, refused.stdout) == (1, "")
    assert "expected another supervisor or admin to stay" in refused.output
    assert stored(data, f"SELECT is_active, titles FROM agents WHERE email = '{NORA}'") == (1, "{}")
    added = warmline(data, "create-agent", "--email", "mina@garden.test", "--name", "Mina Rad", "--role", "admin")
    assert added.exit_code == 0, added.output
    assert warmline(data, "set-agent", NORA, "--off").exit_code == 0
    assert warmline(data, "set-agent", "mina@garden.test", "--off").exit_code == 1


def test_the_address_of_somebody_who_left_stays_theirs(data: Path) -> None:
    """What they wrote is theirs: nobody becomes them by a second account."""
    warmline(data, "set-agent", REZA, "--off")
    refused = warmline(data, "create-agent", "--email", REZA, "--name", "Reza Karimi")
    assert refused.exit_code == 1
    assert "belongs to an agent already" in refused.output


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ((REZA,), "expected something to set"),
        (("nobody@garden.test", "--off"), "nobody has nobody@garden.test"),
        ((REZA, "--name", "Reza"), "expected LANGUAGE=WORDS"),
        ((REZA, "--off", "--name", "de=Reza"), "expected a name for one of en, fa, hu"),
        ((REZA, "--off", "--new-password"), "expected a password of at least 10 characters"),
    ],
)
def test_what_cannot_be_is_said_in_one_sentence(data: Path, words: tuple[str, ...], said: str) -> None:
    """And nothing is kept."""
    refused = warmline(data, "set-agent", *words, WARMLINE_NEW_PASSWORD="short")
    assert refused.exit_code == 1
    assert said in refused.output
    assert stored(data, "SELECT min(is_active), max(names) FROM agents") == (1, "{}")
