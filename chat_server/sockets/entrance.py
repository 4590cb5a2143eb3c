"""HTTP and WebSockets as uvicorn speaks them, with bounds: nobody holds memory or a place by being endless or slow.

uvicorn leaves that to a proxy. A server without one, or with one that passes everything on, could be stopped by a
single laptop: heads without end are kept, half a request is awaited for ever, and pings are answered without limit.
"""

from __future__ import annotations

import asyncio

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol
from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol
from websockets.frames import Frame

from .limits import FrameLimit
from .turnstile import Turnstile

MAX_HEAD_BYTES = 32_768
"""A socket keeps its head for as long as it lives; browsers and proxies are content with half of this."""
MAX_REQUEST_BYTES = 4 * 2**20
"""Far more than any of our addresses takes: what is only somewhat too large gets a proper answer from them."""
REQUEST_TIMEOUT_S = 30.0
EXTRAS_PER_SECOND = 20.0


class EntranceProtocol(HttpToolsProtocol):
    """HTTP: a request is of a bounded size and there in time; a socket is let in at this process's turnstile."""

    turnstile = Turnstile()
    _deadline: asyncio.TimerHandle | None = None
    _is_in_head = True
    _received = 0

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Somebody came: they have to say what they want."""
        super().connection_made(transport)
        self._await_request()

    def connection_lost(self, exc: Exception | None) -> None:
        """They are gone."""
        self._stop_waiting()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        """Some of a request. The parser keeps a whole head, and trailers; so what it was given is counted."""
        if self._deadline is None:
            self._await_request()
        self._received += len(data)
        super().data_received(data)
        if self._received > (MAX_HEAD_BYTES if self._is_in_head else MAX_REQUEST_BYTES):
            self.transport.abort()

    def on_headers_complete(self) -> None:
        """The body follows, if there is one. The parser answers what is raised here with a refusal."""
        if len(self.url) + sum(len(name) + len(value) for name, value in self.headers) > MAX_HEAD_BYTES:
            raise ValueError("expected a smaller head")
        self._is_in_head = False
        super().on_headers_complete()

    def on_message_complete(self) -> None:
        """A request is here; the next one is counted anew."""
        self._is_in_head, self._received = True, 0
        self._stop_waiting()
        super().on_message_complete()

    def handle_websocket_upgrade(self) -> None:
        """Shake hands when it is this connection's turn; until then nothing of it is read."""
        self._stop_waiting()
        if not self.turnstile.enter(self._shake_hands):
            self.transport.pause_reading()

    def _shake_hands(self) -> None:
        if self.transport.is_closing():
            return
        super().handle_websocket_upgrade()
        if not self.transport.is_closing() and not self.transport.is_reading():
            self.transport.resume_reading()

    def _await_request(self) -> None:
        self._deadline = self.loop.call_later(REQUEST_TIMEOUT_S, self.transport.close)

    def _stop_waiting(self) -> None:
        if self._deadline is not None:
            self._deadline.cancel()
            self._deadline = None


class SocketProtocol(WebSocketsSansIOProtocol):
    """WebSockets: pings, pongs and pieces of messages, which no session sees, are counted as frames are."""

    _extras: FrameLimit | None = None

    def handle_ping(self) -> None:
        """Answered, unless they are too many. Browsers send none."""
        if self._is_within_limit():
            super().handle_ping()

    def handle_pong(self, event: Frame) -> None:  # noqa: ARG002 - we never ask for one, so it answers nothing
        """Counted, and no more."""
        self._is_within_limit()

    def handle_cont(self, event: Frame) -> None:
        """One more piece of a message."""
        if self._is_within_limit():
            super().handle_cont(event)

    def _is_within_limit(self) -> bool:
        if self._extras is None:
            self._extras = FrameLimit(EXTRAS_PER_SECOND)
        if self._extras.take():
            return True
        self.transport.abort()
        return False
