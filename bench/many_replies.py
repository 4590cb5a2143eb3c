"""A library of any size to measure with: a shop's own replies in three languages, worded after the starter's."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import msgspec

from canned_replies.exporting import to_yaml
from canned_replies.library_file import Entry
from canned_replies.reply import ReplyKey
from canned_replies.starter import starter_library
from chat_server.actions.agents import create_agent
from chat_server.actions.services import open_services
from chat_server.actions.starter import bring_starter
from chat_server.clock import SystemClock
from chat_server.settings import Settings
from tests.support.people import PASSWORD, team

from .running import SERVE

APPROVER = "nora@garden.test"
IMPORT_WITHIN_S = 600


def write_replies(path: Path, count: int) -> Path:
    """A library file with so many replies; no two have the same key, label, shortcut or text."""
    library = starter_library()
    entries = tuple(_renamed(library.entries[number % len(library.entries)], number) for number in range(count))
    path.write_text(to_yaml(msgspec.structs.replace(library, id="shop", entries=entries)), "utf-8")
    return path


async def begin_library(data: Path) -> None:
    """See that a data folder has the starter, and a team in which Nora may approve."""
    data.mkdir(parents=True, exist_ok=True)
    async with open_services(Settings(data=data), SystemClock()) as services:
        await bring_starter(services)
        for person in team(frozenset()):
            await create_agent(services, person, PASSWORD)


def import_command(file: Path, data: Path, before: str = "") -> list[str]:
    """The command that brings a file into a library, approved; ``before`` is Python that runs first."""
    return [
        sys.executable,
        "-c",
        before + SERVE,
        "replies",
        "import",
        str(file),
        "--approved-by",
        APPROVER,
        "--data",
        str(data),
    ]


def import_replies(file: Path, data: Path) -> None:
    """Do so now."""
    subprocess.run(import_command(file, data), check=True, capture_output=True, timeout=IMPORT_WITHIN_S)


def _renamed(entry: Entry, number: int) -> Entry:
    details = msgspec.structs.replace(
        entry.details,
        label={language: f"{label} {number}" for language, label in entry.details.label.items()},
        shortcut={language: f"{shortcut}{number}" for language, shortcut in entry.details.shortcut.items()},
    )
    texts = {language: f"{text} ({number})" for language, text in entry.texts.items()}
    return msgspec.structs.replace(entry, key=ReplyKey(f"{entry.key}_{number}"), details=details, texts=texts)
