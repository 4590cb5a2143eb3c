"""Pages for people who signed in: who asks, in which language, and what a refusal looks like."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from chat_server.actions.access import check_change, signed_in_agent
from chat_server.actions.services import Services
from chat_server.actions.sign_in import SESSION_COOKIE
from chat_server.domain.errors import Unauthenticated, WarmlineError
from chat_server.domain.people import Agent, locale_or

from .forms import Form, read_form
from .render import Pages


@dataclass(frozen=True)
class Desk:
    """An agent in front of a page."""

    services: Services
    pages: Pages
    request: Request
    agent: Agent
    csrf: str
    form: Form

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

    def page(self, template: str, status_code: int = 200, /, **values: Any) -> Response:
        """A page in the agent's language."""
        return self.pages.render(template, self.locale, status_code, csrf=self.csrf, me=self.agent, **values)


Handler = Callable[[Desk], Awaitable[Response]]


def desk_route(services: Services, pages: Pages, method: str, path: str, handler: Handler) -> Route:
    """A page behind the sign-in. What is posted must carry the session's token, from our own origin."""

    async def endpoint(request: Request) -> Response:
        try:
            agent, session = await signed_in_agent(services, request.cookies.get(SESSION_COOKIE))
        except Unauthenticated:
            wanted = request.url.path if method == "GET" else "/library"
            return RedirectResponse(f"/sign-in?{urlencode({'next': wanted})}", 303)
        form = Form({})
        desk = Desk(services, pages, request, agent, session.csrf, form)
        try:
            if method == "POST":
                form = await read_form(request)
                check_change(services, session, form.text("csrf"), request.headers.get("origin"))
                desk = Desk(services, pages, request, agent, session.csrf, form)
            return await handler(desk)
        except WarmlineError as error:
            return desk.page("error.html", error.status, status=error.status)

    return Route(path, endpoint, methods=[method])
