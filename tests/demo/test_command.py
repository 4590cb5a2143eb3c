"""``warmline demo`` as people start it: a process of its own."""

from __future__ import annotations

import signal
import socket
from pathlib import Path

import httpx
import pytest

from chat_server.demo.team import PASSWORD
from tests.demo.process import finish, free_pair, running_demo, start


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
async def test_it_says_where_everything_is_answers_there_and_ends_when_told(number: signal.Signals) -> None:
    """One line of JSON, two ports that answer, and a clean end by SIGTERM or Ctrl-C."""
    port = free_pair()
    async with running_demo("--port", str(port)) as (process, said):
        async with httpx.AsyncClient(timeout=10) as client:
            assert (await client.get(said["console"] + "/readyz")).status_code == 200
            page = (await client.get(said["shop"] + "/hu/")).text
            assert said["widget"] in page
            config = await client.get(
                f"{said['console']}/widget/config",
                params={"inbox": said["inbox"], "locale": "hu"},
                headers={"origin": said["shop"]},
            )
        process.send_signal(number)
        code, out, err = await finish(process)
    assert (code, out) == (0, "")
    assert "Traceback" not in err
    assert (said["console"], said["shop"]) == (f"http://localhost:{port}", f"http://localhost:{port + 1}")
    assert {entry["role"] for entry in said["sign_ins"]} == {"agent", "supervisor"}
    assert {entry["password"] for entry in said["sign_ins"]} == {PASSWORD}
    assert config.headers["access-control-allow-origin"] == said["shop"]
    assert not Path(said["data"]).exists(), "the temporary folder is removed at the end"


async def test_a_folder_of_ones_own_is_kept_and_continued(tmp_path: Path) -> None:
    """With --data the second start goes on where the first one ended."""
    port = free_pair()
    begun = []
    for _ in range(2):
        async with running_demo("--port", str(port), "--data", str(tmp_path / "shop")) as (process, said):
            begun.append(said["is_new"])
            process.terminate()
            assert (await finish(process))[0] == 0
    assert begun == [True, False]
    assert (tmp_path / "shop" / "warmline.sqlite3").is_file()


@pytest.mark.parametrize("offset", [0, 1])
async def test_a_port_in_use_is_named(offset: int) -> None:
    """Whichever of the two ports is taken, the message says which, without a traceback."""
    port = free_pair()
    with socket.socket() as other:
        other.bind(("127.0.0.1", port + offset))
        other.listen()
        process = await start("--port", str(port))
        code, out, err = await finish(process)
    assert (code, out) == (1, "")
    assert f"expected port {port + offset} to be free" in err
    assert "Traceback" not in err


async def test_a_folder_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    """A file where the folder should be: the message names it, without a traceback."""
    blocked = tmp_path / "blocked"
    blocked.write_text("not a folder", encoding="utf-8")
    process = await start("--port", str(free_pair()), "--data", str(blocked))
    code, _, err = await finish(process)
    assert code == 1
    assert str(blocked) in err
    assert "Traceback" not in err


async def test_there_is_no_port_after_the_last_one() -> None:
    """The shop needs the port after the product's."""
    code, _, err = await finish(await start("--port", "65535"))
    assert code == 1
    assert "expected a port between 1 and 65535; got 65536" in err
