"""Inboxes: one per site."""

from __future__ import annotations

import re
import secrets
from collections.abc import Mapping

import msgspec

from chat_server.domain.errors import Forbidden, InvalidInput, NotFound
from chat_server.domain.people import LOCALES, Agent, Inbox, Tone
from chat_server.domain.text import clean_line
from chat_server.log import log
from chat_server.settings import DEFAULT_PORTS
from chat_server.storage import people
from chat_server.storage.database import Database
from chat_server.words import words_of

from .services import Services

REPLY_TARGET_S = 120
_COLOR = re.compile(r"#[0-9A-Fa-f]{6}")
_ORIGIN = re.compile(r"(https?)://([a-z0-9._-]+|\[[0-9a-f:.]+\])(?::([0-9]{1,5}))?/?")


async def create_inbox(
    services: Services, name: str, color: str, locale: str, origins: tuple[str, ...], public_key: str | None = None
) -> Inbox:
    """Add an inbox with a greeting in every language; all agents belong to it.

    Raises:
        InvalidInput: no name, a colour not of the form #RRGGBB, an unknown language, an address that is no origin.
    """
    inbox = Inbox(
        id=0,
        public_key=public_key or f"ib_{secrets.token_urlsafe(12)}",
        name=clean_line(name, 120, "name"),
        color=color.upper(),
        locale=locale,
        allowed_origins=tuple(_origin(origin) for origin in origins),
        greeting={language: words_of(language, "server")["inbox.greeting"] for language in LOCALES},
        starters={language: [] for language in LOCALES},
        reply_target_s=REPLY_TARGET_S,
    )
    if not inbox.name or not _COLOR.fullmatch(inbox.color) or locale not in LOCALES:
        wanted = f"a name, a colour like #0B6B70 and one of {', '.join(LOCALES)}"
        raise InvalidInput(f"expected {wanted}; got {name!r}, {color!r}, {locale!r}")
    return await add_inbox(services, inbox)


async def add_inbox(services: Services, inbox: Inbox) -> Inbox:
    """Store an inbox as it is (``id`` is ignored) and let every agent see it."""

    async def add(db: Database) -> Inbox:
        stored = msgspec.structs.replace(inbox, id=await people.add_inbox(db, inbox, services.clock.now_ms()))
        await people.join_all_agents(db, stored.id)
        return stored

    stored = await services.store.writer.run(add)
    await services.directory.refresh()
    log.info("inbox_created", inbox=stored.id)
    return stored


async def set_tone(services: Services, agent: Agent, inbox: int, tone: Tone) -> None:
    """Say in which tone an inbox speaks: the coach's rules of the other one do not hold there.

    Raises:
        Forbidden: that takes a supervisor or an admin. NotFound: no such inbox of theirs.
    """
    if not agent.is_deciding:
        raise Forbidden("expected a supervisor or an admin to set an inbox's tone")
    if inbox not in agent.inboxes:
        raise NotFound("expected an inbox of yours; there is none with this number")
    await services.store.writer.run(lambda db: people.set_tone(db, inbox, tone))
    await services.directory.refresh()
    log.info("tone_set", inbox=inbox, tone=tone, agent=agent.id)


async def describe_inbox(services: Services, inbox: Inbox) -> None:
    """Keep an inbox's origins, names, greeting, team names and hours as they are in ``inbox``.

    Raises:
        InvalidInput: an address that is no origin, a language that is not spoken here, words that are none or too long.
    """
    origins = tuple(_origin(origin) for origin in inbox.allowed_origins)
    for what, words, limit in (
        ("name", inbox.names, 120), ("greeting", inbox.greeting, 500), ("team name", inbox.team_names, 120),
    ):  # fmt: skip
        check_words(words, limit, what)

    async def keep(db: Database) -> None:
        await people.set_inbox_words(db, inbox)
        await people.set_allowed_origins(db, inbox.id, origins)

    await services.store.writer.run(keep)
    await services.directory.refresh()
    log.info("inbox_described", inbox=inbox.id)


def check_words(words: Mapping[str, str], limit: int, what: str) -> None:
    """Words per language.

    Raises:
        InvalidInput: a language that is not spoken here, or words that are none or too long.
    """
    for locale, text in words.items():
        if locale not in LOCALES or not clean_line(text, limit, what):
            raise InvalidInput(f"expected a {what} for one of {', '.join(LOCALES)}; got {locale[:20]!r}, {text[:40]!r}")


def _origin(text: str) -> str:
    """An origin as browsers send it.

    Raises:
        InvalidInput: it is none, or no browser sends one like it.
    """
    found = _ORIGIN.fullmatch(text.strip().lower())
    if found is None:
        wanted = "an origin such as https://shop.example, in the letters that browsers send (xn--… for others)"
        raise InvalidInput(f"expected {wanted}; got {text[:200]!r}")
    scheme, host, port = found.groups()
    return f"{scheme}://{host}" + (f":{port}" if port and int(port) != DEFAULT_PORTS[scheme] else "")
