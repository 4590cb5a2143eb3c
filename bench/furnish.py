"""Data folders to measure on: an inbox, agents who are signed in, visitors with a conversation each.

Everything is written through ``chat_server.storage``, many rows a statement, so that a million messages take seconds.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

from chat_server.actions.agents import create_agent
from chat_server.actions.inboxes import create_inbox
from chat_server.actions.services import Services, open_services
from chat_server.clock import SystemClock
from chat_server.domain import conversation as rules
from chat_server.domain.item import Item
from chat_server.domain.people import Agent, Inbox, Visitor
from chat_server.settings import Settings
from chat_server.storage.contacts import Contact, add_contact
from chat_server.storage.conversations import begin_conversation
from chat_server.storage.database import Database, connect_writer
from chat_server.storage.heads import update_heads
from chat_server.storage.items import insert_items
from chat_server.storage.sessions import Session, add_session, hash_secret

T = TypeVar("T")

PASSWORD = "measured-and-warm"
AGENTS = 4
BODY = "Good afternoon, could you tell me whether my parcel has left the warehouse yet?"
HEADS_AT_ONCE = 100
ITEMS_AT_ONCE = 1_000
DAY_MS = 86_400_000


@dataclass
class Place:
    """A furnished data folder, and what clients need to know of it."""

    data: Path
    inbox_key: str = ""
    epoch: str = ""
    visitors: list[tuple[int, str, int]] = field(default_factory=list)
    """Conversation, token and latest position of each visitor with a live conversation."""
    agents: list[tuple[str, str]] = field(default_factory=list)
    """Session secret and its CSRF token."""


async def furnish(data: Path, *, visitors: int, items_each: int = 1, resolved_messages: int = 0) -> Place:
    """A new data folder: ``visitors`` live conversations, and older resolved ones with so many messages together."""
    place = Place(data)
    async with _services(data) as services:
        inbox = await create_inbox(services, "Garden & Co.", "#0B6B70", "en", ("http://shop.example",))
        place.inbox_key, place.epoch = inbox.public_key, services.store.epoch
        agents = await _add_agents(services, inbox, place)
    db = await connect_writer(data / "warmline.sqlite3")
    try:
        await _fill(db, services, inbox, resolved_messages, agents[0])
        place.visitors = await _add_visitors(db, services, inbox, visitors, items_each)
    finally:
        await db.close()
    return place


@asynccontextmanager
async def _services(data: Path) -> AsyncIterator[Services]:
    data.mkdir(parents=True)
    async with open_services(Settings(data=data), SystemClock()) as services:
        yield services


async def _add_agents(services: Services, inbox: Inbox, place: Place) -> list[int]:
    now = services.clock.now_ms()
    ids = []
    for number in range(AGENTS):
        agent = Agent(
            id=0,
            email=f"agent{number}@garden.test",
            name=f"Agent{number} Bright",
            title="Customer care",
            role="agent",
            locale="en",
            languages=("en",),
            capacity=8,
            is_away=False,
            photo=None,
            inboxes=frozenset({inbox.id}),
        )
        ids.append(await create_agent(services, agent, PASSWORD))
        secret, csrf = f"secret-{number}", f"csrf-{number}"
        session = Session(hash_secret(secret), ids[-1], csrf, now + DAY_MS, now)
        await services.store.writer.run(lambda db, session=session: add_session(db, session, now))  # type: ignore[misc]
        place.agents.append((secret, csrf))
    return ids


async def _add_visitors(
    db: Database, services: Services, inbox: Inbox, visitors: int, items_each: int
) -> list[tuple[int, str, int]]:
    now = services.clock.now_ms()
    added = []
    for numbers in _slices(range(1, visitors + 1), HEADS_AT_ONCE):
        heads = [_new_head(inbox, number, now) for number in numbers]
        items = [item for head in heads for item in _say(head, items_each, now)]
        await _store(db, heads, items)
        tokens = [services.tokens.issue(Visitor(inbox.id, head.contact), now) for head in heads]
        added += [(head.id, token, head.visitor_seq) for head, token in zip(heads, tokens, strict=True)]
    return added


async def _fill(db: Database, services: Services, inbox: Inbox, messages: int, agent: int) -> None:
    """Resolved conversations of fifty messages, the last of them two days ago."""
    at = services.clock.now_ms() - 2 * DAY_MS
    each = 50
    numbers = range(10_000_000, 10_000_000 + messages // each)
    for some in _slices(numbers, HEADS_AT_ONCE):
        heads = [_new_head(inbox, number, at) for number in some]
        items = [item for head in heads for item in _talk(head, agent, each, at)]
        await _store(db, heads, items)


def _new_head(inbox: Inbox, number: int, at: int) -> rules.Head:
    return rules.Head(
        id=number, inbox=inbox.id, contact=number, name="", locale="en", status="open", created_at=at, last_at=at,
        seq=0, visitor_seq=0, visitor_messages=0, last_sender="system", last_text="", assignee=None,
        waiting_since=None, first_response_at=None, snoozed_until=None, resolved_at=None, delivered=0, read=0,
        team_read=0, change=0,
    )  # fmt: skip


def _say(head: rules.Head, messages: int, at: int) -> list[Item]:
    said = [rules.add_visitor_message(head, f"first-{n:06}", BODY, at, DAY_MS) for n in range(messages)]
    return [item for items in said for item in items]


def _talk(head: rules.Head, agent: int, messages: int, at: int) -> list[Item]:
    items: list[Item] = []
    for n in range(messages // 2):
        items += rules.add_visitor_message(head, f"asked-{n:06}", BODY, at, DAY_MS)
        items += rules.add_agent_message(head, agent, f"answered-{n:06}", BODY, at)
    return items + rules.resolve(head, agent, at)


async def _store(db: Database, heads: Sequence[rules.Head], items: Sequence[Item]) -> None:
    await db.execute("BEGIN IMMEDIATE")
    for head in heads:
        contact = Contact(
            head.contact, head.inbox, "", "", "", "", "en", "Chrome", "Linux", 1, head.created_at, head.created_at
        )
        await add_contact(db, contact)
        await begin_conversation(db, head.id, head.inbox, head.contact, "en", head.created_at)
        head.change = await _change_of(db, head.id)
    for some in _slices(items, ITEMS_AT_ONCE):
        await db.run(insert_items, some)
    await db.run(update_heads, heads)
    await db.execute("COMMIT")


async def _change_of(db: Database, conversation: int) -> int:
    row = await db.fetch_one("SELECT change FROM conversations WHERE id = ?", (conversation,))
    assert row is not None
    return int(row[0])


def _slices(values: Sequence[T], size: int) -> Iterator[Sequence[T]]:
    return (values[start : start + size] for start in range(0, len(values), size))
