"""What an idle visitor's connection holds in memory, beside the bare relay's.

3,000 visitors open the panel and say nothing. The server's resident memory before and after, divided by their number.
"""

from __future__ import annotations

import asyncio
from pathlib import Path

from .figure import Figure
from .furnish import furnish
from .loader import load
from .running import Running, relay, warmline


def measure(folder: Path, *, is_quick: bool) -> list[Figure]:
    """Kilobytes per connection."""
    count = 300 if is_quick else 3_000
    place = asyncio.run(furnish(folder / "idle-memory", visitors=0))
    with relay(folder) as bare:
        floor = _per_connection(bare, "", count)
    with warmline(place.data) as ours:
        value = _per_connection(ours, place.inbox_key, count)
    return [Figure("memory of an idle visitor's connection", value, "kB", floor=floor, most=35.0)]


def _per_connection(server: Running, inbox: str, count: int) -> float:
    with load() as loader:
        loader.do("linger", port=server.port, inbox=inbox, count=count // 10)
        before = server.memory_bytes()
        loader.do("linger", port=server.port, inbox=inbox, count=count)
        return (server.memory_bytes() - before) / count / 1000
