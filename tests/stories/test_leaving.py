"""Somebody leaves the team: what they had goes on, what they wrote stays theirs."""

from __future__ import annotations

import asyncio
from typing import Any

import msgspec
import pytest

from chat_server.actions.agents import change_agent, follow_team
from chat_server.actions.conversations import assign_conversation, resolve_conversation, snooze_conversation
from chat_server.actions.sign_in import SignedIn, end_stale_consoles, sign_in
from chat_server.domain.errors import NotFound
from chat_server.storage.heads import fetch_head
from chat_server.storage.promises import promises_owed
from tests.support.house import House, Window
from tests.support.people import PASSWORD

NOBODY: frozenset[int] = frozenset()


async def switch(house: House, first_name: str, is_active: bool) -> None:
    """What ``warmline set-agent --off`` and ``--on`` do."""
    everyone = house.services.directory.everyone.values()
    agent = next(agent for agent in everyone if agent.name.startswith(first_name))
    await change_agent(house.services, msgspec.structs.replace(agent, is_active=is_active))


async def asked(house: House, reza: Window, **carried: Any) -> tuple[Window, int]:
    """A visitor whose question Reza has answered, so that the conversation is his."""
    visitor = await house.visitor()
    await visitor.say("Where is my fig?")
    conversation = visitor.of_type("snapshot")[0]["conversation"]
    await reza.say("On its way.", conversation=conversation, **carried)
    return visitor, conversation


async def assignee(house: House, conversation: int) -> int | None:
    """Who has it."""
    head = await fetch_head(house.services.store.reader(), conversation)
    assert head is not None
    return head.assignee


def presence_of(house: House, window: Window, agent: int) -> str | None:
    """What a colleague's console was last told of somebody."""
    house.services.feed.flush()
    told = [frame["agents"] for frame in window.of_type("presence")]
    return next((agents[str(agent)] for agents in reversed(told) if str(agent) in agents), None)


async def test_what_reza_had_is_everybodys(house: House) -> None:
    """Open, set aside, or settled and still owed: nothing waits for somebody who is gone. What is done stays his."""
    reza, zsofi = await house.console("Reza"), await house.console("Zsófi")
    him = house.agent("Reza")
    sara, opened = await asked(house, reza)
    _, aside = await asked(house, reza)
    await snooze_conversation(house.services, him, aside, None)
    due = house.clock.now_ms() + 3_600_000
    _, owed = await asked(house, reza, promise={"due": due, "what": "find out"})
    _, done = await asked(house, reza)
    for conversation in (owed, done):
        await resolve_conversation(house.services, him, conversation)
    await switch(house, "Reza", False)
    await follow_team(house.services, NOBODY)
    assert [await assignee(house, c) for c in (opened, aside, owed, done)] == [None, None, None, him.id]
    (promise,) = await promises_owed(house.services.store.reader(), [house.inbox.id])
    assert (promise.conversation, promise.owner) == (owed, him.id)
    assert sara.of_type("state")[-1].get("agent") is None
    house.services.feed.flush()
    rows = {row["id"]: row for frame in zsofi.of_type("conversations") for row in frame["conversations"]}
    assert rows[opened].get("assignee") is None
    assert rows[owed]["promise_owner"] == him.id


async def test_what_reza_wrote_keeps_his_name(house: House) -> None:
    """For Sara who comes back, and for colleagues who read it; nobody is offered him any more."""
    sara, conversation = await asked(house, await house.console("Reza"))
    zsofi = await house.console("Zsófi")
    him = house.agent("Reza")
    await switch(house, "Reza", False)
    await follow_team(house.services, NOBODY)
    assert presence_of(house, zsofi, him.id) == "left"
    later = await house.console("Emma")
    known = {agent["name"]: agent["presence"] for agent in later.of_type("ready")[0]["agents"]}
    assert known["Reza Karimi"] == "left"
    again = await house.visitor(sara.of_type("ready")[0]["token"])
    assert [item.get("name") for item in again.items()] == [None, "Reza"]
    with pytest.raises(NotFound):
        await assign_conversation(house.services, house.agent("Emma"), conversation, him.id)


async def test_reza_is_back(house: House) -> None:
    """Colleagues hear of it, and can hand him something again."""
    zsofi = await house.console("Zsófi")
    him = house.agent("Reza")
    await switch(house, "Reza", False)
    left = await follow_team(house.services, NOBODY)
    await switch(house, "Reza", True)
    assert await follow_team(house.services, left) == NOBODY
    assert presence_of(house, zsofi, him.id) == "offline"
    _, conversation = await asked(house, zsofi)
    assert (await assign_conversation(house.services, house.agent("Zsófi"), conversation, him.id)).assignee == him.id


async def test_a_colleague_who_takes_it_first_keeps_it(house: House) -> None:
    """It is handed back once, not taken out of the hands of whoever has it now."""
    _, conversation = await asked(house, await house.console("Reza"))
    await switch(house, "Reza", False)
    emma = house.agent("Emma")
    await asyncio.gather(
        assign_conversation(house.services, emma, conversation, emma.id), follow_team(house.services, NOBODY)
    )
    await follow_team(house.services, NOBODY)
    assert await assignee(house, conversation) == emma.id


async def test_the_old_password_opens_nothing_that_outlives_it(house: House) -> None:
    """Somebody signs in with it in the very moment in which it is replaced: they are out, or never were in."""
    reza = house.agent("Reza")
    tries = [sign_in(house.services, reza.email, PASSWORD, f"10.0.0.{n}", None) for n in range(2)]
    *entered, _ = await asyncio.gather(
        *tries, change_agent(house.services, reza, "a fresh and warm one"), return_exceptions=True
    )
    count = await house.services.store.reader().fetch_one("SELECT count(*) FROM sessions", ())
    assert count is not None
    assert count[0] == 0, entered
    assert isinstance(await sign_in(house.services, reza.email, "a fresh and warm one", "10.0.0.9", None), SignedIn)


async def test_a_new_password_closes_the_consoles_of_the_old_one(house: House) -> None:
    """Reza's windows everywhere; Zsófi works on."""
    office, home, zsofi = [await house.console(name) for name in ("Reza", "Reza", "Zsófi")]
    await change_agent(house.services, house.agent("Reza"), "a fresh and warm one")
    await end_stale_consoles(house.services)
    assert [window.close_code for window in (office, home, zsofi)] == [4401, 4401, None]
