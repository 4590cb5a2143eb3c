"""One open socket as a session sees it: a bounded outbox, and a way to close."""

from __future__ import annotations

import asyncio
import time

from starlette.types import Send

from chat_server.delivery.outbox import Outbox
from chat_server.log import log
from chat_server.protocol.close_codes import CloseCode

CLOSE_TIMEOUT_S = 5.0


class Connection:
    """Implements ``delivery.hub.Listener``."""

    __slots__ = ("_closing", "_outbox", "_owner", "_send", "close_code", "heard_at", "is_cut_off", "socket")

    def __init__(self, socket: str, send: Send) -> None:
        self.socket = socket
        self.heard_at = time.monotonic()
        self.close_code: int | None = None
        self.is_cut_off = False
        self._send = send
        self._owner = asyncio.current_task()
        self._outbox = Outbox(self._write, lambda: self.close(CloseCode.TOO_SLOW, "resume"))
        self._closing: asyncio.Task[None] | None = None

    def put(self, frame: bytes) -> None:
        """Queue a frame."""
        self._outbox.put(frame)

    def put_ephemeral(self, frame: bytes) -> None:
        """Queue a frame that may be dropped."""
        self._outbox.put_ephemeral(frame)

    async def drained(self) -> None:
        """Return when what was queued is handed to the transport."""
        await self._outbox.flush()

    def close(self, code: CloseCode, reason: str = "") -> None:
        """Write what waits, then close; a reader that does not take it is cut off."""
        if self._closing is None:
            self.close_code = code
            self._closing = asyncio.get_running_loop().create_task(self._close(code, reason))

    async def closed(self) -> None:
        """The conversation is over: return when a close that was asked for has been carried out."""
        self._owner = None
        if self._closing is not None:
            await asyncio.wait({self._closing})

    def abandon(self) -> None:
        """The peer is gone: forget what waits."""
        self._outbox.close()

    async def _write(self, text: str) -> None:
        try:
            await self._send({"type": "websocket.send", "text": text})
        except Exception as error:  # noqa: BLE001 - whatever the server raises for it, the peer is gone
            self._outbox.close()
            log.info("socket_write_failed", socket=self.socket, error=type(error).__name__)

    async def _close(self, code: CloseCode, reason: str) -> None:
        try:
            async with asyncio.timeout(CLOSE_TIMEOUT_S):
                await self._outbox.flush()
                self._outbox.close()
                await self._send({"type": "websocket.close", "code": int(code), "reason": reason})
        except Exception as error:  # noqa: BLE001 - gone already, or too slow even to be told
            log.info("socket_cut_off", socket=self.socket, error=type(error).__name__)
            self._cut_off()

    def _cut_off(self) -> None:
        """A peer that takes nothing never ends the conversation by itself: whoever waits for its next frame stops."""
        self.is_cut_off = True
        self._outbox.close()
        if self._owner is not None:
            self._owner.cancel()
