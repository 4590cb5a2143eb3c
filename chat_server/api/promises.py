"""Promises over HTTP, and what the blanks of a reply can be filled with."""

from __future__ import annotations

import msgspec
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from chat_server.actions import promises
from chat_server.actions.services import Services
from chat_server.actions.values import deadline_choice, quick_choices, values_for
from chat_server.api.agent import Endpoint, agent_route, visible_head
from chat_server.api.errors import Json, read_json, read_number
from chat_server.domain.errors import InvalidInput
from chat_server.domain.people import Agent
from chat_server.domain.phrases import zone_of
from chat_server.protocol.frames import Position
from chat_server.storage.promises import promises_of, promises_owed


class PromiseBody(msgspec.Struct, forbid_unknown_fields=True):
    """A promise that was made in words; ``message`` is the number of the message that made it."""

    due: Position
    what: str
    message: Position | None = None


class CommentBody(msgspec.Struct, forbid_unknown_fields=True):
    """What there is to say."""

    comment: str = ""


class MoveBody(msgspec.Struct, forbid_unknown_fields=True):
    """Until when it is now, and what there is to say."""

    due: Position
    comment: str = ""


def promise_routes(services: Services) -> list[Route]:
    """Routes of promises and values."""
    one = "/api/conversations/{conversation:int}"
    routes: list[tuple[str, str, Endpoint]] = [
        ("GET", "/api/promises", _owed),
        ("POST", "/api/promises/{promise:int}/keep", _keep),
        ("POST", "/api/promises/{promise:int}/move", _move),
        ("POST", "/api/promises/{promise:int}/settle", _settle),
        ("GET", f"{one}/promises", _listed),
        ("POST", f"{one}/promises", _record),
        ("GET", f"{one}/values", _values),
        ("GET", "/api/deadline", _deadline),
    ]
    return [agent_route(services, method, path, endpoint) for method, path, endpoint in routes]


async def _owed(services: Services, _request: Request, agent: Agent) -> Response:
    return Json({"promises": await promises_owed(services.store.reader(), agent.inboxes)})


async def _keep(services: Services, request: Request, agent: Agent) -> Response:
    body = await read_json(request, CommentBody)
    kept = await promises.keep_promise(services, agent, request.path_params["promise"], body.comment)
    return Json({"promise": kept})


async def _move(services: Services, request: Request, agent: Agent) -> Response:
    body = await read_json(request, MoveBody)
    moved = await promises.move_promise(services, agent, request.path_params["promise"], body.due, body.comment)
    return Json({"promise": moved})


async def _settle(services: Services, request: Request, agent: Agent) -> Response:
    body = await read_json(request, CommentBody)
    settled = await promises.settle_promise(services, agent, request.path_params["promise"], body.comment)
    return Json({"promise": settled})


async def _listed(services: Services, request: Request, agent: Agent) -> Response:
    head = await visible_head(services, request, agent)
    return Json({"promises": await promises_of(services.store.reader(), head.id)})


async def _record(services: Services, request: Request, agent: Agent) -> Response:
    body = await read_json(request, PromiseBody)
    conversation = request.path_params["conversation"]
    made = await promises.record_promise(services, agent, conversation, body.due, body.what, body.message)
    return Json({"promise": made})


async def _values(services: Services, request: Request, agent: Agent) -> Response:
    head = await visible_head(services, request, agent)
    zone = zone_of(request.query_params.get("zone", "UTC"))
    now = services.clock.now_ms()
    return Json({"values": await values_for(services, agent, head, zone), "quick": quick_choices(now, zone)})


async def _deadline(services: Services, request: Request, _agent: Agent) -> Response:
    due = read_number(request, "due", None)
    if due is None:
        raise InvalidInput("expected due, a time in milliseconds since 1970")
    zone = zone_of(request.query_params.get("zone", "UTC"))
    return Json(deadline_choice(services.clock.now_ms(), due, zone))
