"""Numbers that nobody has: conversations of others, positions beyond any database."""

from __future__ import annotations

from typing import Any

import pytest

from chat_server.protocol.close_codes import CloseCode
from tests.faults.installation import Installation
from tests.faults.raw import HELLO, raw_socket

pytestmark = pytest.mark.asyncio(loop_scope="module")


async def test_an_agent_cannot_reach_a_conversation_that_is_not_theirs(serving: Installation) -> None:
    """A conversation that is not there and one of somebody else's look alike."""
    reza = await serving.agent("Reza")
    async with raw_socket(serving.server.address, "/socket/agent", reza.origin, reza.headers()) as window:
        await window.say({"type": "hello", "csrf": reza.csrf})
        await window.until_type("conversations")
        for frame in (
            {"type": "open", "conversation": 4711},
            {"type": "read", "conversation": 2**53 - 1, "upto": 1},
            {"type": "send", "conversation": 4711, "client_id": "client-id-1", "body": "anybody?"},
        ):
            await window.say(frame)
            assert (await window.error())["code"] == "not_found"
        assert await window.is_alive()


HUGE = 123456789012345678901234567890


@pytest.mark.parametrize(
    "frame",
    [
        {"type": "open", "conversation": HUGE},
        {"type": "open", "conversation": 1, "after": HUGE},
        {"type": "read", "conversation": HUGE, "upto": 1},
        {"type": "read", "conversation": 1, "upto": HUGE},
        {"type": "leave", "conversation": HUGE},
        {"type": "send", "conversation": HUGE, "client_id": "client-id-1", "body": "hi"},
        {"type": "typing", "conversation": -HUGE, "is_typing": True},
    ],
    ids=lambda frame: "-".join(name for name, value in frame.items() if value in (HUGE, -HUGE)) + " " + frame["type"],
)
async def test_a_number_that_no_database_holds_is_refused(serving: Installation, frame: dict[str, Any]) -> None:
    """Thirty digits where a position or a conversation stands: an error, and the window lives on."""
    reza = await serving.agent("Reza")
    async with raw_socket(serving.server.address, "/socket/agent", reza.origin, reza.headers()) as window:
        await window.say({"type": "hello", "csrf": reza.csrf})
        await window.until_type("conversations")
        await window.say(frame)
        error = await window.error()
        assert error["code"] in ("bad_frame", "not_found")
        assert error["message"].startswith("expected")
        assert "retry_after_s" not in error
        assert await window.is_alive()


@pytest.mark.parametrize("field", ["conversation", "after"])
async def test_a_hello_with_impossible_numbers_is_refused(serving: Installation, field: str) -> None:
    """Sara's storage was tampered with: she is told so, and the server goes on."""
    async with raw_socket(serving.server.address) as sara:
        await sara.say({**HELLO, field: HUGE})
        assert (await sara.error())["code"] == "bad_frame"
        assert await sara.close_code() == CloseCode.BAD_FRAME
