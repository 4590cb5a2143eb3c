"""Sign-in, sign-out and the console's page."""

from __future__ import annotations

import hmac
import secrets
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
from chat_server.domain.errors import Forbidden, TooMany, Unauthenticated
from chat_server.domain.people import locale_or
from chat_server.protocol import views
from chat_server.words import direction_of, words_of

from .render import LOCALE_COOKIE, Pages, wanted_locale

FORM_COOKIE = "warmline_form"
BROWSER_COOKIE = "warmline_browser"
YEAR_S = 31_536_000


class AgentPages:
    """The pages of people who sign in."""

    def __init__(self, services: Services, pages: Pages) -> None:
        self._services = services
        self._pages = pages

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
        if await sign_in.session_for(self._services, request.cookies.get(SESSION_COOKIE)) is not None:
            return RedirectResponse(_safe_next(request.query_params.get("next", "")), 303)
        return self._form(request, wanted_locale(request), next_url=request.query_params.get("next", ""))

    async def _sign_in(self, request: Request) -> Response:
        form = await request.form(max_files=0, max_fields=10, max_part_size=4096)
        email, password = str(form.get("email", "")), str(form.get("password", ""))
        next_url = str(form.get("next", ""))
        locale = wanted_locale(request)
        self._check_form(request, str(form.get("csrf", "")))
        address = request.client.host if request.client else ""
        try:
            signed_in = await sign_in.sign_in(
                self._services, email, password, address, request.cookies.get(BROWSER_COOKIE)
            )
        except Unauthenticated:
            return self._form(request, locale, next_url, email, "sign_in.error.wrong", 401)
        except TooMany:
            return self._form(request, locale, next_url, email, "sign_in.error.too_many", 429)
        response = RedirectResponse(_safe_next(next_url), 303)
        self._set_cookie(response, SESSION_COOKIE, signed_in.secret, self._services.settings.session_days * 86_400)
        self._set_cookie(response, BROWSER_COOKIE, signed_in.browser_mark, YEAR_S)
        response.delete_cookie(FORM_COOKIE)
        return response

    async def _sign_out(self, request: Request) -> Response:
        session = await sign_in.session_for(self._services, request.cookies.get(SESSION_COOKIE))
        if session is not None:
            form = await request.form(max_files=0, max_fields=10, max_part_size=4096)
            csrf = str(form.get("csrf", "")) or request.headers.get("x-csrf-token", "")
            check_change(self._services, session, csrf, request.headers.get("origin"))
            await sign_in.sign_out(self._services, session)
        response = RedirectResponse("/sign-in", 303)
        response.delete_cookie(SESSION_COOKIE)
        return response

    def _form(
        self, request: Request, locale: str, next_url: str = "", email: str = "", error: str = "", status: int = 200
    ) -> Response:
        token = request.cookies.get(FORM_COOKIE) or secrets.token_urlsafe(24)
        response = self._pages.render(
            "sign_in.html", locale, status, csrf=token, next=next_url, email=email, error=error
        )
        self._set_cookie(response, FORM_COOKIE, token, 3600)
        if "locale" in request.query_params:
            self._set_cookie(response, LOCALE_COOKIE, locale, YEAR_S)
        return response

    def _check_form(self, request: Request, csrf: str) -> None:
        """A form counts only when it came from our own page: same origin, and the token of its cookie."""
        origin = request.headers.get("origin")
        expected = request.cookies.get(FORM_COOKIE, "")
        is_ours = origin is None or origin in self._services.settings.own_origins
        if not is_ours or not expected or not hmac.compare_digest(expected.encode(), csrf.encode("utf-8", "replace")):
            raise Forbidden("expected the sign-in form of this server; please load the page again")

    def _set_cookie(self, response: Response, name: str, value: str, max_age_s: int) -> None:
        response.set_cookie(
            name,
            value,
            max_age=max_age_s,
            path="/",
            httponly=True,
            samesite="lax",
            secure=self._services.settings.is_secure,
        )


def _safe_next(url: str) -> str:
    """Where to go after signing in: only a path of this server, never another site."""
    is_local = url.startswith("/") and not url.startswith(("//", "/\\")) and url.isprintable()
    return url if is_local else "/console"
