"""What actions work with: the parts of a running server, handed from ``app.py`` to every edge."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from chat_server.clock import Clock
from chat_server.delivery.hub import Hub
from chat_server.delivery.list_feed import ListFeed
from chat_server.delivery.presence import Presence, Viewing
from chat_server.domain.conversation import Head
from chat_server.domain.ids import IdSource
from chat_server.protocol import views
from chat_server.protocol.frames import ConversationSummary
from chat_server.settings import Settings
from chat_server.storage.store import Store, open_store

from .directory import Directory
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
        self.ids = IdSource()
        self.agents_here: Presence[int] = Presence()
        self.visitors_here: Presence[int] = Presence()
        self.viewing = Viewing()
        self.directory = Directory(store, clock)
        self.tokens = VisitorTokens(store.secret, settings.visitor_token_days * DAY_MS)
        self.throttle = SignInThrottle()
        self.shelf = ReplyShelf(store)
        self.rules = RuleShelf(store)
        self.sent = SentTexts()
        self.is_draining = False

    @property
    def reopen_ms(self) -> int:
        """How long a resolved conversation can go on."""
        return self.settings.reopen_days * DAY_MS

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
    finally:
        await store.close()
