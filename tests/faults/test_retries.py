"""Sending again is harmless: it is answered with the first position, and disturbs no view."""

from __future__ import annotations

import pytest

from tests.faults.history import Sent
from tests.faults.installation import Installation
from tests.faults.raw import raw_socket
from tests.faults.visitor_tab import VisitorTab

MESSAGES = 5


async def sara_has_written(house: Installation) -> VisitorTab:
    """Sara holds five messages of her own."""
    await house.server.start()
    sara = house.visitor("Sara")
    sara.stay_connected()
    await sara.until(lambda: sara.is_ready)
    for number in range(MESSAGES):
        await sara.write(f"message {number}")
    await sara.until(lambda: not sara.outbox)
    return sara


@pytest.mark.parametrize("which", range(MESSAGES))
async def test_a_visitors_repeated_message_is_answered_with_its_first_place(house: Installation, which: int) -> None:
    """Whichever of her messages Sara's client repeats, her view stays whole and nothing is stored twice."""
    sara = await sara_has_written(house)
    sent = list(sara.log.sends().values())[which]
    before = answers(sara, sent)
    await sara.transmit(sent)
    await sara.until(lambda: answers(sara, sent) > before)
    assert sara.bodies == [f"message {number}" for number in range(MESSAGES)]
    await house.everybody_has_all()
    assert house.judge() == []


def answers(sara: VisitorTab, sent: Sent) -> int:
    """How often a message came back."""
    return sum(sent.client_id in str(frame) for frame in sara.log.frames())


async def test_an_agents_repeated_note_is_answered_with_its_first_place(house: Installation) -> None:
    """Reza's window repeats a note and a message: each is stored once."""
    await sara_has_written(house)
    reza = await house.agent("Reza")
    reza.stay_connected()
    await reza.until(lambda: bool(reza.items))
    here = min(reza.held)
    await reza.write("She wrote last week, too", "note", here)
    await reza.write("Good morning", "message", here)
    await reza.until(lambda: not reza.outbox)
    for sent in list(reza.log.sends().values()):
        await reza.transmit(sent)
    await reza.write("How can I help?", "message", here)
    await reza.until(lambda: not reza.outbox)
    await house.everybody_has_all()
    assert house.judge() == []


async def test_a_client_id_cannot_be_used_for_another_message(house: Installation) -> None:
    """The second text is refused by name, and the first stays as it was."""
    sara = await sara_has_written(house)
    first = next(iter(sara.log.sends().values()))
    async with raw_socket(house.server.address) as tab:
        await tab.say({"type": "hello", "inbox": sara.inbox, "token": sara.token})
        await tab.until_type("snapshot")
        await tab.say({"type": "send", "client_id": first.client_id, "body": "something else"})
        error = await tab.error()
    assert (error["code"], error["client_id"]) == ("client_id_reused", first.client_id)
    assert house.judge() == []


async def test_two_visitors_may_choose_the_same_client_id(house: Installation) -> None:
    """A client id belongs to its sender: Bence's is not Sara's."""
    sara = await sara_has_written(house)
    first = next(iter(sara.log.sends().values()))
    async with raw_socket(house.server.address) as bence:
        await bence.say({"type": "hello", "inbox": sara.inbox})
        await bence.until_type("ready")
        await bence.say({"type": "send", "client_id": first.client_id, "body": "Jó napot!"})
        shown = await bence.until_type("snapshot")
    assert [item["body"] for item in shown["items"]] == ["Jó napot!"]
    assert shown["conversation"] != sara.conversation


async def test_socket_and_http_are_one_path(house: Installation) -> None:
    """Sara's page closes while a message is on its way: sent again by HTTP, it is the same message."""
    sara = await sara_has_written(house)
    for sent in list(sara.log.sends().values()):
        assert (await sara.post(sent)).status_code == 200
    fresh = Sent("sent-by-http-first", "And one more thing")
    assert (await sara.post(fresh)).status_code == 200
    await sara.transmit(fresh)
    await sara.until(lambda: answers(sara, fresh) == 2)
    await house.everybody_has_all()
    assert sara.bodies == [*(f"message {number}" for number in range(MESSAGES)), "And one more thing"]
    assert house.judge() == []


async def test_a_first_message_by_http_begins_the_conversation(house: Installation) -> None:
    """A visitor whose network refuses sockets takes a token and is heard; a repeat leads to the same conversation."""
    await house.server.start()
    sara = house.visitor("Sara")
    sent = Sent("sent-by-http-first", "Sockets do not work here")
    assert (await sara.post(sent)).status_code == 401
    await sara.become_somebody()
    answer = (await sara.post(sent)).json()
    assert (await sara.post(sent)).json()["conversation"] == answer["conversation"]
    sara.stay_connected()
    await sara.until(lambda: sara.held == 1)
    await house.everybody_has_all()
    assert sara.bodies == ["Sockets do not work here"]
    assert house.judge() == []
