"""Which message came from which reply, how far it was edited, and what the visitor did next."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

import msgspec

from chat_server.domain.message_facts import ReplyUsed
from chat_server.protocol.frames import ReplyInserted

from .database import Database, flatten, placeholders

Outcome = Literal["open", "answered", "resolved", "reopened", "quiet"]
OUTCOMES: tuple[Outcome, ...] = ("open", "answered", "resolved", "reopened", "quiet")
SETTLED_AT_ONCE = 200


class Use(msgspec.Struct, frozen=True):
    """One reply in one message; ``inserted`` is its text before the agent changed it, None when it was not changed."""

    conversation: int
    seq: int
    agent: int
    at: int
    used: ReplyUsed
    inserted: str | None


async def add_uses(db: Database, uses: Sequence[Use]) -> None:
    """Store what a message was made from, and count it."""
    if not uses:
        return
    await db.execute(
        "INSERT INTO reply_uses (conversation, seq, reply, revision, language, agent, at, inserted, edited) "
        f"VALUES {placeholders(len(uses), 9)}",
        flatten(
            (u.conversation, u.seq, u.used.key, u.used.revision, u.used.language, u.agent, u.at, u.inserted,
             u.used.edited) for u in uses
        ),
    )  # fmt: skip
    for use in uses:
        await db.execute(
            "INSERT INTO reply_tallies (reply, agent, uses, last_at) VALUES (?, ?, 1, ?) ON CONFLICT (reply, agent) "
            "DO UPDATE SET uses = reply_tallies.uses + 1, last_at = excluded.last_at",
            (use.used.key, use.agent, use.at),
        )


async def tallies(db: Database) -> list[tuple[str, int, int, int]]:
    """Reply, agent, uses, and when it was used last."""
    return [tuple(row) for row in await db.fetch_all("SELECT reply, agent, uses, last_at FROM reply_tallies")]


async def use_summaries(db: Database) -> dict[str, tuple[int, float | None]]:
    """Per reply: how often it was used, and the average share that was edited."""
    rows = await db.fetch_all("SELECT reply, count(*), avg(edited) FROM reply_uses GROUP BY reply")
    return {row[0]: (row[1], row[2]) for row in rows}


async def inserted_into(db: Database, conversation: int, seq: int) -> list[ReplyInserted]:
    """The replies that a message was made from and that were changed in it, as they were inserted."""
    rows = await db.fetch_all(
        "SELECT reply, revision, language, inserted FROM reply_uses "
        "WHERE conversation = ? AND seq = ? AND edited IS NOT 0 ORDER BY id",
        (conversation, seq),
    )
    return [ReplyInserted(*row) for row in rows]


class RevisionFigures(msgspec.Struct, frozen=True):
    """What became of one revision's uses."""

    number: int
    uses: int
    edited: dict[str, float | None]
    agents: dict[int, int]
    outcomes: dict[Outcome, int]


async def figures_of(db: Database, reply: str) -> list[RevisionFigures]:
    """The figures of every revision that was used, oldest first."""
    rows = await db.fetch_all(
        "SELECT revision, agent, outcome, count(*), sum(CASE WHEN edited = 0 THEN 1 ELSE 0 END), "
        "sum(CASE WHEN edited > 0 THEN 1 ELSE 0 END), sum(edited) "
        "FROM reply_uses WHERE reply = ? GROUP BY revision, agent, outcome ORDER BY revision",
        (reply,),
    )
    return [_figures(number, [row for row in rows if row[0] == number]) for number in sorted({row[0] for row in rows})]


def _figures(number: int, rows: Sequence[tuple[int, int, Outcome, int, int, int, float | None]]) -> RevisionFigures:
    agents: dict[int, int] = {}
    outcomes: dict[Outcome, int] = dict.fromkeys(OUTCOMES, 0)
    for _, agent, outcome, count, *_ in rows:
        agents[agent] = agents.get(agent, 0) + count
        outcomes[outcome] += count
    untouched, touched = sum(row[4] for row in rows), sum(row[5] for row in rows)
    known = untouched + touched
    average = sum(row[6] or 0.0 for row in rows) / known if known else None
    edited = {"untouched": untouched, "touched": touched, "average": average}
    return RevisionFigures(number, sum(row[3] for row in rows), edited, agents, outcomes)


async def new_outcomes(db: Database, quiet_before: int, resolved_since: int) -> list[tuple[int, Outcome]]:
    """What visitors did since it was looked at last: uses by id, and their outcome as of now.

    The first of these after the message decides: the visitor wrote (``answered``), or the conversation was resolved
    (``resolved``, and ``reopened`` when the visitor came back to it). Nothing at all is ``quiet`` for messages
    before ``quiet_before``; what was resolved before ``resolved_since`` stays so.
    """
    rows = await db.fetch_all(
        f"""
        WITH unsettled AS (
            SELECT id, conversation, seq, at, outcome FROM reply_uses
            WHERE outcome IN ('open', 'resolved') AND (outcome = 'open' OR at >= ?)),
        next AS (
            SELECT u.id, u.at, u.outcome,
                (SELECT min(i.seq) FROM items i WHERE i.conversation = u.conversation AND i.seq > u.seq
                    AND i.sender = 'visitor') AS answer,
                (SELECT min(i.seq) FROM items i WHERE i.conversation = u.conversation AND i.seq > u.seq
                    AND i.activity LIKE '{{"verb":"resolved"%') AS resolved FROM unsettled u),
        found AS (
            SELECT n.id, n.outcome AS known, CASE
                WHEN n.answer IS NOT NULL AND (n.resolved IS NULL OR n.answer < n.resolved) THEN 'answered'
                WHEN n.answer IS NOT NULL THEN 'reopened'
                WHEN n.resolved IS NOT NULL THEN 'resolved'
                WHEN n.at <= ? THEN 'quiet' ELSE 'open' END AS outcome FROM next n)
        SELECT id, outcome FROM found WHERE outcome <> known LIMIT {SETTLED_AT_ONCE}
        """,
        (resolved_since, quiet_before),
    )
    return [(row[0], row[1]) for row in rows]


async def note_outcomes(db: Database, outcomes: Sequence[tuple[int, Outcome]], at: int) -> None:
    """Store what visitors did."""
    for use, outcome in outcomes:
        await db.execute("UPDATE reply_uses SET outcome = ?, outcome_at = ? WHERE id = ?", (outcome, at, use))
