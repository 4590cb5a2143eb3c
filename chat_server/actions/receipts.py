"""Noting how far people have read."""

from __future__ import annotations

from sqlite3 import Connection

from chat_server.domain.conversation import Head
from chat_server.domain.errors import NotFound
from chat_server.domain.people import Agent, Visitor
from chat_server.protocol.codec import encode
from chat_server.protocol.frames import AgentReadMark, AgentReceipts, ReadMark, VisitorReceipts
from chat_server.storage.heads import read_head
from chat_server.storage.receipts import move_read_mark, move_visitor_receipt

from .services import Services


async def note_visitor_receipt(
    services: Services, visitor: Visitor, conversation: int, delivered: int, read: int
) -> None:
    """The visitor's device has messages up to ``delivered`` and its reader saw those up to ``read``."""

    def move(connection: Connection) -> Head | None:
        head = read_head(connection, conversation)
        if head is None or not visitor.may_see(head):
            return None
        return head if move_visitor_receipt(connection, head, delivered, read) else None

    def publish(head: Head | None) -> None:
        if head is not None:
            _publish_receipts(services, head)

    await services.store.writer.run(lambda db: db.run(move), publish, is_aside=True)


async def note_agent_read(services: Services, agent: Agent, conversation: int, upto: int) -> None:
    """An agent saw the conversation up to a position.

    Raises:
        NotFound: no such conversation in the agent's inboxes.
    """

    def move(connection: Connection) -> tuple[Head, tuple[ReadMark, bool] | None]:
        head = read_head(connection, conversation)
        if head is None or not agent.may_see(head):
            raise NotFound(f"expected a conversation of yours; there is none with the number {conversation}")
        return head, move_read_mark(connection, head, agent.id, upto)

    def publish(read: tuple[Head, tuple[ReadMark, bool] | None]) -> None:
        head, moved = read
        if moved is None:
            return
        mark, is_team_further = moved
        frame = encode(AgentReadMark(mark))
        for listener in services.feed.connections_of(agent.id):
            listener.put(frame)
        if is_team_further:
            _publish_receipts(services, head)

    await services.store.writer.run(lambda db: db.run(move), publish, is_aside=True)


def receipts_mark(head: Head) -> tuple[int, ...]:
    """A conversation's receipts as something that only grows: of two marks the larger is the later."""
    return (head.id, head.team_read, head.delivered, head.read)


def _publish_receipts(services: Services, head: Head) -> None:
    mark = receipts_mark(head)
    services.hub.publish_receipts(
        ("conversation", head.id), mark, lambda: encode(AgentReceipts(head.id, head.delivered, head.read))
    )
    services.hub.publish_receipts(
        ("contact", head.contact), mark, lambda: encode(VisitorReceipts(head.team_read, head.delivered, head.read))
    )
