"""Whoever has to wait at the door is told for how long."""

from __future__ import annotations

import httpx

from tests.api.conftest import sign_in
from tests.support.house import House


async def test_who_tried_too_often_is_told_when_to_come_back(house: House, anybody: httpx.AsyncClient) -> None:
    """Not a second too early: after that time the right password opens the door. Other refusals name no time."""
    for _ in range(5):
        wrong = await sign_in(anybody, house, "Reza", "wrong")
        assert (wrong.status_code, wrong.headers.get("Retry-After")) == (401, None)
        house.clock.advance(seconds=0.3)
    refused = await sign_in(anybody, house, "Reza")
    assert refused.status_code == 429
    wait_s = int(refused.headers["Retry-After"])
    assert 890 <= wait_s <= 900
    house.clock.advance(seconds=wait_s)
    assert (await sign_in(anybody, house, "Reza")).status_code == 303
