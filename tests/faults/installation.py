"""A whole installation to break: a data folder, the server on it, and the people who use it."""

from __future__ import annotations

import asyncio
import shutil
from collections.abc import Mapping
from pathlib import Path

from argon2 import PasswordHasher

from chat_server.domain.people import Agent, Inbox
from chat_server.storage.people import add_agent, add_inbox
from chat_server.storage.store import open_store
from tests.faults.agent_window import MOST_OPEN, AgentWindow
from tests.faults.checker import check
from tests.faults.client import Client
from tests.faults.history import Drained, Frame, History, StoredItem
from tests.faults.running import ServerProcess, free_port
from tests.faults.stored import read_stored
from tests.faults.violations import Violation
from tests.faults.visitor_tab import SHOP, VisitorTab

INBOX = "shop_key_0123456789"
OTHER_INBOX = "other_key_0123456789"
PASSWORD = "correct horse battery staple"
AGENTS = ("Reza", "Zsófi", "Anna")
UNHURRIED = {"WARMLINE_FRAMES_PER_SECOND": "5000", "WARMLINE_DRAIN_S": "1"}
"""Faults are what is tried here: the rate limit has a test of its own."""
EVERYBODY_HAS_ALL_WITHIN_S = 30.0


async def prepare(folder: Path) -> None:
    """Create a database with two inboxes and three agents."""
    store = await open_store(folder / "warmline.sqlite3")
    hashed = PasswordHasher(time_cost=1, memory_cost=8192, parallelism=1).hash(PASSWORD)
    for key, origin in ((INBOX, SHOP), (OTHER_INBOX, "http://elsewhere.localhost")):
        inbox = Inbox(0, key, "Lamp shop", "#0B6B70", "en", (origin,), {}, {}, 60)
        await store.writer.run(lambda db, inbox=inbox: add_inbox(db, inbox, 0))  # type: ignore[misc]
    for name in AGENTS:
        agent = Agent(0, email_of(name), name, "", "agent", "en", ("en",), 9, False, None, frozenset({1, 2}))
        await store.writer.run(lambda db, agent=agent: add_agent(db, agent, hashed, 0))  # type: ignore[misc]
    await store.close()


def email_of(name: str) -> str:
    """How an agent signs in."""
    return f"{name.replace('ó', 'o').lower()}@example.org"


class Installation:
    """One data folder with its server, and everybody's history."""

    def __init__(self, prepared: Path, folder: Path, settings: Mapping[str, str] | None = None) -> None:
        self.data = folder / "data"
        shutil.copytree(prepared, self.data)
        self.folder = folder
        self.server = ServerProcess(self.data, free_port(), {**UNHURRIED, **(settings or {})})
        self.history = History()
        self.clients: list[Client] = []

    @property
    def database(self) -> Path:
        """The database's file."""
        return self.data / "warmline.sqlite3"

    def visitor(self, name: str) -> VisitorTab:
        """Somebody on the shop's page, not yet connected."""
        tab = VisitorTab(self.server.address, INBOX, self.history.device(name, "visitor"))
        self.clients.append(tab)
        return tab

    def another_tab(self, visitor: VisitorTab, name: str) -> VisitorTab:
        """The same visitor's second tab."""
        tab = visitor.another_tab(self.history, name)
        self.clients.append(tab)
        return tab

    async def agent(self, name: str, device: str = "", opens: int = MOST_OPEN) -> AgentWindow:
        """An agent who has signed in, not yet connected."""
        window = AgentWindow(self.server.address, self.history.device(device or name, "agent", name), opens)
        self.clients.append(window)
        await window.sign_in(email_of(name), PASSWORD)
        return window

    def stored(self) -> list[StoredItem]:
        """What the database holds now."""
        return read_stored(self.database)

    async def everybody_has_all(self, within_s: float = EVERYBODY_HAS_ALL_WITHIN_S) -> None:
        """Wait until every outbox is empty and every device holds all it may see, and note that it is so.

        If one never does, its history still ends there and the checker says what it lacks.
        """
        try:
            async with asyncio.timeout(within_s):
                for client in self.clients:
                    await client.until(lambda client=client: not client.outbox, within_s)  # type: ignore[misc]
                stored = self.stored()
                for client in self.clients:
                    await client.until(lambda client=client: holds_all(client, stored), within_s)  # type: ignore[misc]
        except TimeoutError:
            pass
        finally:
            for client in self.clients:
                client.log.record(Drained())

    def judge(self) -> list[Violation]:
        """What the checker says; the history is kept beside the data when it complains."""
        violations = check(self.history, self.stored())
        if violations:
            self.history.save(self.folder / "history.json")
        return violations

    def assert_calm(self, *expected: str) -> None:
        """The log is JSON line by line, without a traceback and without an error but those expected."""
        for line in self.server.log():
            assert "raw" not in line, line
            assert "Traceback" not in str(line), line
            assert line["level"] != "error" or line["event"] in expected, line

    async def lists_are_fresh(self) -> None:
        """Every agent's list, kept up by changes alone, is the list that a newcomer is given.

        Raises:
            TimeoutError: a list stays different.
        """
        newcomer = await self.agent(AGENTS[0], "a newcomer's window", opens=0)
        newcomer.stay_connected()
        await newcomer.until(lambda: newcomer.change is not None)
        for window in [client for client in self.clients if isinstance(client, AgentWindow)]:
            await window.until(lambda window=window: listed(window) == listed(newcomer))  # type: ignore[misc]

    async def close(self) -> None:
        """Everybody goes home, the server too."""
        for client in self.clients:
            await client.leave()
        await self.server.kill()


def listed(window: AgentWindow) -> dict[int, Frame]:
    """The list without who is online: presence is never stored, and has frames of its own."""
    return {number: {**row, "is_visitor_online": None} for number, row in window.summaries.items()}


def holds_all(client: Client, stored: list[StoredItem]) -> bool:
    """Whether a device is connected and holds the newest item of whatever it follows."""
    if not client.is_ready:
        return False
    if isinstance(client, VisitorTab):
        mine = [item.visitor_seq or 0 for item in stored if item.conversation == client.conversation]
        return client.held >= max(mine, default=0)
    assert isinstance(client, AgentWindow)
    newest: dict[int, int] = {item.conversation: item.seq for item in stored}
    has_opened = len(client.held) >= min(client.opens, len(newest))
    return has_opened and all(held >= newest.get(conversation, 0) for conversation, held in client.held.items())
