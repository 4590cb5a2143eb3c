"""The rules by which a conversation moves on. Each verb changes a ``Head`` and returns the items it adds."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

from .errors import Conflict, ConversationEnded, InvalidInput
from .item import Activity, Item, Sender, Status
from .text import summary

DAY_MS = 86_400_000
MAX_SNOOZE_MS = 366 * DAY_MS


class Head(Struct, array_like=True):
    """Everything about a conversation but its items. Field order is that of ``storage.heads.COLUMNS``."""

    id: int
    inbox: int
    contact: int
    name: str
    locale: str
    status: Status
    created_at: int
    last_at: int
    seq: int
    visitor_seq: int
    visitor_messages: int
    last_sender: Sender
    last_text: str
    assignee: int | None
    waiting_since: int | None
    first_response_at: int | None
    snoozed_until: int | None
    resolved_at: int | None
    delivered: int
    read: int
    team_read: int
    change: int
    promise_due: int | None = None
    promise_owner: int | None = None


def add_visitor_message(head: Head, client_id: str | None, body: str, at: int, reopen_ms: int) -> list[Item]:
    """The visitor says something: whatever was set aside is open again, and somebody waits.

    Raises:
        ConversationEnded: resolved more than ``reopen_ms`` ago.
    """
    if head.status == "resolved" and head.resolved_at is not None and at - head.resolved_at > reopen_ms:
        raise ConversationEnded("expected a conversation that can go on; this one was resolved too long ago")
    items = []
    if head.status == "resolved":
        items.append(_add_activity(head, "system", None, Activity("reopened"), at))
    elif head.status == "snoozed":
        items.append(_add_activity(head, "system", None, Activity("woken"), at))
    _open(head)
    head.visitor_messages += 1
    if head.waiting_since is None:
        head.waiting_since = at
    items.append(_add_message(head, "visitor", None, client_id, body, at))
    return items


def add_agent_message(head: Head, agent: int, client_id: str | None, body: str, at: int) -> list[Item]:
    """An agent answers: nobody waits any more, and who answers an unowned conversation owns it."""
    items = []
    if head.status == "resolved":
        items.append(_add_activity(head, "agent", agent, Activity("reopened"), at))
    if head.assignee is None:
        head.assignee = agent
        items.append(_add_activity(head, "agent", agent, Activity("assigned", agent=agent), at))
    _open(head)
    head.status = "pending"
    if head.first_response_at is None and head.visitor_messages > 0:
        head.first_response_at = at
    head.waiting_since = None
    items.append(_add_message(head, "agent", agent, client_id, body, at))
    return items


def add_note(head: Head, agent: int, client_id: str | None, body: str, at: int) -> list[Item]:
    """An agent writes something that only agents see; the visitor's side does not move."""
    head.seq += 1
    return [Item(head.id, head.seq, None, "note", "agent", agent, client_id, body, None, at)]


def assign(head: Head, agent: int | None, by: int, at: int) -> list[Item]:
    """Give the conversation to an agent, or back to everyone with None. Nothing happens when it is so already."""
    if head.assignee == agent:
        return []
    head.assignee = agent
    activity = Activity("unassigned") if agent is None else Activity("assigned", agent=agent)
    return [_add_activity(head, "agent", by, activity, at)]


def hand_back(head: Head, at: int) -> list[Item]:
    """Who had the conversation is not here any more: it belongs to everyone."""
    if head.assignee is None:
        return []
    head.assignee = None
    return [_add_activity(head, "system", None, Activity("unassigned"), at)]


def resolve(head: Head, by: int, at: int) -> list[Item]:
    """The matter is settled."""
    if head.status == "resolved":
        return []
    head.status = "resolved"
    head.resolved_at = at
    head.snoozed_until = None
    head.waiting_since = None
    return [_add_activity(head, "agent", by, Activity("resolved"), at)]


def reopen(head: Head, by: int, at: int) -> list[Item]:
    """The matter is not settled, or no longer set aside."""
    if head.status not in ("resolved", "snoozed"):
        return []
    verb: Literal["reopened", "woken"] = "reopened" if head.status == "resolved" else "woken"
    _open(head)
    return [_add_activity(head, "agent", by, Activity(verb), at)]


def snooze(head: Head, until: int | None, by: int, at: int) -> list[Item]:
    """Set aside until a time, or with None until the visitor's next message.

    Raises:
        Conflict: it is resolved.
        InvalidInput: the time has passed or lies more than a year ahead.
    """
    if head.status == "resolved":
        raise Conflict("expected a conversation that is not resolved; reopen it before snoozing it")
    if until is not None and not at < until <= at + MAX_SNOOZE_MS:
        raise InvalidInput("expected a snooze that ends between now and one year from now")
    head.status = "snoozed"
    head.snoozed_until = until
    return [_add_activity(head, "agent", by, Activity("snoozed", until=until), at)]


def wake(head: Head, at: int) -> list[Item]:
    """The snooze is over."""
    if head.status != "snoozed":
        return []
    _open(head)
    return [_add_activity(head, "system", None, Activity("woken"), at)]


def _open(head: Head) -> None:
    head.status = "open"
    head.resolved_at = None
    head.snoozed_until = None


def _add_message(head: Head, sender: Sender, agent: int | None, client_id: str | None, body: str, at: int) -> Item:
    head.seq += 1
    head.visitor_seq += 1
    head.last_at = at
    head.last_sender = sender
    head.last_text = summary(body)
    return Item(head.id, head.seq, head.visitor_seq, "message", sender, agent, client_id, body, None, at)


def _add_activity(head: Head, sender: Sender, agent: int | None, activity: Activity, at: int) -> Item:
    head.seq += 1
    return Item(head.id, head.seq, None, "activity", sender, agent, None, "", activity, at)
