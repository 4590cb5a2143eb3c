"""Inboxes and agents as rows."""

from __future__ import annotations

import json

import msgspec

from chat_server.domain.opening_hours import OpeningHours
from chat_server.domain.people import Agent, Inbox

from .database import Database, Row

_hours = msgspec.json.Decoder(OpeningHours)
_AGENTS = (
    "SELECT a.id, a.email, a.name, a.title, a.role, a.locale, a.languages, a.capacity, a.is_away, a.photo, "
    "(SELECT json_group_array(inbox) FROM agent_inboxes WHERE agent = a.id), a.names, a.titles, a.is_active "
    "FROM agents a ORDER BY a.name"
)
_INBOX = (
    "SELECT id, public_key, name, color, locale, allowed_origins, greeting, starters, reply_target_s, tone, names, "
    "team_names, hours FROM inboxes"
)


async def fetch_inboxes(db: Database) -> list[Inbox]:
    """All inboxes."""
    return [_inbox_from(row) for row in await db.fetch_all(f"{_INBOX} ORDER BY id")]


async def add_inbox(db: Database, inbox: Inbox, at: int) -> int:
    """Store an inbox (its ``id`` is ignored); returns the id it got."""
    row = await db.fetch_one(
        "INSERT INTO inboxes (public_key, name, color, locale, allowed_origins, greeting, starters, reply_target_s, "
        "names, team_names, hours, created_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING id",
        (
            inbox.public_key, inbox.name, inbox.color, inbox.locale, json.dumps(inbox.allowed_origins),
            json.dumps(inbox.greeting), json.dumps(inbox.starters), inbox.reply_target_s,
            json.dumps(inbox.names), json.dumps(inbox.team_names), _document(inbox.hours), at,
        ),
    )  # fmt: skip
    return int(row[0]) if row else 0


async def set_allowed_origins(db: Database, inbox: int, origins: tuple[str, ...]) -> None:
    """Say which sites may carry this inbox's widget."""
    await db.execute("UPDATE inboxes SET allowed_origins = ? WHERE id = ?", (json.dumps(origins), inbox))


async def set_tone(db: Database, inbox: int, tone: str) -> None:
    """Say in which tone an inbox speaks."""
    await db.execute("UPDATE inboxes SET tone = ? WHERE id = ?", (tone, inbox))


async def set_inbox_words(db: Database, inbox: Inbox) -> None:
    """Keep an inbox's names, greeting, team names and hours as they are in ``inbox``."""
    await db.execute(
        "UPDATE inboxes SET names = ?, greeting = ?, team_names = ?, hours = ? WHERE id = ?",
        (
            json.dumps(inbox.names), json.dumps(inbox.greeting), json.dumps(inbox.team_names),
            _document(inbox.hours), inbox.id,
        ),
    )  # fmt: skip


async def change_agent(db: Database, agent: Agent) -> None:
    """Keep an agent's names and titles, and whether they are switched on, as they are in ``agent``."""
    await db.execute(
        "UPDATE agents SET names = ?, titles = ?, is_active = ? WHERE id = ?",
        (json.dumps(agent.names), json.dumps(agent.titles), int(agent.is_active), agent.id),
    )


async def fetch_agents(db: Database) -> list[Agent]:
    """All agents by name, those who left among them."""
    return [_agent_from(row) for row in await db.fetch_all(_AGENTS)]


async def is_known(db: Database, email: str) -> bool:
    """Whether somebody has this e-mail address (lower case), or had it when they left."""
    return await db.fetch_one("SELECT 1 FROM agents WHERE email = ?", (email,)) is not None


async def fetch_password_hash(db: Database, email: str) -> tuple[int, str] | None:
    """Id and password hash of an active agent by e-mail address (lower case)."""
    row = await db.fetch_one("SELECT id, password_hash FROM agents WHERE email = ? AND is_active = 1", (email,))
    return (int(row[0]), str(row[1])) if row else None


async def set_password_hash(db: Database, agent: int, password_hash: str) -> None:
    """Keep another hash of an agent's password."""
    await db.execute("UPDATE agents SET password_hash = ? WHERE id = ?", (password_hash, agent))


async def add_agent(db: Database, agent: Agent, password_hash: str, at: int) -> int:
    """Store an agent (its ``id`` is ignored) with their inboxes; returns the id they got."""
    row = await db.fetch_one(
        "INSERT INTO agents (email, name, title, role, locale, languages, capacity, photo, names, titles, "
        "password_hash, created_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING id",
        (
            agent.email, agent.name, agent.title, agent.role, agent.locale, json.dumps(agent.languages),
            agent.capacity, agent.photo, json.dumps(agent.names), json.dumps(agent.titles), password_hash, at,
        ),
    )  # fmt: skip
    number = int(row[0]) if row else 0
    for inbox in sorted(agent.inboxes):
        await db.execute("INSERT INTO agent_inboxes (agent, inbox) VALUES (?, ?)", (number, inbox))
    return number


async def set_away(db: Database, agent: int, is_away: bool) -> None:
    """An agent steps away, or is back."""
    await db.execute("UPDATE agents SET is_away = ? WHERE id = ?", (int(is_away), agent))


async def set_locale(db: Database, agent: int, locale: str) -> None:
    """An agent wants the console in another language."""
    await db.execute("UPDATE agents SET locale = ? WHERE id = ?", (locale, agent))


def _agent_from(row: Row) -> Agent:
    number, email, name, title, role, locale, languages, capacity, is_away, photo, inboxes, *words, is_active = row
    names, titles = words
    return Agent(
        number, email, name, title, role, locale, tuple(json.loads(languages)), capacity, bool(is_away), photo,
        frozenset(json.loads(inboxes)), json.loads(names), json.loads(titles), bool(is_active),
    )  # fmt: skip


def _inbox_from(row: Row) -> Inbox:
    number, public_key, name, color, locale, origins, greeting, starters, reply_target_s, tone, *words = row
    names, team_names, hours = words
    return Inbox(
        number, public_key, name, color, locale, tuple(json.loads(origins)), json.loads(greeting),
        json.loads(starters), reply_target_s, tone, json.loads(names), json.loads(team_names),
        _hours.decode(hours) if hours else None,
    )  # fmt: skip


async def join_all_agents(db: Database, inbox: int) -> None:
    """Let every agent belong to an inbox."""
    await db.execute("INSERT INTO agent_inboxes (agent, inbox) SELECT id, ? FROM agents", (inbox,))


def _document(hours: OpeningHours | None) -> str | None:
    return None if hours is None else msgspec.json.encode(hours).decode()
