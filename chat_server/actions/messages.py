"""Sending: a visitor's message, an agent's reply or note."""

from __future__ import annotations

from typing import Literal

from chat_server.domain import conversation as rules
from chat_server.domain.errors import ConversationEnded, NotFound
from chat_server.domain.people import Agent, Visitor
from chat_server.domain.text import clean_body
from chat_server.log import log
from chat_server.storage.contacts import Contact, add_contact
from chat_server.storage.conversations import begin_conversation, current_conversation
from chat_server.storage.database import Database
from chat_server.storage.items import Append, Appended, append_all

from .carrying import Carried, append_carrying
from .publish import publish_appended
from .sent_texts import SentText
from .services import Services


async def send_visitor_message(
    services: Services, visitor: Visitor, conversation: int | None, client_id: str, body: str, browser: tuple[str, str]
) -> Appended:
    """A visitor says something in their conversation; the first message begins one.

    ``conversation`` is the one their client is in, if any; ``browser`` is name and platform.

    Raises:
        InvalidInput: nothing to read, too long, or the client id is taken by another message.
        Unavailable: nothing was stored; the same message may be sent again.
    """
    text = clean_body(body)
    at = services.clock.now_ms()
    append = Append(
        visitor, conversation or 0, client_id, "message", text,
        lambda head: rules.add_visitor_message(head, client_id, text, max(at, head.last_at), services.reopen_ms),
    )  # fmt: skip
    if conversation is not None:
        try:
            sent = await services.store.writer.append(append, lambda a: publish_appended(services, a))
        except (NotFound, ConversationEnded):
            sent = await _begin(services, visitor, append, at, browser)
    else:
        sent = await _begin(services, visitor, append, at, browser)
    _log_sent(sent, visitor.inbox)
    return sent


async def _begin(services: Services, visitor: Visitor, append: Append, at: int, browser: tuple[str, str]) -> Appended:
    contact = Contact(visitor.contact, visitor.inbox, "", "", "", "", visitor.locale, browser[0], browser[1], 1, at, at)
    new_id = services.ids.next(at)

    async def begin_and_append(db: Database) -> Appended:
        # Another tab may have begun one meanwhile: then the message belongs there.
        head = await current_conversation(db, visitor.contact)
        if head is None or _is_ended(head, at, services.reopen_ms):
            await add_contact(db, contact)
            await begin_conversation(db, new_id, visitor.inbox, visitor.contact, visitor.locale, at)
            target = new_id
        else:
            target = head.id
        outcome = (await db.run(append_all, [_into(append, target)]))[0]
        if isinstance(outcome, Appended):
            return outcome
        raise outcome

    return await services.store.writer.run(begin_and_append, lambda a: publish_appended(services, a))


def _is_ended(head: rules.Head, at: int, reopen_ms: int) -> bool:
    return head.status == "resolved" and head.resolved_at is not None and at - head.resolved_at > reopen_ms


def _into(append: Append, conversation: int) -> Append:
    return Append(append.actor, conversation, append.client_id, append.kind, append.body, append.rule)


async def send_agent_message(
    services: Services,
    agent: Agent,
    conversation: int,
    client_id: str,
    body: str,
    kind: Literal["message", "note"],
    carried: Carried | None = None,
) -> Appended:
    """An agent answers the visitor, or leaves a note for colleagues. A message may carry replies and a promise.

    Raises:
        NotFound: no such conversation in the agent's inboxes.
        InvalidInput: nothing to read, too long, the client id is taken, or what it carries cannot be.
        Unavailable: nothing was stored; the same message may be sent again.
    """
    text = clean_body(body)
    at = services.clock.now_ms()
    add = rules.add_note if kind == "note" else rules.add_agent_message
    append = Append(
        agent, conversation, client_id, kind, text,
        lambda head: add(head, agent.id, client_id, text, max(at, head.last_at)),
    )  # fmt: skip
    if carried is not None:
        sent = await append_carrying(services, agent, append, carried)
    else:
        sent = await services.store.writer.append(append, lambda a: publish_appended(services, a))
    if kind == "message" and not sent.is_repeat:
        inbox = services.directory.inboxes.get(sent.head.inbox)
        services.sent.note(SentText(sent.head.locale, inbox.tone if inbox else "formal", text))
    _log_sent(sent, sent.head.inbox)
    return sent


def _log_sent(sent: Appended, inbox: int) -> None:
    message = sent.message
    log.info(
        "message_sent",
        conversation=message.conversation,
        seq=message.seq,
        inbox=inbox,
        sender=message.sender,
        kind=message.kind,
        is_repeat=sent.is_repeat,
    )
