"""Peers that send without end, slowly or nothing, and who never read: they are cut off, and nothing piles up."""

from __future__ import annotations

import asyncio
import base64
import os
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

import pytest
import uvicorn
from starlette.types import Receive, Scope, Send

from chat_server import serve
from chat_server.settings import Settings
from chat_server.sockets import entrance
from tests.support.server import free_port

WITHIN_S = 10.0
PIECE = b"x" * 1_000
MUCH = 5_000
"""Five megabytes in such pieces: far more than anybody has to say."""
FULL_HEAD = b"GET / HTTP/1.1\r\nHost: warm\r\n"
UPGRADE = (
    b"GET / HTTP/1.1\r\nHost: warm\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
    b"Sec-WebSocket-Key: " + base64.b64encode(os.urandom(16)) + b"\r\n\r\n"
)
EMPTY_PING, EMPTY_PONG, EMPTY_TEXT, EMPTY_MORE = (bytes([opcode, 0x80, 0, 0, 0, 0]) for opcode in (0x89, 0x8A, 1, 0))


async def patient_app(scope: Scope, receive: Receive, send: Send) -> None:
    """Takes every socket and listens; answers every request with more than a peer's buffers hold, without its body."""
    if scope["type"] == "websocket":
        await receive()
        await send({"type": "websocket.accept"})
        while (await receive())["type"] != "websocket.disconnect":
            pass
    elif scope["type"] == "http":
        await send({"type": "http.response.start", "status": 200, "headers": []})
        with suppress(OSError):
            await send({"type": "http.response.body", "body": b"y" * 20_000_000})


@pytest.fixture(autouse=True)
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Seconds become tenths, so that nobody waits."""
    monkeypatch.setattr(entrance, "REQUEST_TIMEOUT_S", 0.5)
    monkeypatch.setattr(serve, "UNREAD_TIMEOUT_S", 1)


@asynccontextmanager
async def listening() -> AsyncIterator[tuple[uvicorn.Server, int]]:
    """A server as the product runs it, around the patient app."""
    port = free_port()
    server = serve.make_server(patient_app, Settings(port=port))
    running = asyncio.create_task(server.serve([serve.listen("127.0.0.1", port)]))
    try:
        async with asyncio.timeout(WITHIN_S):
            while not server.started:
                await asyncio.sleep(0.01)
        yield server, port
    finally:
        server.should_exit = True
        server.force_exit = True
        await running


async def is_cut_off(port: int, beginning: bytes, piece: bytes = b"", pieces: int = 0) -> bool:
    """Whether the server ends the connection of somebody who sends this."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    try:
        async with asyncio.timeout(WITHIN_S):
            writer.write(beginning)
            for _ in range(pieces):
                writer.write(piece)
                await writer.drain()
            while await reader.read(65_536):
                pass
    except ConnectionError:
        return True
    except TimeoutError:
        return False
    finally:
        writer.transport.abort()
    return True


@pytest.mark.parametrize(
    ("beginning", "piece"),
    [
        (b"GET /", PIECE),
        (FULL_HEAD, b"X-More: " + PIECE + b"\r\n"),
        (FULL_HEAD + b"X-Long: ", PIECE),
    ],
    ids=["address", "headers", "one header"],
)
async def test_a_head_without_end_is_cut_off(beginning: bytes, piece: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    """However an endless head is made, it ends when it is too large, not when memory does."""
    monkeypatch.setattr(entrance, "REQUEST_TIMEOUT_S", 600.0)
    async with listening() as (_, port):
        assert await is_cut_off(port, beginning, piece, MUCH)


@pytest.mark.parametrize("head", [FULL_HEAD, UPGRADE[:-2]], ids=["a page", "a socket"])
async def test_a_large_head_in_one_piece_is_refused(head: bytes) -> None:
    """It would be kept for as long as the socket lives."""
    async with listening() as (_, port):
        assert await is_cut_off(port, head + b"Cookie: " + b"x" * 40_000 + b"\r\n\r\n")


async def test_trailers_without_end_are_cut_off(monkeypatch: pytest.MonkeyPatch) -> None:
    """What may follow a body is bounded as well."""
    monkeypatch.setattr(entrance, "REQUEST_TIMEOUT_S", 600.0)
    chunked = b"POST / HTTP/1.1\r\nHost: warm\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n"
    async with listening() as (_, port):
        assert await is_cut_off(port, chunked, b"X-More: " + PIECE + b"\r\n", MUCH)


@pytest.mark.parametrize(
    "beginning",
    [b"", FULL_HEAD, b"POST / HTTP/1.1\r\nHost: warm\r\nContent-Length: 100\r\n\r\nhalf"],
    ids=["silence", "half a head", "half a body"],
)
async def test_who_does_not_finish_asking_is_let_go(beginning: bytes) -> None:
    """A request has to be there in time: a connection alone costs us something."""
    async with listening() as (server, port):
        with socket.create_connection(("127.0.0.1", port)) as slow:
            slow.send(beginning)
            await down_to(server, 0)


async def test_a_socket_may_stay_for_long() -> None:
    """Who asked for a socket has asked: from then on only its own rules count."""
    async with listening() as (server, port):
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        writer.write(UPGRADE)
        assert b" 101 " in await reader.readline()
        _, silent = await asyncio.open_connection("127.0.0.1", port)
        await down_to(server, 1)
        writer.write(EMPTY_PING)
        async with asyncio.timeout(WITHIN_S):
            await reader.readuntil(b"\x8a\x00")
        for peer in (writer, silent):
            peer.transport.abort()


@pytest.mark.parametrize(
    ("beginning", "piece"),
    [(b"", EMPTY_PING * 10), (b"", EMPTY_PONG * 10), (EMPTY_TEXT, EMPTY_MORE * 10)],
    ids=["pings", "pongs", "fragments"],
)
async def test_a_flood_beside_the_frames_is_cut_off(beginning: bytes, piece: bytes) -> None:
    """What never becomes a frame of ours is counted, too: it costs time, and its answers cost memory."""
    async with listening() as (_, port):
        assert await is_cut_off(port, UPGRADE + beginning, piece, MUCH)


async def test_who_never_reads_does_not_keep_the_connection() -> None:
    """Sara's phone took the beginning of an answer and fell asleep: what it holds is given back."""
    async with listening() as (server, port):
        with socket.create_connection(("127.0.0.1", port)) as sleeping:
            sleeping.send(FULL_HEAD + b"\r\n")
            await down_to(server, 0)


async def down_to(server: uvicorn.Server, left: int) -> None:
    """Return when one more than these were there, and only these still are."""
    connections = server.server_state.connections
    async with asyncio.timeout(WITHIN_S):
        while len(connections) <= left:
            await asyncio.sleep(0.01)
        while len(connections) > left:
            await asyncio.sleep(0.05)
