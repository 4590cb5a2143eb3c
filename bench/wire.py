"""A WebSocket client that costs as little as possible, so that what is measured is the server."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import cast

HANDSHAKE_KEY = "bWVhc3VyaW5nLW9ubHktMQ=="
UNMASKED = b"\0\0\0\0"
"""A mask of zeros is a valid mask that changes nothing; the server's work for it is the same."""


def handshake(path: str, port: int, headers: dict[str, str] | None = None) -> bytes:
    """The request that opens a socket."""
    lines = {
        "Host": f"127.0.0.1:{port}",
        "Upgrade": "websocket",
        "Connection": "Upgrade",
        "Origin": f"http://127.0.0.1:{port}",
        "Sec-WebSocket-Version": "13",
        "Sec-WebSocket-Key": HANDSHAKE_KEY,
        "Sec-WebSocket-Protocol": "warmline.v1",
        "User-Agent": "Mozilla/5.0 (X11; Linux x86_64) Chrome/140.0 Safari/537.36",
        **(headers or {}),
    }
    return (f"GET {path} HTTP/1.1\r\n" + "".join(f"{k}: {v}\r\n" for k, v in lines.items()) + "\r\n").encode()


def text_frame(payload: bytes) -> bytes:
    """A text message as a client sends it."""
    size = len(payload)
    if size < 126:
        return b"\x81" + bytes((0x80 | size,)) + UNMASKED + payload
    return b"\x81\xfe" + size.to_bytes(2, "big") + UNMASKED + payload


class Socket(asyncio.Protocol):
    """One connection. ``on_text`` gets every message, ``on_lost`` is called once at the end."""

    __slots__ = ("_buffer", "_hello", "_request", "is_open", "on_lost", "on_text", "transport")

    def __init__(
        self,
        request: bytes,
        hello: bytes,
        on_text: Callable[[bytes], None],
        on_lost: Callable[[], None],
    ) -> None:
        self._request = request
        self._hello = text_frame(hello)
        self._buffer = b""
        self.on_text = on_text
        self.on_lost = on_lost
        self.is_open = False
        self.transport: asyncio.Transport | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Ask for the upgrade."""
        self.transport = cast("asyncio.Transport", transport)
        self.transport.write(self._request)

    def connection_lost(self, exc: Exception | None) -> None:  # noqa: ARG002 - asyncio's signature
        """The server or the network ended it."""
        self.transport = None
        self.on_lost()

    def write(self, frame: bytes) -> None:
        """Send a frame made by ``text_frame``."""
        if self.transport is not None:
            self.transport.write(frame)

    def data_received(self, data: bytes) -> None:
        """Take the answer to the handshake, then messages."""
        if self._buffer:
            data = self._buffer + data
            self._buffer = b""
        at = 0
        if not self.is_open:
            at = data.find(b"\r\n\r\n") + 4
            if at < 4:
                self._buffer = data
                return
            if not data.startswith(b"HTTP/1.1 101"):
                raise ConnectionRefusedError(data[:200])
            self.is_open = True
            self._request = b""
            self.write(self._hello)
        self._take_frames(data, at)

    def _take_frames(self, data: bytes, at: int) -> None:
        end = len(data)
        while end - at >= 2:
            size, start = data[at + 1], at + 2
            if size == 126:
                size, start = int.from_bytes(data[at + 2 : at + 4], "big"), at + 4
            elif size == 127:
                size, start = int.from_bytes(data[at + 2 : at + 10], "big"), at + 10
            if start + size > end:
                break
            if data[at] == 0x81:
                self.on_text(data[start : start + size])
            at = start + size
        self._buffer = data[at:]
