"""Tells listeners what was committed. Runs right after the commit, in commit order, and never waits."""

from __future__ import annotations

from chat_server.domain.conversation import Head
from chat_server.domain.item import Item
from chat_server.domain.people import locale_or
from chat_server.protocol import views
from chat_server.protocol.codec import encode
from chat_server.protocol.frames import VisitorSnapshot, VisitorState
from chat_server.storage.items import Appended

from .reply_traces import is_for_some, publish_to_each
from .services import Services

VISIBLE_CHANGES = frozenset({"assigned", "unassigned", "resolved", "reopened"})
"""What a visitor is told of. Snoozing and waking are the agents' own affair: not even a frame tells of them."""


def publish_appended(services: Services, appended: Appended) -> None:
    """Give new items to everyone who may see them, and the changed row to the console's lists."""
    if appended.is_repeat:
        return
    head = appended.head
    is_state_felt = False
    for item in appended.items:
        _publish_item(services, head, item)
        if item.activity is not None and item.activity.verb in VISIBLE_CHANGES:
            is_state_felt = True
    if is_state_felt:
        publish_state(services, head)
    services.feed.changed(head)


def _publish_item(services: Services, head: Head, item: Item) -> None:
    if item.facts is not None and is_for_some(services, item):
        publish_to_each(services, item)
    else:
        services.hub.publish(("conversation", head.id), (head.id, item.seq), lambda: encode(views.agent_item(item)))
    if item.visitor_seq is not None:
        mark = (head.id, item.visitor_seq)
        services.hub.publish(("contact", head.contact), mark, lambda: encode_for_visitor(services, item, head.locale))


def encode_for_visitor(services: Services, item: Item, locale: str) -> bytes:
    """A message as the visitor's clients get it; the first of a conversation comes as its snapshot."""
    name = services.directory.first_name(item.agent, locale_or(locale, "en")) if item.agent else None
    seen = views.visitor_item(item, name)
    if seen.seq == 1:
        return encode(VisitorSnapshot(item.conversation, [seen], has_older=False))
    return encode(seen)


def publish_state(services: Services, head: Head) -> None:
    """Tell the visitor who answers now and whether the conversation is resolved."""
    inbox, locale = head.inbox, head.locale
    services.hub.publish(("contact", head.contact), None, lambda: encode(visitor_state(services, inbox, head, locale)))


def visitor_state(
    services: Services, inbox: int, head: Head | None, locale: str, reply_time_s: int | None = None
) -> VisitorState:
    """What stands around a visitor's conversation, in the visitor's language."""
    assignee = services.directory.agents.get(head.assignee) if head and head.assignee else None
    return VisitorState(
        is_online=is_anybody_here(services, inbox),
        # The visitor is told resolved or open: what agents set aside is their own affair.
        status=None if head is None else "resolved" if head.status == "resolved" else "open",
        agent=views.agent_card(assignee, locale_or(locale, "en")) if assignee else None,
        reply_time_s=reply_time_s,
    )


def is_anybody_here(services: Services, inbox: int) -> bool:
    """Whether an agent of this inbox is online and not away."""
    return any(
        inbox in agent.inboxes and not agent.is_away and services.agents_here.is_here(agent.id)
        for agent in services.directory.agents.values()
    )
