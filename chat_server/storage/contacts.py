"""The records of visitors."""

from __future__ import annotations

import msgspec

from .database import Database

COLUMNS = "id, inbox, name, email, phone, note, locale, browser, platform, visits, first_seen_at, last_seen_at"
EDITABLE = ("name", "email", "phone", "note")


class Contact(msgspec.Struct, frozen=True):
    """The record of a visitor, anonymous until somebody gives a name."""

    id: int
    inbox: int
    name: str
    email: str
    phone: str
    note: str
    locale: str
    browser: str
    platform: str
    visits: int
    first_seen_at: int
    last_seen_at: int


async def fetch_contact(db: Database, contact: int) -> Contact | None:
    """One contact by its id."""
    row = await db.fetch_one(f"SELECT {COLUMNS} FROM contacts WHERE id = ?", (contact,))
    return Contact(*row) if row else None


async def add_contact(db: Database, contact: Contact) -> None:
    """Store a contact, unless it is there already."""
    await db.execute(
        f"INSERT INTO contacts ({COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO NOTHING",
        msgspec.structs.astuple(contact),
    )


async def edit_contact(db: Database, contact: int, changes: dict[str, str]) -> None:
    """Change some of ``EDITABLE``."""
    names = [name for name in EDITABLE if name in changes]
    await db.execute(
        f"UPDATE contacts SET {', '.join(f'{name} = ?' for name in names)} WHERE id = ?",
        (*(changes[name] for name in names), contact),
    )
