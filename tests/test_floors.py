"""Imports go downstairs only; this is the plan of the house, and it is checked."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent

HOUSE: tuple[tuple[str, ...], ...] = (
    ("cli", "__main__"),
    ("demo", "commands"),
    ("serve", "doctor"),
    ("app",),
    ("pages", "sockets", "api", "automations"),
    ("actions",),
    ("delivery", "storage"),
    ("protocol", "words"),
    ("domain",),
    ("settings", "clock", "log", "metrics"),
)
"""The rooms of ``chat_server``, the top floor first. Neighbours on one floor do not import each other."""

FLOOR = {room: height for height, rooms in enumerate(reversed(HOUSE)) for room in rooms}

ANNEXES: dict[str, frozenset[str]] = {
    "canned_replies": frozenset({"chat_server", "starlette", "uvicorn", "widget", "agent_console"}),
    "widget": frozenset({"chat_server", "starlette", "uvicorn", "agent_console", "canned_replies"}),
    "agent_console": frozenset({"chat_server", "starlette", "uvicorn", "canned_replies"}),
}
"""Packages beside the house, and what each must never need."""

CORE_WITHOUT_TRANSPORT = frozenset({"actions", "delivery", "storage", "protocol", "domain"})
TRANSPORT = frozenset({"starlette", "uvicorn", "websockets"})
"""The core takes and returns values, so that the server under it can be exchanged."""


@dataclass(frozen=True)
class Import:
    """One import statement: the module it stands in, its line, and the module it asks for."""

    module: str
    line: int
    target: str


def imports_of(module: str, source: str, *, is_package: bool = False) -> Iterator[Import]:
    """Every module that a source imports, relative ones made absolute, those inside functions included."""
    package = module if is_package else module.rpartition(".")[0]
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            for alias in node.names:
                yield Import(module, node.lineno, alias.name)
        elif isinstance(node, ast.ImportFrom):
            base = node.module or ""
            if node.level:
                parents = package.split(".")
                base = ".".join([*parents[: len(parents) - node.level + 1], *([base] if base else [])])
            for alias in node.names:
                yield Import(module, node.lineno, f"{base}.{alias.name}")


def complaint(found: Import) -> str | None:
    """What is wrong with an import, in a sentence; None when it goes downstairs."""
    package, *rest = found.module.split(".")
    target_package, *target_rest = found.target.split(".")
    where = f"{found.module}, line {found.line}"
    if package in ANNEXES:
        if target_package in ANNEXES[package]:
            return f"{where}: {package} stands on its own; it must not import {target_package}"
        return None
    room = rest[0] if rest else ""
    if room in CORE_WITHOUT_TRANSPORT and target_package in TRANSPORT:
        return f"{where}: the core is free of the transport; it must not import {target_package}"
    if target_package != "chat_server" or not room or not target_rest or target_rest[0] in (room, "__version__"):
        return None
    return _between_rooms(where, room, target_rest[0])


def _between_rooms(where: str, room: str, target: str) -> str | None:
    for name in (room, target):
        if name not in FLOOR:
            return f"{where}: chat_server.{name} has no floor yet; give it one in HOUSE"
    if FLOOR[target] < FLOOR[room]:
        return None
    relation = "a neighbour of" if FLOOR[target] == FLOOR[room] else "upstairs from"
    return f"{where}: chat_server.{target} is {relation} chat_server.{room}; imports go downstairs only"


def all_imports() -> Iterator[Import]:
    """Every import of the product's Python code."""
    for package in ("chat_server", *ANNEXES):
        for path in sorted((ROOT / package).rglob("*.py")):
            parts = path.relative_to(ROOT).with_suffix("").parts
            is_package = parts[-1] == "__init__"
            module = ".".join(parts[:-1] if is_package else parts)
            yield from imports_of(module, path.read_text(encoding="utf-8"), is_package=is_package)


def test_imports_go_downstairs() -> None:
    """Whoever reads a floor needs to know only the floors below it."""
    found = list(all_imports())
    assert len(found) > 50, "the search found next to nothing: is the project where it should be?"
    assert [text for text in map(complaint, found) if text] == []


PLANTED = [
    ("chat_server.domain.text", "from chat_server.storage import messages", "upstairs"),
    ("chat_server.domain.text", "import chat_server.app", "upstairs"),
    ("chat_server.protocol.frames", "from ..actions.messages import send_message", "upstairs"),
    ("chat_server.sockets.visitor", "from chat_server.api.visitor import items", "neighbour"),
    ("chat_server.storage.messages", "def late():\n    from chat_server.delivery.hub import Hub", "neighbour"),
    ("chat_server.storage.messages", "from .. import delivery", "neighbour"),
    ("chat_server.app", "from chat_server.demo import shop", "upstairs"),
    ("chat_server.settings", "from chat_server.attic import things", "no floor yet"),
    ("chat_server.actions.messages", "from starlette.requests import Request", "free of the transport"),
    ("canned_replies.library", "from chat_server.domain.text import clean_body", "stands on its own"),
    ("canned_replies.rendering", "import starlette", "stands on its own"),
    ("widget.build", "from chat_server.settings import Settings", "stands on its own"),
]


@pytest.mark.parametrize(("module", "source", "reason"), PLANTED)
def test_a_planted_violation_is_caught(module: str, source: str, reason: str) -> None:
    """Each way of going upstairs is noticed and told in words."""
    complaints = [text for text in map(complaint, imports_of(module, source)) if text]
    assert len(complaints) == 1
    assert reason in complaints[0]


ALLOWED = [
    ("chat_server.cli", "from chat_server.demo.shop import serve"),
    ("chat_server.app", "from .sockets.visitor import endpoint"),
    ("chat_server.sockets.visitor", "from starlette.websockets import WebSocket"),
    ("chat_server.sockets.visitor", "from .limits import Bucket"),
    ("chat_server.actions.messages", "from chat_server.delivery.hub import Hub"),
    ("chat_server.storage.messages", "import aiosqlite"),
    ("chat_server.cli", "from chat_server import __version__"),
    ("canned_replies.library", "import yaml"),
]


@pytest.mark.parametrize(("module", "source"), ALLOWED)
def test_the_way_down_is_free(module: str, source: str) -> None:
    """What the plan allows is not complained about."""
    assert [text for text in map(complaint, imports_of(module, source)) if text] == []


def test_a_package_resolves_its_own_relative_imports() -> None:
    """In ``__init__.py`` one dot is the package itself, not its parent."""
    targets = [found.target for found in imports_of("chat_server.storage", "from . import heads", is_package=True)]
    assert targets == ["chat_server.storage.heads"]
