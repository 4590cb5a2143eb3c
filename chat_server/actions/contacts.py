"""What is known of a visitor: edited by agents, and seen while they chat."""

from __future__ import annotations

from chat_server.domain.conversation import Head
from chat_server.domain.errors import InvalidInput, NotFound
from chat_server.domain.people import Agent
from chat_server.domain.text import clean_line
from chat_server.log import log
from chat_server.storage import contacts
from chat_server.storage.contacts import Contact
from chat_server.storage.conversations import touch_conversations
from chat_server.storage.database import Database

from .services import Services

LIMITS = {"name": 120, "email": 254, "phone": 40, "note": 2_000}


async def edit_contact(services: Services, agent: Agent, contact: int, changes: dict[str, str]) -> Contact:
    """Correct what is known of a contact.

    Raises:
        NotFound: no such contact in the agent's inboxes.
        InvalidInput: a field that cannot be edited, or a value that is too long.
    """
    unknown = sorted(set(changes) - set(LIMITS))
    if unknown or not changes:
        raise InvalidInput(f"expected some of {', '.join(LIMITS)}; got {', '.join(unknown) or 'nothing'}")
    cleaned = {field: _clean(field, value) for field, value in changes.items()}

    async def edit(db: Database) -> tuple[Contact, list[Head]]:
        found = await contacts.fetch_contact(db, contact)
        if found is None or found.inbox not in agent.inboxes:
            raise NotFound(f"expected a contact of yours; there is none with the number {contact}")
        await contacts.edit_contact(db, contact, cleaned)
        edited = await contacts.fetch_contact(db, contact)
        return edited or found, await touch_conversations(db, contact)

    def publish(done: tuple[Contact, list[Head]]) -> None:
        for head in done[1]:
            services.feed.changed(head)

    edited, _ = await services.store.writer.run(edit, publish)
    log.info("contact_edited", contact=contact, agent=agent.id, fields=sorted(cleaned))
    return edited


def _clean(field: str, value: str) -> str:
    if field != "note":
        return clean_line(value, LIMITS[field], field)
    if len(value) > LIMITS[field]:
        raise InvalidInput(f"expected a note of at most {LIMITS[field]:,} characters; got {len(value):,}")
    return value.replace("\x00", "").strip()
