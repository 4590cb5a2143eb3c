"""The other end of ``bench.load``: a load process that is told what to do."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any


class Loader:
    """A load process."""

    def __init__(self) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "bench.load"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )

    def do(self, name: str, **arguments: Any) -> dict[str, Any]:
        """Have it do something, and return its answer.

        Raises:
            RuntimeError: the load process failed; what it says stands on standard error.
        """
        self.begin(name, **arguments)
        return self.result()

    def begin(self, name: str, **arguments: Any) -> None:
        """Have it start with something; ``result`` waits for the answer."""
        assert self._process.stdin is not None
        self._process.stdin.write(json.dumps({"do": name, **arguments}) + "\n")
        self._process.stdin.flush()

    def result(self) -> dict[str, Any]:
        """The answer to what was begun."""
        assert self._process.stdout is not None
        line = self._process.stdout.readline()
        if not line:
            raise RuntimeError("expected an answer of the load process; it ended")
        answer: dict[str, Any] = json.loads(line)
        return answer

    def end(self) -> None:
        """End the process and with it all its connections."""
        self._process.kill()
        self._process.communicate()


@contextmanager
def load() -> Iterator[Loader]:
    """A load process for as long as it is needed."""
    loader = Loader()
    try:
        yield loader
    finally:
        loader.end()
