"""Several people in one conversation: colleagues, tabs, windows."""

from __future__ import annotations

import pytest

from chat_server.domain.errors import StorageUnavailable
from chat_server.sockets.visitor import MAX_TABS
from tests.support.house import House, Window


async def conversation_of(house: House, sara: Window) -> int:
    """Where Sara's first message went."""
    await sara.say("Hello")
    number: int = sara.of_type("snapshot")[0]["conversation"]
    return number


async def test_two_tabs_of_one_visitor_agree(house: House) -> None:
    """What Sara writes in one tab stands in the other, also the very first message."""
    first = await house.visitor()
    token = first.of_type("ready")[0]["token"]
    second = await house.visitor(token)
    await first.say("from the first tab")
    await second.say("from the second tab")
    assert first.texts() == second.texts() == ["from the first tab", "from the second tab"]
    assert [i["seq"] for i in first.items()] == [i["seq"] for i in second.items()] == [1, 2]


async def test_one_visitor_has_no_thousand_tabs(house: House) -> None:
    """What one tab says goes to all of them: beyond a number that nobody needs, one more has to wait."""
    first = await house.visitor()
    token = first.of_type("ready")[0]["token"]
    tabs = [await house.visitor(token) for _ in range(MAX_TABS - 1)]
    refused = await house.visitor(token)
    assert refused.of_type("error")[0]["code"] == "too_many"
    assert refused.of_type("ready") == []
    tabs[0].close()
    assert (await house.visitor(token)).of_type("ready")


async def test_two_agents_answering_at_once_agree(house: House) -> None:
    """Both answers are there, in one order for everybody."""
    sara = await house.visitor()
    conversation = await conversation_of(house, sara)
    reza, zsofi = await house.console("Reza"), await house.console("Zsófi")
    for window in (reza, zsofi):
        await window.send(type="open", conversation=conversation)
    await reza.say("Reza answers", conversation=conversation)
    await zsofi.say("Zsófi answers", conversation=conversation)
    assert reza.texts() == zsofi.texts() == sara.texts() == ["Hello", "Reza answers", "Zsófi answers"]
    assert [i["seq"] for i in reza.items()] == [i["seq"] for i in zsofi.items()]


async def test_an_agent_in_two_browsers_reads_once(house: House) -> None:
    """What Reza read at his desk is read on his phone, too."""
    sara = await house.visitor()
    conversation = await conversation_of(house, sara)
    desk, phone = await house.console("Reza"), await house.console("Reza")
    await desk.send(type="read", conversation=conversation, upto=1)
    mark = (await phone.wait_for_type("read_mark"))["mark"]
    assert mark == {"conversation": conversation, "upto": 1, "messages": 1}


async def test_receipts_only_move_forward(house: House) -> None:
    """A late or false receipt never takes back that somebody read."""
    sara = await house.visitor()
    conversation = await conversation_of(house, sara)
    reza = await house.console("Reza")
    await reza.send(type="open", conversation=conversation)
    await reza.say("Good day", conversation=conversation)
    await sara.send(type="receipt", delivered=2, read=2)
    await sara.send(type="receipt", delivered=1, read=1)
    await sara.send(type="receipt", delivered=99, read=99)
    receipts = [(f["delivered"], f["read"]) for f in reza.of_type("receipts")]
    assert receipts == [(2, 2)]
    await reza.send(type="read", conversation=conversation, upto=1)
    assert sara.of_type("receipts")[-1]["team_read"] == 1


async def test_colleagues_see_who_is_looking(house: House) -> None:
    """Opening and leaving a conversation is told to everybody in it."""
    sara = await house.visitor()
    conversation = await conversation_of(house, sara)
    reza, zsofi = await house.console("Reza"), await house.console("Zsófi")
    await reza.send(type="open", conversation=conversation)
    await zsofi.send(type="open", conversation=conversation)
    both = sorted(house.agent(name).id for name in ("Reza", "Zsófi"))
    assert reza.of_type("viewers")[-1]["agents"] == both
    zsofi.close()
    assert reza.of_type("viewers")[-1]["agents"] == [house.agent("Reza").id]


