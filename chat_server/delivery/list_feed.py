"""Changes of the console's list, gathered for a moment and sent together.

A row that changes ten times in that moment is sent once. Each row is encoded once for all agents; an agent
receives the rows of their inboxes in one frame whose ``change`` is the position to resume from.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable

import msgspec

from chat_server.domain.conversation import Head
from chat_server.protocol.codec import encode
from chat_server.protocol.frames import ConversationSummary, Presence, PresenceChanges

from .hub import Listener

GATHER_S = 0.1
MAX_GATHER_S = 0.5
CALM_ROWS = 50
"""Up to so many rows at a time, the next ones follow after ``GATHER_S``; the more there are, the longer they gather."""


Row = tuple[int, int, bytes]
"""A changed row: its change position, its inbox, and its summary, encoded."""


class FeedSubscription:
    """One agent connection's place in the feed; rows are held back until its list was read."""

    __slots__ = ("_held", "_watermark", "agent", "inboxes", "listener")

    def __init__(self, agent: int, inboxes: frozenset[int], listener: Listener) -> None:
        self.agent = agent
        self.inboxes = inboxes
        self.listener = listener
        self._watermark = 0
        self._held: list[Row] | None = []

    def release(self, watermark: int) -> None:
        """The list is read up to ``watermark``: pass on what changed since, and stream."""
        self._watermark = watermark
        held, self._held = self._held, None
        if held:
            self.offer(held)

    def offer(self, rows: list[Row]) -> None:
        """Pass on the rows of this agent's inboxes beyond the watermark."""
        if self._held is not None:
            self._held += rows
            return
        news = [row for change, inbox, row in rows if change > self._watermark and inbox in self.inboxes]
        self._watermark = max(self._watermark, rows[-1][0])
        if news:
            self.listener.put(
                b'{"type":"conversations","change":%d,"conversations":[%b],"is_snapshot":false}'
                % (self._watermark, b",".join(news))
            )


class ListFeed:
    """Gathers changed rows and presence, and sends them to every agent's connections."""

    def __init__(self, summarise: Callable[[Head], ConversationSummary]) -> None:
        self._summarise = summarise
        self._subscribers: dict[FeedSubscription, None] = {}
        self._heads: dict[int, Head] = {}
        self._agents: dict[int, Presence] = {}
        self._visitors: dict[int, tuple[int, bool]] = {}
        self._is_planned = False
        self._gather_s = GATHER_S

    def subscribe(self, agent: int, inboxes: frozenset[int], listener: Listener) -> FeedSubscription:
        """Hear of changes once the subscription is released."""
        subscription = FeedSubscription(agent, inboxes, listener)
        self._subscribers[subscription] = None
        return subscription

    def unsubscribe(self, subscription: FeedSubscription) -> None:
        """Hear no more."""
        self._subscribers.pop(subscription, None)

    def changed(self, head: Head) -> None:
        """A conversation moved on."""
        if self._subscribers:
            self._heads[head.id] = head
            self._plan()

    def agent_presence(self, agent: int, presence: Presence) -> None:
        """An agent came, went or stepped away."""
        if self._subscribers:
            self._agents[agent] = presence
            self._plan()

    def visitor_presence(self, conversation: int, inbox: int, is_online: bool) -> None:
        """A visitor came or went."""
        if self._subscribers:
            self._visitors[conversation] = (inbox, is_online)
            self._plan()

    def connections_of(self, agent: int) -> list[Listener]:
        """All connections of one agent."""
        return [s.listener for s in self._subscribers if s.agent == agent]

    def everyone(self) -> list[tuple[int, Listener]]:
        """Every connection, with its agent."""
        return [(s.agent, s.listener) for s in self._subscribers]

    def flush(self) -> None:
        """Send what was gathered."""
        self._is_planned = False
        heads, self._heads = self._heads, {}
        agents, self._agents = self._agents, {}
        visitors, self._visitors = self._visitors, {}
        # Nobody reads a list of which a hundred rows change ten times a second, and every console is sent each of them.
        self._gather_s = min(max(GATHER_S, GATHER_S * len(heads) / CALM_ROWS), MAX_GATHER_S)
        rows = [(h.change, h.inbox, encode(self._summarise(h))) for h in sorted(heads.values(), key=lambda h: h.change)]
        for subscription in list(self._subscribers):
            if rows:
                subscription.offer(rows)
            if agents or visitors:
                _send_presence(subscription, agents, visitors)

    def _plan(self) -> None:
        if not self._is_planned:
            self._is_planned = True
            asyncio.get_running_loop().call_later(self._gather_s, self.flush)


def _send_presence(
    subscription: FeedSubscription, agents: dict[int, Presence], visitors: dict[int, tuple[int, bool]]
) -> None:
    seen = {c: is_online for c, (inbox, is_online) in visitors.items() if inbox in subscription.inboxes}
    if agents or seen:
        subscription.listener.put_ephemeral(msgspec.json.encode(PresenceChanges(agents=agents, visitors=seen)))
