"""Bounded outboxes: who reads slowly is told to resume, and slows nobody."""

from __future__ import annotations

import asyncio
import json

from chat_server.delivery.outbox import EPHEMERAL_ROOM, MAX_FRAMES, Outbox


class Reader:
    """A peer whose reading a test can stop."""

    def __init__(self) -> None:
        self.received: list[str] = []
        self.may_read = asyncio.Event()
        self.may_read.set()
        self.was_told_to_resume = False
        self.outbox = Outbox(self._write, self._overflow)

    async def _write(self, text: str) -> None:
        await self.may_read.wait()
        self.received.append(text)

    def _overflow(self) -> None:
        self.was_told_to_resume = True

    def frames(self) -> list[object]:
        """Everything received, arrays taken apart."""
        found: list[object] = []
        for text in self.received:
            value = json.loads(text)
            found += value if isinstance(value, list) else [value]
        return found


async def test_frames_that_wait_together_leave_together() -> None:
    """One write for many frames, in order; a single one is no array."""
    reader = Reader()
    for number in range(3):
        reader.outbox.put(b'{"n":%d}' % number)
    await reader.outbox.flush()
    reader.outbox.put(b'{"n":3}')
    await reader.outbox.flush()
    assert reader.received == ['[{"n":0},{"n":1},{"n":2}]', '{"n":3}']


async def test_a_reader_who_does_not_read_is_cut_off_and_told_why() -> None:
    """After 256 frames nothing more is kept for them."""
    reader = Reader()
    reader.may_read.clear()
    reader.outbox.put(b"0")
    await asyncio.sleep(0)
    for number in range(MAX_FRAMES + 1):
        assert not reader.was_told_to_resume, number
        reader.outbox.put(b"1")
    assert reader.was_told_to_resume
    assert reader.outbox.is_closed


async def test_a_megabyte_is_too_much_as_well() -> None:
    """The bound counts bytes, too."""
    reader = Reader()
    reader.may_read.clear()
    reader.outbox.put(b"0")
    await asyncio.sleep(0)
    for _ in range(17):
        reader.outbox.put(b"x" * 65_536)
    assert reader.was_told_to_resume


async def test_typing_is_dropped_before_messages_suffer() -> None:
    """Behind a slow reader ephemeral frames find no room; messages do."""
    reader = Reader()
    reader.may_read.clear()
    reader.outbox.put(b"0")
    await asyncio.sleep(0)
    for _ in range(EPHEMERAL_ROOM * 2):
        reader.outbox.put_ephemeral(b'"typing"')
    reader.outbox.put(b'"message"')
    reader.may_read.set()
    await reader.outbox.flush()
    assert reader.frames().count("typing") == EPHEMERAL_ROOM
    assert reader.frames()[-1] == "message"


async def test_after_closing_nothing_is_written() -> None:
    """The peer is gone: what waits is forgotten, what comes is not taken."""
    reader = Reader()
    reader.outbox.put(b"1")
    reader.outbox.close()
    reader.outbox.put(b"2")
    await asyncio.sleep(0)
    assert reader.received == []
