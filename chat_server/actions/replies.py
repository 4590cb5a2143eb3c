"""The reply library's verbs: agents propose, supervisors decide, every console hears of it after the commit."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from typing import Literal

import msgspec

from canned_replies import approval
from canned_replies import errors as library_errors
from canned_replies.approval import Policy, Proposal
from canned_replies.errors import RepliesError
from canned_replies.fault import fault
from canned_replies.languages import Language
from canned_replies.library import PROPOSE_ATTEMPTS, Change, Library, check_proposal, is_key
from canned_replies.reply import Reply, ReplyKey
from canned_replies.reply_details import ReplyDetails
from canned_replies.revision import PersonId, Revision, Signature
from chat_server.domain.errors import (
    ChangedMeanwhile,
    Conflict,
    Forbidden,
    NotFound,
    OwnApproval,
    ReplyUnfit,
    WarmlineError,
    WrongState,
)
from chat_server.domain.people import Agent
from chat_server.domain.text import clean_line
from chat_server.log import log
from chat_server.protocol.codec import encode
from chat_server.protocol.frames import ReplyCard, ReplyChanged, RulesChanged
from chat_server.storage.replies import SqlReplyStore

from . import reply_cards
from .problems import problems_of, taken_key, unfit_reply
from .services import Services

MAX_COMMENT_CHARACTERS = 500
TOLD_ONE_BY_ONE = 50
"""Beyond this many changes at once, pickers are told to ask again."""
Verb = Literal["submit", "approve", "send_back", "retire"]

_TRANSLATED: dict[type[RepliesError], type[WarmlineError]] = {
    library_errors.UnknownReply: NotFound,
    library_errors.UnknownRevision: NotFound,
    library_errors.WrongState: WrongState,
    library_errors.OwnApproval: OwnApproval,
    library_errors.ChangedMeanwhile: ChangedMeanwhile,
    library_errors.HistoryLost: Conflict,
}


class Draft(msgspec.Struct, frozen=True, kw_only=True):
    """What somebody wants a reply to say; see ``POST /api/replies/KEY/proposals``."""

    texts: Mapping[Language, str | None]
    details: ReplyDetails | None = None
    still_right: frozenset[Language] = frozenset()
    based_on: int | None = None
    comment: str = ""
    is_submitted: bool = True


@contextmanager
def told_in_our_words() -> Iterator[None]:
    """Refusals of the library as refusals of this server."""
    try:
        yield
    except RepliesError as error:
        raise _TRANSLATED.get(type(error), ReplyUnfit)(str(error), problems_of(error)) from error


def reply_store(services: Services) -> SqlReplyStore:
    """The library's store; what it writes is told to every console."""
    return SqlReplyStore(services.store, lambda change, replies: publish_replies(services, change, replies))


async def library_of(services: Services) -> Library:
    """The library with this installation's policy."""
    shelf = await services.shelf.fresh()
    policy = Policy(can_approve_own=services.settings.reply_approval == "own")
    return Library(reply_store(services), shelf.placeholders, policy=policy)


async def read_reply(services: Services, agent: Agent, key: str) -> Reply:
    """A reply with its whole history.

    Raises:
        NotFound: there is none of this key that the agent may read.
    """
    with told_in_our_words():
        reply = await (await library_of(services)).reply(ReplyKey(key))
    if not _may_read(services, agent, reply):
        # The same words as for one that does not exist: nobody learns what colleagues keep for themselves.
        raise NotFound(f"expected the key of a reply, got {key!r}")
    return reply


def _may_read(services: Services, agent: Agent, reply: Reply) -> bool:
    return reply_cards.may_read(agent, inbox_keys(services, agent), reply_cards.scope_of(reply))


async def propose_reply(services: Services, agent: Agent, key: str, draft: Draft) -> Reply:
    """A new revision by an agent: a draft, or at once in review; the first one makes the reply.

    Raises:
        ReplyUnfit: the key, a text or the details cannot be used. NotFound: there is no such revision to start from.
        Conflict: the key is taken by a reply that is not the agent's to read.
    """
    signature = _sign(services, agent, draft.comment)
    with told_in_our_words():
        for _ in range(PROPOSE_ATTEMPTS - 1):
            # Proposals never contradict each other: one that lost a race simply goes again.
            with suppress(library_errors.ChangedMeanwhile):
                return await _propose(services, agent, ReplyKey(key), draft, signature)
        return await _propose(services, agent, ReplyKey(key), draft, signature)


async def _propose(services: Services, agent: Agent, key: ReplyKey, draft: Draft, signature: Signature) -> Reply:
    shelf = await services.shelf.fresh()
    store = reply_store(services)
    before = await store.read(key) or Reply(key)
    if before.revisions and not _may_read(services, agent, before):
        raise taken_key(key)
    proposal = _proposal(before, draft)
    check_proposal(key, proposal, shelf.placeholders)
    _check_details(proposal.details, shelf.terms.situations)
    after = approval.propose(before, proposal, signature, based_on=draft.based_on)
    if draft.is_submitted:
        after = approval.submit(after, len(after.revisions), signature)
    await store.write([Change(after, before.version)])
    log.info("reply_proposed", reply=key, revision=len(after.revisions), agent=agent.id)
    return after


