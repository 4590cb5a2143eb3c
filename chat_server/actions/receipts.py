"""Noting how far people have read."""

from __future__ import annotations

from chat_server.domain.conversation import Head
from chat_server.domain.errors import NotFound
from chat_server.domain.people import Agent, Visitor
from chat_server.protocol.codec import encode
from chat_server.protocol.frames import AgentReadMark, AgentReceipts, ReadMark, VisitorReceipts
from chat_server.storage.database import Database
from chat_server.storage.heads import fetch_head
from chat_server.storage.receipts import move_read_mark, move_visitor_receipt

from .services import Services


async def note_visitor_receipt(
    services: Services, visitor: Visitor, conversation: int, delivered: int, read: int
) -> None:
    """The visitor's device has messages up to ``delivered`` and its reader saw those up to ``read``."""

    async def move(db: Database) -> Head | None:
        head = await fetch_head(db, conversation)
        if head is None or not visitor.may_see(head):
            return None
        return await move_visitor_receipt(db, conversation, delivered, read)

    await services.store.writer.run(move, lambda head: _publish_receipts(services, head), is_aside=True)


async def note_agent_read(services: Services, agent: Agent, conversation: int, upto: int) -> None:
    """An agent saw the conversation up to a position.

    Raises:
        NotFound: no such conversation in the agent's inboxes.
    """

    async def move(db: Database) -> tuple[ReadMark, Head, bool] | None:
        head = await fetch_head(db, conversation)
        if head is None or not agent.may_see(head):
            raise NotFound(f"expected a conversation of yours; there is none with the number {conversation}")
        return await move_read_mark(db, conversation, agent.id, upto)

    def publish(moved: tuple[ReadMark, Head, bool] | None) -> None:
        if moved is None:
            return
        mark, head, is_team_further = moved
        frame = encode(AgentReadMark(mark))
        for listener in services.feed.connections_of(agent.id):
            listener.put(frame)
        if is_team_further:
            _publish_receipts(services, head)

    await services.store.writer.run(move, publish, is_aside=True)


def receipts_mark(head: Head) -> tuple[int, ...]:
    """A conversation's receipts as something that only grows: of two marks the larger is the later."""
    return (head.id, head.team_read, head.delivered, head.read)


def _publish_receipts(services: Services, head: Head | None) -> None:
    if head is None:
        return
    mark = receipts_mark(head)
    services.hub.publish_receipts(
        ("conversation", head.id), mark, lambda: encode(AgentReceipts(head.id, head.delivered, head.read))
    )
    services.hub.publish_receipts(
        ("contact", head.contact), mark, lambda: encode(VisitorReceipts(head.team_read, head.delivered, head.read))
    )
