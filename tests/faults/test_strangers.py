"""Foreign sites, forged tokens, missing sessions: each is told what was expected, and shown out."""

from __future__ import annotations

import sqlite3
from contextlib import closing

import pytest

from chat_server.actions.visitor_tokens import VisitorTokens
from chat_server.clock import SystemClock
from chat_server.domain.people import Visitor
from chat_server.protocol.close_codes import CloseCode
from tests.faults.installation import INBOX, OTHER_INBOX, Installation
from tests.faults.raw import HELLO, RawSocket, raw_socket
from tests.faults.visitor_tab import SHOP

pytestmark = pytest.mark.asyncio(loop_scope="module")


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


async def test_an_expired_token_is_refused(serving: Installation) -> None:
    """A token that was not used for too long is over, though it is genuine; without it the visitor begins anew."""
    with closing(sqlite3.connect(serving.database)) as database:
        (secret,) = database.execute("SELECT value FROM meta WHERE key = 'secret'").fetchone()
    tokens = VisitorTokens(secret, lifetime_ms=0)
    inbox = tokens.inbox_of(await a_token(serving, INBOX, SHOP))
    long_ago_ms = SystemClock().now_ms() - 181 * 86_400_000
    async with raw_socket(serving.server.address) as sara:
        await expect_unauthenticated(sara, tokens.issue(Visitor(inbox, contact=7), long_ago_ms))


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
