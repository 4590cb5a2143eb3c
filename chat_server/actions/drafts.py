"""Keeping what agents have written and not sent yet."""

from __future__ import annotations

from chat_server.delivery.hub import Listener
from chat_server.domain.errors import InvalidInput, NotFound
from chat_server.domain.people import Agent
from chat_server.domain.text import MAX_BODY_CHARACTERS
from chat_server.protocol.codec import encode
from chat_server.protocol.frames import AgentDraft, Draft
from chat_server.storage import drafts
from chat_server.storage.database import Database
from chat_server.storage.heads import fetch_head

from .services import Services


async def save_draft(services: Services, agent: Agent, draft: Draft, without: Listener | None = None) -> None:
    """Keep a draft and show it in the agent's other windows; an empty one is forgotten.

    Raises:
        NotFound: no such conversation in the agent's inboxes.
        InvalidInput: longer than any message may be, or a note that was made from replies.
    """
    if draft.kind == "note" and (draft.replies or draft.promise is not None):
        raise InvalidInput("expected a message to carry replies and promises; got a note")
    if len(draft.body) > MAX_BODY_CHARACTERS:
        raise InvalidInput(f"expected a draft of at most {MAX_BODY_CHARACTERS:,} characters; got {len(draft.body):,}")

    async def save(db: Database) -> None:
        head = await fetch_head(db, draft.conversation)
        if head is None or not agent.may_see(head):
            raise NotFound(f"expected a conversation of yours; there is none with the number {draft.conversation}")
        await drafts.save_draft(db, agent.id, draft, services.clock.now_ms())

    def publish(_saved: None) -> None:
        frame = encode(AgentDraft(draft))
        for listener in services.feed.connections_of(agent.id):
            if listener is not without:
                listener.put(frame)

    await services.store.writer.run(save, publish, is_aside=True)
