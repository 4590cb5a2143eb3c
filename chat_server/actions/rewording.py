"""A better wording out of an edited message: what an agent could propose, and how it compares with the one in use."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from typing import Any

import msgspec

from canned_replies.difference import difference
from canned_replies.errors import TextTooLong
from canned_replies.fault import fault
from canned_replies.languages import Language
from canned_replies.placeholder import Placeholder
from canned_replies.reply import Reply
from canned_replies.rewording import reworded
from canned_replies.stacking import shares
from canned_replies.templates import TEXT_LIMIT
from chat_server.domain.conversation import Head
from chat_server.domain.errors import NotFound
from chat_server.domain.people import Agent
from chat_server.protocol.frames import ReplyInserted
from chat_server.storage.items import items_after
from chat_server.storage.reply_uses import inserted_into

from .coaching import check_reply
from .problems import unfit_reply
from .replies import read_reply
from .reply_reading import two_revisions
from .services import Services
from .text_pieces import Run, sides


class Reworded(msgspec.Struct, frozen=True):
    """What an agent made of a reply, with its blanks: fit to be proposed."""

    key: str
    language: Language
    text: str


async def rewordings(services: Services, agent: Agent, inserted: Sequence[ReplyInserted], body: str) -> list[Reworded]:
    """What became of each reply that a text was made from; those that are as they were are left out.

    Raises:
        ReplyUnfit: the text is longer than a reply may be.
    """
    known = [(one, reply) for one in inserted if (reply := await _known(services, agent, one)) is not None]
    placeholders = (await services.shelf.fresh()).placeholders
    try:
        return await asyncio.to_thread(_rewordings, known, body, placeholders)
    except TextTooLong:
        raise unfit_reply(fault("text_too_long", limit=TEXT_LIMIT, got=len(body))) from None


async def rewordings_of_message(services: Services, agent: Agent, head: Head, seq: int) -> list[Reworded]:
    """The same for a message that was sent.

    Raises:
        NotFound: there is no such message. ReplyUnfit: it is longer than a reply may be.
    """
    db = services.store.reader()
    found = await items_after(db, head.id, seq - 1, 1)
    if not found or found[0].seq != seq or found[0].kind != "message":
        raise NotFound(f"expected the number of a message of this conversation; got {seq}")
    return await rewordings(services, agent, await inserted_into(db, head.id, seq), found[0].body)


async def _known(services: Services, agent: Agent, inserted: ReplyInserted) -> Reply | None:
    """The reply, if the agent may read it and the library knows this revision (a backup may have been restored)."""
    try:
        reply = await read_reply(services, agent, inserted.key)
        two_revisions(reply, inserted.revision, inserted.revision)
    except NotFound:
        return None
    return reply


def _rewordings(
    known: Sequence[tuple[ReplyInserted, Reply]], body: str, placeholders: Mapping[str, Placeholder]
) -> list[Reworded]:
    templates = [reply.revision(one.revision).text(one.language) or "" for one, reply in known]
    texts = [one.text or template for (one, _), template in zip(known, templates, strict=True)]
    parts = shares(texts, body) if len(texts) > 1 else (body,) * len(texts)
    found: dict[tuple[str, Language], Reworded] = {}
    for (one, reply), template, text, part in zip(known, templates, texts, parts, strict=True):
        if not part:
            continue
        words = reworded(template, text, part, placeholders)
        if words not in (template.strip(), _in_use(reply, one.language).strip()):
            found[one.key, one.language] = Reworded(one.key, one.language, words)
    return list(found.values())


def _in_use(reply: Reply, language: Language) -> str:
    return (reply.in_use or reply.revisions[-1]).text(language) or ""


async def compare_wording(services: Services, agent: Agent, key: str, language: Language, text: str) -> dict[str, Any]:
    """A wording beside the one in use: both sides of the difference, what the checks say, and whether anything is new.

    Raises:
        NotFound: there is no such reply that the agent may read.
    """
    reply = await read_reply(services, agent, key)
    base = reply.in_use or reply.revisions[-1]
    before, after = base.text(language) or "", text.strip()
    checked = await check_reply(services, key, base.details, {language: after})
    both = sides(await asyncio.to_thread(difference, before, after) if len(after) <= TEXT_LIMIT else ())
    reasons = (await services.rules.fresh()).reasons
    return {
        "key": key,
        "revision": base.number,
        "label": base.details.label,
        "is_same": before.strip() == after,
        "before": [_run_view(run) for run in both.before],
        "after": [_run_view(run) for run in both.after],
        "problems": checked["problems"],
        "remarks": [
            {**remark, "why": reasons.get(remark.get("reason", ""), {}).get(agent.locale)}  # type: ignore[call-overload]
            for remark in checked["remarks"]
        ],
    }


def _run_view(run: Run) -> dict[str, Any]:
    pieces = [
        {"blank": piece.text, "fallback": piece.fallback} if piece.is_blank else {"text": piece.text}
        for piece in run.pieces
    ]
    return {"kind": run.kind, "pieces": pieces}
