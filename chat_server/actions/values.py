"""What the blanks of a reply can be filled with in one conversation: ready-made phrases, with their source and age."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from chat_server.domain import phrases
from chat_server.domain.conversation import Head
from chat_server.domain.errors import InvalidInput
from chat_server.domain.people import Agent
from chat_server.domain.promise import MAX_AHEAD_MS
from chat_server.storage.contacts import Contact, fetch_contact

from .services import Services

Value = dict[str, Any]


async def values_for(services: Services, agent: Agent, head: Head, zone: ZoneInfo) -> dict[str, Value]:
    """Every value that is known; a placeholder that is not here stays a blank, or takes its fallback."""
    now = services.clock.now_ms()
    contact = await fetch_contact(services.store.reader(), head.contact)
    values = _of_contact(contact, phrases.moment(now, zone), zone) if contact else {}
    values["agent.first_name"] = _value(agent.name.split()[0], "agent", None)
    inbox = services.directory.inboxes.get(head.inbox)
    if inbox is not None:
        values["company.name"] = _value(inbox.name, "inbox", None)
        reply_time_s = await services.directory.reply_time_s(inbox.id)
        if reply_time_s is not None:
            values["wait.duration"] = _value(phrases.about(reply_time_s), "measured", now)
    return values


def quick_choices(now_ms: int, zone: ZoneInfo) -> list[dict[str, Any]]:
    """Times that are easy to promise, in words."""
    now = phrases.moment(now_ms, zone)
    return [_choice(due, now) for due in phrases.quick_times(now)]


def deadline_choice(now_ms: int, due_ms: int, zone: ZoneInfo) -> dict[str, Any]:
    """Any other time to promise, in words.

    Raises:
        InvalidInput: it has passed or lies more than a year ahead.
    """
    if not now_ms < due_ms <= now_ms + MAX_AHEAD_MS:
        raise InvalidInput("expected due to be a time between now and one year from now")
    return _choice(phrases.moment(due_ms, zone), phrases.moment(now_ms, zone))


def _choice(due: datetime, now: datetime) -> dict[str, Any]:
    return {
        "due": round(due.timestamp() * 1000),
        "label": phrases.choice(due, now),
        "text": phrases.deadline(due, now),
    }


def _of_contact(contact: Contact, now: datetime, zone: ZoneInfo) -> dict[str, Value]:
    start = phrases.moment(contact.first_seen_at, zone)
    values = {"contact.since": _value(phrases.since(start, now), "contact", contact.first_seen_at)}
    if contact.name:
        values["contact.first_name"] = _value(contact.name.split()[0], "contact", None)
    if "@" in contact.email:
        values["contact.email_masked"] = _value(_masked(contact.email), "contact", None)
    return values


def _masked(email: str) -> str:
    name, _, host = email.partition("@")
    return f"{name[:1]}***@{host}"


def _value(text: str | dict[str, str], source: str, read_at: int | None) -> Value:
    return {"text": text, "source": source, "read_at": read_at}
