"""What the coach adds to the console, over the wire: its modules in the page, its worker, and each language's rules.

A real server is asked as browsers ask; what it answers is measured compressed with brotli (the figure), with gzip, and
plain. The worker's modules are those that its first one imports.
"""

from __future__ import annotations

import asyncio
import re
from pathlib import Path
from urllib.request import Request, urlopen

from canned_replies.languages import LANGUAGES

from .figure import Figure
from .furnish import furnish
from .many_replies import begin_library
from .running import Running, warmline

SCRIPTS = Path(__file__).parents[1] / "agent_console" / "static" / "js"
IN_PAGE = (
    "js/coach/coach-client.js", "js/coach/transports.js", "js/state/coach.js", "js/model/coach-marks.js",
    "js/parts/use-coach.js", "js/parts/coach-card.js", "css/coach.css",
)  # fmt: skip
FIRST_OF_WORKER = "coach/worker.js"
IMPORT = re.compile(r'^(?:import|export) .*?"(\.[^"]+)";$', re.MULTILINE)
ENCODINGS = ("br", "gzip", "identity")
Sizes = tuple[int, ...]


def measure(folder: Path, *, is_quick: bool) -> list[Figure]:  # noqa: ARG001 - it is quick anyway
    """Kilobytes over the wire."""
    data = folder / "coach-weight"
    place = asyncio.run(furnish(data, visitors=0))
    asyncio.run(begin_library(data))
    cookie = f"warmline_session={place.agents[0][0]}"
    with warmline(data) as server:
        worker = modules_of(SCRIPTS / FIRST_OF_WORKER)
        parts = {
            f"coach in the page, {len(IN_PAGE)} files": [f"/static/now/{path}" for path in IN_PAGE],
            f"coach in its worker, {len(worker)} files": [f"/static/now/js/{path}" for path in worker],
            **{f"coach's rules, {language}": [f"/api/phrase-rules?locale={language}"] for language in LANGUAGES},
        }
        found = {name: _sizes(server, cookie, paths) for name, paths in parts.items()}
    return [_figure(name, sizes) for name, sizes in found.items()]


def modules_of(first: Path) -> list[str]:
    """A module and all that it imports, by their places among the scripts."""
    known: dict[Path, None] = {}
    waiting = [first.resolve()]
    while waiting:
        path = waiting.pop()
        if path not in known:
            known[path] = None
            waiting += [(path.parent / found).resolve() for found in IMPORT.findall(path.read_text("utf-8"))]
    return [path.relative_to(SCRIPTS.resolve()).as_posix() for path in known]


def _sizes(server: Running, cookie: str, paths: list[str]) -> Sizes:
    return tuple(sum(_size(server, cookie, path, encoding) for path in paths) for encoding in ENCODINGS)


def _size(server: Running, cookie: str, path: str, encoding: str) -> int:
    headers = {"Cookie": cookie, "Accept-Encoding": encoding}
    with urlopen(Request(f"http://127.0.0.1:{server.port}{path}", headers=headers), timeout=60) as answer:
        return len(answer.read())


def _figure(name: str, sizes: Sizes) -> Figure:
    brotli, gzip, plain = (size / 1000 for size in sizes)
    return Figure(name, brotli, "kB", remark=f"gzip {gzip:.1f} kB, plain {plain:.1f} kB")
