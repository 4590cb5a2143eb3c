"""A client of the wire protocol, written from its description alone, that keeps a history of what it saw.

It does what a good client does: an outbox with client ids that survives every disconnection, at most
``window`` messages on the way at once, reconnecting with full jitter, resuming after what it holds.
"""

from __future__ import annotations

import asyncio
import json
import random
import secrets
import time
from collections.abc import Callable
from contextlib import suppress

from websockets.asyncio.client import ClientConnection
from websockets.asyncio.client import connect as open_socket
from websockets.exceptions import ConnectionClosed, InvalidHandshake, InvalidMessage
from websockets.typing import Origin, Subprotocol

from tests.faults.history import Connected, Device, Disconnected, Frame, Kind, Received, Sent
from tests.faults.outbox import Outbox

SUBPROTOCOL = Subprotocol("warmline.v1")
FIRST_DELAY_S = 0.05
"""A tenth of what the protocol recommends: a test has no crowd to spread."""
LONGEST_DELAY_S = 1.0
OPEN_TIMEOUT_S = 10.0
UNREACHABLE = (OSError, ConnectionClosed, InvalidHandshake, InvalidMessage, TimeoutError)


class Client:
    """One device. Subclasses say how to greet and what a frame means to them."""

    def __init__(self, address: str, origin: str, log: Device) -> None:
        self.address = address
        self.origin = origin
        self.log = log
        self.outbox = Outbox()
        self.errors: list[Frame] = []
        self.is_ready = False
        self.close_codes: list[int | None] = []
        self._socket: ClientConnection | None = None
        self._news = asyncio.Event()
        self._staying: asyncio.Task[None] | None = None
        self._pause_s = 0.0

    # --- What people do with it -----------------------------------------------------------

    def stay_connected(self) -> None:
        """Connect, and reconnect whenever the connection is lost, until ``leave``."""
        self._staying = asyncio.create_task(self._stay(), name=self.log.name)

    async def leave(self) -> None:
        """Close for good."""
        await self.stop()

    async def stop(self) -> None:
        """Close, and come back only when asked to."""
        if self._staying is not None:
            self._staying.cancel()
            with suppress(asyncio.CancelledError):
                await self._staying

    def cut(self) -> None:
        """Lose the network, without a goodbye."""
        if self._socket is not None:
            self._socket.transport.abort()

    async def write(self, body: str, kind: Kind = "message", conversation: int | None = None) -> str:
        """Put a message into the outbox, and send it as soon as that is possible."""
        sent = Sent(secrets.token_urlsafe(9), body, kind, conversation)
        self.outbox.add(sent)
        await self._pump()
        return sent.client_id

    async def say(self, **frame: object) -> None:
        """Send one frame if connected; what is lost with the connection is lost."""
        if self._socket is not None and self.is_ready:
            with suppress(ConnectionClosed):
                await self._socket.send(json.dumps(frame, ensure_ascii=False))

    async def until(self, is_so: Callable[[], bool], within_s: float = 10.0) -> None:
        """Wait for a condition; it is looked at whenever something came or happened.

        Raises:
            TimeoutError: it did not become so.
        """
        async with asyncio.timeout(within_s):
            while not is_so():
                self._news.clear()
                await self._news.wait()

    # --- What subclasses say -----------------------------------------------------------------

    @property
    def url(self) -> str:
        """The socket's address."""
        raise NotImplementedError

    def headers(self) -> dict[str, str]:
        """What the handshake carries beside the origin."""
        return {}

    def hello(self) -> Frame:
        """The first frame."""
        raise NotImplementedError

    def resumed_from(self) -> Connected:
        """What ``hello`` said that this device holds."""
        raise NotImplementedError

    async def take(self, frame: Frame) -> None:
        """Make sense of a frame that is neither an acknowledgement nor an error."""
        raise NotImplementedError

    # --- The connection --------------------------------------------------------------------------

    async def _stay(self) -> None:
        attempt = 0
        while True:
            began = time.monotonic()
            with suppress(*UNREACHABLE):
                await self.session()
            attempt = 0 if time.monotonic() - began > 1 else attempt + 1
            delay_s = random.uniform(0, min(LONGEST_DELAY_S, FIRST_DELAY_S * 2**attempt))
            await asyncio.sleep(max(delay_s, self._pause_s))
            self._pause_s = 0.0

    async def session(self) -> None:
        """One connection from ``hello`` to its end."""
        async with open_socket(
            self.url,
            origin=Origin(self.origin),
            subprotocols=[SUBPROTOCOL],
            additional_headers=self.headers(),
            compression=None,
            ping_interval=None,
            open_timeout=OPEN_TIMEOUT_S,
            close_timeout=1,
            max_size=None,
            proxy=None,
        ) as socket:
            await self._converse(socket)

    async def _converse(self, socket: ClientConnection) -> None:
        self._socket = socket
        self.log.record(self.resumed_from())
        try:
            await socket.send(json.dumps(self.hello(), ensure_ascii=False))
            async for text in socket:
                await self._receive(str(text))
        finally:
            self._socket, self.is_ready = None, False
            self.outbox.disconnected()
            self.log.record(Disconnected(socket.close_code))
            self.close_codes.append(socket.close_code)
            self._news.set()

    async def _receive(self, text: str) -> None:
        received = Received(text, _now_ms())
        self.log.record(received)
        for frame in received.frames():
            await self._handle(frame)
        self._news.set()
        await self._pump()

    async def _handle(self, frame: Frame) -> None:
        if frame["type"] == "error":
            self._refused(frame)
        elif frame["type"] == "going_away":
            self._pause_s = frame["retry_after_s"]
        elif frame["type"] == "ready":
            self.is_ready = True
        await self.take(frame)

    def acknowledged(self, client_id: str | None) -> None:
        """A message of this device came back: it is stored."""
        if client_id is not None:
            self.outbox.settled(client_id)

    def _refused(self, frame: Frame) -> None:
        self.errors.append(frame)
        client_id = frame.get("client_id")
        if client_id is None:
            return
        if "retry_after_s" in frame:
            asyncio.get_running_loop().call_later(frame["retry_after_s"], self._again, client_id)
        else:
            self.acknowledged(client_id)

    def _again(self, client_id: str) -> None:
        self.outbox.returns(client_id)
        self._pumping = asyncio.ensure_future(self._pump())

    async def _pump(self) -> None:
        """Send what waits, oldest first, as far as the window allows."""
        while self._socket is not None and self.is_ready:
            sent = self.outbox.next()
            if sent is None:
                return
            await self.transmit(sent)

    async def transmit(self, sent: Sent) -> None:
        """Send a message now, whether or not it was sent before."""
        self.outbox.leaves(sent.client_id)
        self.log.record(Sent(sent.client_id, sent.body, sent.kind, sent.conversation, _now_ms()))
        frame: Frame = {"type": "send", "client_id": sent.client_id, "body": sent.body}
        if sent.conversation is not None:
            frame |= {"conversation": sent.conversation, "kind": sent.kind}
        if self._socket is not None:
            with suppress(ConnectionClosed):
                await self._socket.send(json.dumps(frame, ensure_ascii=False))


async def connect(*clients: Client) -> None:
    """Everybody comes in, and stays."""
    for client in clients:
        client.stay_connected()
    for client in clients:
        await client.until(lambda client=client: client.is_ready)  # type: ignore[misc]


def _now_ms() -> int:
    return time.monotonic_ns() // 1_000_000
