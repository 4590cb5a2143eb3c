"""HTTP requests that nobody should send: each is refused in one shape, and the server goes on."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator

import httpx
import pytest
import pytest_asyncio

from tests.faults.agent_window import AgentWindow
from tests.faults.installation import INBOX, OTHER_INBOX, PASSWORD, Installation, email_of
from tests.faults.visitor_tab import SHOP

pytestmark = pytest.mark.asyncio(loop_scope="module")

NUMBERS = ("-1", "1e3", "ten", "9" * 40, "0" * 20 + "9" * 40, "\u06f1", " ", "0x10")


@pytest_asyncio.fixture(loop_scope="module")
async def widget(serving: Installation) -> AsyncIterator[httpx.AsyncClient]:
    """A page of the shop."""
    base = f"http://{serving.server.address}"
    async with httpx.AsyncClient(base_url=base, trust_env=False, headers={"Origin": SHOP}) as http:
        yield http


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def reza(serving: Installation) -> AgentWindow:
    """An agent who has signed in."""
    return await serving.agent("Reza")


def assert_refused(answer: httpx.Response, *statuses: int) -> None:
    """A status of the client's fault, a code, and a sentence that says what was expected."""
    assert answer.status_code in statuses, (answer.status_code, answer.text)
    error = answer.json()["error"]
    assert error["code"]
    assert error["message"].startswith("expected")


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"hello",
        b"\xff\xfe",
        b"[]",
        b"null",
        b"{}",
        b'{"inbox": 3, "client_id": "client-id-1", "body": "hi"}',
        b'{"inbox": "' + INBOX.encode() + b'", "client_id": "short", "body": "hi"}',
        b'{"inbox": "' + INBOX.encode() + b'", "client_id": "client-id-1", "body": ""}',
        b'{"inbox": "' + INBOX.encode() + b'", "client_id": "client-id-1", "body": "a\\u0000b"}',
        b'{"inbox": "' + INBOX.encode() + b'", "client_id": "client-id-1", "body": "a\\ud800"}',
        b'{"inbox": "' + INBOX.encode() + b'", "client_id": "client-id-1", "body": "hi", "extra": 1}',
        b'{"inbox": "' + INBOX.encode() + b'", "client_id": "client-id-1", "body": "' + b"x" * 10_001 + b'"}',
        b'{"inbox": "' + b"x" * 100_000 + b'"}',
        b"[" * 50_000,
    ],
    ids=range(15),
)
async def test_a_message_by_http_that_is_none_is_refused(widget: httpx.AsyncClient, content: bytes) -> None:
    """Whatever is posted as a message, the answer says what was expected of it."""
    token = (await widget.post("/api/visitor/token", json={"inbox": INBOX})).json()["token"]
    headers = {"Authorization": f"Bearer {token}"}
    assert_refused(await widget.post("/api/visitor/messages", content=content, headers=headers), 400, 413, 422)


async def test_an_inbox_has_to_be_known(widget: httpx.AsyncClient) -> None:
    """A wrong key gets a plain answer, for a token and a message as for the widget's configuration."""
    assert_refused(await widget.post("/api/visitor/token", json={"inbox": "no_such_key"}), 403, 404)
    message = {"inbox": "no_such_key", "client_id": "client-id-1", "body": "hi"}
    assert_refused(await widget.post("/api/visitor/messages", json=message), 403, 404)
    assert_refused(await widget.get("/widget/config", params={"inbox": "no_such_key"}), 403, 404)


async def test_a_foreign_page_is_refused_over_http_too(widget: httpx.AsyncClient) -> None:
    """The shop's page may not use another site's inbox, and is not let read the answer."""
    message = {"inbox": OTHER_INBOX, "client_id": "client-id-1", "body": "hi"}
    assert_refused(await widget.post("/api/visitor/messages", json=message), 403)
    foreign = await widget.get("/widget/config", params={"inbox": INBOX}, headers={"Origin": "http://evil.example"})
    assert_refused(foreign, 403)
    assert "access-control-allow-origin" not in foreign.headers


