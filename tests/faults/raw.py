"""A socket without manners, for sending what no client of ours would send."""

from __future__ import annotations

import asyncio
import json
import secrets
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from typing import Any

import msgspec
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed
from websockets.typing import Origin, Subprotocol

from tests.faults.history import Frame
from tests.faults.installation import INBOX
from tests.faults.visitor_tab import SHOP

WITHIN_S = 5.0
HELLO: Frame = {"type": "hello", "inbox": INBOX}


def visitor_message(body: str) -> Frame:
    """A visitor's message with a client id of its own."""
    return {"type": "send", "client_id": secrets.token_urlsafe(9), "body": body}


class RawSocket:
    """Sends anything, and waits for what comes back."""

    def __init__(self, socket: ClientConnection) -> None:
        self.socket = socket
        self.seen: list[Frame] = []

    async def say(self, message: str | bytes | Mapping[str, Any]) -> None:
        """Send text, bytes, or a frame; a server that has closed meanwhile is no surprise."""
        data = message if isinstance(message, (str, bytes)) else json.dumps(message, ensure_ascii=False)
        try:
            await self.socket.send(data)
        except ConnectionClosed:
            return

    async def until(self, is_it: Callable[[Frame], bool]) -> Frame:
        """The next frame of that kind; what comes before it is kept in ``seen``."""
        async with asyncio.timeout(WITHIN_S):
            while True:
                for frame in _frames(await self.socket.recv()):
                    self.seen.append(frame)
                    if is_it(frame):
                        return frame

    async def until_type(self, kind: str) -> Frame:
        """The next frame of a type."""
        return await self.until(lambda frame: frame["type"] == kind)

    async def error(self) -> Frame:
        """The next error."""
        return await self.until_type("error")

    async def is_alive(self) -> bool:
        """Whether a ping is still answered."""
        await self.say({"type": "ping"})
        pong = await self.until_type("pong")
        return bool(pong)

    async def close_code(self) -> int | None:
        """Wait until the server closes; what it still says is kept in ``seen``."""
        async with asyncio.timeout(WITHIN_S):
            try:
                while True:
                    self.seen += _frames(await self.socket.recv())
            except ConnectionClosed:
                return self.socket.close_code


def _frames(text: str | bytes) -> list[Frame]:
    decoded = msgspec.json.decode(text)
    return decoded if isinstance(decoded, list) else [decoded]


@asynccontextmanager
async def raw_socket(
    address: str, path: str = "/socket/visitor", origin: str | None = SHOP, headers: Mapping[str, str] | None = None
) -> AsyncIterator[RawSocket]:
    """An open socket on which nothing has been said yet."""
    async with connect(
        f"ws://{address}{path}",
        origin=Origin(origin) if origin else None,
        subprotocols=[Subprotocol("warmline.v1")],
        additional_headers=headers,
        compression=None,
        ping_interval=None,
        close_timeout=1,
        max_size=None,
        proxy=None,
    ) as socket:
        yield RawSocket(socket)
