"""Conversations as rows: begin one, list them, change one."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from chat_server.domain.conversation import Head
from chat_server.domain.errors import NotFound
from chat_server.domain.item import Item
from chat_server.domain.people import Actor

from . import heads
from .database import Database, placeholders
from .items import Appended, insert_items

MAX_LISTED = 2_000
EARLIER_LIMIT = 20


async def begin_conversation(
    db: Database, conversation: int, actor_inbox: int, contact: int, locale: str, at: int
) -> None:
    """Store a new conversation without items."""
    change = await heads.last_change(db) + 1
    await db.execute(
        "INSERT INTO conversations (id, inbox, contact, locale, status, created_at, last_at, change) "
        "VALUES (?, ?, ?, ?, 'open', ?, ?, ?)",
        (conversation, actor_inbox, contact, locale, at, at, change),
    )


async def change_conversation(
    db: Database, actor: Actor | None, conversation: int, rule: Callable[[Head], list[Item]]
) -> Appended:
    """Apply a rule to a conversation's head and store what it adds; ``actor`` None is the system itself.

    Raises:
        NotFound: there is none, or the actor may not see it.
    """
    head = await heads.fetch_head(db, conversation)
    if head is None or (actor is not None and not actor.may_see(head)):
        raise NotFound(f"expected a conversation of yours; there is none with the number {conversation}")
    items = rule(head)
    if items:
        head.change = await heads.last_change(db) + 1
        await db.run(insert_items, items)
        await db.run(heads.update_heads, [head])
    return Appended(items, head, is_repeat=not items)


async def current_conversation(db: Database, contact: int) -> Head | None:
    """The contact's latest conversation."""
    found = await heads.fetch_heads(db, "c.contact = ? ORDER BY c.id DESC LIMIT 1", (contact,))
    return found[0] if found else None


async def live_conversations(db: Database, inboxes: Iterable[int], resolved_after: int) -> list[Head]:
    """Everything not resolved or still owing a promise, and what was resolved after a time: the console's list."""
    ids = list(inboxes)
    if not ids:
        return []
    return await heads.fetch_heads(
        db,
        f"c.inbox IN {placeholders(1, len(ids))} AND (c.status <> 'resolved' OR c.resolved_at > ? "
        "OR c.promise_due IS NOT NULL) "
        f"ORDER BY c.change DESC LIMIT {MAX_LISTED}",
        (*ids, resolved_after),
    )


async def conversations_changed_since(db: Database, inboxes: Iterable[int], change: int) -> list[Head] | None:
    """What changed after a position, oldest change first; None when that is too much to list."""
    ids = list(inboxes)
    if not ids:
        return []
    found = await heads.fetch_heads(
        db,
        f"c.inbox IN {placeholders(1, len(ids))} AND c.change > ? ORDER BY c.change LIMIT {MAX_LISTED + 1}",
        (*ids, change),
    )
    return found if len(found) <= MAX_LISTED else None


async def resolved_conversations(db: Database, inboxes: Iterable[int], before: int | None, limit: int) -> list[Head]:
    """Resolved conversations, latest change first."""
    ids = list(inboxes)
    if not ids:
        return []
    return await heads.fetch_heads(
        db,
        f"c.inbox IN {placeholders(1, len(ids))} AND c.status = 'resolved' AND c.change < ? "
        "ORDER BY c.change DESC LIMIT ?",
        (*ids, before if before is not None else 2**62, limit),
    )


async def earlier_conversations(db: Database, contact: int, conversation: int) -> list[Head]:
    """The contact's other conversations, newest first."""
    return await heads.fetch_heads(
        db, f"c.contact = ? AND c.id <> ? ORDER BY c.id DESC LIMIT {EARLIER_LIMIT}", (contact, conversation)
    )


async def snoozes_over(db: Database, now: int) -> list[int]:
    """Conversations whose snooze has ended."""
    rows = await db.fetch_all("SELECT id FROM conversations WHERE status = 'snoozed' AND snoozed_until <= ?", (now,))
    return [row[0] for row in rows]


async def had_by_those_who_left(db: Database) -> list[tuple[int, int]]:
    """Conversations that are not resolved, or still owe a promise, and whose agent is switched off: id and agent."""
    rows = await db.fetch_all(
        "SELECT c.id, c.assignee FROM conversations c JOIN agents a ON a.id = c.assignee "
        "WHERE a.is_active = 0 AND c.status <> 'resolved' "
        "UNION SELECT c.id, c.assignee FROM promises p JOIN conversations c ON c.id = p.conversation "
        "JOIN agents a ON a.id = c.assignee WHERE a.is_active = 0 AND p.state IN ('open', 'missed')"
    )
    return [(row[0], row[1]) for row in rows]


async def median_first_response_s(db: Database, inbox: int, since: int) -> int | None:
    """The median time from a conversation's beginning to its first answer, in seconds; None without answers."""
    rows = await db.fetch_all(
        "SELECT first_response_at - created_at FROM conversations WHERE inbox = ? AND first_response_at > ? ORDER BY 1",
        (inbox, since),
    )
    return int(rows[len(rows) // 2][0]) // 1000 if rows else None


async def touch_conversation(db: Database, conversation: int) -> Head:
    """Give a conversation a new change position, because what lists show of it changed.

    Raises:
        NotFound: there is none.
    """
    head = await heads.fetch_head(db, conversation)
    if head is None:
        raise NotFound(f"expected a conversation; there is none with the number {conversation}")
    head.change = await heads.last_change(db) + 1
    await db.run(heads.update_heads, [head])
    return head


async def touch_conversations(db: Database, contact: int) -> list[Head]:
    """Give a contact's conversations a new change position, because what lists show of them changed."""
    found = await heads.fetch_heads(db, "c.contact = ?", (contact,))
    change = await heads.last_change(db)
    for head in found:
        change += 1
        head.change = change
    if found:
        await db.run(heads.update_heads, found)
    return found
