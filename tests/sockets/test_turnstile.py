"""A few at a time, in order, and nobody is held up for long."""

from __future__ import annotations

import asyncio

from chat_server.sockets.turnstile import Turnstile


async def test_a_crowd_passes_in_order_a_few_in_each_turn() -> None:
    """A hundred come at once: eight pass in each turn of the loop, in the order in which they came."""
    turnstile, passed = Turnstile(per_turn=8), []

    async def newcomer(number: int) -> None:
        await turnstile.wait()
        passed.append(number)

    crowd = [asyncio.create_task(newcomer(number)) for number in range(100)]
    most, before = 0, 0
    while len(passed) < 100:
        await asyncio.sleep(0)
        most, before = max(most, len(passed) - before), len(passed)
    await asyncio.gather(*crowd)
    assert passed == list(range(100))
    assert most <= 16  # two turns may meet in one look


async def test_who_comes_alone_does_not_wait() -> None:
    """With nobody before them, a newcomer passes at once."""
    turnstile = Turnstile(per_turn=2)
    waiting = turnstile.wait()
    try:
        waiting.send(None)
    except StopIteration:
        return
    raise AssertionError("expected to pass at once")


async def test_who_gives_up_holds_nobody_up() -> None:
    """A newcomer who leaves while waiting takes no place."""
    turnstile = Turnstile(per_turn=1)
    first, second, third = (asyncio.create_task(turnstile.wait()) for _ in range(3))
    await asyncio.sleep(0)
    second.cancel()
    async with asyncio.timeout(5):
        await asyncio.gather(first, third)
