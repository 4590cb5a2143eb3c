"""Runs applications on their ports, and ends them gently.

Uvicorn waits for connections to end before its own shutdown, so the signals are taken here: stop being ready,
stop accepting, write what waits, tell clients when to come back, close them in slices.
"""

from __future__ import annotations

import asyncio
import contextlib
import errno
import gc
import signal
import socket
from collections.abc import Awaitable, Callable, Iterator
from typing import Any

import uvicorn
from starlette.types import ASGIApp

from chat_server.actions.services import Services, open_services
from chat_server.app import create_app
from chat_server.clock import SystemClock
from chat_server.log import log
from chat_server.protocol.frames import MAX_FRAME_BYTES
from chat_server.settings import Settings
from chat_server.sockets.entrance import EntranceProtocol, SocketProtocol
from chat_server.sockets.registry import Registry

BACKLOG = 4096
UNREAD_TIMEOUT_S = 60
"""A peer that takes nothing of what was sent is given up after this, whether or not its machine is still there."""
MAX_MESSAGE_BYTES = MAX_FRAME_BYTES * 4
"""What the transport takes: a little more than a frame may have, so that a too large one gets a proper answer."""


class ServeError(Exception):
    """The server cannot start; the message says what was expected and what came."""


class _Server(uvicorn.Server):
    """A server that leaves the signals to us."""

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield


def listen(host: str, port: int) -> socket.socket:
    """A listening socket.

    Raises:
        ServeError: the port is taken or the address is not ours.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listener = socket.socket(family, socket.SOCK_STREAM)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    if hasattr(
        socket, "TCP_USER_TIMEOUT"
    ):  # accepted connections inherit it; elsewhere the system's own patience counts
        listener.setsockopt(socket.IPPROTO_TCP, socket.TCP_USER_TIMEOUT, UNREAD_TIMEOUT_S * 1000)
    try:
        listener.bind((host, port))
    except OSError as error:
        listener.close()
        if error.errno == errno.EADDRINUSE:
            raise ServeError(f"expected port {port} to be free; another program listens on it") from error
        raise ServeError(f"expected to listen on {host}:{port}; got: {error.strerror}") from error
    listener.listen(BACKLOG)
    return listener


def make_server(app: ASGIApp, settings: Settings) -> uvicorn.Server:
    """A uvicorn server with the choices of ``docs/decisions/0007``."""
    options: dict[str, Any] = {
        "loop": "uvloop",
        "http": EntranceProtocol,
        "ws": SocketProtocol,
        "ws_per_message_deflate": False,
        "ws_max_size": MAX_MESSAGE_BYTES,
        "ws_ping_interval": None,
        "log_config": None,
        "access_log": False,
        "server_header": False,
        "proxy_headers": bool(settings.trusted_proxies),
        "forwarded_allow_ips": settings.trusted_proxies or None,
        "timeout_graceful_shutdown": 5,
        "timeout_keep_alive": 30,
    }
    return _Server(uvicorn.Config(app, **options))


async def run_servers(
    servers: list[tuple[uvicorn.Server, socket.socket]], drain: Callable[[], Awaitable[None]]
) -> None:
    """Serve until SIGINT or SIGTERM, then await ``drain``, then stop accepting and close what is left."""
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, stop.set)
    running = [asyncio.create_task(server.serve([listener])) for server, listener in servers]
    stopped = asyncio.create_task(stop.wait())
    await asyncio.wait([*running, stopped], return_when=asyncio.FIRST_COMPLETED)
    log.info("stopping")
    await drain()
    for server, _ in servers:
        server.should_exit = True
    await asyncio.gather(*running)
    stopped.cancel()
    log.info("stopped")
    log.flush()


def settle_memory() -> None:
    """What is loaded by now stays for ever: the collector need not look at it again, nor look often."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 100)


async def drain(services: Services, registry: Registry) -> None:
    """Not ready, no new sockets, everything written, every client told when to come back."""
    services.is_draining = True
    await services.store.writer.flush()
    await registry.drain(services.settings.drain_s)


async def serve(settings: Settings) -> None:
    """Run the product until it is told to stop.

    Raises:
        ServeError, StoreError, MigrationError: it cannot start.
    """
    listener = listen(settings.host, settings.port)
    registry = Registry()
    async with open_services(settings, SystemClock()) as services:
        server = make_server(create_app(services, registry), settings)
        settle_memory()
        log.info("started", address=f"{settings.host}:{settings.port}", url=settings.base_url)
        await run_servers([(server, listener)], lambda: drain(services, registry))
