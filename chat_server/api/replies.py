"""The reply library over HTTP: for the composer's picker, and for those who propose and decide."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from functools import partial
from typing import Any

import msgspec
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from canned_replies.difference import difference
from canned_replies.languages import LANGUAGES, Language
from canned_replies.reply import Reply
from canned_replies.reply_details import ReplyDetails
from chat_server.actions import replies
from chat_server.actions.coaching import check_reply
from chat_server.actions.replies import Draft, Verb, told_in_our_words
from chat_server.actions.reply_cards import history_of, queue_of
from chat_server.actions.services import Services
from chat_server.api.agent import Endpoint, agent_route
from chat_server.api.errors import Json, read_json, read_number
from chat_server.api.packed import answer_packed
from chat_server.domain.errors import InvalidInput
from chat_server.domain.people import Agent
from chat_server.storage.reply_uses import figures_of, tallies, use_summaries

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
    mine: dict[str, list[int]] = {}
    team: dict[str, list[int]] = {}
    for key, who, uses, last_at in await tallies(services.store.reader()):
        if who == agent.id:
            mine[key] = [uses, last_at]
        known = team.get(key, [0, 0])
        team[key] = [known[0] + uses, max(known[1], last_at)]
    return Json({"mine": mine, "team": team})


async def _all(services: Services, _request: Request, _agent: Agent) -> Response:
    shelf = await services.shelf.fresh()
    used = await use_summaries(services.store.reader())
    rows = []
    for key, row in sorted(shelf.overviews.items()):
        uses, edited = used.get(key, (0, None))
        rows.append({**row, "uses": uses, "edited": edited})
    return Json({"change": shelf.change, "replies": rows})


async def _queue(services: Services, _request: Request, _agent: Agent) -> Response:
    shelf = await services.shelf.fresh()
    rows = [row for reply in shelf.drafts.values() for row in queue_of(reply, person_named(services))]
    return Json({"revisions": sorted(rows, key=lambda row: (row["at"], row["key"], row["number"]))})


async def _history(services: Services, request: Request, agent: Agent) -> Response:
    return _answer(services, agent, await replies.read_reply(services, request.path_params["key"]))


async def _difference(services: Services, request: Request, _agent: Agent) -> Response:
    reply = await replies.read_reply(services, request.path_params["key"])
    numbers = [read_number(request, name, None) for name in ("from", "to")]
    if None in numbers:
        raise InvalidInput("expected the numbers of two revisions as from and to")
    with told_in_our_words():
        before, after = (reply.revision(number or 0) for number in numbers)
    found = {}
    for language in LANGUAGES:
        old, new = before.text(language) or "", after.text(language) or ""
        if old or new:
            found[language] = await asyncio.to_thread(difference, old, new)
    return Json({"languages": found})


async def _figures(services: Services, request: Request, _agent: Agent) -> Response:
    reply = await replies.read_reply(services, request.path_params["key"])
    person = person_named(services)
    figures = await figures_of(services.store.reader(), reply.key)
    return Json(
        {
            "revisions": [
                {
                    "number": f.number,
                    "uses": f.uses,
                    "edited": f.edited,
                    "agents": [{**person(str(number)), "uses": uses} for number, uses in f.agents.items()],
                    "outcomes": f.outcomes,
                }
                for f in figures
            ]
        }
    )


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
    history = history_of(reply, agent, person_named(services))
    return Json({"reply": history, "number": revision.number, "remarks": checked["remarks"]})


async def _decide(verb: Verb, services: Services, request: Request, agent: Agent) -> Response:
    body = await read_json(request, DecisionBody)
    key, number = request.path_params["key"], request.path_params["number"]
    reply = await replies.decide_reply(services, agent, key, number, verb, seen=body.seen, comment=body.comment)
    return _answer(services, agent, reply)


def _answer(services: Services, agent: Agent, reply: Reply) -> Response:
    return Json({"reply": history_of(reply, agent, person_named(services))})


def person_named(services: Services) -> Callable[[str], dict[str, Any]]:
    """Names whoever signed something: agents by their number, anything else by its own name."""

    def named(by: str) -> dict[str, Any]:
        if not by.isdigit():
            return {"id": None, "name": by}
        agent = services.directory.agents.get(int(by))
        return {"id": int(by), "name": agent.name if agent else ""}

    return named
