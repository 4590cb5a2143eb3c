"""From an edited message to a proposal, over HTTP."""

from __future__ import annotations

from typing import Annotated

import msgspec
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from canned_replies.languages import Language
from chat_server.actions.rewording import compare_wording, rewordings, rewordings_of_message
from chat_server.actions.services import Services
from chat_server.api.agent import Endpoint, agent_route, visible_head
from chat_server.api.errors import Json, read_json
from chat_server.domain.people import Agent
from chat_server.protocol.frames import MAX_REPLIES, ReplyInserted


class DraftedBody(msgspec.Struct, forbid_unknown_fields=True):
    """A draft, and the replies that it was made from, as they would travel with it."""

    replies: Annotated[list[ReplyInserted], msgspec.Meta(max_length=MAX_REPLIES)]
    body: str


class WordingBody(msgspec.Struct, forbid_unknown_fields=True):
    """A wording of a reply in one language."""

    language: Language
    text: str


def rewording_routes(services: Services) -> list[Route]:
    """Routes of better wordings."""
    routes: list[tuple[str, str, Endpoint]] = [
        ("POST", "/api/replies/rewordings", _of_draft),
        ("GET", "/api/conversations/{conversation:int}/messages/{seq:int}/rewordings", _of_message),
        ("POST", "/api/replies/{key}/comparison", _compare),
    ]
    return [agent_route(services, method, path, endpoint) for method, path, endpoint in routes]


async def _of_draft(services: Services, request: Request, agent: Agent) -> Response:
    drafted = await read_json(request, DraftedBody)
    return Json({"rewordings": await rewordings(services, agent, drafted.replies, drafted.body)})


async def _of_message(services: Services, request: Request, agent: Agent) -> Response:
    head = await visible_head(services, request, agent)
    return Json({"rewordings": await rewordings_of_message(services, agent, head, request.path_params["seq"])})


async def _compare(services: Services, request: Request, agent: Agent) -> Response:
    wording = await read_json(request, WordingBody)
    key = request.path_params["key"]
    return Json(await compare_wording(services, agent, key, wording.language, wording.text))
