"""What a widget asks over HTTP: its configuration, a token, older messages, and sending where a socket cannot."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

import msgspec
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from chat_server.actions.messages import send_visitor_message
from chat_server.actions.publish import visitor_state
from chat_server.actions.services import Services
from chat_server.actions.visitors import check_origin, new_visitor, read_browser
from chat_server.api.errors import Json, compressed, read_json, read_number, refusal
from chat_server.domain.errors import Unauthenticated, WarmlineError
from chat_server.domain.people import Inbox, Visitor, locale_or
from chat_server.protocol import views
from chat_server.protocol.frames import ClientId
from chat_server.storage.conversations import current_conversation
from chat_server.storage.items import visitor_items_before
from chat_server.words import direction_of, words_of

MAX_ITEMS = 100
TEAM_SHOWN = 3
Endpoint = Callable[[Services, Request], Awaitable[Response]]


class TokenBody(msgspec.Struct, forbid_unknown_fields=True):
    """Somebody without a token asks for one."""

    inbox: str
    locale: str = ""


class SendBody(msgspec.Struct, forbid_unknown_fields=True):
    """A message by HTTP: the same client id as on the socket makes the two one."""

    inbox: str
    client_id: ClientId
    body: str
    locale: str = ""


def visitor_routes(services: Services) -> list[Route]:
    """Routes for widgets on other origins."""
    return [
        _route(services, "/widget/config", _config, "GET"),
        _route(services, "/api/visitor/token", _begin, "POST"),
        _route(services, "/api/visitor/messages", _send, "POST"),
        _route(services, "/api/visitor/items", _items, "GET"),
    ]


def _route(services: Services, path: str, endpoint: Endpoint, method: str) -> Route:
    async def handle(request: Request) -> Response:
        origin = request.headers.get("origin")
        await services.directory.fresh()
        if request.method == "OPTIONS":
            return _preflight(services, origin)
        try:
            response = await endpoint(services, request)
        except WarmlineError as error:
            response = refusal(error)
        return _with_cors(services, response, origin)

    return Route(path, handle, methods=[method, "OPTIONS"])


def _inbox(services: Services, request: Request, key: str) -> Inbox:
    inbox = services.directory.inbox_by_key(key)
    origin = request.headers.get("origin")
    if origin is not None:
        check_origin(services, inbox, origin)
    return inbox


def _is_known_origin(services: Services, origin: str | None) -> bool:
    return origin is not None and any(origin in inbox.allowed_origins for inbox in services.directory.inboxes.values())


def _with_cors(services: Services, response: Response, origin: str | None) -> Response:
    response.headers.setdefault("Vary", "Origin")
    response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    if origin is not None and _is_known_origin(services, origin):
        response.headers["Access-Control-Allow-Origin"] = origin
    return response


def _preflight(services: Services, origin: str | None) -> Response:
    response = Response(status_code=204 if _is_known_origin(services, origin) else 403)
    response.headers["Access-Control-Allow-Methods"] = "GET, POST"
    response.headers["Access-Control-Allow-Headers"] = "Authorization, Content-Type"
    response.headers["Access-Control-Max-Age"] = "86400"
    return _with_cors(services, response, origin)


async def _config(services: Services, request: Request) -> Response:
    inbox = _inbox(services, request, request.query_params.get("inbox", ""))
    locale = locale_or(request.query_params.get("locale", ""), inbox.locale)
    team = [agent for agent in services.directory.agents.values() if inbox.id in agent.inboxes]
    team.sort(key=lambda agent: (not services.agents_here.is_here(agent.id), agent.is_away, agent.id))
    answer = {
        "inbox": {
            "name": inbox.name_in(locale),
            "color": inbox.color,
            "locale": inbox.locale,
            "greeting": inbox.greeting_in(locale),
        },
        "locale": locale,
        "dir": direction_of(locale),
        "words": words_of(locale, "widget"),
        "starters": inbox.starters.get(locale, []),
        "state": visitor_state(services, inbox.id, None, locale, await services.directory.reply_time_s(inbox.id)),
        "team": [views.agent_card(agent, locale) for agent in team[:TEAM_SHOWN]],
    }
    return compressed(Json(answer, headers={"Cache-Control": "no-store"}), request)


async def _begin(services: Services, request: Request) -> Response:
    """A token for a new visitor, by itself: where it came with the first message, a lost answer would lose both."""
    asked = await read_json(request, TokenBody)
    _, token = new_visitor(services, _inbox(services, request, asked.inbox), asked.locale)
    return Json({"token": token}, headers={"Cache-Control": "no-store"})


async def _send(services: Services, request: Request) -> Response:
    sent_body = await read_json(request, SendBody)
    inbox = _inbox(services, request, sent_body.inbox)
    visitor, token = _visitor(services, request, inbox, locale_or(sent_body.locale, inbox.locale))
    head = await current_conversation(services.store.reader(), visitor.contact)
    browser = read_browser(request.headers.get("user-agent", ""))
    sent = await send_visitor_message(
        services, visitor, head.id if head else None, sent_body.client_id, sent_body.body, browser
    )
    item = views.visitor_item(sent.message, None)
    return Json({"item": item, "conversation": sent.head.id, "token": token})


async def _items(services: Services, request: Request) -> Response:
    inbox = _inbox(services, request, services.directory.key_of(services.tokens.inbox_of(_token(request))))
    visitor, _ = _visitor(services, request, inbox, inbox.locale)
    limit = read_number(request, "limit", 50, MAX_ITEMS) or 1
    db = services.store.reader()
    head = await current_conversation(db, visitor.contact)
    if head is None:
        return Json({"items": [], "has_older": False})
    found = await visitor_items_before(db, head.id, read_number(request, "before", None), limit)
    locale = locale_or(head.locale, inbox.locale)
    seen = [views.visitor_item(item, services.directory.first_name(item.agent, locale)) for item in found]
    return Json({"items": seen, "has_older": bool(seen) and seen[0].seq > 1}, headers={"Cache-Control": "no-store"})


def _visitor(services: Services, request: Request, inbox: Inbox, locale: str) -> tuple[Visitor, str | None]:
    """Who asks, and their token anew when it is to be renewed."""
    now = services.clock.now_ms()
    visitor, is_old = services.tokens.read(_token(request), inbox, locale, now)
    return visitor, services.tokens.issue(visitor, now) if is_old else None


def _token(request: Request) -> str:
    scheme, _, token = request.headers.get("authorization", "").partition(" ")
    if scheme.lower() != "bearer" or not token.strip():
        raise Unauthenticated("expected a visitor's token in the Authorization header; got none")
    return token.strip()
