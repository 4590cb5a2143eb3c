"""Coming back: after a tunnel, a closed laptop, a restart."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from tests.support.clock import FakeClock
from tests.support.house import House, Window, open_house


async def begin(house: House, *texts: str) -> tuple[Window, dict[str, Any]]:
    """Sara has written some messages; what she needs to come back."""
    sara = await house.visitor()
    for text in texts:
        await sara.say(text)
    ready = sara.of_type("ready")[0]
    conversation = sara.of_type("snapshot")[0]["conversation"]
    return sara, {"token": ready["token"], "epoch": ready["epoch"], "conversation": conversation}


async def test_after_a_tunnel_exactly_the_missing_messages_come(house: House) -> None:
    """What was sent while Sara was away comes once, in order, and then the stream goes on."""
    sara, known = await begin(house, "one")
    sara.is_cut = True
    reza = await house.console("Reza")
    for text in ("two", "three"):
        await reza.say(text, conversation=known["conversation"])
    sara.close()
    back = await house.visitor(**known, after=1)
    assert back.of_type("items")[0]["items"][0]["body"] == "two"
    await reza.say("four", conversation=known["conversation"])
    assert back.texts() == ["two", "three", "four"]
    assert [item["seq"] for item in back.items()] == [2, 3, 4]


async def test_a_dropped_acknowledgement_costs_nothing(house: House) -> None:
    """The message was stored, the answer lost: the retry is answered with the first position, and stored once."""
    sara, known = await begin(house, "one")
    sara.is_cut = True
    client_id = await sara.say("two")
    sara.is_cut = False
    await sara.send(type="send", client_id=client_id, body="two")
    assert sara.items()[-1]["seq"] == 2
    stored = await house.services.store.reader().fetch_all("SELECT seq FROM items WHERE kind = 'message'")
    assert len(stored) == 2
    assert known["conversation"] == sara.of_type("snapshot")[0]["conversation"]


async def test_the_same_client_id_with_other_words_is_refused(house: House) -> None:
    """A client id stands for one message only."""
    sara, _ = await begin(house, "one")
    await sara.send(type="send", client_id="client-again-1", body="two")
    await sara.send(type="send", client_id="client-again-1", body="something else")
    error = sara.of_type("error")[0]
    assert error["code"] == "client_id_reused"
    assert error["client_id"] == "client-again-1"


async def test_too_far_behind_is_a_snapshot_never_a_hole(house: House) -> None:
    """Six hundred missed messages come as a fresh start with the last fifty."""
    sara, known = await begin(house, "one")
    reza = await house.console("Reza")
    for number in range(600):
        await reza.say(f"message {number}", conversation=known["conversation"])
    back = await house.visitor(**known, after=1)
    snapshot = back.of_type("snapshot")[0]
    assert [item["seq"] for item in snapshot["items"]] == list(range(552, 602))
    assert snapshot["has_older"] is True
    assert len(sara.items()) == 601


async def test_a_restored_backup_forces_a_snapshot(house: House) -> None:
    """Another epoch means that positions say nothing any more."""
    _, known = await begin(house, "one", "two")
    back = await house.visitor(**{**known, "epoch": "another"}, after=2)
    assert [item["seq"] for item in back.of_type("snapshot")[0]["items"]] == [1, 2]


async def test_a_position_from_the_future_is_answered_with_a_snapshot(house: House) -> None:
    """A client that claims to have more than there is begins afresh."""
    _, known = await begin(house, "one")
    back = await house.visitor(**known, after=99)
    assert back.texts() == ["one"]


async def test_a_restart_changes_nothing(tmp_path: Path) -> None:
    """The same data folder, another process: Sara resumes where she was."""
    clock = FakeClock()
    async with open_house(tmp_path, clock) as house:
        _, known = await begin(house, "one", "two")
    async with open_house(tmp_path, clock) as house:
        back = await house.visitor(**known, after=1)
        assert back.texts() == ["two"]


async def test_a_commit_seen_while_resuming_comes_once(house: House) -> None:
    """A message that is visible to the database before its publication runs is not given twice."""
    _, known = await begin(house, "one")
    reza = await house.console("Reza")
    back = Window()
    publish = house.services.hub.publish
    held: list[tuple[Any, ...]] = []
    house.services.hub.publish = lambda *event: held.append(event)  # type: ignore[method-assign]
    await reza.say("two", conversation=known["conversation"])
    back = await house.visitor(**known, after=1)
    house.services.hub.publish = publish  # type: ignore[method-assign]
    for event in held:
        publish(*event)
    await reza.say("three", conversation=known["conversation"])
    assert back.texts() == ["two", "three"]


async def test_the_consoles_list_resumes_from_its_position(house: House) -> None:
    """After a reconnect an agent gets what changed since, not everything."""
    sara, _ = await begin(house, "one")
    reza = await house.console("Reza")
    first = await reza.wait_for_type("conversations")
    epoch = reza.of_type("ready")[0]["epoch"]
    reza.close()
    other = await house.visitor()
    await other.say("somebody else")
    back = await house.console("Reza", epoch=epoch, since=first["change"])
    answer = await back.wait_for_type("conversations")
    assert answer["is_snapshot"] is False
    assert [row["last_text"] for row in answer["conversations"]] == ["somebody else"]
    assert sara.texts() == ["one"]


async def test_the_agents_timeline_resumes_with_notes_and_activities(house: House) -> None:
    """Agents resume by their own numbering, which counts everything."""
    _, known = await begin(house, "one")
    reza = await house.console("Reza")
    await reza.send(type="open", conversation=known["conversation"])
    await reza.say("a note", conversation=known["conversation"], kind="note")
    await reza.say("two", conversation=known["conversation"])
    back = await house.console("Reza")
    await back.send(type="open", conversation=known["conversation"], after=1)
    kinds = [item["kind"] for item in back.of_type("items")[0]["items"]]
    assert kinds == ["note", "activity", "message"]
    assert [item["seq"] for item in back.items()] == [2, 3, 4]
