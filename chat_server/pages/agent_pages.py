"""Sign-in, sign-out and the console's page."""

from __future__ import annotations

from urllib.parse import urlencode

import msgspec
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from chat_server.actions import sign_in
from chat_server.actions.access import check_change, signed_in_agent
from chat_server.actions.presence import presence_of
from chat_server.actions.services import Services
from chat_server.actions.sign_in import SESSION_COOKIE
from chat_server.domain.errors import Unauthenticated
from chat_server.domain.people import locale_or
from chat_server.protocol import views
from chat_server.words import direction_of, words_of

from .door import REFUSED, Door, Wanted
from .forms import read_form
from .render import Pages


class AgentPages:
    """The pages of people who sign in."""

    def __init__(self, services: Services, pages: Pages) -> None:
        self._services = services
        self._pages = pages
        self._door = Door(services, pages)

    def routes(self) -> list[Route]:
        """Where they are."""
        return [
            Route("/", self._home),
            Route("/console", self._console),
            Route("/sign-in", self._sign_in_form, methods=["GET"]),
            Route("/sign-in", self._sign_in, methods=["POST"]),
            Route("/sign-out", self._sign_out, methods=["POST"]),
        ]

    async def _home(self, _request: Request) -> Response:
        return RedirectResponse("/console", 303)

    async def _console(self, request: Request) -> Response:
        try:
            agent, session = await signed_in_agent(self._services, request.cookies.get(SESSION_COOKIE))
        except Unauthenticated:
            return RedirectResponse(f"/sign-in?{urlencode({'next': request.url.path})}", 303)
        locale = locale_or(agent.locale, "en")
        boot = {
            "csrf": session.csrf,
            "locale": locale,
            "dir": direction_of(locale),
            "words": {**words_of(locale, "console"), **words_of(locale, "problems")},
            "me": msgspec.to_builtins(views.colleague(agent, presence_of(self._services, agent), locale)),
            "socket": "/socket/agent",
        }
        return self._pages.render("console.html", locale, csrf=session.csrf, boot=boot)

    async def _sign_in_form(self, request: Request) -> Response:
        wanted = Wanted(request.query_params.get("next", ""))
        try:
            await signed_in_agent(self._services, request.cookies.get(SESSION_COOKIE))
        except Unauthenticated:
            return self._door.page(request, wanted)
        return RedirectResponse(_safe_next(wanted.next), 303)

    async def _sign_in(self, request: Request) -> Response:
        form = await read_form(request)
        wanted = Wanted(form.text("next"))
        try:
            signed_in = await self._door.enter(request, form)
        except REFUSED as refusal:
            return self._door.page(request, wanted, form.text("email"), refusal)
        return self._door.remember(RedirectResponse(_safe_next(wanted.next), 303), signed_in)

    async def _sign_out(self, request: Request) -> Response:
        session = await sign_in.session_for(self._services, request.cookies.get(SESSION_COOKIE))
        if session is not None:
            csrf = (await read_form(request)).text("csrf") or request.headers.get("x-csrf-token", "")
            check_change(self._services, session, csrf, request.headers.get("origin"))
            await sign_in.sign_out(self._services, session)
        response = RedirectResponse("/sign-in", 303)
        response.delete_cookie(SESSION_COOKIE)
        return response


def _safe_next(url: str) -> str:
    """Where to go after signing in: only a path of this server, never another site."""
    is_local = url.startswith("/") and not url.startswith(("//", "/\\")) and url.isprintable()
    return url if is_local else "/console"
