"""Promises: made by a message or recorded, kept, moved, missed; who, when, and who hears of it."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest

from chat_server.actions import promises
from chat_server.actions.conversations import resolve_conversation
from chat_server.automations.promises import miss_promises_regularly
from chat_server.domain.errors import Conflict, InvalidInput, NotFound
from chat_server.storage.promises import promises_of, promises_owed
from tests.support.house import House, Window

HOUR_MS = 3_600_000


async def begun(house: House) -> tuple[Window, Window, int]:
    """Sara's conversation, open in Reza's window."""
    sara = await house.visitor()
    await sara.say("When will it come?")
    conversation = sara.of_type("snapshot")[0]["conversation"]
    reza = await house.console("Reza")
    await reza.send(type="open", conversation=conversation)
    return sara, reza, conversation


async def promised(house: House, reza: Window, conversation: int, hours: float = 1) -> dict[str, Any]:
    """Reza answers with a promise; the frame that tells of it."""
    due = house.clock.now_ms() + round(hours * HOUR_MS)
    await reza.say("By three!", conversation=conversation, promise={"due": due, "what": "find out"})
    return reza.of_type("promise")[-1]


async def due_in_list(window: Window) -> Any:
    """The row's earliest promise, as the list knows it last."""
    await window.wait_for_type("conversations")
    return window.of_type("conversations")[-1]["conversations"][-1].get("promise_due")


async def test_a_message_makes_a_promise(house: House) -> None:
    """Its owner, its time and its message are known; Sara reads the time in her message; the list can order by it."""
    sara, reza, conversation = await begun(house)
    frame = await promised(house, reza, conversation)
    due = house.clock.now_ms() + HOUR_MS
    assert (frame["owner"], frame["due"], frame["state"], frame["what"]) == (
        house.agent("Reza").id, due, "open", "find out",
    )  # fmt: skip
    assert [item.get("promise_due") for item in sara.items()] == [None, due]
    assert frame["message"] == reza.items()[-1]["seq"]
    assert await due_in_list(await house.console("Emma")) == due


async def test_it_is_still_there_after_a_reload(house: House) -> None:
    """Both sides read the message again with what it promised."""
    sara, reza, conversation = await begun(house)
    due = (await promised(house, reza, conversation))["due"]
    again = await house.visitor(sara.of_type("ready")[0]["token"])
    emma = await house.console("Emma")
    await emma.send(type="open", conversation=conversation)
    assert again.items()[-1]["promise_due"] == emma.items()[-1]["promise_due"] == due


async def test_a_repeated_send_promises_once(house: House) -> None:
    """The network failed after the commit: the same message again is answered with the first, promise and all."""
    _, reza, conversation = await begun(house)
    promise = {"due": house.clock.now_ms() + HOUR_MS, "what": "x"}
    for _ in range(2):
        await reza.send(
            type="send", conversation=conversation, client_id="repeated-1", body="By three!", promise=promise
        )
        house.clock.advance(minutes=90)
    assert len(await promises_of(house.services.store.reader(), conversation)) == 1
    assert [item.get("promise_due") for item in reza.items()][-2:] == [promise["due"]] * 2
    assert reza.of_type("error") == []


async def test_thanks_ok_does_not_end_a_promise(house: House) -> None:
    """Sara's next message leaves it owed; Reza's keeping ends it, with who and when."""
    sara, reza, conversation = await begun(house)
    number = (await promised(house, reza, conversation))["id"]
    await sara.say("thanks, ok")
    assert [p.state for p in await promises_of(house.services.store.reader(), conversation)] == ["open"]
    house.clock.advance(minutes=10)
    zsofi = house.agent("Zsófi")
    kept = await promises.keep_promise(house.services, zsofi, number, "told her on the phone")
    assert kept.state == "kept"
    last = kept.steps[-1]
    assert (last.kind, last.by, last.at, last.comment) == (
        "kept", zsofi.id, house.clock.now_ms(), "told her on the phone",
    )  # fmt: skip
    assert reza.of_type("promise")[-1]["state"] == "kept"
    assert await due_in_list(await house.console("Emma")) is None
    with pytest.raises(Conflict, match="this one was kept"):
        await promises.keep_promise(house.services, zsofi, number)


async def test_a_promise_is_missed_by_the_clock_and_stays_owed(house: House) -> None:
    """Nobody kept it in time: that is written down, and it still leads the list until somebody does something."""
    _, reza, conversation = await begun(house)
    frame = await promised(house, reza, conversation)
    watching = asyncio.create_task(miss_promises_regularly(house.services))
    await house.clock.somebody_sleeps()
    house.clock.advance(minutes=61)
    missed = await reza.wait_for(lambda f: f["type"] == "promise" and f["state"] == "missed")
    watching.cancel()
    assert missed["steps"][-1]["kind"] == "missed"
    assert missed["steps"][-1]["by"] is None
    assert await due_in_list(await house.console("Emma")) == frame["due"]
    moved = await promises.move_promise(
        house.services, house.agent("Reza"), frame["id"], house.clock.now_ms() + HOUR_MS, "courier is late"
    )
    assert moved.state == "open"
    assert [step.kind for step in moved.steps] == ["made", "missed", "moved"]
    assert await promises.miss_promises(house.services) == 0


