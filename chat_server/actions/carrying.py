"""Messages that carry more than words: the replies they were made from, and a promise. All of it is one change."""

from __future__ import annotations

import re
from collections.abc import Sequence

import msgspec

from chat_server.domain import promise as promise_rules
from chat_server.domain.edited import edited_share
from chat_server.domain.errors import BlankOpen, InvalidInput, WarmlineError
from chat_server.domain.message_facts import Facts, ReplyUsed
from chat_server.domain.people import Agent
from chat_server.domain.promise import Promise
from chat_server.log import log
from chat_server.protocol.frames import PromiseMade, ReplyInserted
from chat_server.storage.database import Database
from chat_server.storage.items import Append, Appended, add_facts, append_all, items_after
from chat_server.storage.promises import add_promise, note_owed
from chat_server.storage.replies import known_revisions
from chat_server.storage.reply_uses import Use, add_uses

from .promises import publish_promise
from .publish import publish_appended
from .reply_traces import readable
from .services import Services

_BLANK = re.compile(r"\{\{[^{}\n]{0,400}\}\}")


class Carried(msgspec.Struct, frozen=True):
    """What a message carries beside its words."""

    replies: Sequence[ReplyInserted]
    promise: PromiseMade | None


def carried(replies: Sequence[ReplyInserted], promise: PromiseMade | None) -> Carried | None:
    """The same as one value; None when there is nothing, so that plain messages take their shortest way."""
    return Carried(replies, promise) if replies or promise is not None else None


async def append_carrying(services: Services, agent: Agent, append: Append, carries: Carried) -> Appended:
    """Append a message together with its facts and its promise, or nothing of it.

    Raises:
        BlankOpen: a blank of a reply was not filled. InvalidInput: a note carries something, or the promise cannot be.
        WarmlineError: as for any message.
    """
    if append.kind != "message":
        raise InvalidInput("expected a message to carry replies and promises; got a note")
    _check_blanks(append.body, carries)
    used = _used(append.body, await readable(services, agent, carries.replies))
    now = services.clock.now_ms()

    async def write(db: Database) -> tuple[Appended, Promise | None]:
        outcome = (await db.run(append_all, [append]))[0]
        if isinstance(outcome, WarmlineError):
            raise outcome
        if outcome.is_repeat:
            return await _as_stored(db, outcome), None
        return await _store(db, outcome, carries, used, now)

    def publish(done: tuple[Appended, Promise | None]) -> None:
        publish_appended(services, done[0])
        if done[1] is not None:
            publish_promise(services, done[1])

    appended, _ = await services.store.writer.run(write, publish)
    return appended


def _check_blanks(body: str, carries: Carried) -> None:
    found = _BLANK.search(body) if carries.replies else None
    if found:
        raise BlankOpen(f"expected every blank to be filled; {found.group()[:80]} is still open")


def _used(body: str, replies: Sequence[ReplyInserted]) -> list[tuple[ReplyUsed, str | None]]:
    """Each reply with how far it was edited, and its text where it was. Stacked replies are measured as one text."""
    texts = [reply.text for reply in replies]
    together = "\n\n".join(text for text in texts if text is not None) if None not in texts else None
    edited = None if together is None else edited_share(_normal(together), _normal(body))
    return [
        (ReplyUsed(r.key, r.revision, r.language, edited), None if edited == 0 else _without_nul(r.text))
        for r in replies
    ]


def _normal(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n").strip()


def _without_nul(text: str | None) -> str | None:
    return text.replace("\x00", "") if text is not None else None


async def _store(
    db: Database, outcome: Appended, carries: Carried, used: list[tuple[ReplyUsed, str | None]], now: int
) -> tuple[Appended, Promise | None]:
    message = outcome.message
    # A message is never lost for its bookkeeping: what the library does not know (it was restored) is left out.
    known = await known_revisions(db, [(u.key, u.revision) for u, _ in used]) if used else set()
    kept = [(u, text) for u, text in used if (u.key, u.revision) in known]
    if len(kept) < len(used):
        log.warning("unknown_revisions", conversation=message.conversation, count=len(used) - len(kept))
    agent = message.agent or 0
    await add_uses(db, [Use(message.conversation, message.seq, agent, message.at, u, text) for u, text in kept])
    promise = None
    if carries.promise is not None:
        made = promise_rules.make(
            message.conversation, message.seq, agent, carries.promise.what, carries.promise.due, now
        )
        promise = await add_promise(db, made)
        outcome.head.promise_due, outcome.head.promise_owner = await note_owed(db, message.conversation)
    facts = Facts(tuple(u for u, _ in kept), promise.due if promise else None)
    if facts == Facts():
        return outcome, promise
    await add_facts(db, message.conversation, message.seq, facts)
    items = [*outcome.items[:-1], msgspec.structs.replace(message, facts=facts)]
    return Appended(items, outcome.head), promise


async def _as_stored(db: Database, repeat: Appended) -> Appended:
    """A repeated message as it was stored the first time, with what it carries."""
    message = repeat.message
    stored = await items_after(db, message.conversation, message.seq - 1, 1)
    return Appended(stored, repeat.head, is_repeat=True)
