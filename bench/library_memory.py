"""What a large reply library holds in the server's memory, beside the starter alone.

Each server has an agent who has just opened the console: the library and the rules have been asked for, as after every
start. Resident memory, by the system's count.
"""

from __future__ import annotations

import asyncio
from pathlib import Path
from urllib.request import Request, urlopen

from .figure import Figure
from .furnish import Place, furnish
from .many_replies import begin_library, import_replies, write_replies
from .running import Running, warmline

COUNTS = (2_000, 10_000)
ASKED = ("/api/replies", "/api/phrase-rules?locale=en", "/api/phrase-rules?locale=fa", "/api/phrase-rules?locale=hu")


def measure(folder: Path, *, is_quick: bool) -> list[Figure]:
    """Megabytes."""
    counts = (100, 300) if is_quick else COUNTS
    floor = _memory_mb(folder / "library-0", 0)
    return [
        Figure(
            f"memory of a server with {count:,} replies",
            _memory_mb(folder / f"library-{count}", count),
            "MB",
            floor=floor,
            remark="floor: a server with the starter alone",
        )
        for count in counts
    ]


def _memory_mb(data: Path, count: int) -> float:
    place = asyncio.run(furnish(data, visitors=0))
    asyncio.run(begin_library(data))
    if count:
        import_replies(write_replies(data / "replies.yaml", count), data)
    with warmline(data) as server:
        for path in ASKED:
            _ask(server, place, path)
        return server.memory_bytes() / 1e6


def _ask(server: Running, place: Place, path: str) -> None:
    secret, _ = place.agents[0]
    headers = {"Cookie": f"warmline_session={secret}", "Accept-Encoding": "gzip"}
    with urlopen(Request(f"http://127.0.0.1:{server.port}{path}", headers=headers), timeout=60) as answer:
        assert answer.read(), f"expected an answer from {path}"
