"""Fills an empty database with the demo's inbox, its team and what they have talked about so far."""

from __future__ import annotations

from msgspec import Struct

from chat_server.actions.services import Services
from chat_server.actions.sign_in import hash_password
from chat_server.domain.ids import IdSource
from chat_server.storage import people
from chat_server.storage.database import Database

from .content import TALKS
from .playback import Stage, play
from .team import INBOX_KEY, PASSWORD, TEAM, demo_inbox


class Seeded(Struct, frozen=True):
    """What the database holds now, and whether this call has put it there."""

    inbox: int
    is_new: bool


async def seed_demo(services: Services, shop_url: str, shop_origins: tuple[str, ...]) -> Seeded:
    """Store the demo's people and conversations, unless they are there already.

    All of it is one change: whoever is interrupted finds either everything or nothing. A shop that has moved to
    another port is allowed from there. ``shop_url`` is where the pages that visitors have seen lie.
    """
    now = services.clock.now_ms()
    is_known = any(inbox.public_key == INBOX_KEY for inbox in services.directory.inboxes.values())
    password_hash = "" if is_known else hash_password(PASSWORD)

    async def seed(db: Database) -> Seeded:
        for inbox in await people.fetch_inboxes(db):
            if inbox.public_key == INBOX_KEY:
                await people.set_allowed_origins(db, inbox.id, shop_origins)
                return Seeded(inbox.id, is_new=False)
        return Seeded(await _fill(db, services.ids, shop_url, shop_origins, password_hash, now), is_new=True)

    seeded = await services.store.writer.run(seed)
    await services.directory.refresh()
    return seeded


async def _fill(
    db: Database, ids: IdSource, shop_url: str, shop_origins: tuple[str, ...], password_hash: str, now: int
) -> int:
    joined_at = now - 400 * 86_400_000
    inbox = await people.add_inbox(db, demo_inbox(shop_origins), joined_at)
    team = {person.key: await people.add_agent(db, person.agent(inbox), password_hash, joined_at) for person in TEAM}
    stage = Stage(db, ids, inbox, team, shop_url, now)
    for talk in TALKS:
        await play(stage, talk)
    return inbox
