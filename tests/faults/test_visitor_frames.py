"""A visitor can never learn of notes: neither text nor number nor gap, nor the moment one was written."""

from __future__ import annotations

import json

import httpx
import pytest

from tests.faults.agent_window import AgentWindow
from tests.faults.history import Received
from tests.faults.installation import INBOX, Installation
from tests.faults.privacy_rules import VISITOR_FIELDS
from tests.faults.visitor_tab import SHOP, VisitorTab

SECRET = "zqx-between-us"
NOTES = 7

Trio = tuple[Installation, VisitorTab, AgentWindow]


@pytest.fixture
async def sara_and_reza(house: Installation) -> Trio:
    """Sara has written, Reza has answered."""
    await house.server.start()
    sara, reza = house.visitor("Sara"), await house.agent("Reza")
    sara.stay_connected()
    reza.stay_connected()
    await sara.until(lambda: sara.is_ready)
    await sara.write("Hello")
    await reza.until(lambda: bool(reza.held))
    await reza.write("Good morning Sara", "message", conversation_of(reza))
    await sara.until(lambda: {"type": "receipts", "team_read": 2, "delivered": 2, "read": 2} in sara.log.frames())
    return house, sara, reza


def conversation_of(reza: AgentWindow) -> int:
    """The only one there is."""
    return min(reza.held)


async def whisper(reza: AgentWindow) -> None:
    """Everything that agents do among themselves."""
    here = conversation_of(reza)
    for number in range(NOTES):
        await reza.say(type="typing", conversation=here, is_typing=True, kind="note")
        await reza.write(f"{SECRET} {number}", "note", here)
    await reza.say(type="typing", conversation=here, is_typing=False, kind="note")
    headers = {"X-CSRF-Token": reza.csrf, "Origin": reza.origin}
    draft = {"kind": "note", "body": f"{SECRET} draft"}
    answer = await reza.http.put(f"/api/conversations/{here}/draft", json=draft, headers=headers)
    assert answer.status_code == 204
    await reza.until(lambda: not reza.outbox)


async def pass_around(reza: AgentWindow) -> None:
    """Every kind of activity, with notes between."""
    here, me = conversation_of(reza), reza.me["id"]
    for verb, values in (
        ("assign", {"agent": None}),
        ("assign", {"agent": me}),
        ("snooze", {"until": None}),
        ("reopen", {}),
        ("resolve", {}),
        ("reopen", {}),
    ):
        assert (await reza.act(here, verb, **values)).status_code == 200
        await reza.write(f"{SECRET} after {verb}", "note", here)
    await reza.until(lambda: not reza.outbox)


async def test_no_frame_tells_of_a_note(sara_and_reza: Trio) -> None:
    """Live, resumed and in a fresh tab, Sara's numbers are 1, 2, 3 … and nothing of a note is in any frame."""
    house, sara, reza = sara_and_reza
    await whisper(reza)
    await pass_around(reza)
    await reza.write("It will arrive on Monday", "message", conversation_of(reza))
    await sara.until(lambda: sara.held == 3)
    sara.cut()
    await sara.until(lambda: not sara.is_ready)
    await whisper(reza)
    await sara.until(lambda: sara.is_ready)
    tab = house.another_tab(sara, "Sara's second tab")
    tab.stay_connected()
    await tab.until(lambda: tab.held == 3)
    await sara.write("Thank you")
    await house.everybody_has_all()
    assert sara.bodies == tab.bodies == ["Hello", "Good morning Sara", "It will arrive on Monday", "Thank you"]
    assert house.judge() == []
    assert len([item for item in house.stored() if item.kind != "message"]) > 2 * NOTES
    texts = [event.text for device in (sara.log, tab.log) for event in device.events if isinstance(event, Received)]
    assert not [text for text in texts if SECRET in text]


async def test_the_moment_of_a_note_is_not_felt(sara_and_reza: Trio) -> None:
    """While Reza types and stores notes, not a single frame goes to Sara."""
    _, sara, reza = sara_and_reza
    before = await frames_until_pong(sara)
    await whisper(reza)
    after = await frames_until_pong(sara)
    assert after[len(before) :] == [{"type": "pong"}]


async def test_setting_aside_is_not_felt(sara_and_reza: Trio) -> None:
    """Snoozing is the team's own affair: nothing that Sara may see changes, so nothing is sent."""
    _, sara, reza = sara_and_reza
    before = await frames_until_pong(sara)
    assert (await reza.act(conversation_of(reza), "snooze", until=None)).status_code == 200
    after = await frames_until_pong(sara)
    assert after[len(before) :] == [{"type": "pong"}]


async def frames_until_pong(sara: VisitorTab) -> list[dict[str, object]]:
    """All that Sara has received once a ping is answered: whatever was sent before it has come."""
    pongs = count_pongs(sara)
    await sara.say(type="ping")
    await sara.until(lambda: count_pongs(sara) > pongs)
    return list(sara.log.frames())


def count_pongs(sara: VisitorTab) -> int:
    """How many pings were answered."""
    return sum(frame["type"] == "pong" for frame in sara.log.frames())


async def test_http_tells_nothing_either(sara_and_reza: Trio) -> None:
    """What the widget fetches over HTTP knows only what the socket would tell."""
    house, sara, reza = sara_and_reza
    await whisper(reza)
    headers = {"Authorization": f"Bearer {sara.token}", "Origin": SHOP}
    async with httpx.AsyncClient(base_url=f"http://{house.server.address}", trust_env=False, headers=headers) as http:
        items = await http.get("/api/visitor/items", params={"before": 100})
        config = await http.get("/widget/config", params={"inbox": INBOX, "locale": "en"})
    assert (items.status_code, config.status_code) == (200, 200)
    assert SECRET not in items.text + config.text
    assert items.json()["has_older"] is False
    for position, item in enumerate(items.json()["items"], start=1):
        assert item["seq"] == position
        assert set(item) <= VISITOR_FIELDS["item"] | {"type"}, json.dumps(item)
