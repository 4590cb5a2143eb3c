"""The one place where parts meet."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response
from starlette.routing import BaseRoute
from starlette.types import ASGIApp, Receive, Scope, Send

from chat_server.actions.services import Services
from chat_server.api.agent import agent_routes
from chat_server.api.errors import Json, answer_refusal
from chat_server.api.guards import guarded
from chat_server.api.phrase_rules import phrase_rule_routes
from chat_server.api.promises import promise_routes
from chat_server.api.replies import reply_routes
from chat_server.api.rewording import rewording_routes
from chat_server.api.visitor import visitor_routes
from chat_server.automations.promises import miss_promises_regularly
from chat_server.automations.replies import look_after_replies_regularly
from chat_server.automations.snoozes import wake_snoozed_regularly
from chat_server.automations.team import follow_team_regularly
from chat_server.domain.errors import WarmlineError
from chat_server.pages.agent_pages import AgentPages
from chat_server.pages.assets import StaticFiles, widget_routes
from chat_server.pages.editor_pages import EditorPages
from chat_server.pages.health import health_routes
from chat_server.pages.library_pages import LibraryPages
from chat_server.pages.render import Pages, wanted_locale
from chat_server.pages.rule_pages import RulePages
from chat_server.sockets.agent import open_agent_session
from chat_server.sockets.endpoint import SocketEndpoint, sweep_silent
from chat_server.sockets.registry import Registry
from chat_server.sockets.visitor import open_visitor_session


def create_app(services: Services, registry: Registry) -> ASGIApp:
    """The whole product as one ASGI application, around parts that are already open."""
    sockets: dict[str, ASGIApp] = {
        "/socket/visitor": SocketEndpoint(services, registry, "visitor", open_visitor_session),
        "/socket/agent": SocketEndpoint(services, registry, "agent", open_agent_session),
    }
    rest = guarded(create_http_app(services, registry))

    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        # Sockets go straight to their endpoint: a framework's layers would cost each of their frames.
        endpoint = sockets.get(scope["path"], rest) if scope["type"] == "websocket" else rest
        await endpoint(scope, receive, send)

    return app


def create_http_app(services: Services, registry: Registry) -> Starlette:
    """Pages, files and the API, and what runs beside them."""
    static = StaticFiles()
    pages = Pages(static)
    routes: list[BaseRoute] = [
        *widget_routes(),
        *visitor_routes(services),
        *agent_routes(services),
        *rewording_routes(services),
        *reply_routes(services),
        *phrase_rule_routes(services),
        *promise_routes(services),
        *AgentPages(services, pages).routes(),
        *EditorPages(services, pages).routes(),
        *LibraryPages(services, pages).routes(),
        *RulePages(services, pages).routes(),
        *health_routes(services, registry),
        *static.routes(),
    ]

    @asynccontextmanager
    async def lifespan(_app: Starlette) -> AsyncIterator[None]:
        async with background(services, registry):
            yield

    async def answer_http_error(request: Request, error: Exception) -> Response:
        status = error.status_code if isinstance(error, HTTPException) else 500
        return _error_page(pages, request, status)

    async def answer_nobody(_request: Request, _error: Exception) -> Response:
        # Somebody hung up in the middle of what they said: that is no fault of ours, and nobody reads this.
        return Response(status_code=400)

    async def answer_crash(request: Request, _error: Exception) -> Response:
        # Starlette raises it again after this answer; the log gets its one line there.
        return _error_page(pages, request, 500)

    app = Starlette(
        routes=routes,
        lifespan=lifespan,
        exception_handlers={
            WarmlineError: answer_refusal,
            ClientDisconnect: answer_nobody,
            HTTPException: answer_http_error,
            Exception: answer_crash,
        },
    )
    # An address is itself or not there: a redirect to it without the last slash would go to whatever ``Host`` says.
    app.router.redirect_slashes = False
    return app


@asynccontextmanager
async def background(services: Services, registry: Registry) -> AsyncIterator[None]:
    """What runs beside the requests: sweeping silent connections, and what the clock starts."""
    tasks = [
        asyncio.create_task(sweep_silent(services, registry), name="sweep"),
        asyncio.create_task(wake_snoozed_regularly(services), name="snoozes"),
        asyncio.create_task(miss_promises_regularly(services), name="promises"),
        asyncio.create_task(look_after_replies_regularly(services), name="replies"),
        asyncio.create_task(follow_team_regularly(services), name="team"),
    ]
    try:
        yield
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


def _error_page(pages: Pages, request: Request, status: int) -> Response:
    if request.url.path.startswith("/api/") or "text/html" not in request.headers.get("accept", ""):
        words = {404: "expected an address of this server; there is none like this", 405: "expected another method"}
        code = "not_found" if status == 404 else "error"
        return Json(
            {"error": {"code": code, "message": words.get(status, "the server failed; the log says why")}}, status
        )
    return pages.render("error.html", wanted_locale(request), status, status=status, csrf="")
