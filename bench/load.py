"""Load from a process of its own: ``python -m bench.load``, told what to do by lines of JSON on standard input.

Each line ``{"do": name, ...}`` names a method of ``Load``; its answer is one line of JSON. Connections stay open
between commands, so that rounds against two servers can alternate.
"""

from __future__ import annotations

import asyncio
import json
import sys
from typing import Any

import uvloop

from .crowd import Crowd


async def main() -> None:
    """Obey until standard input ends."""
    reader = asyncio.StreamReader(limit=2**26)
    loop = asyncio.get_running_loop()
    await loop.connect_read_pipe(lambda: asyncio.StreamReaderProtocol(reader), sys.stdin)
    crowd = Crowd()
    while line := await reader.readline():
        command: dict[str, Any] = json.loads(line)
        answer = await getattr(crowd, command.pop("do"))(**command)
        print(json.dumps(answer), flush=True)


if __name__ == "__main__":
    uvloop.run(main())