@pytest.mark.parametrize(
    "authorization", ["Bearer", "made.up", "Bearer made.up", "Bearer \u00e9", "Bearer " + "x" * 5_000]
)
async def test_history_needs_a_token(widget: httpx.AsyncClient, authorization: str) -> None:
    """Without a token that this server issued there is nothing to read."""
    headers = {b"Authorization": authorization.encode()}
    assert_refused(await widget.get("/api/visitor/items", headers=headers), 401)


@pytest.mark.parametrize("number", NUMBERS)
async def test_a_number_in_the_address_has_to_be_one(reza: AgentWindow, number: str) -> None:
    """Positions and limits are whole numbers of a sensible size."""
    for name in ("before", "limit"):
        assert_refused(await reza.http.get("/api/conversations/1/items", params={name: number}), 400, 404, 422)
    assert_refused(await reza.http.get("/api/conversations", params={"status": "resolved", "before": number}), 400, 422)


@pytest.mark.parametrize("conversation", ["0", "-1", "4711", "9" * 40, "9" * 5_000, "abc", "1%00", "%F0%9F%92%A1"])
async def test_a_conversation_in_the_address_has_to_be_there(reza: AgentWindow, conversation: str) -> None:
    """What is not there, and what cannot be, is not found."""
    for path in ("", "/items"):
        answer = await reza.http.get(f"/api/conversations/{conversation}{path}")
        assert_refused(answer, 400, 404)
    assert_refused(await reza.act(conversation, "resolve"), 400, 404)  # type: ignore[arg-type]


async def test_changes_need_the_pages_own_token(reza: AgentWindow) -> None:
    """A request that another site made in Reza's name is refused before it is looked at."""
    for headers in ({}, {"X-CSRF-Token": "guess"}, {"X-CSRF-Token": reza.csrf, "Origin": "http://evil.example"}):
        answer = await reza.http.post("/api/conversations/1/resolve", json={}, headers=headers)
        assert_refused(answer, 403)


@pytest.mark.parametrize("path", ["/api/visitor/token", "/api/visitor/messages", "/sign-in"])
async def test_who_hangs_up_in_mid_sentence_is_no_fault_of_ours(serving: Installation, path: str) -> None:
    """Half a request, and gone: at the end of this file the log must still be calm."""
    host, _, port = serving.server.address.partition(":")
    _, writer = await asyncio.open_connection(host, int(port))
    writer.write(f"POST {path} HTTP/1.1\r\nHost: {host}\r\nContent-Length: 100\r\n\r\nhalf".encode())
    await writer.drain()
    writer.close()
    await writer.wait_closed()


async def test_nobody_reads_without_signing_in(widget: httpx.AsyncClient) -> None:
    """The agents' half of the API is closed to everybody else."""
    for path in ("/api/conversations?status=resolved", "/api/conversations/1", "/api/conversations/1/items"):
        assert_refused(await widget.get(path), 401)


async def test_guessing_passwords_is_slowed_without_locking_reza_out(serving: Installation) -> None:
    """After many wrong guesses from elsewhere, Reza's own browser, which signed in before, still lets him in."""
    reza = await serving.agent("Reza", "Reza's browser")
    guesser = await serving.agent("Anna", "a guesser")
    guesser.http.cookies.clear()
    statuses = []
    for _ in range(12):
        page = await guesser.http.get("/sign-in")
        form = {"email": email_of("Reza"), "password": "guess", "csrf": guesser.form_token(page.text)}
        statuses.append((await guesser.http.post("/sign-in", data=form)).status_code)
    assert statuses[0] == 401
    assert statuses[-1] == 429
    reza.http.cookies.delete("warmline_session")
    await reza.sign_in(email_of("Reza"), PASSWORD)
    assert reza.csrf
