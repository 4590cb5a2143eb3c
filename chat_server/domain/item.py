"""A timeline item: anything with a place in a conversation."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

from .message_facts import Facts

Status = Literal["open", "pending", "snoozed", "resolved"]
Sender = Literal["visitor", "agent", "system"]
Kind = Literal["message", "note", "activity"]


class Activity(Struct, frozen=True, omit_defaults=True):
    """What happened to a conversation: the verb, and whom or until when it concerns."""

    verb: Literal["assigned", "unassigned", "resolved", "reopened", "snoozed", "woken"]
    agent: int | None = None
    until: int | None = None


class Item(Struct, frozen=True):
    """One stored item. ``seq`` counts all items; ``visitor_seq`` those that the visitor may see.

    ``agent`` is who wrote or did it; ``at`` is in milliseconds since 1970-01-01 UTC.
    """

    conversation: int
    seq: int
    visitor_seq: int | None
    kind: Kind
    sender: Sender
    agent: int | None
    client_id: str | None
    body: str
    activity: Activity | None
    at: int
    facts: Facts | None = None
