"""The server is killed again and again, at random and at chosen places; nothing acknowledged is lost or repeated."""

from __future__ import annotations

import asyncio
import os
import random
import signal

import pytest

from tests.faults.client import connect
from tests.faults.crowd import Crowd
from tests.faults.installation import AGENTS, Installation
from tests.faults.server import POINTS
from tests.faults.stored import integrity_of

VISITORS = 20
SECOND_TABS = 4
MESSAGES_EACH = 8
FALL_WITHIN_S = 60.0
SHORT_CYCLES = 6
LONG_CYCLES = int(os.environ.get("WARMLINE_FAULT_CYCLES", "100"))
SEED = int(os.environ.get("WARMLINE_FAULT_SEED", "20"))
LONGEST_FUSE = 120
CYCLES_A_NIGHT = 25


async def a_crowd(house: Installation, seed: int) -> Crowd:
    """Twenty visitors, some with a second tab, and three agents, all connected."""
    await house.server.start()
    visitors = [house.visitor(f"visitor {number}") for number in range(1, VISITORS + 1)]
    agents = [await house.agent(name) for name in AGENTS]
    await connect(*visitors, *agents)
    tabs = [house.another_tab(visitor, f"second tab of {visitor.log.name}") for visitor in visitors[:SECOND_TABS]]
    await connect(*tabs)
    return Crowd([*visitors, *tabs], agents, seed)


def choose_fuse(cycle: int, chance: random.Random) -> list[str]:
    """Each chosen place in turn, then none: then the kill comes from outside, at random."""
    point = [*POINTS, None][cycle % (len(POINTS) + 1)]
    return [point, str(chance.randint(1, LONGEST_FUSE))] if point else []


async def fall(house: Installation, crowd: Crowd, target: int | None) -> None:
    """Wait until the server is gone by its fuse, or kill it once so many messages are acknowledged."""
    if target is None:
        assert await house.server.gone(FALL_WITHIN_S) == -signal.SIGKILL
    else:
        await crowd.visitors[0].until(lambda: acknowledged(crowd) >= target, FALL_WITHIN_S)
        await house.server.kill()


def acknowledged(crowd: Crowd) -> int:
    """How many messages have come back to their senders."""
    return sum(len(client.log.sends()) - len(client.outbox) for client in crowd.clients)


async def kill_again_and_again(house: Installation, cycles: int, seed: int) -> None:
    """Kill, restart, resume, and kill again while people are still coming back; finally wait for quiet and judge."""
    chance = random.Random(seed)
    crowd = await a_crowd(house, seed)
    talking = asyncio.create_task(crowd.talk_on(MESSAGES_EACH))
    fuse: list[str] = []
    for cycle in range(cycles):
        await fall(house, crowd, None if fuse else acknowledged(crowd) + chance.randrange(VISITORS * MESSAGES_EACH))
        fuse = choose_fuse(cycle, chance)
        await house.server.start(*fuse)
    await fall(house, crowd, None if fuse else acknowledged(crowd))
    crowd.is_quiet = True
    await house.server.start()
    await talking
    await house.everybody_has_all()
    await house.lists_are_fresh()
    await crowd.leave()
    assert house.judge() == []
    house.assert_calm()
    assert integrity_of(house.database) == "ok"
    assert len({item.conversation for item in house.stored()}) == VISITORS


async def test_a_few_kills_lose_and_repeat_nothing(house: Installation) -> None:
    """Twenty visitors and three agents talk through a kill at random, and one at each chosen place."""
    await kill_again_and_again(house, SHORT_CYCLES, SEED)


@pytest.mark.long
@pytest.mark.parametrize("night", range(-(-LONG_CYCLES // CYCLES_A_NIGHT)))
async def test_whole_nights_of_kills_lose_and_repeat_nothing(house: Installation, night: int) -> None:
    """A hundred kills, or WARMLINE_FAULT_CYCLES, in nights of twenty-five; every other one with lingering commits."""
    house.server.settings["WARMLINE_COMMIT_LINGER_MS"] = str(5 * (night % 2))
    await kill_again_and_again(house, CYCLES_A_NIGHT, SEED + 1 + night)
