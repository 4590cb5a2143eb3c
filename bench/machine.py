"""On what was measured."""

from __future__ import annotations

import os
import platform
import re
import sqlite3
from importlib.metadata import version
from pathlib import Path

PARTS = ("starlette", "uvicorn", "uvloop", "websockets", "msgspec", "aiosqlite")


def describe_machine() -> list[tuple[str, str]]:
    """What a reader needs in order to judge the figures."""
    model = _first(r"model name\s*: (.+)", "/proc/cpuinfo")
    memory_kb = int(_first(r"MemTotal:\s*(\d+)", "/proc/meminfo"))
    return [
        ("processor", f"{model}, {os.cpu_count()} cores"),
        ("memory", f"{memory_kb / 1e6:.0f} GB"),
        ("system", f"{platform.system()} {platform.release()}"),
        ("Python", f"{platform.python_version()}, SQLite {sqlite3.sqlite_version}"),
        ("parts", ", ".join(f"{name} {version(name)}" for name in PARTS)),
        ("load at the start", f"{os.getloadavg()[0]:.1f} processes wanted a processor besides ours"),
    ]


def _first(pattern: str, path: str) -> str:
    found = re.search(pattern, Path(path).read_text("utf-8"))
    return found.group(1).strip() if found else "0"
