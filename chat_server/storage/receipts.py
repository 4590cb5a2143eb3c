"""How far people have read. Positions only move forward.

Moving one is a function on the connection's own thread, so that it costs one way there and back: for every message
somebody reads there is a receipt.
"""

from __future__ import annotations

from sqlite3 import Connection

from chat_server.domain.conversation import Head
from chat_server.protocol.frames import ReadMark

from .database import Database


def move_visitor_receipt(connection: Connection, head: Head, delivered: int, read: int) -> bool:
    """Note what the visitor's device has and its reader saw, here and in the head; whether anything moved."""
    before = (head.delivered, head.read)
    head.delivered = max(head.delivered, min(max(delivered, read), head.visitor_seq))
    head.read = max(head.read, min(read, head.visitor_seq))
    if (head.delivered, head.read) == before:
        return False
    connection.execute(
        "UPDATE conversations SET delivered = ?, read = ? WHERE id = ?", (head.delivered, head.read, head.id)
    )
    return True


def move_read_mark(connection: Connection, head: Head, agent: int, upto: int) -> tuple[ReadMark, bool] | None:
    """Note how far an agent has read: their mark, and whether the team's receipt moved; None when the mark did not."""
    mark = connection.execute(
        "SELECT upto, messages FROM read_marks WHERE conversation = ? AND agent = ?", (head.id, agent)
    ).fetchone()
    known, counted = mark or (0, 0)
    # Only what is new is counted: reading on costs the same in a long conversation as in a short one.
    new, visitor_seq, last = connection.execute(
        "SELECT coalesce(sum(sender = 'visitor' AND kind = 'message'), 0), coalesce(max(visitor_seq), 0), "
        "coalesce(max(seq), 0) FROM items WHERE conversation = ? AND seq > ? AND seq <= ?",
        (head.id, known, upto),
    ).fetchone()
    if mark is not None and last <= known:
        return None
    connection.execute(
        "INSERT INTO read_marks (conversation, agent, upto, messages) VALUES (?, ?, ?, ?) "
        "ON CONFLICT (agent, conversation) DO UPDATE SET upto = excluded.upto, messages = excluded.messages",
        (head.id, agent, last, counted + new),
    )
    has_team_moved = visitor_seq > head.team_read
    if has_team_moved:
        head.team_read = visitor_seq
        connection.execute("UPDATE conversations SET team_read = ? WHERE id = ?", (visitor_seq, head.id))
    return ReadMark(head.id, last, counted + new), has_team_moved


async def read_marks_of(db: Database, agent: int, resolved_after: int) -> list[ReadMark]:
    """An agent's marks in the conversations of the console's list."""
    rows = await db.fetch_all(
        "SELECT r.conversation, r.upto, r.messages FROM read_marks r JOIN conversations c ON c.id = r.conversation "
        "WHERE r.agent = ? AND (c.status <> 'resolved' OR c.resolved_at > ? OR c.promise_due IS NOT NULL)",
        (agent, resolved_after),
    )
    return [ReadMark(*row) for row in rows]
