"""Somebody who does not read, or says nothing, harms nobody but themselves, and can come back."""

from __future__ import annotations

import asyncio
import time
from pathlib import Path

from tests.faults.agent_window import AgentWindow
from tests.faults.client import connect
from tests.faults.installation import INBOX, Installation
from tests.faults.raw import raw_socket
from tests.faults.visitor_tab import VisitorTab

LONG_TEXT = "چراغ" + " چراغ" * 1_900
"""Some 17 kB on the wire."""
MESSAGES = 500
"""Together 8 MB: more than the sockets' buffers and the server's outbox of 1 MiB take."""
TOO_SLOW = 4503
SILENT = 4408


class SleepyWindow(AgentWindow):
    """A window that stops reading for a while, as a browser's tab does that hangs."""

    def __init__(self, *arguments: object, **named: object) -> None:
        super().__init__(*arguments, **named)  # type: ignore[arg-type]
        self.may_read = asyncio.Event()
        self.may_read.set()

    async def _receive(self, text: str) -> None:
        await self.may_read.wait()
        await super()._receive(text)


async def test_a_window_that_hangs_slows_nobody_and_catches_up(house: Installation) -> None:
    """Reza's window stops reading while Sara sends eight megabytes: she and Zsófi notice nothing, he resumes later."""
    await house.server.start()
    sara, zsofi = house.visitor("Sara"), await house.agent("Zsófi")
    reza = SleepyWindow(house.server.address, house.history.device("Reza", "agent"))
    house.clients.append(reza)
    await reza.sign_in("reza@example.org", "correct horse battery staple")
    await connect(sara, zsofi, reza)
    await sara.write("Hello")
    await reza.until(lambda: bool(reza.items))
    reza.may_read.clear()
    slowest_s = await send_much(sara, zsofi)
    assert slowest_s < 5
    reza.may_read.set()
    await reza.until(lambda: bool(reza.close_codes), within_s=30)
    assert reza.close_codes[0] in (TOO_SLOW, 1006)
    await house.everybody_has_all()
    assert house.judge() == []
    house.assert_calm()


async def send_much(sara: VisitorTab, zsofi: AgentWindow) -> float:
    """Send all messages; returns the longest time that one took to be acknowledged and shown to Zsófi, in seconds."""
    slowest_s = 0.0
    for number in range(MESSAGES):
        began = time.monotonic()
        await sara.write(f"{number} {LONG_TEXT}")
        await sara.until(lambda: not sara.outbox)
        await zsofi.until(lambda number=number: max(zsofi.held.values(), default=0) >= number + 2)  # type: ignore[misc]
        slowest_s = max(slowest_s, time.monotonic() - began)
    return slowest_s


async def test_who_falls_silent_is_let_go(prepared: Path, tmp_path: Path) -> None:
    """After two heartbeats without a word the connection is closed with a code that says so; a ping keeps it."""
    house = Installation(prepared, tmp_path, {"WARMLINE_HEARTBEAT_S": "0.5"})
    try:
        await house.server.start()
        async with raw_socket(house.server.address) as silent, raw_socket(house.server.address) as talking:
            for socket in (silent, talking):
                await socket.say({"type": "hello", "inbox": INBOX})
                assert (await socket.until_type("ready"))["heartbeat_s"] == 0.5
            closing = asyncio.create_task(silent.close_code())
            while not closing.done():
                assert await talking.is_alive()
                await asyncio.wait({closing}, timeout=0.25)
            assert closing.result() == SILENT
            assert await talking.is_alive()
    finally:
        await house.close()


async def test_long_messages_can_be_opened_and_resumed(house: Installation) -> None:
    """Sixty messages of ten thousand emoji are more than an outbox holds; who reads is given them all the same."""
    await house.server.start()
    sara, reza = house.visitor("Sara"), await house.agent("Reza")
    await connect(sara, reza)
    await sara.write("Hello")
    await reza.until(lambda: bool(reza.items))
    await reza.stop()
    for number in range(60):
        await sara.write(f"{number:04}" + "🏮" * 9_996)
        await sara.until(lambda: not sara.outbox)
    zsofi, tab = await house.agent("Zsófi"), house.another_tab(sara, "Sara's second tab")
    await connect(reza, zsofi, tab)
    await house.everybody_has_all(within_s=15)
    assert house.judge() == []
    assert TOO_SLOW not in reza.close_codes + zsofi.close_codes + tab.close_codes