async def decide_reply(
    services: Services, agent: Agent, key: str, number: int, verb: Verb, *, seen: int, comment: str = ""
) -> Reply:
    """Take a revision one step further; ``seen`` is the version of the reply that the agent looked at.

    Raises:
        Forbidden: that is not the agent's to decide. OwnApproval: they proposed it themselves.
        ChangedMeanwhile: somebody changed the reply since. WrongState: the step is not possible.
    """
    library = await library_of(services)
    signature = _sign(services, agent, comment)
    with told_in_our_words():
        revision = (await read_reply(services, agent, key)).revision(number)
        _check_may(agent, verb, revision)
        step = {
            "submit": library.submit,
            "approve": library.approve,
            "send_back": library.send_back,
            "retire": library.retire,
        }[verb]
        after = await step(ReplyKey(key), number, signature, seen=seen)
    log.info("reply_decided", reply=key, revision=number, verb=verb, agent=agent.id)
    return after


def publish_replies(services: Services, change: int, replies: Sequence[Reply]) -> None:
    """Give changed replies to every console that may find them; nothing when pickers would show the same as before."""
    shelf = services.shelf
    before = {reply.key: shelf.cards.get(reply.key) for reply in replies}
    shelf.put(replies)
    changed = [reply.key for reply in replies if shelf.cards.get(reply.key) != before[reply.key]]
    if len(changed) > TOLD_ONE_BY_ONE:
        _tell_everyone(services, encode(ReplyChanged(change)))
        return
    for key in changed:
        _tell_of_card(services, change, key, before[key], shelf.cards.get(key))


def _tell_of_card(services: Services, change: int, key: str, before: ReplyCard | None, card: ReplyCard | None) -> None:
    """Whoever is offered the reply gets it; whoever was and is not any more is told so; nobody else learns of it."""
    shown, gone = encode(ReplyChanged(change, key, card)), encode(ReplyChanged(change, key))
    for number, listener in services.feed.everyone():
        agent = services.directory.agents.get(number)
        keys = inbox_keys(services, agent) if agent else []
        if card is not None and agent and reply_cards.may_find(agent, keys, card):
            listener.put(shown)
        elif before is not None and (agent is None or reply_cards.may_find(agent, keys, before)):
            listener.put(gone)


async def tell_of_other_changes(services: Services) -> None:
    """Tell consoles what another process (``warmline replies import``) changed in the library or the rules."""
    shelf, rules = services.shelf, services.rules
    known, rules_known = shelf.change, rules.change
    cards = dict(shelf.cards) if known >= 0 else {}
    await shelf.fresh()
    await rules.fresh()
    if shelf.change != known and known >= 0 and shelf.cards != cards:
        _tell_everyone(services, encode(ReplyChanged(shelf.change)))
    if rules.change != rules_known and rules_known >= 0:
        _tell_everyone(services, encode(RulesChanged(rules.change)))


def _tell_everyone(services: Services, frame: bytes) -> None:
    for _, listener in services.feed.everyone():
        listener.put(frame)


def inbox_keys(services: Services, agent: Agent) -> list[str]:
    """The public keys of an agent's inboxes."""
    inboxes = services.directory.inboxes
    return [inboxes[inbox].public_key for inbox in agent.inboxes if inbox in inboxes]


def _sign(services: Services, agent: Agent, comment: str) -> Signature:
    said = clean_line(comment.replace("\n", " "), MAX_COMMENT_CHARACTERS, "comment")
    return Signature(PersonId(str(agent.id)), services.clock.now_ms(), said)


def _proposal(before: Reply, draft: Draft) -> Proposal:
    """What is new laid over what the author started from."""
    if not is_key(before.key):
        raise unfit_reply(fault("key_malformed", got=before.key[:80]))
    base = before.revision(draft.based_on) if draft.based_on is not None else before.in_use
    base = base or (before.revisions[-1] if before.revisions else None)
    details = draft.details or (base.details if base else None)
    if details is None:
        raise ReplyUnfit("expected details for a new reply; got none")
    texts: dict[Language, str] = {language: v.text for language, v in base.variants.items()} if base else {}
    for language, text in draft.texts.items():
        if text is None:
            texts.pop(language, None)
        else:
            texts[language] = text
    return Proposal(details=details, texts=texts, still_right=draft.still_right)


def _check_details(details: ReplyDetails, situations: Mapping[str, object]) -> None:
    if details.situation not in situations:
        raise unfit_reply(fault("situation_unknown", got=details.situation[:80]))
    first, last = details.active.first_day, details.active.last_day
    if first is not None and last is not None and last < first:
        raise unfit_reply(fault("period_reversed"))
    replaced = [phrase for phrases in details.replaces.values() for phrase in phrases]
    limits = [("label", [*details.label.values()], 80), ("shortcut", [*details.shortcut.values()], 40)]
    limits += [("tag", [*details.tags], 40), ("phrase to replace", replaced, 500)]
    for what, texts, limit in limits:
        if len(texts) > 60:  # noqa: PLR2004 - far more than anybody needs, and few enough to look at
            raise ReplyUnfit(f"expected at most 60 of each {what}; got {len(texts)}")
        for text in texts:
            clean_line(text, limit, what)
    if (details.scope.kind == "everyone") == bool(details.scope.owner):
        raise ReplyUnfit("expected an owner for a reply of a team or person, and none for everyone's")
    if any(not 0 <= day <= 6 for day in details.active.weekdays):  # noqa: PLR2004 - Monday to Sunday
        raise ReplyUnfit("expected weekdays from 0, Monday, to 6, Sunday")


def _check_may(agent: Agent, verb: Verb, revision: Revision) -> None:
    is_author = revision.author == str(agent.id)
    may_as_author = verb == "submit" or (verb == "retire" and revision.state != "approved")
    if not agent.is_deciding and not (is_author and may_as_author):
        raise Forbidden(f"expected a supervisor or an admin to {verb.replace('_', ' ')} this revision")
