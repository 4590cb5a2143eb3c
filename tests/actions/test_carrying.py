"""What a message remembers of the replies it was made from, and what came of it."""

from __future__ import annotations

from typing import Any

import pytest

from chat_server.actions.conversations import resolve_conversation
from chat_server.actions.outcomes import note_outcomes
from chat_server.actions.replies import Draft, decide_reply, propose_reply
from chat_server.domain.edited import edited_share
from chat_server.storage.reply_uses import figures_of, tallies
from tests.support.house import House, Window


def some_key(house: House) -> str:
    """A reply of the starter."""
    return min(house.services.shelf.cards)


async def begun(house: House) -> tuple[Window, Window, int]:
    """Sara's conversation, open in Reza's window; the library is at hand."""
    await house.services.shelf.fresh()
    sara = await house.visitor()
    await sara.say("Hello")
    conversation = sara.of_type("snapshot")[0]["conversation"]
    reza = await house.console("Reza")
    await reza.send(type="open", conversation=conversation)
    return sara, reza, conversation


def inserted(key: str, text: str | None, revision: int = 1) -> dict[str, Any]:
    """A reply as the composer names it."""
    return {"key": key, "revision": revision, "language": "en", "text": text}


async def test_a_message_remembers_reply_revision_and_how_far_it_was_edited(library_house: House) -> None:
    """As it was, with a word changed, and typed over: 0, a little, nearly all."""
    house = library_house
    sara, reza, conversation = await begun(house)
    key = some_key(house)
    text = "Thank you for asking; we will gladly look into it for you."
    for body in (text, text.replace("gladly", "happily"), "Something else entirely"):
        await reza.say(body, conversation=conversation, replies=[inserted(key, text)])
    seen = [item["replies"][0] for item in reza.items() if item.get("replies")]
    assert [(used["key"], used["revision"], used["language"]) for used in seen] == [(key, 1, "en")] * 3
    as_it_was, a_word, all_of_it = (used["edited"] for used in seen)
    assert as_it_was == 0
    assert 0 < a_word < 0.3
    assert all_of_it > 0.7
    assert all("replies" not in item for item in sara.items())
    rows = await house.services.store.reader().fetch_all("SELECT inserted FROM reply_uses ORDER BY id")
    assert rows == [(None,), (text,), (text,)]
    assert [(row[0], row[2]) for row in await tallies(house.services.store.reader())] == [(key, 3)]


async def test_a_message_sent_before_still_shows_its_revision(library_house: House) -> None:
    """The reply moves on to its second revision; what was sent with the first says so, also after a reload."""
    house = library_house
    _, reza, conversation = await begun(house)
    key = some_key(house)
    await reza.say("With the first", conversation=conversation, replies=[inserted(key, None)])
    draft = Draft(texts={"en": "A better wording."})
    reply = await propose_reply(house.services, house.agent("Reza"), key, draft)
    await decide_reply(house.services, house.agent("Nora"), key, 2, "approve", seen=reply.version)
    await reza.say("With the second", conversation=conversation, replies=[inserted(key, None, 2)])
    emma = await house.console("Emma")
    await emma.send(type="open", conversation=conversation)
    assert [item["replies"][0]["revision"] for item in emma.items() if item.get("replies")] == [1, 2]


async def test_several_replies_can_be_stacked(library_house: House) -> None:
    """Two in one message, nothing added: both are counted, neither as edited."""
    house = library_house
    _, reza, conversation = await begun(house)
    one, two = sorted(house.services.shelf.cards)[:2]
    stacked = [inserted(one, "First."), inserted(two, "Second.")]
    await reza.say("First.\n\nSecond.", conversation=conversation, replies=stacked)
    assert [(used["key"], used["edited"]) for used in reza.items()[-1]["replies"]] == [(one, 0), (two, 0)]


async def test_an_open_blank_stops_the_message(library_house: House) -> None:
    """The refusal names the blank; the same words without a reply may speak of braces."""
    house = library_house
    sara, reza, conversation = await begun(house)
    body = "I will tell you {{ promise.due }}."
    sent = await reza.say(body, conversation=conversation, replies=[inserted(some_key(house), body)])
    error = reza.of_type("error")[-1]
    assert (error["code"], error["client_id"]) == ("blank_open", sent)
    assert "{{ promise.due }}" in error["message"]
    await reza.say("In Jinja you write {{ name }}.", conversation=conversation)
    assert sara.texts()[-1] == "In Jinja you write {{ name }}."


async def test_a_message_is_not_lost_for_a_revision_nobody_knows(library_house: House) -> None:
    """A backup was restored while Reza was offline: what he wrote arrives, without the mark."""
    sara, reza, conversation = await begun(library_house)
    await reza.say("Still here", conversation=conversation, replies=[inserted("gone.reply", "x", 7)])
    assert sara.texts()[-1] == "Still here"
    assert "replies" not in reza.items()[-1]


async def test_what_the_visitor_did_next_is_noted(library_house: House) -> None:
    """Answered, resolved and then reopened, and quiet after a week."""
    house = library_house
    sara, reza, conversation = await begun(house)
    key = some_key(house)

    async def outcomes() -> dict[str, int]:
        await note_outcomes(house.services)
        figures = await figures_of(house.services.store.reader(), key)
        return {outcome: count for outcome, count in figures[0].outcomes.items() if count}

    await reza.say("One", conversation=conversation, replies=[inserted(key, "One")])
    assert await outcomes() == {"open": 1}
    await sara.say("And then?")
    assert await outcomes() == {"answered": 1}
    await reza.say("Two", conversation=conversation, replies=[inserted(key, "Two")])
    await resolve_conversation(house.services, house.agent("Reza"), conversation)
    assert await outcomes() == {"answered": 1, "resolved": 1}
    await sara.say("It is back")
    assert await outcomes() == {"answered": 1, "reopened": 1}
    await reza.say("Three", conversation=conversation, replies=[inserted(key, "Three", 1)])
    house.clock.advance(days=8)
    assert await outcomes() == {"answered": 1, "reopened": 1, "quiet": 1}
    assert await note_outcomes(house.services) == 0


@pytest.mark.parametrize(
    ("before", "after", "least", "most"),
    [
        ("سلام، خوش آمدید", "سلام، خوش آمدید", 0, 0),
        ("سلام، خوش آمدید", "سلام سارا، خوش آمدید", 0.01, 0.5),
        ("a" * 5_000, "b" * 5_000, 0.9, 1),
        ("word " * 4_000, "other " * 4_000, 0.5, 1),
        ("x", "", 0.9, 1),
    ],
)
def test_how_far_a_text_was_edited_is_known_in_bounded_time(before: str, after: str, least: float, most: float) -> None:
    """Equal texts are 0, different ones more; long ones are only counted."""
    assert least <= edited_share(before, after) <= most
