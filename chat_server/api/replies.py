"""The reply library over HTTP: for the composer's picker, and for those who propose and decide."""

from __future__ import annotations

from functools import partial

import msgspec
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from canned_replies.languages import Language
from canned_replies.reply import Reply
from canned_replies.reply_details import ReplyDetails
from chat_server.actions import replies
from chat_server.actions.coaching import check_reply
from chat_server.actions.replies import Draft, Verb
from chat_server.actions.reply_cards import history_of
from chat_server.actions.reply_reading import (
    all_rows,
    differences,
    person_named,
    queue_rows,
    reply_figures,
    two_revisions,
    uses_of,
)
from chat_server.actions.services import Services
from chat_server.api.agent import Endpoint, agent_route
from chat_server.api.errors import Json, read_json, read_number
from chat_server.api.packed import answer_packed
from chat_server.domain.errors import InvalidInput
from chat_server.domain.people import Agent

Details = ReplyDetails | None
VERBS: dict[str, Verb] = {"submit": "submit", "approve": "approve", "send-back": "send_back", "retire": "retire"}


class ProposalBody(msgspec.Struct, forbid_unknown_fields=True):
    """What somebody wants a reply to say."""

    texts: dict[Language, str | None]
    details: Details = None
    still_right: frozenset[Language] = frozenset()
    based_on: int | None = None
    comment: str = ""
    submit: bool = True


class DecisionBody(msgspec.Struct, forbid_unknown_fields=True):
    """The version of the reply that was looked at, and what there is to say."""

    seen: int
    comment: str = ""


class CheckBody(msgspec.Struct, forbid_unknown_fields=True):
    """A reply as it stands in an editor."""

    texts: dict[Language, str]
    details: Details = None
    key: str = "new.reply"


def reply_routes(services: Services) -> list[Route]:
    """Routes of the reply library."""
    one = "/api/replies/{key}"
    routes: list[tuple[str, str, Endpoint]] = [
        ("GET", "/api/replies", _picker),
        ("GET", "/api/replies/uses", _uses),
        ("GET", "/api/replies/all", _all),
        ("GET", "/api/replies/queue", _queue),
        ("POST", "/api/replies/check", _check),
        ("GET", one, _history),
        ("GET", f"{one}/difference", _difference),
        ("GET", f"{one}/figures", _figures),
        ("POST", f"{one}/proposals", _propose),
        *(("POST", f"{one}/revisions/{{number:int}}/{name}", partial(_decide, verb)) for name, verb in VERBS.items()),
    ]
    return [agent_route(services, method, path, endpoint) for method, path, endpoint in routes]


async def _picker(services: Services, request: Request, agent: Agent) -> Response:
    shelf = await services.shelf.fresh()
    packed = await shelf.answer(agent, replies.inbox_keys(services, agent), services.store.epoch)
    return answer_packed(request, packed)


async def _uses(services: Services, _request: Request, agent: Agent) -> Response:
    return Json(await uses_of(services, agent))


async def _all(services: Services, _request: Request, agent: Agent) -> Response:
    change, rows = await all_rows(services, agent)
    return Json({"change": change, "replies": rows})


async def _queue(services: Services, _request: Request, agent: Agent) -> Response:
    return Json({"revisions": await queue_rows(services, agent)})


async def _history(services: Services, request: Request, agent: Agent) -> Response:
    return _answer(services, agent, await replies.read_reply(services, agent, request.path_params["key"]))


async def _difference(services: Services, request: Request, agent: Agent) -> Response:
    reply = await replies.read_reply(services, agent, request.path_params["key"])
    numbers = [read_number(request, name, None) for name in ("from", "to")]
    if None in numbers:
        raise InvalidInput("expected the numbers of two revisions as from and to")
    before, after = two_revisions(reply, *(number or 0 for number in numbers))
    return Json({"languages": await differences(before, after)})


async def _figures(services: Services, request: Request, agent: Agent) -> Response:
    reply = await replies.read_reply(services, agent, request.path_params["key"])
    return Json({"revisions": await reply_figures(services, reply, agent.locale)})


async def _check(services: Services, request: Request, _agent: Agent) -> Response:
    body = await read_json(request, CheckBody)
    details = body.details or ReplyDetails(situation="", label={}, shortcut={})
    return Json(await check_reply(services, body.key, details, body.texts))


async def _propose(services: Services, request: Request, agent: Agent) -> Response:
    body = await read_json(request, ProposalBody)
    draft = Draft(
        texts=body.texts,
        details=body.details,
        still_right=body.still_right,
        based_on=body.based_on,
        comment=body.comment,
        is_submitted=body.submit,
    )
    reply = await replies.propose_reply(services, agent, request.path_params["key"], draft)
    revision = reply.revisions[-1]
    texts = {language: variant.text for language, variant in revision.variants.items()}
    checked = await check_reply(services, reply.key, revision.details, texts)
    history = history_of(reply, agent, person_named(services, agent.locale))
    return Json({"reply": history, "number": revision.number, "remarks": checked["remarks"]})


async def _decide(verb: Verb, services: Services, request: Request, agent: Agent) -> Response:
    body = await read_json(request, DecisionBody)
    key, number = request.path_params["key"], request.path_params["number"]
    reply = await replies.decide_reply(services, agent, key, number, verb, seen=body.seen, comment=body.comment)
    return _answer(services, agent, reply)


def _answer(services: Services, agent: Agent, reply: Reply) -> Response:
    return Json({"reply": history_of(reply, agent, person_named(services, agent.locale))})
