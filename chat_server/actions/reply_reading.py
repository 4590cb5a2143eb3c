"""What there is to read about the library: rows, queue, differences and figures, for programs and for pages."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from typing import Any

from canned_replies.difference import Stretch, difference
from canned_replies.languages import LANGUAGES, Language
from canned_replies.reply import Reply
from canned_replies.revision import Revision
from chat_server.domain.people import Agent
from chat_server.storage.reply_uses import figures_of, tallies, use_summaries

from .replies import inbox_keys, told_in_our_words
from .reply_cards import PersonNamed, may_read, queue_of, scope_of
from .services import Services


def person_named(services: Services, locale: str) -> PersonNamed:
    """Names whoever signed something, for readers of a language: agents by number, anything else by its own name."""

    def named(by: str) -> dict[str, Any]:
        if not by.isdigit():
            return {"id": None, "name": by}
        agent = services.directory.everyone.get(int(by))
        return {"id": int(by), "name": agent.name_in(locale) if agent else ""}

    return named


async def all_rows(services: Services, agent: Agent) -> tuple[int, list[dict[str, Any]]]:
    """The library's position, and every reply that the agent may read as one row with its uses."""
    shelf = await services.shelf.fresh()
    used = await use_summaries(services.store.reader())
    keys = inbox_keys(services, agent)
    rows = []
    for key, row in sorted(shelf.overviews.items()):
        if not may_read(agent, keys, row["scope"]):
            continue
        uses, edited = used.get(key, (0, None))
        rows.append({**row, "uses": uses, "edited": edited})
    return shelf.change, rows


async def queue_rows(services: Services, agent: Agent) -> list[dict[str, Any]]:
    """Drafts and what waits for a decision, of replies that the agent may read, oldest first."""
    shelf = await services.shelf.fresh()
    keys = inbox_keys(services, agent)
    drafts = [reply for reply in shelf.drafts.values() if may_read(agent, keys, scope_of(reply))]
    rows = [row for reply in drafts for row in queue_of(reply, person_named(services, agent.locale))]
    return sorted(rows, key=lambda row: (row["at"], row["key"], row["number"]))


async def uses_of(services: Services, agent: Agent) -> dict[str, dict[str, list[int]]]:
    """How often and when last each reply was used, by this agent and by the team; only of what the agent may read."""
    shelf = await services.shelf.fresh()
    keys = inbox_keys(services, agent)
    mine: dict[str, list[int]] = {}
    team: dict[str, list[int]] = {}
    for key, who, uses, last_at in await tallies(services.store.reader()):
        row = shelf.overviews.get(key)
        if row is None or not may_read(agent, keys, row["scope"]):
            continue
        if who == agent.id:
            mine[key] = [uses, last_at]
        known = team.get(key, [0, 0])
        team[key] = [known[0] + uses, max(known[1], last_at)]
    return {"mine": mine, "team": team}


def two_revisions(reply: Reply, earlier: int, later: int) -> tuple[Revision, Revision]:
    """Two revisions by their numbers.

    Raises:
        NotFound: there is none of that number.
    """
    with told_in_our_words():
        return reply.revision(earlier), reply.revision(later)


async def differences(before: Revision | None, after: Revision) -> Mapping[Language, tuple[Stretch, ...]]:
    """Word by word what became of each language's text; languages that neither has are left out."""
    found = {}
    for language in LANGUAGES:
        old, new = (before.text(language) if before else None) or "", after.text(language) or ""
        if old or new:
            found[language] = await asyncio.to_thread(difference, old, new)
    return found


async def reply_figures(services: Services, reply: Reply, locale: str) -> list[dict[str, Any]]:
    """What became of each revision's uses, oldest first."""
    person = person_named(services, locale)
    return [
        {
            "number": f.number,
            "uses": f.uses,
            "edited": f.edited,
            "agents": [{**person(str(number)), "uses": uses} for number, uses in f.agents.items()],
            "outcomes": f.outcomes,
        }
        for f in await figures_of(services.store.reader(), reply.key)
    ]
