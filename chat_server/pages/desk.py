"""Pages for people who signed in: who asks, in which language, and what a refusal looks like."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from chat_server.actions.access import check_change, signed_in_agent
from chat_server.actions.services import Services
from chat_server.actions.sign_in import SESSION_COOKIE
from chat_server.domain.errors import (
    Conflict,
    Forbidden,
    InvalidInput,
    SignedInAnew,
    Unauthenticated,
    Unavailable,
    WarmlineError,
)
from chat_server.domain.people import Agent, locale_or
from chat_server.storage.sessions import Session

from .door import REFUSED, Door, Wanted
from .forms import Form, read_form
from .render import Pages, wanted_locale

SHOWN_AGAIN = (InvalidInput, Conflict, Unavailable)
"""After these a form comes again, with everything that was written in it."""


@dataclass(frozen=True)
class Desk:
    """An agent in front of a page."""

    services: Services
    pages: Pages
    request: Request
    agent: Agent
    csrf: str
    form: Form
    is_anew: bool = False

    @property
    def locale(self) -> str:
        """The agent's language."""
        return locale_or(self.agent.locale, "en")

    def asked(self, name: str) -> str:
        """A value of the address, without spaces around it."""
        return self.request.query_params.get(name, "").strip()

    def asked_number(self, name: str) -> int | None:
        """A whole number of the address; None when it is none."""
        text = self.asked(name)
        return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else None

    def check_same_session(self) -> None:
        """Raise ``SignedInAnew`` for a form from before the last sign-in: it is shown again, not carried out."""
        if self.is_anew:
            raise SignedInAnew("expected a form of this session; please look at it again and send it once more")

    def page(self, template: str, status_code: int = 200, /, **values: Any) -> Response:
        """A page in the agent's language."""
        return self.pages.render(template, self.locale, status_code, csrf=self.csrf, me=self.agent, **values)


Handler = Callable[[Desk], Awaitable[Response]]


def desk_route(services: Services, pages: Pages, method: str, path: str, handler: Handler) -> Route:
    """A page behind the sign-in. What is posted must carry the session's token, from our own origin."""
    return Route(path, _Place(services, pages, handler).answer, methods=[method])


class _Place:
    """One address behind the sign-in."""

    def __init__(self, services: Services, pages: Pages, handler: Handler) -> None:
        self._services = services
        self._pages = pages
        self._handler = handler
        self._door = Door(services, pages)

    async def answer(self, request: Request) -> Response:
        """The page, or the way to it."""
        try:
            form = await read_form(request) if request.method == "POST" else None
        except InvalidInput as error:
            return self._pages.render("error.html", wanted_locale(request), error.status, status=error.status)
        try:
            return await self._at_desk(request, form, request.cookies.get(SESSION_COOKIE))
        except Unauthenticated:
            return await self._sign_in_first(request, form)

    async def _at_desk(
        self, request: Request, form: Form | None, secret: str | None, *, is_anew: bool = False
    ) -> Response:
        agent, session = await signed_in_agent(self._services, secret)
        desk = Desk(self._services, self._pages, request, agent, session.csrf, form or Form({}), is_anew)
        try:
            if form is not None and not is_anew and _is_anew(desk, session):
                desk = replace(desk, is_anew=True, form=form.kept())
            return await self._handler(desk)
        except WarmlineError as error:
            return desk.page("error.html", error.status, status=error.status)

    async def _sign_in_first(self, request: Request, form: Form | None) -> Response:
        """Whoever was signed out signs in, and goes on where they were: what they wrote travels along."""
        is_ours = request.headers.get("origin") in self._services.settings.own_origins
        if form is None or not is_ours:
            wanted = "/library" if form else _address(request)
            return RedirectResponse(f"/sign-in?{urlencode({'next': wanted})}", 303)
        if not form.text("password"):
            return self._ask(request, form.beside("csrf"))
        kept = form.kept()
        try:
            signed_in = await self._door.enter(request, form)
        except REFUSED as refusal:
            return self._ask(request, kept.beside(), form.text("email"), refusal)
        return self._door.remember(await self._at_desk(request, kept, signed_in.secret, is_anew=True), signed_in)

    def _ask(
        self, request: Request, kept: Sequence[tuple[str, str]], email: str = "", refusal: WarmlineError | None = None
    ) -> Response:
        wanted = Wanted(action=request.url.path, kept=kept)
        return self._door.page(request, wanted, email, refusal, Unauthenticated.status)


def _address(request: Request) -> str:
    return f"{request.url.path}?{request.url.query}" if request.url.query else request.url.path


def _is_anew(desk: Desk, session: Session) -> bool:
    """Whether a form was opened before the last sign-in. Raises ``Forbidden`` when it is not one of ours at all."""
    origin = desk.request.headers.get("origin")
    try:
        check_change(desk.services, session, desk.form.text("csrf"), origin)
    except Forbidden:
        if origin not in desk.services.settings.own_origins:
            raise
        return True
    return False
