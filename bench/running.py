"""Servers under measurement: processes of their own, and what the system says they used."""

from __future__ import annotations

import os
import random
import resource
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.request import urlopen

PORTS = range(20_000, 32_000)
TRIES = 50
START_WITHIN_S = 60.0
SERVE = "from chat_server.cli import main; main()"
TICKS_PER_S = os.sysconf("SC_CLK_TCK")
CALM = {"WARMLINE_FRAMES_PER_SECOND": "1000000", "WARMLINE_HEARTBEAT_S": "3600"}
"""Settings that let few clients stand for many: no limit on frames, and no pings between what is measured."""


@dataclass
class Running:
    """A server process."""

    port: int
    command: Sequence[str]
    log: Path
    settings: dict[str, str] = field(default_factory=dict)
    _process: subprocess.Popen[bytes] | None = None

    def start(self) -> float:
        """Start, and return the seconds until it was ready.

        Raises:
            TimeoutError: it does not get ready.
        """
        environment = {k: v for k, v in os.environ.items() if not k.startswith("WARMLINE_")} | self.settings
        started_at = time.monotonic()
        with self.log.open("ab") as log:
            self._process = subprocess.Popen([sys.executable, *self.command], env=environment, stdout=log, stderr=log)
        while not self._is_ready():
            if self._process.poll() is not None or time.monotonic() - started_at > START_WITHIN_S:
                raise TimeoutError(f"the server did not get ready: {self.log.read_text()[-2000:]}")
            time.sleep(0.01)
        return time.monotonic() - started_at

    def end(self, how: signal.Signals = signal.SIGKILL) -> None:
        """End the process; everything it holds is only for this measurement."""
        if self._process is not None and self._process.poll() is None:
            self._process.send_signal(how)
            self._process.wait(30)

    @property
    def pid(self) -> int:
        """The process."""
        assert self._process is not None
        return self._process.pid

    def cpu_s(self) -> float:
        """Seconds of processor time, user and system, of all its threads."""
        fields = Path(f"/proc/{self.pid}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / TICKS_PER_S

    def memory_bytes(self) -> int:
        """Resident memory."""
        pages = int(Path(f"/proc/{self.pid}/statm").read_text().split()[1])
        return pages * resource.getpagesize()

    def _is_ready(self) -> bool:
        try:
            with urlopen(f"http://127.0.0.1:{self.port}/readyz", timeout=2) as answer:
                return bool(answer.status == 200)
        except OSError:
            return False


def free_port() -> int:
    """A port that nobody listens on, outside of the range from which clients get theirs.

    It is drawn by lot, so that two measurements on one machine do not meet on the same one.
    """
    for port in random.sample(PORTS, TRIES):
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind(("127.0.0.1", port))
            except OSError:
                continue
            return port
    raise OSError(f"expected a free port among {TRIES} between {PORTS[0]} and {PORTS[-1]}; all are taken")


@contextmanager
def relay(folder: Path) -> Iterator[Running]:
    """The bare relay, running."""
    port = free_port()
    yield from _while_running(Running(port, ["-m", "bench.relay", str(port)], folder / "relay.log"))


@contextmanager
def warmline(data: Path, **settings: str) -> Iterator[Running]:
    """The product on a data folder, running, with everything switched on."""
    port = free_port()
    chosen = {"WARMLINE_DATA": str(data), "WARMLINE_PORT": str(port), **CALM, **settings}
    yield from _while_running(Running(port, ["-c", SERVE, "serve"], data / "server.log", chosen))


def _while_running(server: Running) -> Iterator[Running]:
    server.start()
    try:
        yield server
    finally:
        server.end()


def allow_many_files() -> int:
    """Let this process and its children open as many sockets as the system permits; returns how many."""
    most = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))
    return most
