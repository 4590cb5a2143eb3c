"""Coming back after a long time, or to a server whose past was restored: an explicit fresh start, never a hole."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

from tests.faults.agent_window import AgentWindow
from tests.faults.client import connect
from tests.faults.installation import Installation
from tests.faults.running import ROOT
from tests.faults.visitor_tab import VisitorTab

MESSAGES = 620
"""More than a resume gives at once."""
BEFORE_BACKUP, AFTER_BACKUP = 3, 4


async def chat(sara: VisitorTab, reza: AgentWindow, name: str, count: int) -> None:
    """Sara and Reza take turns, with a note after every message."""
    for number in range(count):
        await sara.write(f"{name} {number}")
        await sara.until(lambda: not sara.outbox)
        await reza.until(lambda: bool(reza.items))
        await reza.write(f"between us, of {name} {number}", "note", min(reza.held))
        await reza.until(lambda: not reza.outbox)


async def test_a_tab_that_slept_for_long_starts_afresh(house: Installation) -> None:
    """Sara's second tab missed six hundred messages: it is given the latest and told that there is more."""
    await house.server.start()
    sara, reza = house.visitor("Sara"), await house.agent("Reza")
    await connect(sara, reza)
    await chat(sara, reza, "early", 2)
    tab, desk = house.another_tab(sara, "Sara's second tab"), await house.agent("Reza", "Reza's desk")
    await connect(tab, desk)
    await tab.until(lambda: tab.held == 2)
    await desk.until(lambda: bool(desk.items))
    await tab.stop()
    await desk.stop()
    for number in range(MESSAGES):
        await sara.write(f"late {number}")
    await sara.until(lambda: not sara.outbox, within_s=60)
    await connect(tab, desk)
    await house.everybody_has_all()
    assert len(tab.bodies) < MESSAGES
    assert tab.bodies == sara.bodies[-len(tab.bodies) :]
    assert house.judge() == []


async def test_a_restored_backup_is_a_fresh_start(house: Installation) -> None:
    """The disk broke and yesterday's copy is put in place: every window shows what the server has, in one piece."""
    await house.server.start()
    sara, reza = house.visitor("Sara"), await house.agent("Reza")
    await connect(sara, reza)
    await chat(sara, reza, "before", BEFORE_BACKUP)
    copy = house.folder / "copy.sqlite3"
    back_up(house, copy)
    await chat(sara, reza, "after", AFTER_BACKUP)
    assert sara.held == BEFORE_BACKUP + AFTER_BACKUP
    await house.server.terminate()
    restore(house, copy)
    await house.server.start()
    await sara.until(lambda: sara.is_ready and len(sara.bodies) == BEFORE_BACKUP)
    assert sara.bodies == [f"before {number}" for number in range(BEFORE_BACKUP)]
    here = min(reza.held)
    await reza.until(lambda: reza.is_ready and len(reza.items[here]) == 2 * BEFORE_BACKUP)
    await sara.write("We go on")
    await sara.until(lambda: not sara.outbox)
    await reza.until(lambda: reza.items[here][-1].get("body") == "We go on")
    await house.lists_are_fresh()
    assert [item["seq"] for item in reza.items[here]] == list(range(1, 2 * BEFORE_BACKUP + 2))


def back_up(house: Installation, copy: Path) -> None:
    """The operator's command, while the server runs."""
    command = [sys.executable, "-c", "from chat_server.cli import main; main()", "backup", str(copy)]
    subprocess.run(command, cwd=ROOT, env=house.server.environment(), check=True, capture_output=True)


def restore(house: Installation, copy: Path) -> None:
    """Put the copy in the database's place, as the documentation says."""
    for old in house.data.glob("warmline.sqlite3*"):
        old.unlink()
    shutil.copy(copy, house.database)
