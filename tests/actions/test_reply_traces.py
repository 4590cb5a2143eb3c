"""Whose eyes see which reply a message came from: on live frames, after a reload, on resuming, over HTTP."""

from __future__ import annotations

from contextlib import aclosing

import pytest
from msgspec.structs import replace

from canned_replies.reply_details import ReplyDetails, Scope
from chat_server.actions.phrase_rules import try_rule
from chat_server.actions.replies import Draft, decide_reply, propose_reply
from chat_server.storage.reply_uses import tallies
from tests.actions.test_carrying import begun, inserted, some_key
from tests.api.library_people import client_of
from tests.support.house import House, Window

OWN = "greeting.reza"
WORDS = "Hello from the greenhouse, this is Reza."


@pytest.fixture
async def house(library_house: House) -> House:
    """Reza has a reply of his own, which Nora approved."""
    services, reza = library_house.services, library_house.agent("Reza")
    scope = Scope("own", str(reza.id))
    details = ReplyDetails(situation="greeting", label={"en": "Mine"}, shortcut={"en": "mine"}, scope=scope)
    reply = await propose_reply(services, reza, OWN, Draft(texts={"en": WORDS}, details=details))
    await decide_reply(services, library_house.agent("Nora"), OWN, 1, "approve", seen=reply.version)
    return library_house


def keys(window: Window) -> list[str]:
    """The replies that the items of a window name."""
    return [reply["key"] for item in window.items() for reply in item.get("replies", ())]


async def opened(house: House, name: str, conversation: int, after: int = 0) -> Window:
    """Somebody's window with the conversation open, from the beginning or resumed."""
    window = await house.console(name)
    await window.send(type="open", conversation=conversation, after=after)
    return window


SEES = [("Reza", [OWN]), ("Nora", [OWN]), ("Emma", [])]


@pytest.mark.parametrize(("name", "seen"), SEES)
async def test_a_message_names_an_own_reply_to_its_owner_and_to_those_who_decide(
    house: House, name: str, seen: list[str]
) -> None:
    """Emma gets the words like everybody, at once, after a reload and on resuming; the key never reaches her."""
    _, reza, conversation = await begun(house)
    live = await opened(house, name, conversation)
    await reza.say(WORDS, conversation=conversation, replies=[inserted(OWN, WORDS)])
    reloaded, resumed = await opened(house, name, conversation), await opened(house, name, conversation, after=1)
    for window in (live, reloaded, resumed):
        assert WORDS in window.texts()
        assert keys(window) == seen
    async with aclosing(await client_of(house, name)) as client:
        items = (await client.get(f"/api/conversations/{conversation}/items")).json()["items"]
    assert [reply["key"] for item in items for reply in item.get("replies", ())] == seen


async def test_what_everybody_may_read_stays_named_beside_it(house: House) -> None:
    """Stacked in one message: Emma sees where the part for everyone came from, and only that."""
    _, reza, conversation = await begun(house)
    emma, key = await opened(house, "Emma", conversation), some_key(house)
    await reza.say("Two.", conversation=conversation, replies=[inserted(OWN, None), inserted(key, None)])
    await reza.say("Plain.", conversation=conversation)
    assert keys(emma) == [key]
    assert emma.texts() == ["Hello", "Two.", "Plain."]


@pytest.mark.parametrize("key", [OWN, "greeting.nobody"])
async def test_naming_a_reply_on_a_message_tells_nothing_of_it(house: House, key: str) -> None:
    """Emma guesses keys: one that is not hers to read is left out like one that is not there, and is not counted."""
    _, _, conversation = await begun(house)
    emma = await opened(house, "Emma", conversation)
    await emma.say("Hello", conversation=conversation, replies=[inserted(key, None)])
    assert emma.texts()[-1] == "Hello"
    assert keys(emma) == []
    assert await tallies(house.services.store.reader()) == []


async def test_a_phrase_rule_offers_only_what_everybody_may_read(house: House) -> None:
    """Every agent's coach carries the rules: the key of an own reply in one is refused like one that is not there."""
    rules = await house.services.rules.fresh()
    known = next(rule for rule in rules.rules("en") if rule.match)
    for key in (OWN, "greeting.nobody"):
        problems, _ = await try_rule(house.services, "en", replace(known, replies=(key,)))
        assert [problem["code"] for problem in problems] == ["reply_unknown"]
    assert await try_rule(house.services, "en", replace(known, replies=(some_key(house),))) == ([], [])
