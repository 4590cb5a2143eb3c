"""What actions work with: the parts of a running server, handed from ``app.py`` to every edge."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Coroutine
from contextlib import asynccontextmanager
from typing import Any

from chat_server.clock import Clock
from chat_server.delivery.consoles import Consoles
from chat_server.delivery.hub import Hub
from chat_server.delivery.list_feed import ListFeed
from chat_server.delivery.presence import Presence, Viewing
from chat_server.domain.conversation import Head
from chat_server.domain.ids import IdSource
from chat_server.log import log
from chat_server.protocol import views
from chat_server.protocol.frames import ConversationSummary
from chat_server.settings import Settings
from chat_server.storage.store import Store, open_store

from .directory import Directory
from .page_notes import PageNotes
from .reply_shelf import ReplyShelf
from .rule_shelf import RuleShelf
from .sent_texts import SentTexts
from .throttle import SignInThrottle
from .visitor_tokens import VisitorTokens

DAY_MS = 86_400_000


class Services:
    """One running server's parts."""

    def __init__(self, settings: Settings, clock: Clock, store: Store) -> None:
        self.settings = settings
        self.clock = clock
        self.store = store
        self.hub = Hub()
        self.feed = ListFeed(self.summarise)
        self.consoles = Consoles()
        self.ids = IdSource()
        self.agents_here: Presence[int] = Presence()
        self.visitors_here: Presence[int] = Presence()
        self.viewing = Viewing()
        self.teams_here: dict[int, bool] = {}
        self.directory = Directory(store, clock)
        self.tokens = VisitorTokens(store.secret, settings.visitor_token_days * DAY_MS)
        self.throttle = SignInThrottle()
        self.shelf = ReplyShelf(store)
        self.rules = RuleShelf(store)
        self.sent = SentTexts()
        self._background: set[asyncio.Task[None]] = set()
        self.page_notes = PageNotes(store, clock, self.in_background)
        self.is_draining = False

    @property
    def reopen_ms(self) -> int:
        """How long a resolved conversation can go on."""
        return self.settings.reopen_days * DAY_MS

    def in_background(self, work: Coroutine[Any, Any, None]) -> None:
        """Do something that nobody waits for; a fault of it is one line in the log."""
        task = asyncio.get_running_loop().create_task(work)
        self._background.add(task)
        task.add_done_callback(self._background_done)

    def _background_done(self, task: asyncio.Task[None]) -> None:
        self._background.discard(task)
        error = None if task.cancelled() else task.exception()
        if error is not None:
            log.warning("background_failed", error=f"{type(error).__name__}: {error}")

    async def settled(self) -> None:
        """Return when what goes on in the background is done."""
        while self._background:
            await asyncio.wait(self._background)

    def summarise(self, head: Head) -> ConversationSummary:
        """A row of the console's list as of now."""
        return views.summary(head, self.visitors_here.is_here(head.contact))


@asynccontextmanager
async def open_services(settings: Settings, clock: Clock) -> AsyncIterator[Services]:
    """Open the store and everything around it; on leaving, what waits is written first.

    Raises:
        StoreError, MigrationError: the database cannot be used.
    """
    store = await open_store(settings.database_path, settings.commit_linger_ms / 1000)
    try:
        services = Services(settings, clock, store)
        await services.directory.refresh()
        yield services
        await services.settled()
    finally:
        await store.close()
