"""Agents: adding one, and what one sets for themselves."""

from __future__ import annotations

import msgspec

from chat_server.domain.errors import Conflict, InvalidInput
from chat_server.domain.people import Agent
from chat_server.domain.text import clean_line
from chat_server.log import log
from chat_server.storage import people
from chat_server.storage.database import Database

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
        if await people.fetch_password_hash(db, email) is not None:
            raise Conflict(f"expected a new e-mail address; {email} belongs to an agent already")
        return await people.add_agent(db, new, password_hash, services.clock.now_ms())

    number = await services.store.writer.run(add)
    await services.directory.refresh()
    log.info("agent_created", agent=number, role=agent.role)
    return number


async def describe_agent(services: Services, agent: Agent) -> None:
    """Keep an agent's names and titles per language as they are in ``agent``.

    Raises:
        InvalidInput: a language that is not spoken here, or words that are none or too long.
    """
    for what, words in (("name", agent.names), ("title", agent.titles)):
        check_words(words, 120, what)
    await services.store.writer.run(lambda db: people.set_agent_words(db, agent))
    await services.directory.refresh()
    log.info("agent_described", agent=agent.id)


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
