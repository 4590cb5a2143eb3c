"""Sara asks, Reza answers."""

from __future__ import annotations

import pytest

from tests.support.house import House


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("When does order 1042 arrive?", "It arrives tomorrow before 15:00."),
        ("سفارش ۱۰۴۲ کی می‌رسد؟", "فردا پیش از ساعت ۱۵:۰۰ می‌رسد."),
        ("Mikor érkezik az 1042-es rendelés?", "Holnap 15:00 előtt megérkezik."),
    ],
)
async def test_a_question_is_answered_in_place(house: House, question: str, answer: str) -> None:
    """Both see both messages at once, in every language, under their own numbers."""
    sara = await house.visitor()
    reza = await house.console("Reza")
    await sara.say(question)
    row = await reza.wait_for(lambda f: f["type"] == "conversations" and bool(f["conversations"]))
    conversation = row["conversations"][0]["id"]
    await reza.send(type="open", conversation=conversation)
    await reza.say(answer, conversation=conversation)
    assert sara.texts() == [question, answer]
    assert reza.texts() == [question, answer]
    assert [item["seq"] for item in sara.items()] == [1, 2]
    assert sara.items()[-1]["name"] == "Reza"


async def test_who_only_looks_leaves_nothing_behind(house: House) -> None:
    """A visitor who opens the panel and says nothing is in no table."""
    await house.visitor()
    rows = await house.services.store.reader().fetch_all("SELECT id FROM contacts")
    assert rows == []


async def test_the_acknowledgement_is_the_message_itself(house: House) -> None:
    """The sender knows by its client id that a message is stored."""
    sara = await house.visitor()
    client_id = await sara.say("Hello")
    assert [item["client_id"] for item in sara.items()] == [client_id]


async def test_who_answers_owns_the_conversation(house: House) -> None:
    """An unowned conversation belongs to the agent who answers first; nobody waits any more."""
    sara = await house.visitor()
    reza = await house.console("Reza")
    await sara.say("Hello")
    row = (await reza.wait_for(lambda f: f["type"] == "conversations" and bool(f["conversations"])))["conversations"][0]
    assert row["waiting_since"] == house.clock.now_ms()
    await reza.say("Good day", conversation=row["id"])
    answered = await reza.wait_for(
        lambda f: f["type"] == "conversations" and any(c.get("assignee") for c in f["conversations"])
    )
    after = answered["conversations"][0]
    assert after["assignee"] == house.agent("Reza").id
    assert after["status"] == "pending"
    assert "waiting_since" not in after


async def test_the_visitor_sees_who_answers_and_that_somebody_is_here(house: House) -> None:
    """The state names the agent by first name, and says whether anybody is online."""
    sara = await house.visitor()
    assert sara.of_type("ready")[0]["state"]["is_online"] is False
    reza = await house.console("Reza")
    assert (await sara.wait_for_type("team"))["is_online"] is True
    await sara.say("Hello")
    conversation = sara.of_type("snapshot")[0]["conversation"]
    await reza.say("Good day", conversation=conversation)
    state = await sara.wait_for_type("state")
    assert state["agent"] == {"name": "Reza", "role": "Customer care"}


async def test_both_see_the_other_typing(house: House) -> None:
    """The agent reads along; the visitor sees that somebody writes; neither is stored."""
    sara = await house.visitor()
    await sara.say("Hello")
    conversation = sara.of_type("snapshot")[0]["conversation"]
    reza = await house.console("Reza")
    await reza.send(type="open", conversation=conversation)
    await sara.send(type="typing", text="my order has not")
    assert (await reza.wait_for_type("typing"))["text"] == "my order has not"
    await reza.send(type="typing", conversation=conversation, is_typing=True, kind="message")
    assert await sara.wait_for_type("typing") == {"type": "typing", "name": "Reza", "is_typing": True}
    await reza.send(type="typing", conversation=conversation, is_typing=True, kind="note")
    assert len(sara.of_type("typing")) == 1
