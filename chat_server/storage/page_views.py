"""The pages that visitors with a conversation look at."""

from __future__ import annotations

from collections.abc import Sequence
from sqlite3 import Connection

import msgspec

from .database import Database, padded, placeholders, slices

PAGES_KEPT = 20
VISIT_GAP_MS = 1_800_000
"""Who was away for longer is here on another visit."""


class PageView(msgspec.Struct, frozen=True):
    """A page that a contact looked at, and when."""

    url: str
    title: str
    at: int


def add_page_views(connection: Connection, views: Sequence[tuple[int, PageView]]) -> None:
    """Remember pages by contact, set-wise; whom the database does not know is left out.

    A page that the contact was on already is no new page.
    """
    for some in slices(views):
        _add(_without_reloads(some), connection)
        latest = {contact: view.at for contact, view in some}
        _note_visits(list(latest.items()), connection)


_Row = tuple[int, int, str, str, bool]
"""Contact, time, address, title, and whether another page of the same contact comes before it here."""


def _without_reloads(views: Sequence[tuple[int, PageView]]) -> list[_Row]:
    last: dict[int, str] = {}
    rows = []
    for contact, view in views:
        if last.get(contact) != view.url:
            rows.append((contact, view.at, view.url, view.title, contact in last))
        last[contact] = view.url
    return rows


def _add(rows: Sequence[_Row], connection: Connection) -> None:
    size, values = padded(rows)
    given = f"WITH v (contact, at, url, title, follows) AS (VALUES {placeholders(size, 5)}) "
    connection.execute(
        f"INSERT INTO page_views (contact, at, url, title) {given}"
        "SELECT v.contact, v.at, v.url, v.title FROM v JOIN contacts c ON c.id = v.contact WHERE v.follows OR v.url <> "
        "coalesce((SELECT p.url FROM page_views p WHERE p.contact = v.contact ORDER BY p.at DESC LIMIT 1), '') "
        "ON CONFLICT (contact, at) DO NOTHING",
        values,
    )
    connection.execute(
        f"{given}DELETE FROM page_views WHERE (contact, at) IN (SELECT v.contact, (SELECT p.at FROM page_views p "
        f"WHERE p.contact = v.contact ORDER BY p.at DESC LIMIT 1 OFFSET {PAGES_KEPT}) FROM v)",
        values,
    )


def _note_visits(rows: Sequence[tuple[int, int]], connection: Connection) -> None:
    size, values = padded(rows)
    connection.execute(
        f"WITH v (contact, at) AS (VALUES {placeholders(size, 2)}) UPDATE contacts SET "
        "last_seen_at = CASE WHEN v.at > last_seen_at THEN v.at ELSE last_seen_at END, "
        "visits = visits + (CASE WHEN v.at - last_seen_at > ? THEN 1 ELSE 0 END) FROM v WHERE contacts.id = v.contact",
        [*values, VISIT_GAP_MS],
    )


async def page_views_of(db: Database, contact: int) -> list[PageView]:
    """The pages a contact saw, latest first."""
    rows = await db.fetch_all(
        f"SELECT url, title, at FROM page_views WHERE contact = ? ORDER BY at DESC LIMIT {PAGES_KEPT}", (contact,)
    )
    return [PageView(*row) for row in rows]
