"""The server is killed again and again, at random and at chosen places; nothing acknowledged is lost or repeated."""

from __future__ import annotations

import asyncio
import os
import random

import pytest

from tests.faults.crowd import Crowd
from tests.faults.installation import AGENTS, Installation
from tests.faults.server import POINTS
from tests.faults.stored import integrity_of

VISITORS = 20
MESSAGES_EACH = 8
SHORT_CYCLES = 6
LONG_CYCLES = int(os.environ.get("WARMLINE_FAULT_CYCLES", "100"))
SEED = int(os.environ.get("WARMLINE_FAULT_SEED", "20"))
LONGEST_FUSE = 12


async def a_crowd(house: Installation) -> Crowd:
    """Twenty visitors and three agents, all connected."""
    await house.server.start()
    visitors = [house.visitor(f"visitor {number}") for number in range(1, VISITORS + 1)]
    agents = [await house.agent(name) for name in AGENTS]
    crowd = Crowd(visitors, agents, SEED)
    for client in crowd.clients:
        client.stay_connected()
        await client.until(lambda client=client: client.is_ready)  # type: ignore[misc]
    return crowd


async def one_cycle(house: Installation, crowd: Crowd, chance: random.Random, fuse: list[str]) -> None:
    """Talk until the server falls, by its fuse or by chance; then put it up again."""
    if fuse:
        await house.server.terminate()
        await house.server.start(*fuse)
    talking = asyncio.create_task(crowd.talk(MESSAGES_EACH))
    if not fuse:
        target = acknowledged(crowd) + chance.randrange(VISITORS * MESSAGES_EACH)
        falling = asyncio.create_task(until_acknowledged(crowd, target))
        await asyncio.wait({falling, talking}, return_when=asyncio.FIRST_COMPLETED)
        falling.cancel()
    else:
        gone = asyncio.create_task(house.server.gone(within_s=60))
        await asyncio.wait({gone, talking}, return_when=asyncio.FIRST_COMPLETED)
        gone.cancel()
    await house.server.kill()
    await house.server.start()
    await talking


def acknowledged(crowd: Crowd) -> int:
    """How many messages have come back to their senders."""
    return sum(len(client.log.sends()) - len(client.outbox) for client in crowd.clients)


async def until_acknowledged(crowd: Crowd, target: int) -> None:
    """Wait until so many have; every frame to the first visitor is an occasion to look."""
    await crowd.visitors[0].until(lambda: acknowledged(crowd) >= target, within_s=60)


async def kill_again_and_again(house: Installation, cycles: int) -> None:
    """Kill, restart, resume; finally wait for quiet and judge."""
    chance = random.Random(SEED)
    crowd = await a_crowd(house)
    for cycle in range(cycles):
        point = [*POINTS, None][cycle % (len(POINTS) + 1)]
        fuse = [point, str(chance.randint(1, LONGEST_FUSE))] if point else []
        await one_cycle(house, crowd, chance, fuse)
    await crowd.until_acknowledged()
    await house.everybody_has_all()
    await crowd.leave()
    assert house.judge() == []
    assert integrity_of(house.database) == "ok"
    assert len({item.conversation for item in house.stored()}) == VISITORS


async def test_a_few_kills_lose_and_repeat_nothing(house: Installation) -> None:
    """Twenty visitors and three agents talk through six kills: one at each chosen place, one at random."""
    await kill_again_and_again(house, SHORT_CYCLES)


@pytest.mark.long
async def test_a_hundred_kills_lose_and_repeat_nothing(house: Installation) -> None:
    """The same over a night: as many kills as WARMLINE_FAULT_CYCLES says, a hundred unless told otherwise."""
    await kill_again_and_again(house, LONG_CYCLES)
