"""What the blanks of a reply can be filled with in one conversation: ready-made phrases, with their source and age."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from chat_server.domain import phrases
from chat_server.domain.conversation import Head
from chat_server.domain.errors import InvalidInput
from chat_server.domain.people import LOCALES, Agent, Inbox, given_name, locale_or
from chat_server.domain.promise import MAX_AHEAD_MS
from chat_server.storage.contacts import Contact, fetch_contact

from .services import Services

Value = dict[str, Any]


async def values_for(services: Services, agent: Agent, head: Head, zone: ZoneInfo) -> dict[str, Value]:
    """Every value that is known; a placeholder that is not here stays a blank, or takes its fallback."""
    now = services.clock.now_ms()
    contact = await fetch_contact(services.store.reader(), head.contact)
    values = _of_contact(contact, locale_or(head.locale, "en"), phrases.moment(now, zone), zone) if contact else {}
    values["agent.first_name"] = _value(_alike({locale: agent.first_name_in(locale) for locale in LOCALES}), "agent")
    inbox = services.directory.inboxes.get(head.inbox)
    if inbox is not None:
        values |= _of_inbox(inbox, now)
        reply_time_s = await services.directory.reply_time_s(inbox.id)
        if reply_time_s is not None:
            values["wait.duration"] = _value(phrases.about(reply_time_s), "measured", now)
    return values


def _of_inbox(inbox: Inbox, now: int) -> dict[str, Value]:
    """Its name, its team's name and when somebody is there; what nobody set, and a closed day, is left to the agent."""
    values = {"company.name": _value(_alike({locale: inbox.name_in(locale) for locale in LOCALES}), "inbox")}
    if inbox.team_names:
        values["team.name"] = _value(inbox.team_names, "inbox")
    if inbox.hours is not None:
        said = {"hours.today": inbox.hours.today(now), "hours.next_open": inbox.hours.next_open(now)}
        values |= {name: _value(phrase, "inbox", now) for name, phrase in said.items() if phrase is not None}
    return values


def _alike(words: dict[str, str]) -> str | dict[str, str]:
    """One word where all languages say the same."""
    said = set(words.values())
    return said.pop() if len(said) == 1 else words


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


def _of_contact(contact: Contact, locale: str, now: datetime, zone: ZoneInfo) -> dict[str, Value]:
    start = phrases.moment(contact.first_seen_at, zone)
    values = {"contact.since": _value(phrases.since(start, now), "contact", contact.first_seen_at)}
    if contact.name:
        values["contact.first_name"] = _value(given_name(contact.name, locale), "contact")
    if "@" in contact.email:
        values["contact.email_masked"] = _value(_masked(contact.email), "contact", None)
    return values


def _masked(email: str) -> str:
    name, _, host = email.partition("@")
    return f"{name[:1]}***@{host}"


def _value(text: str | dict[str, str], source: str, read_at: int | None = None) -> Value:
    return {"text": text, "source": source, "read_at": read_at}
