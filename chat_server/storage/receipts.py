"""How far people have read. Positions only move forward."""

from __future__ import annotations

from chat_server.domain.conversation import Head
from chat_server.protocol.frames import ReadMark

from . import heads
from .database import Database


async def move_visitor_receipt(db: Database, conversation: int, delivered: int, read: int) -> Head | None:
    """Note what the visitor's device has and its reader saw; None when nothing moved."""
    changed = await db.fetch_all(
        "UPDATE conversations SET delivered = max(delivered, min(?, visitor_seq)), "
        "read = max(read, min(?, visitor_seq)) "
        "WHERE id = ? AND (delivered < min(?, visitor_seq) OR read < min(?, visitor_seq)) RETURNING id",
        (max(delivered, read), read, conversation, max(delivered, read), read),
    )
    return await heads.fetch_head(db, conversation) if changed else None


async def move_read_mark(db: Database, conversation: int, agent: int, upto: int) -> tuple[ReadMark, Head, bool] | None:
    """Note how far an agent has read: their mark, the head, and whether the team's receipt moved.

    None when the mark did not move.
    """
    mark = await db.fetch_one(
        "SELECT upto, messages FROM read_marks WHERE conversation = ? AND agent = ?", (conversation, agent)
    )
    known, counted = mark or (0, 0)
    # Only what is new is counted: reading on costs the same in a long conversation as in a short one.
    row = await db.fetch_one(
        "SELECT coalesce(sum(sender = 'visitor' AND kind = 'message'), 0), coalesce(max(visitor_seq), 0), "
        "coalesce(max(seq), 0) FROM items WHERE conversation = ? AND seq > ? AND seq <= ?",
        (conversation, known, upto),
    )
    new, visitor_seq, last = row or (0, 0, 0)
    messages = counted + new
    changed = await db.fetch_all(
        "INSERT INTO read_marks (conversation, agent, upto, messages) VALUES (?, ?, ?, ?) "
        "ON CONFLICT (agent, conversation) DO UPDATE SET upto = excluded.upto, messages = excluded.messages "
        "WHERE excluded.upto > read_marks.upto RETURNING upto",
        (conversation, agent, last, messages),
    )
    if not changed:
        return None
    moved = await db.fetch_all(
        "UPDATE conversations SET team_read = ? WHERE id = ? AND team_read < ? RETURNING id",
        (visitor_seq, conversation, visitor_seq),
    )
    head = await heads.fetch_head(db, conversation)
    return (ReadMark(conversation, last, messages), head, bool(moved)) if head else None


async def read_marks_of(db: Database, agent: int, resolved_after: int) -> list[ReadMark]:
    """An agent's marks in the conversations of the console's list."""
    rows = await db.fetch_all(
        "SELECT r.conversation, r.upto, r.messages FROM read_marks r JOIN conversations c ON c.id = r.conversation "
        "WHERE r.agent = ? AND (c.status <> 'resolved' OR c.resolved_at > ? OR c.promise_due IS NOT NULL)",
        (agent, resolved_after),
    )
    return [ReadMark(*row) for row in rows]
