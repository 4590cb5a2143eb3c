"""What the console and other programs ask over HTTP. Every answer is JSON; every change is an action."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Annotated, Literal

import msgspec
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from chat_server.actions import agents, conversations
from chat_server.actions.access import check_change, signed_in_agent
from chat_server.actions.carrying import carried
from chat_server.actions.contacts import edit_contact
from chat_server.actions.drafts import save_draft
from chat_server.actions.inboxes import set_tone
from chat_server.actions.messages import send_agent_message
from chat_server.actions.reply_traces import item_for, items_for
from chat_server.actions.services import Services
from chat_server.actions.sign_in import SESSION_COOKIE
from chat_server.api.errors import Json, read_json, read_number
from chat_server.domain.conversation import Head
from chat_server.domain.errors import InvalidInput, NotFound
from chat_server.domain.people import Agent, Tone
from chat_server.protocol.frames import (
    MAX_INTEGER,
    MAX_REPLIES,
    ClientId,
    Draft,
    DraftPromise,
    Number,
    Position,
    PromiseMade,
    ReplyInserted,
)
from chat_server.storage.contacts import fetch_contact
from chat_server.storage.conversations import earlier_conversations, resolved_conversations
from chat_server.storage.heads import fetch_head
from chat_server.storage.items import items_before
from chat_server.storage.page_views import page_views_of

MAX_ROWS = 100
SAFE_METHODS = frozenset({"GET", "HEAD"})
Endpoint = Callable[[Services, Request, Agent], Awaitable[Response]]


class SendBody(msgspec.Struct, forbid_unknown_fields=True):
    """A message or note by HTTP."""

    client_id: ClientId
    body: str
    kind: Literal["message", "note"] = "message"
    replies: Annotated[list[ReplyInserted], msgspec.Meta(max_length=MAX_REPLIES)] = []
    promise: PromiseMade | None = None


class AssignBody(msgspec.Struct, forbid_unknown_fields=True):
    """Whom to assign to; None gives the conversation back."""

    agent: Number | None


class SnoozeBody(msgspec.Struct, forbid_unknown_fields=True):
    """Until when, in milliseconds; None means until the visitor's next message."""

    until: Position | None


class DraftBody(msgspec.Struct, forbid_unknown_fields=True):
    """What was typed so far, and what it was made from; empty forgets it."""

    kind: Literal["message", "note"]
    body: str
    replies: Annotated[list[ReplyInserted], msgspec.Meta(max_length=MAX_REPLIES)] = []
    promise: DraftPromise | None = None


class AwayBody(msgspec.Struct, forbid_unknown_fields=True):
    """Whether the agent steps away."""

    is_away: bool


class InboxBody(msgspec.Struct, forbid_unknown_fields=True):
    """The tone in which an inbox speaks."""

    tone: Tone


class LocaleBody(msgspec.Struct, forbid_unknown_fields=True):
    """The language of the console."""

    locale: Literal["en", "fa", "hu"]


def agent_routes(services: Services) -> list[Route]:
    """Routes for signed-in agents."""
    one = "/api/conversations/{conversation:int}"
    routes: list[tuple[str, str, Endpoint]] = [
        ("GET", "/api/conversations", _list_resolved),
        ("GET", one, _detail),
        ("GET", f"{one}/items", _items),
        ("POST", f"{one}/messages", _send),
        ("POST", f"{one}/assign", _assign),
        ("POST", f"{one}/resolve", _resolve),
        ("POST", f"{one}/reopen", _reopen),
        ("POST", f"{one}/snooze", _snooze),
        ("PUT", f"{one}/draft", _draft),
        ("PATCH", "/api/contacts/{contact:int}", _edit_contact),
        ("PATCH", "/api/inboxes/{inbox:int}", _edit_inbox),
        ("PUT", "/api/me/presence", _presence),
        ("PUT", "/api/me/locale", _locale),
    ]
    return [agent_route(services, method, path, endpoint) for method, path, endpoint in routes]


def agent_route(services: Services, method: str, path: str, endpoint: Endpoint) -> Route:
    """A route for signed-in agents; a change needs the session's token and our own origin."""

    async def handle(request: Request) -> Response:
        agent, session = await signed_in_agent(services, request.cookies.get(SESSION_COOKIE))
        if method not in SAFE_METHODS:
            headers = request.headers
            check_change(services, session, headers.get("x-csrf-token", ""), headers.get("origin"))
        if any(isinstance(part, int) and part > MAX_INTEGER for part in request.path_params.values()):
            raise NotFound(f"expected a number up to {MAX_INTEGER}; got a larger one")
        response = await endpoint(services, request, agent)
        response.headers.setdefault("Cache-Control", "no-store")
        return response

    return Route(path, handle, methods=[method])


