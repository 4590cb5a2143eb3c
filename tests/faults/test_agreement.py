"""Whoever looks at a conversation, wherever they look from, sees the same."""

from __future__ import annotations

import asyncio

from tests.faults.agent_window import AgentWindow
from tests.faults.client import Client, connect
from tests.faults.history import Kind
from tests.faults.installation import Installation
from tests.faults.visitor_tab import VisitorTab

MESSAGES = 25


async def everything_arrives(house: Installation, *clients: Client) -> None:
    """Wait until all is stored and shown everywhere."""
    for client in clients:
        await client.until(lambda client=client: not client.outbox, within_s=30)  # type: ignore[misc]
    await house.everybody_has_all()


def timeline(window: AgentWindow) -> list[tuple[int, str, str]]:
    """What an agent's window shows of the only conversation."""
    (items,) = window.items.values()
    return [(item["seq"], item["kind"], item.get("body", "")) for item in items]


def messages(window: AgentWindow) -> list[str]:
    """What of it the visitor sees."""
    return [body for _, kind, body in timeline(window) if kind == "message"]


async def test_two_agents_answer_at_once(house: Installation) -> None:
    """Reza and Zsófi both answer Sara in the same moment: all three see one order, and every word of it."""
    await house.server.start()
    sara, reza, zsofi = house.visitor("Sara"), await house.agent("Reza"), await house.agent("Zsófi")
    await connect(sara, reza, zsofi)
    await sara.write("Which lamp is brighter?")
    for window in (reza, zsofi):
        await window.until(lambda window=window: bool(window.items))  # type: ignore[misc]
    here = min(reza.held)

    async def answer(window: AgentWindow) -> None:
        for number in range(MESSAGES):
            kind: Kind = "note" if number % 5 == 0 else "message"
            await window.write(f"{window.log.name} {number}", kind, here)

    await asyncio.gather(answer(reza), answer(zsofi))
    await everything_arrives(house, sara, reza, zsofi)
    assert timeline(reza) == timeline(zsofi)
    assert messages(reza) == sara.bodies
    assert len(sara.bodies) == 1 + 2 * (MESSAGES - MESSAGES // 5)
    assert [verb for verb in activity(reza) if verb == "assigned"] == ["assigned"]
    assert house.judge() == []


def activity(window: AgentWindow) -> list[str]:
    """The verbs of what happened."""
    (items,) = window.items.values()
    return [item["activity"]["verb"] for item in items if item["kind"] == "activity"]


async def test_two_tabs_of_one_visitor(house: Installation) -> None:
    """Sara writes in two tabs, the second opened before her first message: one conversation, shown alike."""
    await house.server.start()
    sara, reza = house.visitor("Sara"), await house.agent("Reza")
    await connect(sara, reza)
    tab = house.another_tab(sara, "Sara's second tab")
    await connect(tab)

    async def ask(device: VisitorTab) -> None:
        for number in range(MESSAGES):
            await device.write(f"{device.log.name} {number}")

    await asyncio.gather(ask(sara), ask(tab))
    await everything_arrives(house, sara, tab, reza)
    assert len({item.conversation for item in house.stored()}) == 1
    assert sara.conversation == tab.conversation
    assert sara.bodies == tab.bodies == messages(reza)
    assert len(sara.bodies) == 2 * MESSAGES
    assert house.judge() == []


async def test_one_agent_in_two_windows(house: Installation) -> None:
    """Reza writes at his desk and on his phone: both windows show the same, and their reading marks agree."""
    await house.server.start()
    sara, desk = house.visitor("Sara"), await house.agent("Reza", "Reza's desk")
    phone = await house.agent("Reza", "Reza's phone")
    await connect(sara, desk, phone)
    await sara.write("Hello")
    for window in (desk, phone):
        await window.until(lambda window=window: bool(window.items))  # type: ignore[misc]

    async def answer(window: AgentWindow) -> None:
        for number in range(MESSAGES):
            await window.write(f"{window.log.name} {number}", "message", min(window.held))

    await asyncio.gather(answer(desk), answer(phone))
    await everything_arrives(house, sara, desk, phone)
    assert timeline(desk) == timeline(phone)
    assert messages(desk) == sara.bodies
    assert house.judge() == []


async def test_a_conversation_begun_in_two_tabs_at_once_is_one(house: Installation) -> None:
    """Both tabs send the very first message in the same moment, again and again for other visitors."""
    await house.server.start()
    for number in range(10):
        first = house.visitor(f"visitor {number}")
        await connect(first)
        second = house.another_tab(first, f"second tab of {number}")
        await connect(second)
        await asyncio.gather(first.write("one"), second.write("two"))
        await first.until(lambda first=first: len(first.bodies) == 2)  # type: ignore[misc]
        await second.until(lambda second=second: len(second.bodies) == 2)  # type: ignore[misc]
        assert first.bodies == second.bodies
        assert sorted(first.bodies) == ["one", "two"]
    assert house.judge() == []
