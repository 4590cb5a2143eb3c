"""The client that docs/protocol.md shows is a client."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Awaitable, Callable
from contextlib import closing
from pathlib import Path
from typing import Any

from tests.support.server import running_server

SITE = "http://shop.localhost"
PAGE = Path(__file__).parents[2] / "docs" / "protocol.md"


def shown_client() -> Callable[..., Awaitable[int]]:
    """The function of the page's one block of Python."""
    (source,) = re.findall(r"^```python\n(.*?)^```", PAGE.read_text("utf-8"), re.MULTILINE | re.DOTALL)
    names: dict[str, Any] = {}
    exec(source, names)  # noqa: S102 - our own page
    client: Callable[..., Awaitable[int]] = names["ask"]
    return client


async def test_the_first_client_of_the_page_asks_its_question(tmp_path: Path) -> None:
    """Copied from the page as it stands: when it returns, the message is on the server's disk."""
    with running_server(tmp_path / "data", (SITE,)) as server:
        place = await shown_client()(f"ws://127.0.0.1:{server.port}", SITE, server.inbox_key, "Is the fig hardy?")
        with closing(sqlite3.connect(tmp_path / "data" / "warmline.sqlite3")) as database:
            assert database.execute("SELECT visitor_seq, body FROM items").fetchall() == [(place, "Is the fig hardy?")]
