"""Which agent a request comes from, and whether it may change anything."""

from __future__ import annotations

import hmac

from starlette.requests import Request

from chat_server.actions.services import Services
from chat_server.actions.sign_in import SESSION_COOKIE, session_for
from chat_server.domain.errors import Forbidden, Unauthenticated
from chat_server.domain.people import Agent
from chat_server.storage.sessions import Session

SAFE_METHODS = frozenset({"GET", "HEAD"})


async def current_session(services: Services, request: Request) -> Session | None:
    """The session of a request's cookie."""
    return await session_for(services, request.cookies.get(SESSION_COOKIE))


async def signed_in_agent(services: Services, request: Request) -> Agent:
    """The agent who asks.

    Raises:
        Unauthenticated: no valid session.
        Forbidden: a change without the session's token, or from another origin.
    """
    session = await current_session(services, request)
    if session is None:
        raise Unauthenticated("expected a signed-in agent; please sign in")
    if request.method not in SAFE_METHODS:
        check_origin_and_token(services, request, session, request.headers.get("x-csrf-token", ""))
    return (await services.directory.fresh()).agent(session.agent)


def check_origin_and_token(services: Services, request: Request, session: Session, csrf: str) -> None:
    """Raise ``Forbidden`` unless a change comes from our own page."""
    origin = request.headers.get("origin")
    if origin is not None and origin not in services.settings.own_origins:
        raise Forbidden(f"expected a request from this server's own pages; got one from {origin}")
    if not hmac.compare_digest(session.csrf.encode(), csrf.encode("utf-8", "replace")):
        raise Forbidden("expected the session's token in the X-CSRF-Token header; got another or none")
