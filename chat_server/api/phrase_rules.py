"""The coach's phrase rules over HTTP."""

from __future__ import annotations

from typing import Any, Literal

import msgspec
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from canned_replies.errors import TextTooLong
from canned_replies.languages import Language, as_language
from canned_replies.phrase_rule import PhraseRule
from chat_server.actions import coaching, phrase_rules
from chat_server.actions.reply_reading import person_named
from chat_server.actions.rule_shelf import rule_view
from chat_server.actions.services import Services
from chat_server.api.agent import Endpoint, agent_route
from chat_server.api.errors import Json, read_json
from chat_server.api.packed import answer_packed
from chat_server.domain.errors import InvalidInput
from chat_server.domain.people import Agent, Tone
from chat_server.storage.phrase_rules import RuleVersion

MAX_COUNT = 100


class SignalBody(msgspec.Struct, forbid_unknown_fields=True):
    """What an agent did with a mark."""

    kind: Literal["accepted", "ignored", "not_here"]
    count: int = 1


class CheckBody(msgspec.Struct, forbid_unknown_fields=True):
    """A text to look at."""

    locale: Language
    text: str
    tone: Tone = "formal"


class RuleBody(msgspec.Struct, forbid_unknown_fields=True):
    """A rule to try."""

    locale: Language
    rule: PhraseRule


class PublishBody(msgspec.Struct, forbid_unknown_fields=True):
    """A rule to put in force, or None to withdraw it; ``seen`` is the version that was looked at."""

    seen: int
    locale: Language
    rule: PhraseRule | None
    comment: str = ""


def phrase_rule_routes(services: Services) -> list[Route]:
    """Routes of the phrase rules."""
    routes: list[tuple[str, str, Endpoint]] = [
        ("GET", "/api/phrase-rules", _rules),
        ("GET", "/api/phrase-rules/figures", _figures),
        ("POST", "/api/phrase-rules/check", _check),
        ("POST", "/api/phrase-rules/try", _try),
        ("GET", "/api/phrase-rules/{rule}", _history),
        ("PUT", "/api/phrase-rules/{rule}", _publish),
        ("POST", "/api/phrase-rules/{rule}/signals", _signal),
    ]
    return [agent_route(services, method, path, endpoint) for method, path, endpoint in routes]


async def _rules(services: Services, request: Request, _agent: Agent) -> Response:
    language = as_language(request.query_params.get("locale"))
    if language is None:
        raise InvalidInput("expected locale to be en, fa or hu")
    shelf = await services.rules.fresh()
    return answer_packed(request, await shelf.answer(language, services.store.epoch))


async def _figures(services: Services, _request: Request, _agent: Agent) -> Response:
    return Json(await phrase_rules.rule_figures(services))


async def _check(services: Services, request: Request, _agent: Agent) -> Response:
    body = await read_json(request, CheckBody)
    try:
        return Json({"marks": await coaching.check_text(services, body.locale, body.tone, body.text)})
    except TextTooLong as error:
        raise InvalidInput(str(error)) from error


async def _try(services: Services, request: Request, _agent: Agent) -> Response:
    body = await read_json(request, RuleBody)
    problems, failed = await phrase_rules.try_rule(services, body.locale, body.rule)
    return Json({"problems": problems, "failed": failed})


async def _history(services: Services, request: Request, agent: Agent) -> Response:
    return _answer(services, agent, await phrase_rules.rule_history(services, request.path_params["rule"]))


async def _publish(services: Services, request: Request, agent: Agent) -> Response:
    body = await read_json(request, PublishBody)
    rule = request.path_params["rule"]
    await phrase_rules.publish_rule(services, agent, rule, body.locale, body.rule, seen=body.seen, comment=body.comment)
    return _answer(services, agent, await phrase_rules.rule_history(services, rule))


async def _signal(services: Services, request: Request, _agent: Agent) -> Response:
    body = await read_json(request, SignalBody)
    if not 1 <= body.count <= MAX_COUNT:
        raise InvalidInput(f"expected a count from 1 to {MAX_COUNT}; got {body.count}")
    await coaching.note_signal(services, request.path_params["rule"], body.kind, body.count)
    return Response(status_code=204)


def _answer(services: Services, agent: Agent, versions: list[RuleVersion]) -> Response:
    person = person_named(services, agent.locale)
    latest = versions[-1]
    listed: list[dict[str, Any]] = [
        {
            "version": v.version,
            "rule": rule_view(v.rule) if v.rule else None,
            "by": person(v.by),
            "at": v.at,
            "comment": v.comment,
        }
        for v in reversed(versions)
    ]
    return Json({"id": latest.id, "locale": latest.language, "version": latest.version, "versions": listed})