async def test_an_agent_sees_only_their_inboxes(house: House) -> None:
    """A conversation of another inbox does not exist for an agent, on any path."""
    sara = await house.visitor()
    conversation = await conversation_of(house, sara)
    reza = await house.console("Reza")
    await house.services.store.writer.run(lambda db: db.execute("DELETE FROM agent_inboxes WHERE agent = ?", (1,)))
    house.clock.advance(seconds=3)
    stranger_name = (await house.services.directory.fresh()).agents[1].name.split()[0]
    stranger = await house.console(stranger_name)
    assert stranger.of_type("conversations")[0]["conversations"] == []
    await stranger.send(type="open", conversation=conversation)
    await stranger.say("let me in", conversation=conversation)
    await stranger.send(type="read", conversation=conversation, upto=1)
    assert [error["code"] for error in stranger.of_type("error")] == ["not_found"] * 3
    assert sara.texts() == ["Hello"]
    assert reza.of_type("error") == []


async def test_a_visitor_cannot_enter_anothers_conversation(house: House) -> None:
    """Naming somebody else's conversation changes nothing: a visitor only ever has their own."""
    sara = await house.visitor()
    conversation = await conversation_of(house, sara)
    stranger = await house.visitor(conversation=conversation, epoch=house.services.store.epoch, after=0)
    assert stranger.items() == []
    await stranger.say("mine")
    assert stranger.texts() == ["mine"]
    assert sara.texts() == ["Hello"]


@pytest.mark.parametrize(
    ("origin", "token", "code"),
    [
        ("https://elsewhere.example", None, "forbidden"),
        ("https://garden.example.evil.example", None, "forbidden"),
        ("http://garden.example", None, "forbidden"),
        (None, None, "forbidden"),
        ("https://garden.example", "WzEsMSwxXQ.forged", "unauthenticated"),
    ],
)
async def test_strangers_are_told_what_was_expected(
    house: House, origin: str | None, token: str | None, code: str
) -> None:
    """Another origin, or a token that is not ours, gets a clear refusal and no welcome."""
    window = await house.visitor(token, origin)  # type: ignore[arg-type]
    assert window.of_type("ready") == []
    error = window.of_type("error")[0]
    assert error["code"] == code
    assert error["message"].startswith("expected ")


async def test_an_old_token_expires_and_a_used_one_is_renewed(house: House) -> None:
    """A token that is used every now and then lives on; one left alone for half a year does not."""
    sara = await house.visitor()
    token = sara.of_type("ready")[0]["token"]
    house.clock.advance(days=100)
    renewed = (await house.visitor(token)).of_type("ready")[0]["token"]
    house.clock.advance(days=100)
    assert (await house.visitor(renewed)).of_type("ready")
    assert (await house.visitor(token)).of_type("error")[0]["code"] == "unauthenticated"


async def test_a_question_that_the_store_cannot_answer_leaves_nothing_open(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Reza opens a conversation while the disk fails: he hears nothing of it, and can open it a moment later."""
    sara = await house.visitor()
    await sara.say("Hello")
    conversation = sara.of_type("snapshot")[0]["conversation"]
    reza = await house.console("Reza")

    async def fail(*_asked: object) -> None:
        raise StorageUnavailable("expected the database to answer; it did not")

    with monkeypatch.context() as broken:
        broken.setattr("chat_server.sockets.agent.fetch_head", fail)
        await reza.send(type="open", conversation=conversation)
    await reza.send(type="typing", conversation=conversation, is_typing=True)
    assert [error["code"] for error in reza.of_type("error")] == ["storage_unavailable", "not_found"]
    await reza.send(type="open", conversation=conversation)
    await sara.say("Are you there?")
    assert reza.texts() == ["Hello", "Are you there?"]
    reza.close()
