"""Which pages visitors look at while they have a conversation."""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from functools import partial
from typing import Any

from chat_server.clock import Clock
from chat_server.storage.database import Database
from chat_server.storage.page_views import PageView, add_page_views
from chat_server.storage.store import Store

AT_ONCE = 256

InBackground = Callable[[Coroutine[Any, Any, None]], None]


class PageNotes:
    """Notes pages without keeping anybody waiting; what comes while some are being written is written next, together.

    After a restart thousands come back at once, each on a page: one change for each would keep messages waiting.
    """

    def __init__(self, store: Store, clock: Clock, in_background: InBackground) -> None:
        self._store = store
        self._clock = clock
        self._in_background = in_background
        self._noted: list[tuple[int, PageView]] = []
        self._is_writing = False

    def note(self, contact: int, url: str, title: str) -> None:
        """A visitor with a live conversation looks at a page. Its query is not kept."""
        address = url.split("#", maxsplit=1)[0].split("?", maxsplit=1)[0]
        self._noted.append((contact, PageView(address, title, self._clock.now_ms())))
        if not self._is_writing:
            self._is_writing = True
            self._in_background(self._write())

    async def _write(self) -> None:
        try:
            while self._noted:
                some, self._noted = self._noted[:AT_ONCE], self._noted[AT_ONCE:]
                await self._store.writer.run(partial(_add, some), is_aside=True)
        finally:
            self._is_writing = False


async def _add(views: list[tuple[int, PageView]], db: Database) -> None:
    await db.run(add_page_views, views)
