"""A day with the reply library: from a visitor's question to a better wording that everybody has."""

from __future__ import annotations

import asyncio
from typing import Any

from canned_replies.placeholder import Value
from canned_replies.rendering import render
from canned_replies.templates import parse
from chat_server.actions.coaching import count_sent_marks
from chat_server.actions.outcomes import note_outcomes
from chat_server.actions.phrase_rules import rule_figures
from chat_server.actions.promises import keep_promise
from chat_server.actions.replies import Draft, decide_reply, propose_reply, read_reply
from chat_server.actions.values import quick_choices, values_for
from chat_server.automations.promises import miss_promises_regularly
from chat_server.domain.phrases import zone_of
from chat_server.storage.heads import fetch_head
from chat_server.storage.reply_uses import figures_of
from tests.support.house import House, Window

KEY = "dont_know.ask_colleague"
TEHRAN = zone_of("Asia/Tehran")


async def from_the_library(house: House, conversation: int) -> tuple[str, dict[str, Any]]:
    """What the composer makes of the reply in Persian: text, and the promise it carries."""
    services = house.services
    card = (await services.shelf.fresh()).cards[KEY]
    head = await fetch_head(services.store.reader(), conversation)
    assert head is not None
    known = await values_for(services, house.agent("Reza"), head, TEHRAN)
    choice = quick_choices(house.clock.now_ms(), TEHRAN)[0]
    values = {name: Value(text=value["text"]) for name, value in known.items()}
    values |= {name: Value(text="پاسخ دقیق") for name in card.blanks if name not in values}
    values["promise.due"] = Value(text=choice["text"])
    rendered = render(parse(card.texts["fa"]), "fa", values, services.shelf.placeholders)
    assert rendered.is_sendable
    return rendered.text, {"due": choice["due"], "what": "پاسخ دقیق"}


async def answered(house: House) -> tuple[Window, Window, int, str]:
    """Sara asks in Persian; Reza answers from the library with a promise."""
    sara = await house.visitor(locale="fa")
    await sara.say("این گلدان بیرون از خانه هم می‌ماند؟")
    conversation = sara.of_type("snapshot")[0]["conversation"]
    reza = await house.console("Reza")
    await reza.send(type="open", conversation=conversation)
    text, promise = await from_the_library(house, conversation)
    used = [{"key": KEY, "revision": 1, "language": "fa", "text": text}]
    await reza.say(text, conversation=conversation, replies=used, promise=promise)
    return sara, reza, conversation, text


async def test_a_persian_visitor_is_answered_from_the_library(library_house: House) -> None:
    """The blanks are filled with phrases in isolates; Sara reads the time and everybody knows of the promise."""
    house = library_house
    sara, reza, conversation, text = await answered(house)
    assert sara.texts()[-1] == text
    assert "\u2068تا ساعت ۱۷:۰۰ امروز\u2069" in text
    assert reza.items()[-1]["replies"] == [{"key": KEY, "revision": 1, "language": "fa", "edited": 0.0}]
    emma = await house.console("Emma")
    row = emma.of_type("conversations")[0]["conversations"][0]
    assert (row["id"], row["promise_due"]) == (conversation, sara.items()[-1]["promise_due"])
    # What is approved is also what the coach leaves alone.
    assert await count_sent_marks(house.services) == 1
    assert sum(rule["sent"] for rule in (await rule_figures(house.services))["rules"]) == 0


async def test_a_better_wording_travels_to_everybody_and_the_past_keeps_its_own(library_house: House) -> None:
    """Reza proposes, Nora approves, Emma's picker has it at once; what was sent before shows its revision still."""
    house = library_house
    _, _, conversation, _ = await answered(house)
    emma = await house.console("Emma")
    better = Draft(texts={"fa": "از همکارم می‌پرسم و {{ promise.due }} به شما خبر می‌دهم."}, comment="کوتاه‌تر")
    proposed = await propose_reply(house.services, house.agent("Reza"), KEY, better)
    await decide_reply(house.services, house.agent("Nora"), KEY, 2, "approve", seen=proposed.version)
    assert (await emma.wait_for_type("reply_changed"))["reply"]["texts"]["fa"] == better.texts["fa"]
    await emma.send(type="open", conversation=conversation)
    assert [item["replies"][0]["revision"] for item in emma.items() if item.get("replies")] == [1]
    states = [revision.state for revision in (await read_reply(house.services, house.agent("Nora"), KEY)).revisions]
    assert states == ["retired", "approved"]


async def test_a_promise_outlives_thanks_and_a_missed_hour(library_house: House) -> None:
    """«ممنون» does not end it, the clock misses it, Zsófi keeps it late; the figures know that Sara answered."""
    house = library_house
    sara, reza, _, _ = await answered(house)
    await sara.say("ممنون")
    watching = asyncio.create_task(miss_promises_regularly(house.services))
    await house.clock.somebody_sleeps()
    house.clock.advance(minutes=120)
    missed = await reza.wait_for(lambda f: f["type"] == "promise" and f["state"] == "missed")
    watching.cancel()
    kept = await keep_promise(house.services, house.agent("Zsófi"), missed["id"])
    assert [(step.kind, step.by) for step in kept.steps] == [
        ("made", house.agent("Reza").id),
        ("missed", None),
        ("kept", house.agent("Zsófi").id),
    ]
    await note_outcomes(house.services)
    figures = await figures_of(house.services.store.reader(), KEY)
    assert figures[0].outcomes["answered"] == 1