async def test_a_resolved_conversation_that_owes_a_promise_stays_in_the_list(house: House) -> None:
    """Sara said thanks and Reza resolved it: days later it is in the list of whoever starts, until the word is kept."""
    sara, reza, conversation = await begun(house)
    number = (await promised(house, reza, conversation, hours=24 * 5))["id"]
    await sara.say("thanks, ok")
    await resolve_conversation(house.services, house.agent("Reza"), conversation)
    await reza.send(type="read", conversation=conversation, upto=5)
    house.clock.advance(days=3)
    emma, again = await house.console("Emma"), await house.console("Reza")
    [row] = emma.of_type("conversations")[0]["conversations"]
    assert (row["id"], row["status"]) == (conversation, "resolved")
    assert row["promise_due"] is not None
    assert [mark["conversation"] for mark in again.of_type("ready")[0]["read_marks"]] == [conversation]
    await promises.keep_promise(house.services, house.agent("Reza"), number)
    assert (await house.console("Emma")).of_type("conversations")[0]["conversations"] == []


async def test_who_owes_the_nearest_promise_stands_in_the_row(house: House) -> None:
    """Reza promised something for today, Emma for tomorrow: first it is his, then hers, and then nobody's."""
    _, reza, conversation = await begun(house)
    near = (await promised(house, reza, conversation))["id"]
    far = await promises.record_promise(
        house.services, house.agent("Emma"), conversation, house.clock.now_ms() + 30 * HOUR_MS, "ask the supplier", None
    )

    async def owner() -> Any:
        return (await house.console("Nora")).of_type("conversations")[0]["conversations"][0].get("promise_owner")

    assert await owner() == house.agent("Reza").id
    await promises.keep_promise(house.services, house.agent("Reza"), near)
    assert await owner() == house.agent("Emma").id
    await promises.keep_promise(house.services, house.agent("Emma"), far.id)
    assert await owner() is None


async def test_a_missed_promise_can_be_settled_and_nothing_else_can(house: House) -> None:
    """Zsófi told Sara that it will not come to that any more: who and when is kept, and the list lets go of it."""
    _, reza, conversation = await begun(house)
    number = (await promised(house, reza, conversation))["id"]
    zsofi = house.agent("Zsófi")
    with pytest.raises(Conflict, match="can still be kept or moved"):
        await promises.settle_promise(house.services, zsofi, number)
    house.clock.advance(minutes=61)
    assert await promises.miss_promises(house.services) == 1
    settled = await promises.settle_promise(house.services, zsofi, number, "she bought another one")
    last = settled.steps[-1]
    assert (settled.state, last.kind, last.by, last.comment) == (
        "settled", "settled", zsofi.id, "she bought another one",
    )  # fmt: skip
    assert reza.of_type("promise")[-1]["state"] == "settled"
    assert await due_in_list(await house.console("Emma")) is None
    assert await promises_owed(house.services.store.reader(), zsofi.inboxes) == []
    assert await promises.miss_promises(house.services) == 0
    with pytest.raises(Conflict, match="this one was settled"):
        await promises.keep_promise(house.services, zsofi, number)


async def test_the_earliest_of_several_leads(house: House) -> None:
    """Two promises in one conversation: the list knows the nearer, and the other one when that is kept."""
    _, reza, conversation = await begun(house)
    far = await promised(house, reza, conversation, hours=5)
    near = await promised(house, reza, conversation, hours=1)
    assert await due_in_list(await house.console("Emma")) == near["due"]
    await promises.keep_promise(house.services, house.agent("Reza"), near["id"])
    assert await due_in_list(await house.console("Emma")) == far["due"]
    owed = await promises_owed(house.services.store.reader(), house.agent("Emma").inboxes)
    assert [promise.id for promise in owed] == [far["id"]]


async def test_a_promise_typed_by_hand_is_recorded_afterwards(house: House) -> None:
    """The coach noticed it; one press writes it down."""
    _, reza, conversation = await begun(house)
    due = house.clock.now_ms() + HOUR_MS
    made = await promises.record_promise(house.services, house.agent("Reza"), conversation, due, "call back", 1)
    assert reza.of_type("promise")[-1]["id"] == made.id
    assert await due_in_list(await house.console("Emma")) == due


async def test_what_cannot_be_promised_is_refused_and_nothing_is_sent(house: House) -> None:
    """Yesterday, in two years, by a note, of another conversation's message: refused with a sentence."""
    sara, reza, conversation = await begun(house)
    now = house.clock.now_ms()
    for due in (now - 1, now + 800 * 24 * HOUR_MS):
        await reza.say("By then", conversation=conversation, promise={"due": due})
        assert reza.of_type("error")[-1]["code"] == "invalid"
    await reza.say("a note", conversation=conversation, kind="note", promise={"due": now + 1})
    assert "got a note" in reza.of_type("error")[-1]["message"]
    assert sara.texts() == ["When will it come?"]
    reza_himself = house.agent("Reza")
    await reza.say("for colleagues", conversation=conversation, kind="note")
    note = reza.items()[-1]["seq"]
    for no_message in (0, note, 99):
        with pytest.raises(InvalidInput, match="message of this conversation"):
            await promises.record_promise(house.services, reza_himself, conversation, now + 1, "x", no_message)
    with pytest.raises(NotFound):
        await promises.record_promise(house.services, reza_himself, 7, now + 1, "x", None)
    with pytest.raises(NotFound, match="expected a promise of yours"):
        await promises.keep_promise(house.services, reza_himself, 7)
    assert await promises_of(house.services.store.reader(), conversation) == []
