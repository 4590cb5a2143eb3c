"""A few at a time, in order, and nobody is held up for long."""

from __future__ import annotations

import asyncio

from chat_server.sockets.turnstile import Turnstile


async def test_a_crowd_passes_in_order_a_few_in_each_turn() -> None:
    """A hundred come at once: eight pass in each turn of the loop, in the order in which they came."""
    turnstile, passed = Turnstile(per_turn=8), list[int]()
    at_once = [turnstile.enter(lambda number=number: passed.append(number)) for number in range(100)]  # type: ignore[misc]
    assert at_once == [True] * 8 + [False] * 92
    most, before = 0, len(passed)
    while len(passed) < 100:
        await asyncio.sleep(0)
        most, before = max(most, len(passed) - before), len(passed)
    assert passed == list(range(100))
    assert most <= 8


async def test_who_comes_alone_does_not_wait() -> None:
    """With nobody before them, a newcomer passes at once, also after a crowd has passed."""
    turnstile, passed = Turnstile(per_turn=2), list[str]()
    for name in ("Sara", "Bence", "Reza"):
        turnstile.enter(lambda name=name: passed.append(name))  # type: ignore[misc]
    while len(passed) < 3:
        await asyncio.sleep(0)
    await asyncio.sleep(0)
    assert turnstile.enter(lambda: passed.append("Zsófi"))
    assert passed == ["Sara", "Bence", "Reza", "Zsófi"]


async def test_newcomers_do_not_overtake_who_waits() -> None:
    """There is room again, but somebody has waited longer."""
    turnstile, passed = Turnstile(per_turn=1), list[int]()
    for number in range(3):
        turnstile.enter(lambda number=number: passed.append(number))  # type: ignore[misc]
    await asyncio.sleep(0)
    turnstile.enter(lambda: passed.append(3))
    while len(passed) < 4:
        await asyncio.sleep(0)
    assert passed == [0, 1, 2, 3]
