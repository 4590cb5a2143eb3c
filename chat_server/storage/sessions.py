"""Agents' sessions as rows, kept by the hash of their secret."""

from __future__ import annotations

import hashlib

import msgspec

from .database import Database


class Session(msgspec.Struct, frozen=True):
    """An agent's sign-in in one browser."""

    hash: str
    agent: int
    csrf: str
    expires_at: int
    last_seen_at: int


def hash_secret(secret: str) -> str:
    """What is stored of a session's secret (it is random and long, so a plain hash is enough)."""
    return hashlib.sha256(secret.encode("utf-8", "replace")).hexdigest()


async def add_session(db: Database, session: Session, at: int) -> None:
    """Store a session and forget those that are over."""
    await db.execute("DELETE FROM sessions WHERE expires_at <= ?", (at,))
    await db.execute(
        "INSERT INTO sessions (hash, agent, csrf, created_at, last_seen_at, expires_at) VALUES (?, ?, ?, ?, ?, ?)",
        (session.hash, session.agent, session.csrf, at, at, session.expires_at),
    )


async def fetch_session(db: Database, session_hash: str, now: int) -> Session | None:
    """A session that is not over."""
    row = await db.fetch_one(
        "SELECT hash, agent, csrf, expires_at, last_seen_at FROM sessions WHERE hash = ? AND expires_at > ?",
        (session_hash, now),
    )
    return Session(*row) if row else None


async def renew_session(db: Database, session_hash: str, at: int, expires_at: int) -> None:
    """The agent is here: the session lasts longer."""
    await db.execute(
        "UPDATE sessions SET last_seen_at = ?, expires_at = ? WHERE hash = ?", (at, expires_at, session_hash)
    )


async def end_session(db: Database, session_hash: str) -> None:
    """Sign out."""
    await db.execute("DELETE FROM sessions WHERE hash = ?", (session_hash,))


async def end_sessions_of(db: Database, agent: int) -> None:
    """Sign an agent out everywhere."""
    await db.execute("DELETE FROM sessions WHERE agent = ?", (agent,))
