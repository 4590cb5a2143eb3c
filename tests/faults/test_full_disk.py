"""The disk fills up while people talk, and is given room again: nothing false is promised, reading goes on."""

from __future__ import annotations

import resource
import subprocess
from abc import ABC, abstractmethod
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.faults.agent_window import AgentWindow
from tests.faults.installation import INBOX, Installation
from tests.faults.raw import raw_socket
from tests.faults.stored import integrity_of
from tests.faults.visitor_tab import VisitorTab

VISITORS = ("Sara", "Bence", "Maryam", "Dávid")
MESSAGES_EACH = 10
SMALL_DISK_BYTES = 3 * 1024 * 1024
RETRY_WITHIN_S = 40.0
"""The server asks for five seconds of patience; the outboxes then empty themselves one message after another."""


class Disk(ABC):
    """A disk that can be filled and emptied while the server runs."""

    @abstractmethod
    def fill(self, house: Installation) -> None:
        """From now on nothing fits any more."""

    @abstractmethod
    def free(self, house: Installation) -> None:
        """There is room again."""


class FileSizeLimit(Disk):
    """The operating system refuses to let any file of the server grow or be written beyond its first page."""

    def fill(self, house: Installation) -> None:
        """Set the limit on the running process."""
        resource.prlimit(house.server.pid, resource.RLIMIT_FSIZE, (4096, resource.RLIM_INFINITY))

    def free(self, house: Installation) -> None:
        """Lift it."""
        resource.prlimit(house.server.pid, resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))


class SmallDisk(Disk):
    """A file system of a few megabytes that somebody else fills."""

    def fill(self, house: Installation) -> None:
        """Write until there is no room."""
        with (house.data / "holiday-pictures").open("wb", buffering=0) as file:
            try:
                while True:
                    file.write(bytes(4096))
            except OSError:
                return

    def free(self, house: Installation) -> None:
        """Delete the pictures."""
        (house.data / "holiday-pictures").unlink()


@pytest.fixture(params=["file size limit", "small disk"])
def disk(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Disk]:
    """Both ways in which a disk can be full; the second needs the right to mount."""
    if request.param == "file size limit":
        yield FileSizeLimit()
        return
    mount = ["mount", "-t", "tmpfs", "-o", f"size={SMALL_DISK_BYTES}", "tmpfs", str(tmp_path)]
    if subprocess.run(mount, capture_output=True, check=False).returncode != 0:
        pytest.skip("mounting a small disk needs root")
    try:
        yield SmallDisk()
    finally:
        subprocess.run(["umount", "--lazy", str(tmp_path)], check=True)


async def test_a_full_disk_loses_nothing_and_heals(disk: Disk, house: Installation) -> None:
    """Four visitors and Reza write through a full disk; when there is room again, all is stored without a restart."""
    await house.server.start()
    visitors = [house.visitor(name) for name in VISITORS]
    reza = await house.agent("Reza")
    for client in (*visitors, reza):
        client.outbox.window = 1
        client.stay_connected()
        await client.until(lambda client=client: client.is_ready)  # type: ignore[misc]
    await everybody_writes(visitors, "before")
    await reza.until(lambda: len(reza.held) == len(VISITORS))
    disk.fill(house)
    await everybody_writes(visitors, "during", is_waited_for=False)
    await reza.write("I am looking into it", "message", min(reza.held))
    for client in (*visitors, reza):
        await client.until(lambda client=client: bool(client.errors))  # type: ignore[misc]
    assert_refused_for_now(visitors, reza)
    assert all(client.outbox for client in (*visitors, reza))
    await reading_goes_on(house, reza, visitors[0])
    pid = house.server.pid
    disk.free(house)
    for client in (*visitors, reza):
        await client.until(lambda client=client: not client.outbox, RETRY_WITHIN_S)  # type: ignore[misc]
    await house.everybody_has_all()
    assert house.judge() == []
    assert (house.server.is_running, house.server.pid) == (True, pid)
    assert integrity_of(house.database) == "ok"
    assert len(house.stored()) >= 2 * len(VISITORS) * MESSAGES_EACH
    house.assert_calm("write_failed")


async def everybody_writes(visitors: list[VisitorTab], when: str, is_waited_for: bool = True) -> None:
    """Each visitor puts messages into their outbox."""
    for number in range(MESSAGES_EACH):
        for visitor in visitors:
            await visitor.write(f"{visitor.log.name} {when} {number}")
    for visitor in visitors if is_waited_for else []:
        await visitor.until(lambda visitor=visitor: not visitor.outbox)  # type: ignore[misc]


def assert_refused_for_now(visitors: list[VisitorTab], reza: AgentWindow) -> None:
    """Every refusal says what was expected and when to try again."""
    for client in (*visitors, reza):
        assert {error["code"] for error in client.errors} == {"storage_full"}
        assert all(error["retry_after_s"] > 0 and error["message"].startswith("expected") for error in client.errors)


async def reading_goes_on(house: Installation, reza: AgentWindow, sara: VisitorTab) -> None:
    """With the disk full, newcomers connect, people come back, and history is read."""
    assert (await house.server.get("/healthz")).status_code == 200
    answer = await reza.http.get(f"/api/conversations/{min(reza.held)}/items")
    assert len(answer.json()["items"]) >= MESSAGES_EACH
    anna = house.visitor("a newcomer")
    anna.stay_connected()
    await anna.until(lambda: anna.is_ready)
    async with raw_socket(house.server.address) as returned:
        await returned.say({"type": "hello", "inbox": INBOX, "token": sara.token})
        assert len((await returned.until_type("snapshot"))["items"]) >= MESSAGES_EACH
