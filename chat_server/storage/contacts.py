"""The records of visitors, and the pages they saw while they chatted."""

from __future__ import annotations

import msgspec

from .database import Database

PAGES_KEPT = 20
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


class PageView(msgspec.Struct, frozen=True):
    """A page that a contact looked at, and when."""

    url: str
    title: str
    at: int


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


async def note_visit(db: Database, contact: int, at: int, gap_ms: int) -> None:
    """The contact is here; after ``gap_ms`` of absence it counts as another visit."""
    await db.execute(
        "UPDATE contacts SET visits = visits + (CASE WHEN ? - last_seen_at > ? THEN 1 ELSE 0 END), last_seen_at = ? "
        "WHERE id = ?",
        (at, gap_ms, at, contact),
    )


async def add_page_view(db: Database, contact: int, view: PageView) -> None:
    """Remember a page; only the latest few are kept, and a reload is no new page."""
    last = await fetch_last_page(db, contact)
    if last is not None and last.url == view.url:
        return
    await db.execute(
        "INSERT INTO page_views (contact, at, url, title) VALUES (?, ?, ?, ?) ON CONFLICT (contact, at) DO NOTHING",
        (contact, view.at, view.url, view.title),
    )
    await db.execute(
        "DELETE FROM page_views WHERE contact = ? AND at NOT IN "
        f"(SELECT at FROM page_views WHERE contact = ? ORDER BY at DESC LIMIT {PAGES_KEPT})",
        (contact, contact),
    )


async def fetch_last_page(db: Database, contact: int) -> PageView | None:
    """The page a contact saw last."""
    row = await db.fetch_one(
        "SELECT url, title, at FROM page_views WHERE contact = ? ORDER BY at DESC LIMIT 1", (contact,)
    )
    return PageView(*row) if row else None


async def page_views_of(db: Database, contact: int) -> list[PageView]:
    """The pages a contact saw, latest first."""
    rows = await db.fetch_all("SELECT url, title, at FROM page_views WHERE contact = ? ORDER BY at DESC", (contact,))
    return [PageView(*row) for row in rows]
