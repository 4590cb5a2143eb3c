"""Domain values as the two audiences see them."""

from __future__ import annotations

from chat_server.domain.conversation import Head
from chat_server.domain.item import Item
from chat_server.domain.people import Agent, Inbox

from .frames import (
    AgentCard,
    AgentItem,
    Colleague,
    ConversationSummary,
    InboxCard,
    Presence,
    VisitorItem,
)


def agent_item(item: Item) -> AgentItem:
    """A timeline item for agents: everything."""
    facts = item.facts
    return AgentItem(
        conversation=item.conversation,
        seq=item.seq,
        kind=item.kind,
        sender=item.sender,
        at=item.at,
        visitor_seq=item.visitor_seq,
        body=item.body,
        agent=item.agent,
        client_id=item.client_id,
        activity=item.activity,
        replies=list(facts.replies) if facts else [],
        promise_due=facts.promise_due if facts else None,
    )


def visitor_item(item: Item, name: str | None) -> VisitorItem:
    """A message under the visitor's own number. Notes and activity have none and must not come here."""
    if item.visitor_seq is None or item.kind != "message":
        raise ValueError(f"expected a message that the visitor may see; got a {item.kind}")
    is_own = item.sender == "visitor"
    return VisitorItem(
        seq=item.visitor_seq,
        sender=item.sender,
        body=item.body,
        at=item.at,
        client_id=item.client_id if is_own else None,
        name=None if is_own else name,
        promise_due=item.facts.promise_due if item.facts else None,
    )


def summary(head: Head, is_visitor_online: bool) -> ConversationSummary:
    """A row of the console's list."""
    return ConversationSummary(
        id=head.id,
        change=head.change,
        inbox=head.inbox,
        contact=head.contact,
        name=head.name,
        locale=head.locale,
        status=head.status,
        created_at=head.created_at,
        last_at=head.last_at,
        seq=head.seq,
        visitor_messages=head.visitor_messages,
        last_sender=head.last_sender,
        last_text=head.last_text,
        assignee=head.assignee,
        waiting_since=head.waiting_since,
        snoozed_until=head.snoozed_until,
        resolved_at=head.resolved_at,
        is_visitor_online=is_visitor_online,
        promise_due=head.promise_due,
        promise_owner=head.promise_owner,
    )


def colleague(agent: Agent, presence: Presence, locale: str) -> Colleague:
    """An agent as other agents see them, who read this language."""
    return Colleague(
        id=agent.id,
        name=agent.name_in(locale),
        role=agent.role,
        presence=presence,
        capacity=agent.capacity,
        title=agent.title_in(locale),
        languages=list(agent.languages),
        photo=agent.photo,
    )


def agent_card(agent: Agent, locale: str) -> AgentCard:
    """An agent as visitors of a language see them: the first name, for nobody needs more."""
    return AgentCard(name=agent.first_name_in(locale), role=agent.title_in(locale), photo=agent.photo)


def inbox_card(inbox: Inbox) -> InboxCard:
    """An inbox as its agents see it."""
    return InboxCard(inbox.id, inbox.name, inbox.color, inbox.locale, inbox.reply_target_s, inbox.tone)
