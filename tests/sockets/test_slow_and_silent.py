"""Over real sockets: who reads slowly slows nobody, who falls silent is let go, who speaks no Warmline is refused."""

from __future__ import annotations

import asyncio
import json
import socket
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from secrets import token_hex
from typing import Any

import pytest
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed, InvalidStatus
from websockets.typing import Origin, Subprotocol

from chat_server.sockets.visitor import MAX_TABS
from tests.support.server import Server, running_server

SHOP = Origin("http://shop.localhost")
LONG = "x" * 10_000
MANY = 700
"""Seven megabytes: more than the kernel takes for a peer, and an outbox."""


@pytest.fixture
def server(tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Server]:
    """A server that lets its visitors send as much as they like, with a quick heart unless a test wants another."""
    heartbeat_s: str = getattr(request, "param", "0.5")
    settings = {"WARMLINE_HEARTBEAT_S": heartbeat_s, "WARMLINE_FRAMES_PER_SECOND": "5000", "WARMLINE_DRAIN_S": "1"}
    with running_server(tmp_path / "data", (SHOP,), **settings) as running:
        yield running


def address(server: Server) -> str:
    """Where visitors' sockets go."""
    return f"ws://127.0.0.1:{server.port}/socket/visitor"


async def greet(server: Server, token: str | None = None, **options: Any) -> tuple[ClientConnection, str | None]:
    """A visitor's connection after its ready, and the visitor's token."""
    connection = await connect(
        address(server),
        origin=SHOP,
        subprotocols=[Subprotocol("warmline.v1")],
        **options,
    )
    await connection.send(json.dumps({"type": "hello", "inbox": server.inbox_key, "token": token}))
    first = json.loads(await connection.recv())
    ready = first[0] if isinstance(first, list) else first
    return connection, ready.get("token") or token


async def read_to_the_end(connection: ClientConnection) -> None:
    """Read until the server closes."""
    with suppress(ConnectionClosed):
        while True:
            await connection.recv()


@pytest.mark.parametrize("server", ["25"], indirect=True)
async def test_a_reader_who_stops_reading_slows_nobody(server: Server) -> None:
    """Sara's second tab hangs; her first one gets all of seven megabytes, and the tab that hangs is cut off."""
    sara, token = await greet(server, max_queue=None)
    raw = socket.create_connection(("127.0.0.1", server.port))
    raw.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
    hanging, _ = await greet(server, token, sock=raw, max_queue=1)
    hanging.transport.pause_reading()
    for _ in range(MANY):
        await sara.send(json.dumps({"type": "send", "client_id": token_hex(8), "body": LONG}))
    seen = 0
    async with asyncio.timeout(60):
        while seen < MANY:
            heard = json.loads(await sara.recv())
            frames = heard if isinstance(heard, list) else [heard]
            numbers = [i["seq"] for f in frames for i in ([f] if f["type"] == "item" else f.get("items", []))]
            assert numbers == list(range(seen + 1, seen + 1 + len(numbers)))
            seen += len(numbers)
        while '"code":4503' not in server.log():
            await sara.send('{"type":"ping"}')
            await sara.recv()
    await sara.close()
    hanging.transport.abort()


async def test_who_falls_silent_is_let_go(server: Server) -> None:
    """Nothing for two heartbeats: closed with the code that says resume."""
    sara, _ = await greet(server)
    async with asyncio.timeout(10):
        await read_to_the_end(sara)
    assert sara.close_code == 4408


@pytest.mark.parametrize("server", ["25"], indirect=True)
async def test_one_tab_too_many_is_told_to_wait(server: Server) -> None:
    """It is not told that the server restarts: a client would come back at once."""
    first, token = await greet(server)
    others = [(await greet(server, token))[0] for _ in range(MAX_TABS - 1)]
    late = await connect(address(server), origin=SHOP, subprotocols=[Subprotocol("warmline.v1")])
    await late.send(json.dumps({"type": "hello", "inbox": server.inbox_key, "token": token}))
    refusal = json.loads(await late.recv())
    assert (refusal["code"], refusal["retry_after_s"]) == ("too_many", 30.0)
    await read_to_the_end(late)
    assert (late.close_code, late.close_reason) == (4429, "too_many")
    for tab in (first, *others):
        await tab.close()


async def test_who_pings_stays(server: Server) -> None:
    """A ping every heartbeat keeps a connection that says nothing else."""
    sara, _ = await greet(server)
    for _ in range(6):
        await sara.send('{"type":"ping"}')
        assert json.loads(await sara.recv()) == {"type": "pong"}
        await asyncio.sleep(0.4)
    await sara.close()


@pytest.mark.parametrize("subprotocols", [None, ["other.v1"], ["warmline.v2"]])
async def test_another_protocol_is_refused_at_the_door(server: Server, subprotocols: list[Any] | None) -> None:
    """Without the subprotocol there is no handshake."""
    with pytest.raises(InvalidStatus):
        await connect(address(server), origin=SHOP, subprotocols=subprotocols)