async def visible_head(services: Services, request: Request, agent: Agent) -> Head:
    """The head of the address's conversation.

    Raises:
        NotFound: there is none in the agent's inboxes.
    """
    conversation = int(request.path_params["conversation"])
    head = await fetch_head(services.store.reader(), conversation)
    if head is None or not agent.may_see(head):
        raise NotFound(f"expected a conversation of yours; there is none with the number {conversation}")
    return head


async def _list_resolved(services: Services, request: Request, agent: Agent) -> Response:
    if request.query_params.get("status") != "resolved":
        raise InvalidInput("expected status=resolved; conversations that are not resolved come over the socket")
    limit = read_number(request, "limit", 50, MAX_ROWS) or 1
    before = read_number(request, "before", None)
    found = await resolved_conversations(services.store.reader(), agent.inboxes, before, limit)
    return Json({"conversations": [services.summarise(head) for head in found]})


async def _detail(services: Services, request: Request, agent: Agent) -> Response:
    head = await visible_head(services, request, agent)
    db = services.store.reader()
    earlier = await earlier_conversations(db, head.contact, head.id)
    return Json(
        {
            "conversation": services.summarise(head),
            "contact": await fetch_contact(db, head.contact),
            "pages": await page_views_of(db, head.contact),
            "earlier": [
                {
                    "id": h.id,
                    "created_at": h.created_at,
                    "resolved_at": h.resolved_at,
                    "last_text": h.last_text,
                    "status": h.status,
                }
                for h in earlier
            ],
        }
    )


async def _items(services: Services, request: Request, agent: Agent) -> Response:
    head = await visible_head(services, request, agent)
    limit = read_number(request, "limit", 50, MAX_ROWS) or 1
    found = await items_before(services.store.reader(), head.id, read_number(request, "before", None), limit)
    seen = await items_for(services, agent, found)
    return Json({"items": seen, "has_older": bool(seen) and seen[0].seq > 1})


async def _send(services: Services, request: Request, agent: Agent) -> Response:
    head = await visible_head(services, request, agent)
    body = await read_json(request, SendBody)
    sent = await send_agent_message(
        services, agent, head.id, body.client_id, body.body, body.kind, carried(body.replies, body.promise)
    )
    return Json({"item": item_for(services, agent, sent.message)})


async def _assign(services: Services, request: Request, agent: Agent) -> Response:
    body = await read_json(request, AssignBody)
    head = await conversations.assign_conversation(services, agent, request.path_params["conversation"], body.agent)
    return _row(services, head)


async def _resolve(services: Services, request: Request, agent: Agent) -> Response:
    return _row(
        services, await conversations.resolve_conversation(services, agent, request.path_params["conversation"])
    )


async def _reopen(services: Services, request: Request, agent: Agent) -> Response:
    return _row(services, await conversations.reopen_conversation(services, agent, request.path_params["conversation"]))


async def _snooze(services: Services, request: Request, agent: Agent) -> Response:
    body = await read_json(request, SnoozeBody)
    head = await conversations.snooze_conversation(services, agent, request.path_params["conversation"], body.until)
    return _row(services, head)


def _row(services: Services, head: Head) -> Response:
    return Json({"conversation": services.summarise(head)})


async def _draft(services: Services, request: Request, agent: Agent) -> Response:
    body = await read_json(request, DraftBody)
    draft = Draft(request.path_params["conversation"], body.kind, body.body, body.replies, body.promise)
    await save_draft(services, agent, draft)
    return Response(status_code=204)


async def _edit_contact(services: Services, request: Request, agent: Agent) -> Response:
    changes = await read_json(request, dict[str, str])
    return Json({"contact": await edit_contact(services, agent, request.path_params["contact"], changes)})


async def _edit_inbox(services: Services, request: Request, agent: Agent) -> Response:
    await set_tone(services, agent, request.path_params["inbox"], (await read_json(request, InboxBody)).tone)
    return Response(status_code=204)


async def _presence(services: Services, request: Request, agent: Agent) -> Response:
    await agents.set_away(services, agent, (await read_json(request, AwayBody)).is_away)
    return Response(status_code=204)


async def _locale(services: Services, request: Request, agent: Agent) -> Response:
    await agents.set_locale(services, agent, (await read_json(request, LocaleBody)).locale)
    return Response(status_code=204)
