"""What agents have written and not sent yet."""

from __future__ import annotations

from typing import Literal

import msgspec

from chat_server.protocol.frames import Draft, DraftPromise, ReplyInserted

from .database import Database


class _MadeFrom(msgspec.Struct, frozen=True, omit_defaults=True):
    replies: list[ReplyInserted] = []
    promise: DraftPromise | None = None


async def save_draft(db: Database, agent: int, draft: Draft, at: int) -> None:
    """Keep a draft; an empty one is forgotten."""
    if not draft.body:
        await db.execute(
            "DELETE FROM drafts WHERE agent = ? AND conversation = ? AND kind = ?",
            (agent, draft.conversation, draft.kind),
        )
        return
    await db.execute(
        "INSERT INTO drafts (conversation, agent, kind, body, made_from, updated_at) VALUES (?, ?, ?, ?, ?, ?) "
        "ON CONFLICT (agent, conversation, kind) DO UPDATE SET body = excluded.body, made_from = excluded.made_from, "
        "updated_at = excluded.updated_at",
        (draft.conversation, agent, draft.kind, draft.body, _document(draft), at),
    )


async def drafts_of(db: Database, agent: int) -> list[Draft]:
    """All drafts of an agent."""
    rows = await db.fetch_all("SELECT conversation, kind, body, made_from FROM drafts WHERE agent = ?", (agent,))
    return [_draft_from(*row) for row in rows]


def _document(draft: Draft) -> str | None:
    """Most drafts are only words."""
    if not draft.replies and draft.promise is None:
        return None
    return msgspec.json.encode(_MadeFrom(draft.replies, draft.promise)).decode()


def _draft_from(conversation: int, kind: Literal["message", "note"], body: str, document: str | None) -> Draft:
    made_from = msgspec.json.decode(document, type=_MadeFrom) if document else _MadeFrom()
    return Draft(conversation, kind, body, made_from.replies, made_from.promise)
