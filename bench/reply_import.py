"""10,000 replies brought into a library: ``warmline replies import`` on a real data folder, beside the bare rows.

Every reply is new, in three languages, and approved. The command is a process of its own; what it took is what the
system says. The floor of the time is an INSERT of the very same rows into the same tables, in one durable transaction;
the floor of the memory is the same command with the starter's replies, all there already. Each is the least of several
rounds, on a new folder each time.
"""

from __future__ import annotations

import asyncio
import os
import sqlite3
import subprocess
import time
from dataclasses import dataclass
from pathlib import Path

from canned_replies.starter import LIBRARY

from .figure import Figure
from .many_replies import begin_library, import_command, write_replies

REPLIES = 10_000
TABLES = ("replies", "reply_revisions", "reply_texts", "reply_steps")
KILOBYTE = 1024
MEMORY_LINE = "VmHWM:"
TELL_MEMORY = f"""
import atexit, pathlib
def tell():
    print(next(line for line in pathlib.Path("/proc/self/status").open() if line.startswith("{MEMORY_LINE}")), end="")
atexit.register(tell)
"""
"""The most memory a process held, told by itself at its end: what its parent is told includes the parent's own."""


@dataclass
class Cost:
    """What one run of the command took."""

    passed_s: float
    processor_s: float
    memory_mb: float


def measure(folder: Path, *, is_quick: bool) -> list[Figure]:
    """Seconds and megabytes."""
    count, rounds = (200, 1) if is_quick else (REPLIES, 3)
    replies = write_replies(folder / "import.yaml", count)
    done, floors, smallest = [], [], []
    for number in range(rounds):
        data = folder / f"import-{number}"
        asyncio.run(begin_library(data))
        smallest.append(_import(LIBRARY, data))
        done.append(_import(replies, data))
        floors.append(_bare_insert(data / "warmline.sqlite3", folder / f"bare-{number}.sqlite3"))
    remark = f"least of {rounds}; floor: the same rows inserted"
    return [
        Figure(
            f"import of {count:,} replies", min(cost.passed_s for cost in done), "s", floor=min(floors), remark=remark
        ),
        Figure(f"import of {count:,} replies, processor time", min(cost.processor_s for cost in done), "s"),
        Figure(
            f"import of {count:,} replies, peak of memory",
            min(cost.memory_mb for cost in done),
            "MB",
            floor=min(cost.memory_mb for cost in smallest),
            remark="floor: the starter's replies, all there already",
        ),
    ]


def _import(file: Path, data: Path) -> Cost:
    began = time.monotonic()
    process = subprocess.Popen(import_command(file, data, TELL_MEMORY), stdout=subprocess.PIPE, text=True)
    assert process.stdout
    *_, told = process.stdout
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    assert process.returncode == 0, "expected the import to succeed"
    kilobytes = int(told.removeprefix(MEMORY_LINE).removesuffix("kB\n"))
    return Cost(time.monotonic() - began, usage.ru_utime + usage.ru_stime, kilobytes * KILOBYTE / 1e6)


def _bare_insert(source: Path, target: Path) -> float:
    """Seconds to insert every row of the library into the same tables of an empty file."""
    with sqlite3.connect(source) as stored:
        made = "SELECT sql FROM sqlite_master WHERE sql IS NOT NULL AND tbl_name = ?"
        schema = [sql for table in TABLES for (sql,) in stored.execute(made, (table,))]
        rows = {table: stored.execute(f"SELECT * FROM {table}").fetchall() for table in TABLES}  # noqa: S608 - our own names
    stored.close()
    bare = sqlite3.connect(target, isolation_level=None)
    for statement in ("PRAGMA journal_mode = WAL", "PRAGMA synchronous = FULL", *schema):
        bare.execute(statement)
    began = time.monotonic()
    bare.execute("BEGIN")
    for table, some in rows.items():
        bare.executemany(f"INSERT INTO {table} VALUES ({', '.join('?' * len(some[0]))})", some)  # noqa: S608
    bare.execute("COMMIT")
    taken = time.monotonic() - began
    bare.close()
    return taken
