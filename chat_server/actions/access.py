"""Which agent asks, and whether what they ask may change anything."""

from __future__ import annotations

import hmac

from chat_server.domain.errors import Forbidden, Unauthenticated
from chat_server.domain.people import Agent
from chat_server.storage.sessions import Session

from .services import Services
from .sign_in import session_for


async def signed_in_agent(services: Services, secret: str | None) -> tuple[Agent, Session]:
    """The agent whose session a cookie's secret opens.

    Raises:
        Unauthenticated: no valid session, or an agent who left.
    """
    session = await session_for(services, secret)
    directory = await services.directory.fresh()
    if session is None or session.agent not in directory.agents:
        raise Unauthenticated("expected a signed-in agent; please sign in")
    return directory.agents[session.agent], session


def check_change(services: Services, session: Session, csrf: str, origin: str | None) -> None:
    """Raise ``Forbidden`` unless a change comes from our own page, with the session's token."""
    if origin is not None and origin not in services.settings.own_origins:
        raise Forbidden(f"expected a request from this server's own pages; got one from {origin}")
    if not hmac.compare_digest(session.csrf.encode(), csrf.encode("utf-8", "replace")):
        raise Forbidden("expected the session's token in the X-CSRF-Token header; got another or none")
