"""The real server as a process of its own, started, watched and ended."""

from __future__ import annotations

import asyncio
import json
import os
import signal
import socket
import sys
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

import httpx

ROOT = Path(__file__).parents[2]
START_WITHIN_S = 30.0
GONE_WITHIN_S = 20.0
LOOK_EVERY_S = 0.05
READ_LIMIT_BYTES = 1 << 20


class ServerDied(AssertionError):
    """The server ended when it should have been serving; the message carries what it wrote."""


def free_port() -> int:
    """A port of this machine that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class ServerProcess:
    """One run of the server on a data folder. Its log is kept line by line."""

    def __init__(self, data: Path, port: int, settings: Mapping[str, str] | None = None) -> None:
        self.data = data
        self.port = port
        self.settings = dict(settings or {})
        self.lines: list[str] = []
        self._process: asyncio.subprocess.Process | None = None
        self._watching: asyncio.Task[None] | None = None

    @property
    def address(self) -> str:
        """Host and port."""
        return f"127.0.0.1:{self.port}"

    @property
    def pid(self) -> int:
        """The process that serves."""
        assert self._process is not None, "the server was never started"
        return self._process.pid

    @property
    def is_running(self) -> bool:
        """Started, and not gone."""
        return self._process is not None and self._process.returncode is None

    def environment(self) -> dict[str, str]:
        """Only what the server is meant to see."""
        kept = {name: value for name, value in os.environ.items() if not name.startswith("WARMLINE_")}
        own = {"WARMLINE_DATA": str(self.data), "WARMLINE_PORT": str(self.port), "WARMLINE_HOST": "127.0.0.1"}
        return {**kept, **own, **self.settings}

    async def start(self, *fuse: str) -> None:
        """Serve; with a place and a count, until the server kills itself there. Returns when it is ready.

        A server that kills itself before it is ready counts as started.

        Raises:
            ServerDied: it ended by itself.
        """
        await self.launch(*fuse)
        async with asyncio.timeout(START_WITHIN_S):
            while not await self._is_ready():
                if await self._has_gone(LOOK_EVERY_S):
                    if self.returncode == -signal.SIGKILL:
                        return
                    raise ServerDied(f"the server ended with {self.returncode}:\n" + "\n".join(self.lines))

    async def launch(self, *fuse: str) -> None:
        """Start the process and do not wait for anything."""
        self._process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "tests.faults.server", *fuse,
            cwd=ROOT, env=self.environment(), stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.STDOUT,
            limit=READ_LIMIT_BYTES,
        )  # fmt: skip
        self._watching = asyncio.create_task(self._watch(self._process))

    async def _watch(self, process: asyncio.subprocess.Process) -> None:
        assert process.stdout is not None
        async for line in process.stdout:
            self.lines.append(line.decode(errors="replace").rstrip())

    @property
    def returncode(self) -> int | None:
        """How it ended."""
        return self._process.returncode if self._process is not None else None

    async def get(self, path: str) -> httpx.Response:
        """One request, without a browser's trimmings."""
        async with httpx.AsyncClient(base_url=f"http://{self.address}", trust_env=False, timeout=5) as http:
            return await http.get(path)

    async def _is_ready(self) -> bool:
        try:
            return (await self.get("/readyz")).status_code == 200
        except httpx.TransportError:
            return False

    async def _has_gone(self, within_s: float) -> bool:
        with suppress(TimeoutError):
            await self.gone(within_s)
        return not self.is_running

    async def gone(self, within_s: float = GONE_WITHIN_S) -> int:
        """Wait for the end; returns the exit status and leaves the whole log in ``lines``.

        Raises:
            TimeoutError: it goes on.
        """
        assert self._process is not None
        assert self._watching is not None
        async with asyncio.timeout(within_s):
            status = await self._process.wait()
            await asyncio.shield(self._watching)
        return status

    async def kill(self) -> None:
        """SIGKILL: no goodbye, no flush."""
        await self._end(signal.SIGKILL)

    async def terminate(self) -> int:
        """SIGTERM, as a service manager sends it; returns the exit status."""
        await self._end(signal.SIGTERM)
        return self.returncode or 0

    async def _end(self, how: signal.Signals) -> None:
        if self._process is not None and self.is_running:
            with suppress(ProcessLookupError):
                self._process.send_signal(how)
        if self._process is not None:
            await self.gone()

    def log(self) -> list[dict[str, Any]]:
        """The log's lines as values; a line that is not JSON is given as ``{"raw": line}``."""
        return [_read(line) for line in self.lines if line.strip()]


def _read(line: str) -> dict[str, Any]:
    try:
        value = json.loads(line)
    except ValueError:
        return {"raw": line}
    return value if isinstance(value, dict) else {"raw": line}
