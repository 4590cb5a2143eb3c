"""A real server in a process of its own, with people in it, and a site of another origin that carries the widget.

For browser tests, which are synchronous: ``with running_server(tmp_path) as server: …``. ``tests/browser/conftest.py``
offers it as fixtures.
"""

from __future__ import annotations

import asyncio
import functools
import os
import shutil
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.request import urlopen

from chat_server.actions.agents import create_agent
from chat_server.actions.inboxes import add_inbox
from chat_server.actions.services import open_services
from chat_server.actions.starter import bring_starter
from chat_server.clock import SystemClock
from chat_server.settings import Settings

from .people import PASSWORD, garden, team

START_WITHIN_S = 30
STOP_WITHIN_S = 20


def free_port() -> int:
    """A port of this machine that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@dataclass
class Server:
    """One installation on a data folder; it can be stopped, killed and started again on the same port."""

    data: Path
    port: int
    inbox_key: str
    settings: dict[str, str] = field(default_factory=dict)
    _process: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        """The server's own origin."""
        return f"http://localhost:{self.port}"

    def start(self) -> None:
        """Serve, and return when it is ready.

        Raises:
            TimeoutError: it does not get ready.
        """
        environment = {k: v for k, v in os.environ.items() if not k.startswith("WARMLINE_")}
        environment |= {"WARMLINE_DATA": str(self.data), "WARMLINE_PORT": str(self.port), **self.settings}
        with (self.data / "server.log").open("ab") as log:
            self._process = subprocess.Popen(
                [sys.executable, "-c", "from chat_server.cli import main; main()", "serve"],
                env=environment,
                stderr=log,
                stdout=log,
            )
        deadline = time.monotonic() + START_WITHIN_S
        while not self._is_ready():
            if time.monotonic() > deadline or self._process.poll() is not None:
                raise TimeoutError(f"the server did not get ready:\n{self.log()}")
            time.sleep(0.05)

    def _is_ready(self) -> bool:
        try:
            with urlopen(f"http://127.0.0.1:{self.port}/readyz", timeout=2) as answer:
                return bool(answer.status == 200)
        except OSError:
            return False

    def stop(self) -> None:
        """SIGTERM: it drains."""
        self._end(signal.SIGTERM)

    def kill(self) -> None:
        """SIGKILL: no goodbye."""
        self._end(signal.SIGKILL)

    def _end(self, how: signal.Signals) -> None:
        if self._process is not None and self._process.poll() is None:
            self._process.send_signal(how)
            try:
                self._process.wait(STOP_WITHIN_S)
            except subprocess.TimeoutExpired:
                self._process.kill()
                self._process.wait()
                raise

    def log(self) -> str:
        """All that it wrote."""
        return (self.data / "server.log").read_text("utf-8", "replace")


@functools.cache
def _furnished() -> TemporaryDirectory[str]:
    """The team and the starter's library, made once: hashing passwords is slow on purpose, and rules are many."""
    folder: TemporaryDirectory[str] = TemporaryDirectory(prefix="warmline-furnished-")

    async def furnish() -> None:
        async with open_services(Settings(data=Path(folder.name)), SystemClock()) as services:
            for person in team(frozenset()):
                await create_agent(services, person, PASSWORD)
            await bring_starter(services)

    asyncio.run(furnish())
    return folder


async def _open_shop(data: Path, origins: tuple[str, ...]) -> str:
    async with open_services(Settings(data=data), SystemClock()) as services:
        return (await add_inbox(services, garden(origins))).public_key


@contextmanager
def running_server(data: Path, origins: tuple[str, ...] = (), **settings: str) -> Iterator[Server]:
    """A furnished and running server: inbox ``garden``, the agents of ``team``, the starter's library."""
    # In a thread of its own: Playwright's synchronous interface keeps an event loop running in this one.
    with ThreadPoolExecutor(1) as aside:
        shutil.copytree(aside.submit(_furnished).result().name, data)
        key = aside.submit(asyncio.run, _open_shop(data, origins)).result()
    server = Server(data, free_port(), key, settings)
    server.start()
    try:
        yield server
    finally:
        server.stop()


@dataclass
class Site:
    """A website on a foreign origin. ``pages`` maps paths to (HTML, extra headers)."""

    port: int
    pages: dict[str, tuple[str, dict[str, str]]]

    @property
    def url(self) -> str:
        """The site's origin."""
        return f"http://localhost:{self.port}"

    def page(self, path: str, body: str, headers: dict[str, str] | None = None) -> str:
        """Put a page on the site; returns its address."""
        self.pages[path] = (body, headers or {})
        return self.url + path


@contextmanager
def running_site() -> Iterator[Site]:
    """A small website that serves what tests put on it."""
    pages: dict[str, tuple[str, dict[str, str]]] = {}

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            found = pages.get(self.path.split("?")[0])
            body = (found[0] if found else "not here").encode()
            self.send_response(200 if found else 404)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.send_header("Content-Length", str(len(body)))
            for name, value in (found[1] if found else {}).items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_args: object) -> None:
            """A site in a test keeps no log."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield Site(server.server_address[1], pages)
    finally:
        server.shutdown()
        server.server_close()
        thread.join(5)


def embedding(server: Server, locale: str = "en", body: str = "") -> str:
    """A page that carries the widget as a customer would embed it."""
    direction = "rtl" if locale == "fa" else "ltr"
    return (
        f'<!doctype html><html lang="{locale}" dir="{direction}"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1"><title>Garden &amp; Co.</title>'
        f'<script src="{server.url}/widget.js" data-inbox="{server.inbox_key}" async></script></head>'
        f"<body><main><h1>Garden &amp; Co.</h1>{body}</main></body></html>"
    )
