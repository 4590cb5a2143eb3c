"""The server is stopped politely in the middle of everything: it says goodbye, and nothing is lost."""

from __future__ import annotations

import asyncio
import signal
from os import kill

import httpx

from tests.faults.client import connect
from tests.faults.crowd import Crowd
from tests.faults.history import History
from tests.faults.installation import AGENTS, Installation

VISITORS = 12
MANY_VISITORS = 30
"""So many that they are not all sent away at once."""
MESSAGES_EACH = 10
LOOKS = 200


async def a_talking_crowd(house: Installation, count: int = VISITORS) -> Crowd:
    """A dozen visitors and three agents, all connected."""
    await house.server.start()
    visitors = [house.visitor(f"visitor {number}") for number in range(count)]
    crowd = Crowd(visitors, [await house.agent(name) for name in AGENTS], seed=7)
    await connect(*crowd.clients)
    return crowd


async def test_sigterm_in_mid_send_loses_nothing(house: Installation) -> None:
    """Everybody is told that the server goes and when to come back; after the restart all is there, once."""
    crowd = await a_talking_crowd(house)
    talking = asyncio.create_task(crowd.talk(MESSAGES_EACH))
    await crowd.visitors[0].until(lambda: crowd.visitors[0].held > 2)
    assert await house.server.terminate() == 0
    for client in crowd.clients:
        await client.until(lambda client=client: bool(client.close_codes))  # type: ignore[misc]
    told = [client.log.name for client in crowd.clients if was_told(house.history, client.log.name)]
    assert told == [client.log.name for client in crowd.clients]
    assert {client.close_codes[0] for client in crowd.clients} == {1012}
    await house.server.start()
    await talking
    await crowd.until_acknowledged()
    await house.everybody_has_all()
    await house.lists_are_fresh()
    assert house.judge() == []
    house.assert_calm()


def was_told(history: History, name: str) -> bool:
    """Whether a device received ``going_away`` with a time to come back."""
    device = next(device for device in history.devices if device.name == name)
    return any(frame["type"] == "going_away" and frame["retry_after_s"] > 0 for frame in device.frames())


async def test_a_stopping_server_says_that_it_is_not_ready(house: Installation) -> None:
    """From SIGTERM until the end, a load balancer that asks is answered 503 or not at all, never 200."""
    house.server.settings["WARMLINE_DRAIN_S"] = "3"
    await a_talking_crowd(house, MANY_VISITORS)
    kill(house.server.pid, signal.SIGTERM)
    answers = [await readiness(house) for _ in range(LOOKS) if house.server.is_running]
    assert await house.server.gone() == 0
    stopping = answers[answers.index(503) :] if 503 in answers else []
    assert stopping, f"expected 503 while it stops; got {set(answers)}"
    assert set(stopping) <= {503, None}


async def readiness(house: Installation) -> int | None:
    """What ``/readyz`` answers; None when nobody does."""
    try:
        return (await house.server.get("/readyz")).status_code
    except httpx.TransportError:
        return None


async def test_five_restarts_in_a_row_lose_nothing(house: Installation) -> None:
    """A deployment that goes wrong five times is tiresome, and no more than that."""
    crowd = await a_talking_crowd(house)
    talking = asyncio.create_task(crowd.talk(MESSAGES_EACH))
    for _ in range(5):
        await crowd.visitors[0].until(lambda: crowd.visitors[0].is_ready)
        assert await house.server.terminate() == 0
        await house.server.start()
    await talking
    await crowd.until_acknowledged()
    await house.everybody_has_all()
    await house.lists_are_fresh()
    assert house.judge() == []
    house.assert_calm()
