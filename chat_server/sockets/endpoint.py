"""The WebSocket endpoint: raw ASGI around a session, which takes frames and gives frames.

The session knows nothing of the transport, so that stories are tested without sockets.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from typing import Protocol

from starlette.types import Receive, Scope, Send

from chat_server.actions.services import Services
from chat_server.domain.errors import BadFrame, WarmlineError
from chat_server.log import log
from chat_server.protocol.close_codes import CloseCode
from chat_server.protocol.codec import encode, error_frame
from chat_server.protocol.frames import MAX_FRAME_BYTES, SUBPROTOCOL, Error

from .connection import Connection
from .limits import FrameLimit
from .registry import Registry

MAX_BAD_FRAMES = 5


class Session(Protocol):
    """One client's conversation with the server, from hello to goodbye."""

    is_greeted: bool

    async def receive(self, text: str) -> None:
        """Handle one frame; whatever it raises of WarmlineError becomes an error frame."""
        ...

    def close(self) -> None:
        """The client is gone."""
        ...

    def describe(self) -> dict[str, object]:
        """Who it was, for the log: numbers, never words."""
        ...


OpenSession = Callable[[Services, Connection, Scope], Session]


class SocketEndpoint:
    """An ASGI application for one kind of session."""

    def __init__(self, services: Services, registry: Registry, name: str, open_session: OpenSession) -> None:
        self._services = services
        self._registry = registry
        self._name = name
        self._open_session = open_session

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Carry one connection from accept to close."""
        await receive()
        if SUBPROTOCOL not in scope["subprotocols"] or self._services.is_draining:
            await send({"type": "websocket.close", "code": int(CloseCode.BAD_FRAME)})
            return
        await send({"type": "websocket.accept", "subprotocol": SUBPROTOCOL})
        connection = Connection(self._name, send)
        session = self._open_session(self._services, connection, scope)
        self._registry.add(connection)
        started_at = time.monotonic()
        try:
            await self._converse(receive, connection, session)
        except asyncio.CancelledError:
            if not connection.is_cut_off:
                raise
        finally:
            self._registry.remove(connection)
            session.close()
            await connection.closed()
            connection.abandon()
            log.info(
                "socket_closed",
                socket=self._name,
                seconds=round(time.monotonic() - started_at, 3),
                code=connection.close_code,
                **session.describe(),
            )

    async def _converse(self, receive: Receive, connection: Connection, session: Session) -> None:
        limit = FrameLimit(self._services.settings.frames_per_second)
        bad_frames = 0
        while True:
            message = await receive()
            if message["type"] == "websocket.disconnect":
                connection.close_code = connection.close_code or message.get("code")
                return
            connection.heard_at = time.monotonic()
            if not limit.take():
                _refuse_too_many(connection, self._services.settings.frames_per_second)
                return
            text = message.get("text")
            if text is None or _is_too_large(text):
                _refuse_size(connection, text)
                return
            try:
                await session.receive(text)
            except BadFrame as error:
                bad_frames += 1
                connection.put(error_frame(error))
                if bad_frames >= MAX_BAD_FRAMES or not session.is_greeted:
                    connection.close(CloseCode.BAD_FRAME, error.code)
                    return
            except WarmlineError as error:
                connection.put(error_frame(error))
                if not session.is_greeted:
                    connection.close(_close_code(error), error.code)
                    return


def _is_too_large(text: str) -> bool:
    if len(text) * 4 <= MAX_FRAME_BYTES:
        return False
    return len(text) > MAX_FRAME_BYTES or len(text.encode("utf-8", "replace")) > MAX_FRAME_BYTES


def _refuse_size(connection: Connection, text: str | None) -> None:
    came = "a binary message" if text is None else f"a message of {len(text.encode('utf-8', 'replace')):,} bytes"
    connection.put(encode(Error("frame_too_large", f"expected text of at most {MAX_FRAME_BYTES:,} bytes; got {came}")))
    connection.close(CloseCode.TOO_LARGE, "frame_too_large")


def _refuse_too_many(connection: Connection, frames_per_second: float) -> None:
    wait_s = 3.0
    text = f"expected at most {frames_per_second:g} frames per second; got more"
    connection.put(encode(Error("too_many", text, retry_after_s=wait_s)))
    connection.close(CloseCode.TOO_MANY, "too_many")


def _close_code(error: WarmlineError) -> CloseCode:
    if error.status == 401:
        return CloseCode.UNAUTHENTICATED
    if error.status in (403, 404):
        return CloseCode.FORBIDDEN
    if error.status == 429:
        return CloseCode.TOO_MANY
    return CloseCode.RESTARTING if error.retry_after_s is not None else CloseCode.BAD_FRAME


async def sweep_silent(services: Services, registry: Registry) -> None:
    """Close connections of which two heartbeats are missed; runs until cancelled."""
    # Three intervals, not two: a browser lets the timers of a hidden tab run once a minute only.
    silent_s = services.settings.heartbeat_s * 3
    while True:
        await asyncio.sleep(services.settings.heartbeat_s / 5)
        now = time.monotonic()
        for connection in registry.all():
            if now - connection.heard_at > silent_s:
                connection.close(CloseCode.SILENT, "silent")
