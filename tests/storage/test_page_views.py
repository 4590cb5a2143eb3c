"""The pages that visitors look at, remembered many at a time."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from chat_server.storage.contacts import Contact, add_contact, fetch_contact
from chat_server.storage.database import Database, connect_writer
from chat_server.storage.migrate import migrate
from chat_server.storage.page_views import PAGES_KEPT, VISIT_GAP_MS, PageView, add_page_views, page_views_of

SARA, BENCE, NOBODY = 7, 8, 9
NOON = 1_767_268_800_000


@pytest.fixture
async def db(tmp_path: Path) -> AsyncIterator[Database]:
    """A database in which Sara and Bence are known."""
    migrate(tmp_path / "w.sqlite3")
    database = await connect_writer(tmp_path / "w.sqlite3")
    await database.execute(
        "INSERT INTO inboxes (id, public_key, name, color, locale, allowed_origins, greeting, starters, "
        "reply_target_s, created_at) VALUES (1, 'key', 'Garden', '#0B6B70', 'en', '[]', '{}', '{}', 60, 1)"
    )
    for contact in (SARA, BENCE):
        await add_contact(database, Contact(contact, 1, "", "", "", "", "en", "", "", 1, NOON, NOON))
    yield database
    await database.close()


def page(name: str, at: int) -> PageView:
    """A look at a page of the shop, so many milliseconds after noon."""
    return PageView(f"https://shop.example/{name}", name.title(), NOON + at)


async def test_pages_of_several_contacts_are_remembered_together(db: Database) -> None:
    """Each has their own, latest first; who is not known leaves nothing."""
    await db.run(
        add_page_views,
        [(SARA, page("pots", 1)), (BENCE, page("soil", 2)), (SARA, page("cart", 3)), (NOBODY, page("x", 4))],
    )
    assert await page_views_of(db, SARA) == [page("cart", 3), page("pots", 1)]
    assert await page_views_of(db, BENCE) == [page("soil", 2)]
    assert await page_views_of(db, NOBODY) == []


async def test_a_reload_is_no_new_page(db: Database) -> None:
    """Neither in one go nor later; coming back to a page is one."""
    await db.run(add_page_views, [(SARA, page("pots", 1)), (SARA, page("pots", 2))])
    await db.run(add_page_views, [(SARA, page("pots", 3))])
    await db.run(add_page_views, [(SARA, page("cart", 4)), (SARA, page("pots", 5))])
    assert await page_views_of(db, SARA) == [page("pots", 5), page("cart", 4), page("pots", 1)]


async def test_the_latest_twenty_are_kept(db: Database) -> None:
    """A long visit does not grow the database for ever."""
    for number in range(PAGES_KEPT + 10):
        await db.run(add_page_views, [(SARA, page(f"page-{number}", number))])
    assert [view.at - NOON for view in await page_views_of(db, SARA)] == list(range(PAGES_KEPT + 9, 9, -1))
    assert await db.fetch_one("SELECT count(*) FROM page_views") == (PAGES_KEPT,)


async def test_a_long_absence_makes_another_visit(db: Database) -> None:
    """Half an hour decides, and time never runs backwards."""
    for at, visits in ((VISIT_GAP_MS, 1), (2 * VISIT_GAP_MS + 1, 2), (5, 2)):
        await db.run(add_page_views, [(SARA, page("pots", at))])
        known = await fetch_contact(db, SARA)
        assert known is not None
        assert known.visits == visits
        assert known.last_seen_at == NOON + min(max(at, at if at > 5 else 2 * VISIT_GAP_MS + 1), 2 * VISIT_GAP_MS + 1)
