"""Agents: adding one, changing one, parting with one, and what one sets for themselves."""

from __future__ import annotations

import msgspec

from chat_server.domain.errors import Conflict, InvalidInput
from chat_server.domain.people import Agent
from chat_server.domain.text import clean_line
from chat_server.log import log
from chat_server.storage import people, sessions
from chat_server.storage.database import Database

from .conversations import hand_back_of_those_who_left
from .inboxes import check_words
from .presence import publish_agent_presence
from .services import Services
from .sign_in import hash_password


async def create_agent(services: Services, agent: Agent, password: str) -> int:
    """Add an agent (``id`` is ignored) who can sign in at once; returns the id they got.

    Raises:
        InvalidInput: an address without @, an empty name, a short password.
        Conflict: somebody has this address.
    """
    email = agent.email.strip().lower()
    name = clean_line(agent.name, 120, "name")
    if "@" not in email or not name:
        raise InvalidInput(f"expected an e-mail address and a name; got {email!r} and {name!r}")
    password_hash = hash_password(password)
    new = msgspec.structs.replace(agent, email=email, name=name)

    async def add(db: Database) -> int:
        if await people.is_known(db, email):
            raise Conflict(f"expected a new e-mail address; {email} belongs to an agent already")
        return await people.add_agent(db, new, password_hash, services.clock.now_ms())

    number = await services.store.writer.run(add)
    await services.directory.refresh()
    log.info("agent_created", agent=number, role=agent.role)
    return number


async def change_agent(services: Services, agent: Agent, password: str | None = None) -> None:
    """Keep an agent's names and titles per language, and whether they are switched on, as they are in ``agent``.

    Whoever is switched off, and whoever gets another password, is signed out everywhere.

    Raises:
        InvalidInput: a language that is not spoken here, words that are none or too long, a short password.
        Conflict: nobody would be left who decides.
    """
    for what, words in (("name", agent.names), ("title", agent.titles)):
        check_words(words, 120, what)
    password_hash = hash_password(password) if password is not None else None

    async def change(db: Database) -> None:
        await people.change_agent(db, agent)
        if not agent.is_active and agent.is_deciding:
            await _check_somebody_decides(db)
        if password_hash is not None:
            await people.set_password_hash(db, agent.id, password_hash)
        if password_hash is not None or not agent.is_active:
            await sessions.end_sessions_of(db, agent.id)

    await services.store.writer.run(change)
    await services.directory.refresh()
    log.info("agent_changed", agent=agent.id, is_active=agent.is_active, has_new_password=password is not None)


async def _check_somebody_decides(db: Database) -> None:
    if not any(agent.is_active and agent.is_deciding for agent in await people.fetch_agents(db)):
        raise Conflict("expected another supervisor or admin to stay; this is the last one, and somebody has to decide")


async def follow_team(services: Services, left: frozenset[int]) -> frozenset[int]:
    """Tell colleagues who left the team or is back, and hand back what those who left had.

    ``left`` are those who had left at the last look; returns those who have now.
    """
    everyone = (await services.directory.fresh()).everyone
    left_now = frozenset(number for number, agent in everyone.items() if not agent.is_active)
    for number in left ^ left_now:
        publish_agent_presence(services, everyone[number])
    if left_now:
        await hand_back_of_those_who_left(services)
    return left_now


async def set_away(services: Services, agent: Agent, is_away: bool) -> None:
    """The agent steps away from new work, or is back; colleagues and visitors hear of it."""
    await services.store.writer.run(lambda db: people.set_away(db, agent.id, is_away))
    await services.directory.refresh()
    publish_agent_presence(services, services.directory.agent(agent.id))
    log.info("presence_set", agent=agent.id, is_away=is_away)


async def set_locale(services: Services, agent: Agent, locale: str) -> None:
    """The console's language for this agent, from the next page on."""
    await services.store.writer.run(lambda db: people.set_locale(db, agent.id, locale))
    await services.directory.refresh()
