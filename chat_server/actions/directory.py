"""Inboxes and agents, kept at hand: they are looked up with every message and change rarely."""

from __future__ import annotations

from chat_server.clock import Clock
from chat_server.domain.errors import NotFound
from chat_server.domain.people import Agent, Inbox
from chat_server.storage import people
from chat_server.storage.conversations import median_first_response_s
from chat_server.storage.store import Store

FRESH_MS = 2_000
"""A change made by another process (``warmline create-agent``) is seen after this long."""
REPLY_TIME_FRESH_MS = 60_000
REPLY_TIME_WINDOW_MS = 7 * 86_400_000


class Directory:
    """A short-lived copy of the inboxes and agents, and the measured reply time of each inbox."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock
        self._read_at = -FRESH_MS
        self._reply_times: dict[int, tuple[int, int | None]] = {}
        self.inboxes: dict[int, Inbox] = {}
        self.everyone: dict[int, Agent] = {}
        """Also those who left: what they wrote keeps their name."""
        self.agents: dict[int, Agent] = {}
        self._by_key: dict[str, Inbox] = {}

    async def fresh(self) -> Directory:
        """This directory, read again if its copy is old."""
        if self._clock.now_ms() - self._read_at >= FRESH_MS:
            await self.refresh()
        return self

    async def refresh(self) -> None:
        """Read everything again."""
        self._read_at = self._clock.now_ms()
        db = self._store.reader()
        self.inboxes = {inbox.id: inbox for inbox in await people.fetch_inboxes(db)}
        self.everyone = {agent.id: agent for agent in await people.fetch_agents(db)}
        self.agents = {number: agent for number, agent in self.everyone.items() if agent.is_active}
        self._by_key = {inbox.public_key: inbox for inbox in self.inboxes.values()}

    def inbox_by_key(self, key: str) -> Inbox:
        """The inbox that a site's script tag names.

        Raises:
            NotFound: there is none.
        """
        if key not in self._by_key:
            raise NotFound("expected the public key of an inbox; there is none with this key")
        return self._by_key[key]

    def key_of(self, inbox: int) -> str:
        """An inbox's public key.

        Raises:
            NotFound: there is no such inbox.
        """
        if inbox not in self.inboxes:
            raise NotFound("expected an inbox; there is none with this number")
        return self.inboxes[inbox].public_key

    def agent(self, agent: int) -> Agent:
        """An active agent.

        Raises:
            NotFound: there is none.
        """
        if agent not in self.agents:
            raise NotFound(f"expected an active agent; there is none with the number {agent}")
        return self.agents[agent]

    def first_name(self, agent: int | None, locale: str) -> str | None:
        """How visitors of a language know an agent; None for nobody."""
        return self.everyone[agent].first_name_in(locale) if agent in self.everyone else None

    async def reply_time_s(self, inbox: int) -> int | None:
        """The median first response of the last seven days, measured at most once a minute."""
        now = self._clock.now_ms()
        read_at, known = self._reply_times.get(inbox, (-REPLY_TIME_FRESH_MS, None))
        if now - read_at >= REPLY_TIME_FRESH_MS:
            # Whoever asks while it is measured gets what was known before, and does not measure it once more.
            self._reply_times[inbox] = (now, known)
            known = await median_first_response_s(self._store.reader(), inbox, now - REPLY_TIME_WINDOW_MS)
            self._reply_times[inbox] = (now, known)
        return known
