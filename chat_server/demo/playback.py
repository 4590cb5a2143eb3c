"""Plays a seeded conversation by the rules of the domain, at the times at which it is said to have happened."""

from __future__ import annotations

from msgspec import Struct, field

from chat_server.domain import conversation as rules
from chat_server.domain.conversation import Head
from chat_server.domain.ids import IdSource
from chat_server.domain.item import Item
from chat_server.protocol.frames import Draft
from chat_server.storage.contacts import Contact, add_contact
from chat_server.storage.conversations import begin_conversation
from chat_server.storage.database import Database
from chat_server.storage.drafts import save_draft
from chat_server.storage.heads import fetch_head, last_change, update_heads
from chat_server.storage.items import insert_items
from chat_server.storage.page_views import PageView, add_page_views
from chat_server.storage.receipts import move_read_mark, move_visitor_receipt
from chat_server.words import words_of

from .talk import Assigned, Guest, Member, Noted, Resolved, Said, Snoozed, Step, Talk

MINUTE_MS = 60_000
REOPEN_MS = 7 * 86_400_000


class Stage(Struct):
    """Where conversations are played: the database, who is who, and what time it is."""

    db: Database
    ids: IdSource
    inbox: int
    team: dict[Member, int]
    shop_url: str
    now: int
    contacts: dict[str, int] = field(default_factory=dict)

    def at(self, ago: float) -> int:
        """That many minutes before now, in milliseconds since 1970-01-01 UTC."""
        return self.now - round(ago * MINUTE_MS)


async def play(stage: Stage, talk: Talk) -> int:
    """Store one conversation with everything around it; returns its id."""
    contact = await _meet(stage, talk)
    seen = [(stage.shop_url + path, page_title(path), stage.at(ago)) for ago, path in sorted(talk.pages, reverse=True)]
    await stage.db.run(add_page_views, [(contact, PageView(*page)) for page in seen])
    begun_at = stage.at(talk.begun_ago)
    conversation = stage.ids.next(begun_at)
    await begin_conversation(stage.db, conversation, stage.inbox, contact, talk.guest.locale, begun_at)
    head = await fetch_head(stage.db, conversation)
    if head is None:
        raise LookupError(f"expected the conversation {conversation} that has just begun")
    items = [item for number, step in enumerate(talk.steps) for item in _take(stage, talk.guest, head, number, step)]
    head.change = await last_change(stage.db) + 1
    await stage.db.run(insert_items, items)
    await stage.db.run(update_heads, [head])
    await _note_receipts(stage, talk, head, items)
    if talk.draft is not None:
        member, text = talk.draft
        await save_draft(stage.db, stage.team[member], Draft(conversation, "message", text), stage.at(0))
    return conversation


async def _meet(stage: Stage, talk: Talk) -> int:
    """The guest's contact; a guest who comes back is the same one."""
    guest = talk.guest
    last_at = stage.at(min([*(ago for ago, _ in talk.pages), *_spoke(talk)]))
    if guest.key in stage.contacts:
        contact = stage.contacts[guest.key]
        await stage.db.execute("UPDATE contacts SET last_seen_at = ? WHERE id = ?", (last_at, contact))
        return contact
    first_at = stage.at(max([guest.known_for, talk.begun_ago, *(ago for ago, _ in talk.pages)]))
    contact = stage.contacts[guest.key] = stage.ids.next(first_at)
    await add_contact(stage.db, _record(guest, contact, stage.inbox, first_at, last_at))
    return contact


def _spoke(talk: Talk) -> list[float]:
    return [step.ago for step in talk.steps if isinstance(step, Said) and step.who == "visitor"]


def _record(guest: Guest, contact: int, inbox: int, first_at: int, last_at: int) -> Contact:
    return Contact(
        contact, inbox, guest.name, guest.email, guest.phone, guest.note, guest.locale, guest.browser, guest.platform,
        guest.visits, first_at, last_at,
    )  # fmt: skip


def _take(stage: Stage, guest: Guest, head: Head, number: int, step: Step) -> list[Item]:
    """One step by the domain's own rule."""
    at = stage.at(step.ago)
    client_id = f"demo-{guest.key}-{number:03}"
    match step:
        case Said(who="visitor", text=text):
            return rules.add_visitor_message(head, client_id, text, at, REOPEN_MS)
        case Said(who=member, text=text):
            return rules.add_agent_message(head, stage.team[member], client_id, text, at)  # type: ignore[index]
        case Noted(who=member, text=text):
            return rules.add_note(head, stage.team[member], client_id, text, at)
        case Assigned(who=member, to=to):
            return rules.assign(head, stage.team[to] if to else None, stage.team[member], at)
        case Resolved(who=member):
            return rules.resolve(head, stage.team[member], at)
        case Snoozed(who=member, wakes_in=wakes_in):
            return rules.snooze(head, stage.at(-wakes_in), stage.team[member], at)


async def _note_receipts(stage: Stage, talk: Talk, head: Head, items: list[Item]) -> None:
    if talk.seen != "sent":
        read = head.visitor_seq if talk.seen == "read" else head.visitor_seq - 1
        await stage.db.run(move_visitor_receipt, head, head.visitor_seq, read)
    for member, agent in stage.team.items():
        own = [item.seq for item in items if item.agent == agent]
        upto = head.seq if member in talk.read_by else max(own, default=0)
        if upto:
            await stage.db.run(move_read_mark, head, agent, upto)


def page_title(path: str) -> str:
    """The title of one of the shop's pages, as the page itself has it."""
    locale, _, name = path.removeprefix("/").partition("/")
    words = words_of(locale, "demo")
    site = words["site.name"]
    if not name:
        return f"{site} · {words['home.title']}"
    if name.startswith("products/"):
        product = name.removeprefix("products/")
        return f"{words[f'product.{product}.name']} · {site}"
    return f"{words.get(f'{name}.title') or words[f'category.{name}.title']} · {site}"
