"""What visitors must never learn."""

from __future__ import annotations

import json

from chat_server.actions import conversations
from chat_server.actions.agents import set_away
from tests.support.house import House


async def test_a_visitor_never_learns_of_notes(house: House) -> None:
    """Neither text nor number nor gap: every frame is looked at, live and after coming back."""
    sara = await house.visitor()
    await sara.say("Hello")
    conversation = sara.of_type("snapshot")[0]["conversation"]
    reza = await house.console("Reza")
    await reza.send(type="open", conversation=conversation)
    before = len(sara.frames)
    await reza.say("a secret note about Sara", conversation=conversation, kind="note")
    await conversations.snooze_conversation(house.services, house.agent("Reza"), conversation, None)
    await conversations.reopen_conversation(house.services, house.agent("Reza"), conversation)
    assert len(sara.frames) == before, "notes, snoozing and waking send the visitor nothing at all"
    await reza.say("Good day", conversation=conversation)
    await reza.say("another secret", conversation=conversation, kind="note")
    await reza.say("Your order is on its way", conversation=conversation)
    ready = sara.of_type("ready")[0]
    back = await house.visitor(ready["token"], epoch=ready["epoch"], conversation=conversation, after=1)
    fresh = await house.visitor(ready["token"])
    for window, expected in ((sara, [1, 2, 3]), (back, [2, 3]), (fresh, [1, 2, 3])):
        assert "secret" not in json.dumps(window.frames)
        assert [item["seq"] for item in window.items()] == expected
        assert all(item.get("kind") is None and "visitor_seq" not in item for item in window.items())


async def test_a_note_leaves_the_visitors_waiting_alone(house: House) -> None:
    """Writing a note is no answer: the visitor still waits, and nothing is marked as read."""
    sara = await house.visitor()
    await sara.say("Hello")
    conversation = sara.of_type("snapshot")[0]["conversation"]
    reza = await house.console("Reza")
    await reza.say("ask the courier", conversation=conversation, kind="note")
    row = (await house.console("Emma")).of_type("conversations")[0]["conversations"][0]
    assert row["waiting_since"] == house.clock.now_ms()
    assert row["status"] == "open"
    assert row["last_text"] == "Hello"


async def test_a_visitor_does_not_see_how_many_answer(house: House) -> None:
    """The first agent who comes and the last who goes are told of; who comes and goes between them is not."""
    sara = await house.visitor()
    reza = await house.console("Reza")
    assert [frame["is_online"] for frame in sara.of_type("team")] == [True]
    await house.console("Emma")
    await house.console("Zsófi")
    await set_away(house.services, house.agent("Emma"), is_away=True)
    await set_away(house.services, house.agent("Emma"), is_away=False)
    assert [frame["is_online"] for frame in sara.of_type("team")] == [True]
    for name in ("Emma", "Zsófi", "Reza"):
        await set_away(house.services, house.agent(name), is_away=True)
    assert [frame["is_online"] for frame in sara.of_type("team")] == [True, False]
    assert reza.of_type("ready")
