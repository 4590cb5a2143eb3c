"""Whatever comes in, the answer names what was expected, the server goes on, and its log stays calm."""

from __future__ import annotations

import asyncio
import json
import secrets
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio

from chat_server.protocol.close_codes import CloseCode
from tests.faults.checker import check
from tests.faults.installation import INBOX, OTHER_INBOX, Installation
from tests.faults.people import SHOP
from tests.faults.raw import RawSocket, raw_socket

pytestmark = pytest.mark.asyncio(loop_scope="module")

HELLO = {"type": "hello", "inbox": INBOX}
FRAME_LIMIT = 65_536


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def serving(prepared: Path, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Installation]:
    """One installation that serves this whole file; at the end its log must still be calm."""
    house = Installation(prepared, tmp_path_factory.mktemp("serving"))
    try:
        await house.server.start()
        yield house
        await house.server.terminate()
        house.assert_calm()
    finally:
        await house.close()


def send(body: str) -> dict[str, Any]:
    """A visitor's message with a client id of its own."""
    return {"type": "send", "client_id": secrets.token_urlsafe(9), "body": body}


def stored_bodies(house: Installation, message: dict[str, Any]) -> list[str]:
    """What is stored of a message."""
    return [item.body for item in house.stored() if item.client_id == message["client_id"]]


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
        await sara.say(json.dumps(send(""))[:-2] + "x" * (size - len(json.dumps(send("")))) + '"}')
        assert await sara.close_code() in (CloseCode.TOO_LARGE, 1009)


async def test_a_frame_of_exactly_64_kib_is_read(serving: Installation) -> None:
    """At the limit the frame is understood, and its body is what is too long."""
    async with raw_socket(serving.server.address) as sara:
        await sara.say(HELLO)
        await sara.until_type("ready")
        await sara.say(send("x" * (FRAME_LIMIT - len(json.dumps(send(""))))))
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
        await nobody.say({**send("hi"), "conversation": 1})
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
        message = send(body)
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
        message = send(body)
        await sara.say(message)
        shown = (await sara.until_type("snapshot"))["items"]
    assert [item["body"] for item in shown] == [body]
    assert stored_bodies(serving, message) == [body]


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


@pytest.mark.parametrize("origin", ["http://evil.example", f"{SHOP}:8080", "https://shop.localhost", "null", None])
async def test_a_foreign_site_cannot_carry_the_widget(serving: Installation, origin: str | None) -> None:
    """The origin has to be one of the inbox's, exactly; it is named in the answer."""
    async with raw_socket(serving.server.address, origin=origin) as foreign:
        await foreign.say(HELLO)
        error = await foreign.error()
        assert error["code"] == "forbidden"
        assert (origin or "none") in error["message"]
        assert await foreign.close_code() == CloseCode.FORBIDDEN


async def test_an_unknown_inbox_is_refused(serving: Installation) -> None:
    """A script tag with a wrong key gets a plain answer."""
    async with raw_socket(serving.server.address) as lost:
        await lost.say({"type": "hello", "inbox": "no_such_key"})
        assert "inbox" in (await lost.error())["message"]
        assert await lost.close_code() == CloseCode.FORBIDDEN


async def a_token(serving: Installation, inbox: str, origin: str) -> str:
    """A token that the server issued."""
    async with raw_socket(serving.server.address, origin=origin) as somebody:
        await somebody.say({"type": "hello", "inbox": inbox})
        return str((await somebody.until_type("ready"))["token"])


async def expect_unauthenticated(sara: RawSocket, token: str) -> None:
    """The token is refused in words and by its close code."""
    await sara.say({**HELLO, "token": token})
    error = await sara.error()
    assert error["code"] == "unauthenticated"
    assert "token" in error["message"]
    assert await sara.close_code() == CloseCode.UNAUTHENTICATED


@pytest.mark.parametrize("change", ["x", "cut", "swap", "unsigned", "rubbish"])
async def test_a_forged_token_is_refused(serving: Installation, change: str) -> None:
    """Whoever alters a token has none."""
    token = await a_token(serving, INBOX, SHOP)
    body, _, signature = token.rpartition(".")
    forged = {
        "x": token[:-2] + ("AA" if token[-2:] != "AA" else "BB"),
        "cut": token[:-5],
        "swap": f"{signature}.{body}",
        "unsigned": body,
        "rubbish": "ای \u202e.💡",
    }[change]
    async with raw_socket(serving.server.address) as sara:
        await expect_unauthenticated(sara, forged)


async def test_a_token_of_another_inbox_is_refused(serving: Installation) -> None:
    """What one site gave is worth nothing at another."""
    token = await a_token(serving, OTHER_INBOX, "http://elsewhere.localhost")
    async with raw_socket(serving.server.address) as sara:
        await expect_unauthenticated(sara, token)


async def test_an_expired_token_is_refused(prepared: Path, tmp_path: Path) -> None:
    """A token that was not used for too long is over; without it the visitor begins anew."""
    house = Installation(prepared, tmp_path, {"WARMLINE_VISITOR_TOKEN_DAYS": "-1"})
    try:
        await house.server.start()
        token = await a_token(house, INBOX, SHOP)
        async with raw_socket(house.server.address) as sara:
            await expect_unauthenticated(sara, token)
    finally:
        await house.close()


@pytest.mark.parametrize("cookie", ["", "warmline_session=made-up", "warmline_session=\u00e9"])
async def test_an_agent_without_a_session_is_refused(serving: Installation, cookie: str) -> None:
    """The agents' socket opens for those who signed in."""
    headers = {"Cookie": cookie} if cookie else {}
    async with raw_socket(
        serving.server.address, "/socket/agent", f"http://{serving.server.address}", headers
    ) as nobody:
        await nobody.say({"type": "hello", "csrf": "guess"})
        assert "sign in" in (await nobody.error())["message"]
        assert await nobody.close_code() == CloseCode.UNAUTHENTICATED


async def test_another_site_cannot_use_an_agents_session(serving: Installation) -> None:
    """Reza's cookie is worth nothing on a foreign page, nor without the page's own token."""
    reza = await serving.agent("Reza")
    own = f"http://{serving.server.address}"
    for origin, csrf, code in (("http://evil.example", reza.csrf, 4403), (own, "guess", 4401)):
        async with raw_socket(serving.server.address, "/socket/agent", origin, reza.headers()) as thief:
            await thief.say({"type": "hello", "csrf": csrf})
            assert (await thief.error())["message"].startswith("expected")
            assert await thief.close_code() == code


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
