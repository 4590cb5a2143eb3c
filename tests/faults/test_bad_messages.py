"""Messages that cannot be read are refused; unusual ones arrive as they were written."""

from __future__ import annotations

from typing import Any

import pytest

from tests.faults.installation import Installation
from tests.faults.raw import HELLO, raw_socket, visitor_message

pytestmark = pytest.mark.asyncio(loop_scope="module")


def stored_bodies(house: Installation, message: dict[str, Any]) -> list[str]:
    """What is stored of a message."""
    return [item.body for item in house.stored() if item.client_id == message["client_id"]]


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ("", "body_empty"),
        (" \n\t ", "body_empty"),
        ("\u0301\u0302\u0303", "body_empty"),
        ("\u202e\u2066\u2069\u200f", "body_empty"),
        ("\u200b\u2060\ufeff", "body_empty"),
        ("x" * 10_001, "body_too_long"),
        ("e\u0301" * 5_001, "body_too_long"),
        ("a\x00b", "body_invalid"),
        ("a\x1bb", "body_invalid"),
    ],
    ids=["empty", "space", "combining marks", "bidi controls", "invisible", "10,001", "10,002", "NUL", "escape"],
)
async def test_a_message_that_is_none_is_refused(serving: Installation, body: str, code: str) -> None:
    """The error carries the client id, says what was expected, and nothing is stored."""
    async with raw_socket(serving.server.address) as sara:
        await sara.say(HELLO)
        await sara.until_type("ready")
        message = visitor_message(body)
        await sara.say(message)
        error = await sara.error()
        assert (error["code"], error["client_id"]) == (code, message["client_id"])
        assert error["message"].startswith("expected")
        assert "retry_after_s" not in error
        assert await sara.is_alive()
    assert stored_bodies(serving, message) == []


UNUSUAL = {
    "10,000": "x" * 10_000,
    "Persian digits": "\u06f1" * 10_000,
    "emoji": "👩‍👩‍👧" * 2_000,
    "accents": "e\u0301" * 5_000,
    "stacked marks": "Z\u0351\u034a\u0319" * 2_500,
    "bidi inside": "a\u202eb\u2066c",
    "layout": "tab\tand\nline",
}


@pytest.mark.parametrize("body", UNUSUAL.values(), ids=UNUSUAL.keys())
async def test_an_unusual_message_arrives_as_it_was_written(serving: Installation, body: str) -> None:
    """Long, accented, stacked or two-directional text is stored and comes back unaltered."""
    async with raw_socket(serving.server.address) as sara:
        await sara.say(HELLO)
        await sara.until_type("ready")
        message = visitor_message(body)
        await sara.say(message)
        shown = (await sara.until_type("snapshot"))["items"]
    assert [item["body"] for item in shown] == [body]
    assert stored_bodies(serving, message) == [body]


async def test_half_a_character_does_not_poison_the_outbox(serving: Installation) -> None:
    """A cut emoji becomes half a surrogate pair: the refusal names the message, so that it is not sent for ever."""
    async with raw_socket(serving.server.address) as sara:
        await sara.say(HELLO)
        await sara.until_type("ready")
        await sara.say(r'{"type":"send","client_id":"client-id-7","body":"so nice \ud83d"}')
        error = await sara.error()
        assert (error["code"], error["client_id"]) == ("body_invalid", "client-id-7")
        assert "surrogate" in error["message"]
        assert await sara.is_alive()
