"""Assigning, snoozing, resolving, reopening."""

from __future__ import annotations

import asyncio

import pytest

from chat_server.actions import conversations
from chat_server.automations.snoozes import wake_snoozed_regularly
from chat_server.domain.errors import Conflict, InvalidInput, NotFound
from tests.support.house import House, Window


async def begun(house: House) -> tuple[Window, int]:
    """Sara's conversation."""
    sara = await house.visitor()
    await sara.say("Hello")
    return sara, sara.of_type("snapshot")[0]["conversation"]


async def test_a_snooze_ends_when_its_time_has_come(house: House) -> None:
    """The clock wakes the conversation, and the console hears of it."""
    _, conversation = await begun(house)
    reza = house.agent("Reza")
    hour_later = house.clock.now_ms() + 3_600_000
    head = await conversations.snooze_conversation(house.services, reza, conversation, hour_later)
    assert head.status == "snoozed"
    window = await house.console("Zsófi")
    waking = asyncio.create_task(wake_snoozed_regularly(house.services))
    await house.clock.somebody_sleeps()
    house.clock.advance(minutes=61)
    woken = await window.wait_for(
        lambda f: f["type"] == "conversations" and any(c["status"] == "open" for c in f["conversations"])
    )
    assert woken["conversations"][0]["id"] == conversation
    waking.cancel()


async def test_the_visitors_next_message_ends_a_snooze(house: House) -> None:
    """Set aside until they write again; they do."""
    sara, conversation = await begun(house)
    await conversations.snooze_conversation(house.services, house.agent("Reza"), conversation, None)
    await sara.say("One more thing")
    row = (await house.console("Reza")).of_type("conversations")[0]["conversations"][0]
    assert row["status"] == "open"
    assert "snoozed_until" not in row


async def test_a_resolved_conversation_reopens_within_a_week(house: House) -> None:
    """Sara comes back after three days: it is the same conversation."""
    sara, conversation = await begun(house)
    await conversations.resolve_conversation(house.services, house.agent("Reza"), conversation)
    assert (await sara.wait_for_type("state"))["status"] == "resolved"
    house.clock.advance(days=3)
    await sara.say("It is back")
    assert [item["seq"] for item in sara.items()] == [1, 2]
    assert sara.of_type("state")[-1]["status"] == "open"


async def test_after_a_week_a_new_conversation_begins(house: House) -> None:
    """The old one stays closed; every tab of Sara's starts afresh with the first message."""
    sara, conversation = await begun(house)
    other_tab = await house.visitor(sara.of_type("ready")[0]["token"])
    await conversations.resolve_conversation(house.services, house.agent("Reza"), conversation)
    house.clock.advance(days=8)
    await sara.say("Something new")
    for tab in (sara, other_tab):
        fresh = tab.of_type("snapshot")[-1]
        assert fresh["conversation"] > conversation
        assert [item["seq"] for item in fresh["items"]] == [1]
    await sara.say("and more")
    assert sara.items()[-1]["seq"] == other_tab.items()[-1]["seq"] == 2


async def test_assigning_tells_the_visitor_and_the_list(house: House) -> None:
    """Take it, give it, hand it back; each is written down with who did it."""
    sara, conversation = await begun(house)
    reza, zsofi = house.agent("Reza"), house.agent("Zsófi")
    await conversations.assign_conversation(house.services, reza, conversation, reza.id)
    await conversations.assign_conversation(house.services, reza, conversation, zsofi.id)
    await conversations.assign_conversation(house.services, zsofi, conversation, None)
    assert [f.get("agent", {}).get("name") for f in sara.of_type("state")] == ["Reza", "Zsófi", None]
    window = await house.console("Emma")
    await window.send(type="open", conversation=conversation)
    activities = [i["activity"] for i in window.items() if i["kind"] == "activity"]
    assert activities == [
        {"verb": "assigned", "agent": reza.id},
        {"verb": "assigned", "agent": zsofi.id},
        {"verb": "unassigned"},
    ]


async def test_doing_a_thing_twice_does_it_once(house: House) -> None:
    """Resolving what is resolved adds nothing to the timeline."""
    _, conversation = await begun(house)
    reza = house.agent("Reza")
    first = await conversations.resolve_conversation(house.services, reza, conversation)
    second = await conversations.resolve_conversation(house.services, reza, conversation)
    assert first.seq == second.seq


async def test_what_cannot_be_is_refused(house: House) -> None:
    """No snooze into the past, none of a resolved conversation, no unknown colleague or conversation."""
    _, conversation = await begun(house)
    reza = house.agent("Reza")
    with pytest.raises(InvalidInput, match="between now and one year"):
        await conversations.snooze_conversation(house.services, reza, conversation, house.clock.now_ms() - 1)
    with pytest.raises(NotFound, match="expected an active agent"):
        await conversations.assign_conversation(house.services, reza, conversation, 999)
    with pytest.raises(NotFound, match="expected a conversation of yours"):
        await conversations.resolve_conversation(house.services, reza, 4)
    await conversations.resolve_conversation(house.services, reza, conversation)
    with pytest.raises(Conflict, match="reopen it"):
        await conversations.snooze_conversation(house.services, reza, conversation, None)
