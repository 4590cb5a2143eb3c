"""What the console shows when it starts or comes back."""

from __future__ import annotations

import msgspec

from chat_server.domain.people import Agent
from chat_server.protocol import views
from chat_server.protocol.frames import AgentReady, Conversations
from chat_server.storage.conversations import conversations_changed_since, live_conversations
from chat_server.storage.drafts import drafts_of
from chat_server.storage.heads import last_change
from chat_server.storage.receipts import read_marks_of

from .presence import presence_of
from .services import Services

RESOLVED_SHOWN_MS = 86_400_000


class ListAnswer(msgspec.Struct, frozen=True):
    """The two frames that answer an agent's hello."""

    ready: AgentReady
    conversations: Conversations


async def list_for_agent(services: Services, agent: Agent, epoch: str | None, since: int | None) -> ListAnswer:
    """The agent's whole world, or what changed in it since a position of the same epoch."""
    db = services.store.reader()
    now = services.clock.now_ms()
    resolved_after = now - RESOLVED_SHOWN_MS
    # The position is read before the rows: rows newer than it come again with the stream, and never the reverse.
    change = await last_change(db)
    heads = None
    if since is not None and epoch == services.store.epoch and since <= change:
        heads = await conversations_changed_since(db, agent.inboxes, since)
    is_snapshot = heads is None
    if heads is None:
        heads = await live_conversations(db, agent.inboxes, resolved_after)
    directory = services.directory
    ready = AgentReady(
        epoch=services.store.epoch,
        heartbeat_s=services.settings.heartbeat_s,
        now=now,
        me=views.colleague(agent, presence_of(services, agent), agent.locale),
        agents=[views.colleague(a, presence_of(services, a), agent.locale) for a in directory.everyone.values()],
        inboxes=[views.inbox_card(directory.inboxes[i]) for i in sorted(agent.inboxes) if i in directory.inboxes],
        read_marks=await read_marks_of(db, agent.id, resolved_after),
        drafts=await drafts_of(db, agent.id),
    )
    rows = [services.summarise(head) for head in heads]
    return ListAnswer(ready, Conversations(change, rows, is_snapshot))
