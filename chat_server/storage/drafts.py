"""What agents have written and not sent yet."""

from __future__ import annotations

from chat_server.protocol.frames import Draft

from .database import Database


async def save_draft(db: Database, agent: int, draft: Draft, at: int) -> None:
    """Keep a draft; an empty one is forgotten."""
    if not draft.body:
        await db.execute(
            "DELETE FROM drafts WHERE agent = ? AND conversation = ? AND kind = ?",
            (agent, draft.conversation, draft.kind),
        )
        return
    await db.execute(
        "INSERT INTO drafts (conversation, agent, kind, body, updated_at) VALUES (?, ?, ?, ?, ?) "
        "ON CONFLICT (agent, conversation, kind) DO UPDATE SET body = excluded.body, updated_at = excluded.updated_at",
        (draft.conversation, agent, draft.kind, draft.body, at),
    )


async def drafts_of(db: Database, agent: int) -> list[Draft]:
    """All drafts of an agent."""
    rows = await db.fetch_all("SELECT conversation, kind, body FROM drafts WHERE agent = ?", (agent,))
    return [Draft(*row) for row in rows]
