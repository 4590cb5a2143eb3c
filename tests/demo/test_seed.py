"""Seeding a real database."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from chat_server.actions.lists import list_for_agent
from chat_server.actions.services import Services, open_services
from chat_server.actions.sign_in import sign_in
from chat_server.clock import SystemClock
from chat_server.demo.content import TALKS
from chat_server.demo.seed import seed_demo
from chat_server.demo.team import INBOX_KEY, PASSWORD, TEAM
from chat_server.domain.people import Agent
from chat_server.settings import Settings

SHOP = "http://localhost:8401"
TABLES = ("inboxes", "agents", "contacts", "page_views", "conversations", "items", "drafts", "read_marks")


async def counts(services: Services) -> dict[str, int]:
    """How many rows each table holds."""
    db = services.store.reader()
    rows = {table: await db.fetch_one(f"SELECT count(*) FROM {table}") for table in TABLES}
    return {table: int(row[0]) for table, row in rows.items() if row}


def agent_called(services: Services, name: str) -> Agent:
    """A member of the team by the first name."""
    return next(agent for agent in services.directory.agents.values() if agent.name.startswith(name))


async def test_seeding_twice_adds_nothing(tmp_path: Path) -> None:
    """Whoever keeps the demo's folder finds it as it was left, also after a restart."""
    settings = Settings(data=tmp_path)
    async with open_services(settings, SystemClock()) as services:
        first = await seed_demo(services, SHOP, (SHOP,))
        before = await counts(services)
        again = await seed_demo(services, SHOP, (SHOP,))
        assert await counts(services) == before
    async with open_services(settings, SystemClock()) as services:
        later = await seed_demo(services, SHOP, (SHOP,))
        assert await counts(services) == before
    assert (first.is_new, again.is_new, later.is_new) == (True, False, False)
    assert first.inbox == again.inbox == later.inbox
    assert before["conversations"] == len(TALKS)
    assert before["agents"] == len(TEAM)


async def test_a_shop_that_moved_is_allowed_from_its_new_place(tmp_path: Path) -> None:
    """The same folder on another port: the widget works there, and no longer at the old one."""
    async with open_services(Settings(data=tmp_path), SystemClock()) as services:
        await seed_demo(services, SHOP, (SHOP,))
        await seed_demo(services, "http://localhost:9401", ("http://localhost:9401",))
        assert services.directory.inbox_by_key(INBOX_KEY).allowed_origins == ("http://localhost:9401",)


async def test_the_console_is_alive_at_first_sight(tmp_path: Path) -> None:
    """Nora signs in and sees people waiting, some answered, one set aside, some settled."""
    async with open_services(Settings(data=tmp_path), SystemClock()) as services:
        await seed_demo(services, SHOP, (SHOP,))
        answer = await list_for_agent(services, agent_called(services, "Nora"), None, None)
    rows = answer.conversations.conversations
    assert {row.status for row in rows} == {"open", "pending", "snoozed", "resolved"}
    states = Counter(row.status for row in rows)
    assert states["open"] >= 4
    assert states["snoozed"] == 1
    waiting = [row for row in rows if row.waiting_since is not None]
    assert {row.status for row in waiting} == {"open"}
    assert {row.assignee is None for row in waiting} == {True, False}
    assert all(row.snoozed_until and row.snoozed_until > answer.ready.now for row in rows if row.status == "snoozed")
    assert len({row.change for row in rows}) == len(rows)


async def test_reza_finds_what_is_new_and_what_he_was_writing(tmp_path: Path) -> None:
    """Read marks leave what nobody has looked at unread; a half-written reply waits where it was left."""
    async with open_services(Settings(data=tmp_path), SystemClock()) as services:
        await seed_demo(services, SHOP, (SHOP,))
        reza = agent_called(services, "Reza")
        answer = await list_for_agent(services, reza, None, None)
    marks = {mark.conversation: mark.messages for mark in answer.ready.read_marks}
    unread = [row for row in answer.conversations.conversations if row.visitor_messages > marks.get(row.id, 0)]
    assert "fa" in {row.locale for row in unread}
    assert len(unread) < len(answer.conversations.conversations)
    drafts = {draft.conversation for draft in answer.ready.drafts}
    mine = {row.id for row in answer.conversations.conversations if row.assignee == reza.id}
    assert drafts
    assert drafts <= mine


async def test_numberings_have_no_hole_and_notes_have_no_visitor_number(tmp_path: Path) -> None:
    """What was played obeys the same promise as what is sent: 1..n for each audience."""
    async with open_services(Settings(data=tmp_path), SystemClock()) as services:
        await seed_demo(services, SHOP, (SHOP,))
        rows = await services.store.reader().fetch_all(
            "SELECT conversation, seq, visitor_seq, kind FROM items ORDER BY conversation, seq"
        )
    for conversation in {row[0] for row in rows}:
        own = [row for row in rows if row[0] == conversation]
        assert [row[1] for row in own] == list(range(1, len(own) + 1))
        seen = [row[2] for row in own if row[3] == "message"]
        assert seen == list(range(1, len(seen) + 1))
        assert {row[2] for row in own if row[3] != "message"} <= {None}


async def test_receipts_and_times_are_possible(tmp_path: Path) -> None:
    """Nobody has read what was never said, and nothing happened before its conversation began."""
    async with open_services(Settings(data=tmp_path), SystemClock()) as services:
        await seed_demo(services, SHOP, (SHOP,))
        db = services.store.reader()
        impossible = await db.fetch_all(
            "SELECT id FROM conversations WHERE read > delivered OR delivered > visitor_seq OR team_read > visitor_seq "
            "OR created_at > last_at OR last_at > ?",
            (services.clock.now_ms(),),
        )
        early = await db.fetch_all(
            "SELECT i.conversation FROM items i JOIN conversations c ON c.id = i.conversation WHERE i.at < c.created_at"
        )
        strangers = await db.fetch_all("SELECT id FROM contacts WHERE first_seen_at > last_seen_at")
    assert (impossible, early, strangers) == ([], [], [])


async def test_everybody_of_the_team_can_sign_in(tmp_path: Path) -> None:
    """The printed addresses and the printed password open the console."""
    async with open_services(Settings(data=tmp_path), SystemClock()) as services:
        await seed_demo(services, SHOP, (SHOP,))
        for person in TEAM:
            signed_in = await sign_in(services, person.email, PASSWORD, "127.0.0.1", None)
            assert services.directory.agent(signed_in.session.agent).name == person.name


async def test_a_page_seen_has_an_address_and_a_title(tmp_path: Path) -> None:
    """The context panel shows the shop's pages as their visitors saw them."""
    async with open_services(Settings(data=tmp_path), SystemClock()) as services:
        await seed_demo(services, SHOP, (SHOP,))
        views = await services.store.reader().fetch_all("SELECT url, title FROM page_views")
    rows = {str(url): title for url, title in views}
    assert rows[f"{SHOP}/hu/cart"] == "Az Ön kosara · Kert és Társa"
    assert rows[f"{SHOP}/fa/products/monstera"] == "برگ‌انجیری · باغچه"
    assert rows[f"{SHOP}/en/"] == "Garden & Co. · Plants, pots and warm light"
