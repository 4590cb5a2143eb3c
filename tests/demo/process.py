"""Starting ``warmline demo`` as a process of its own."""

from __future__ import annotations

import asyncio
import json
import os
import socket
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

START_S = 30
COMMAND = "import sys; from chat_server.cli import main; sys.argv[0] = 'warmline'; main()"
ENVIRONMENT = {name: value for name, value in os.environ.items() if not name.startswith("WARMLINE_")}


def free_pair() -> int:
    """A port that is free together with the next one."""
    for _ in range(50):
        with socket.socket() as first, socket.socket() as second:
            first.bind(("127.0.0.1", 0))
            port: int = first.getsockname()[1]
            try:
                second.bind(("127.0.0.1", port + 1))
            except OSError:
                continue
            return port
    raise AssertionError("expected two neighbouring free ports; found none in 50 tries")


async def start(*arguments: str) -> asyncio.subprocess.Process:
    """Start the demo with these arguments."""
    return await asyncio.create_subprocess_exec(
        sys.executable, "-c", COMMAND, "demo", *arguments,
        stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.PIPE, env=ENVIRONMENT,
    )  # fmt: skip


@asynccontextmanager
async def running_demo(*arguments: str) -> AsyncIterator[tuple[asyncio.subprocess.Process, dict[str, Any]]]:
    """A demo that has announced itself in JSON; ended, so that it cleans up, if the test did not end it."""
    process = await start("--json", *arguments)
    try:
        assert process.stdout is not None
        line = await asyncio.wait_for(process.stdout.readline(), START_S)
        yield process, json.loads(line)
    finally:
        if process.returncode is None:
            process.terminate()
        try:
            await asyncio.wait_for(process.communicate(), START_S)
        except TimeoutError:
            process.kill()
            raise


async def finish(process: asyncio.subprocess.Process) -> tuple[int | None, str, str]:
    """Wait for the end: exit code, what came on standard output since, and on standard error."""
    out, err = await asyncio.wait_for(process.communicate(), START_S)
    return process.returncode, out.decode(), err.decode()
