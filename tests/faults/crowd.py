"""A crowd that talks while the house is being broken: who they are, and what one of their rounds is."""

from __future__ import annotations

import asyncio
import random
from collections.abc import Sequence
from contextlib import suppress
from itertools import count

import httpx

from tests.faults.agent_window import AgentWindow
from tests.faults.client import Client
from tests.faults.visitor_tab import VisitorTab

PATIENCE_S = 60.0
OPEN_AT_ONCE = 10


class Crowd:
    """Visitors and agents, and chance with a seed."""

    def __init__(self, visitors: Sequence[VisitorTab], agents: Sequence[AgentWindow], seed: int) -> None:
        self.visitors = list(visitors)
        self.agents = list(agents)
        self.chance = random.Random(seed)
        self.is_quiet = False
        self._number = count(1)

    @property
    def clients(self) -> list[Client]:
        """Everybody."""
        return [*self.visitors, *self.agents]

    async def talk_on(self, messages: int) -> None:
        """Round after round, until it is to be quiet."""
        while not self.is_quiet:
            await self.talk(messages)

    async def talk(self, messages: int) -> None:
        """Everybody writes that many messages, each at their own pace."""
        for agent in self.agents:
            known = sorted(agent.summaries)
            await agent.talk_in(self.chance.sample(known, min(len(known), OPEN_AT_ONCE)))
        async with asyncio.TaskGroup() as group:
            for visitor in self.visitors:
                group.create_task(self._ask(visitor, messages))
            for agent in self.agents:
                group.create_task(self._answer(agent, messages))

    async def _ask(self, visitor: VisitorTab, messages: int) -> None:
        for _ in range(messages):
            await visitor.until(lambda: len(visitor.outbox) < self.chance.randint(1, visitor.outbox.window), PATIENCE_S)
            await visitor.write(f"{visitor.log.name} asks {next(self._number)}")
            if self.chance.random() < 0.02:
                visitor.cut()

    async def _answer(self, agent: AgentWindow, messages: int) -> None:
        for _ in range(messages):
            await agent.until(lambda: bool(agent.held) and len(agent.outbox) < agent.outbox.window, PATIENCE_S)
            conversation = self.chance.choice(list(agent.held))
            what = self.chance.random()
            if what < 0.2:
                await self._move(agent, conversation)
            elif what < 0.5:
                await agent.write(f"secret of {agent.log.name} {next(self._number)}", "note", conversation)
            else:
                await agent.write(f"{agent.log.name} answers {next(self._number)}", "message", conversation)

    async def _move(self, agent: AgentWindow, conversation: int) -> None:
        """Make an activity; if the house falls meanwhile, it may or may not have happened."""
        verb = self.chance.choice(["assign", "resolve", "reopen", "snooze"])
        values = {"assign": {"agent": agent.me.get("id")}, "snooze": {"until": None}}.get(verb, {})
        with suppress(httpx.HTTPError):
            await agent.act(conversation, verb, **values)

    async def until_acknowledged(self, within_s: float = PATIENCE_S) -> None:
        """Wait until every outbox is empty."""
        for client in self.clients:
            await client.until(lambda client=client: not client.outbox, within_s)  # type: ignore[misc]

    async def leave(self) -> None:
        """Everybody goes home."""
        for client in self.clients:
            await client.leave()
