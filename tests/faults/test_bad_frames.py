"""Frames that are none: the answer names what was expected, and the talk goes on."""

from __future__ import annotations

import asyncio
import json
from pathlib import Path

import pytest

from chat_server.protocol.close_codes import CloseCode
from tests.faults.checker import check
from tests.faults.installation import Installation
from tests.faults.raw import HELLO, raw_socket, visitor_message

pytestmark = pytest.mark.asyncio(loop_scope="module")

FRAME_LIMIT = 65_536

BAD_FRAMES = {
    "not JSON": ("hello?", "JSON"),
    "half of JSON": ('{"type": "ping"', "JSON"),
    "a list": ("[1, 2]", "array"),
    "a number": ("7", "int"),
    "null": ("null", "null"),
    "no type": ("{}", "type"),
    "unknown type": ('{"type": "shout"}', "shout"),
    "type of a wrong type": ('{"type": 3}', "type"),
    "missing field": ('{"type": "send", "client_id": "client-id-1"}', "body"),
    "wrong field": ('{"type": "send", "client_id": "client-id-1", "body": 5}', "body"),
    "short client id": ('{"type": "send", "client_id": "x", "body": "a"}', "client_id"),
    "odd client id": ('{"type": "send", "client_id": "x x x x x x", "body": "a"}', "client_id"),
    "negative position": ('{"type": "receipt", "read": -1}', "read"),
    "huge number": ('{"type": "receipt", "read": 1e400}', "read"),
    "number beyond 64 bits": ('{"type": "receipt", "read": 123456789012345678901234567890}', "read"),
    "position beyond 64 bits": ('{"type": "receipt", "delivered": 9223372036854775808}', "delivered"),
    "deep nesting": ("[" * 5000 + "]" * 5000, "expected"),
}


@pytest.mark.parametrize("name", BAD_FRAMES)
async def test_a_frame_that_is_none_is_refused_and_the_talk_goes_on(serving: Installation, name: str) -> None:
    """Sara's client sends nonsense once: an error says what was expected, and her next frame is heard."""
    text, clue = BAD_FRAMES[name]
    async with raw_socket(serving.server.address) as sara:
        await sara.say(HELLO)
        await sara.until_type("ready")
        await sara.say(text)
        error = await sara.error()
        assert error["code"] == "bad_frame"
        assert error["message"].startswith("expected")
        assert clue.lower() in error["message"].lower()
        assert await sara.is_alive()


@pytest.mark.parametrize("path", ["/socket/visitor", "/socket/agent"])
async def test_a_ping_keeps_nobody_whom_we_do_not_know(serving: Installation, path: str) -> None:
    """The first frame is hello: a heart that beats without a name is shown out."""
    async with raw_socket(serving.server.address, path) as nobody:
        await nobody.say('{"type": "ping"}')
        assert "hello" in (await nobody.error())["message"]
        assert await nobody.close_code() == CloseCode.BAD_FRAME


async def test_who_sends_only_nonsense_is_shown_out(serving: Installation) -> None:
    """After a few frames that mean nothing the connection is closed, with the reason as its code."""
    async with raw_socket(serving.server.address) as nobody:
        await nobody.say(HELLO)
        await nobody.until_type("ready")
        for _ in range(20):
            await nobody.say("nonsense")
        assert await nobody.close_code() == CloseCode.BAD_FRAME


@pytest.mark.parametrize("size", [FRAME_LIMIT + 1, 200_000, 20_000_000])
async def test_a_frame_over_64_kib_is_refused(serving: Installation, size: int) -> None:
    """However large the frame is, the answer is the close code for too large."""
    async with raw_socket(serving.server.address) as sara:
        await sara.say(HELLO)
        await sara.until_type("ready")
        await sara.say(
            json.dumps(visitor_message(""))[:-2] + "x" * (size - len(json.dumps(visitor_message("")))) + '"}'
        )
        assert await sara.close_code() in (CloseCode.TOO_LARGE, 1009)


async def test_a_frame_of_exactly_64_kib_is_read(serving: Installation) -> None:
    """At the limit the frame is understood, and its body is what is too long."""
    async with raw_socket(serving.server.address) as sara:
        await sara.say(HELLO)
        await sara.until_type("ready")
        empty = len(json.dumps(visitor_message("")))
        await sara.say(visitor_message("x" * (FRAME_LIMIT - empty)))
        assert (await sara.error())["code"] == "body_too_long"


async def test_bytes_are_no_frame(serving: Installation) -> None:
    """A binary message is refused in words."""
    async with raw_socket(serving.server.address) as sara:
        await sara.say(HELLO)
        await sara.until_type("ready")
        await sara.say(b"\x00\xff")
        assert "binary" in (await sara.error())["message"]


@pytest.mark.parametrize("path", ["/socket/visitor", "/socket/agent"])
async def test_nobody_speaks_before_hello(serving: Installation, path: str) -> None:
    """A send before hello is answered and the connection closed."""
    async with raw_socket(serving.server.address, path, f"http://{serving.server.address}") as nobody:
        await nobody.say({**visitor_message("hi"), "conversation": 1})
        error = await nobody.error()
        assert "hello" in error["message"]
        assert await nobody.close_code() == CloseCode.BAD_FRAME


async def test_a_second_hello_is_refused(serving: Installation) -> None:
    """One connection is one visitor."""
    async with raw_socket(serving.server.address) as sara:
        await sara.say(HELLO)
        await sara.until_type("ready")
        await sara.say(HELLO)
        assert "one hello" in (await sara.error())["message"]
        assert await sara.is_alive()


async def test_too_many_frames_are_refused_with_a_time(prepared: Path, tmp_path: Path) -> None:
    """A client that sends without measure is told how long to wait, and let in again afterwards."""
    house = Installation(prepared, tmp_path, {"WARMLINE_FRAMES_PER_SECOND": "10"})
    try:
        await house.server.start()
        async with raw_socket(house.server.address) as flood:
            await flood.say(HELLO)
            await flood.until_type("ready")
            for _ in range(100):
                await flood.say({"type": "ping"})
            assert await flood.close_code() == CloseCode.TOO_MANY
            errors = [frame for frame in flood.seen if frame["type"] == "error"]
            assert [(error["code"], error["retry_after_s"] > 0) for error in errors] == [("too_many", True)]
        async with raw_socket(house.server.address) as again:
            await again.say(HELLO)
            assert await again.until_type("ready")
        await house.server.terminate()
        house.assert_calm()
    finally:
        await house.close()


async def test_one_who_errs_disturbs_nobody(serving: Installation) -> None:
    """While one connection sends rubbish, Sara's messages are stored as ever."""
    sara = serving.visitor("Sara")
    sara.stay_connected()
    await sara.until(lambda: sara.is_ready)

    async def rubbish() -> None:
        async with raw_socket(serving.server.address) as vandal:
            await vandal.say(HELLO)
            for text, _ in BAD_FRAMES.values():
                await vandal.say(text)

    async with asyncio.TaskGroup() as group:
        for _ in range(5):
            group.create_task(rubbish())
        for number in range(20):
            await sara.write(f"message {number}")
    await sara.until(lambda: not sara.outbox)
    await sara.leave()
    mine = [item for item in serving.stored() if item.conversation == sara.conversation]
    assert check(serving.history, mine) == []
