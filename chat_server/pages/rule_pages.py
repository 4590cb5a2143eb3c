"""The phrase rules' pages: what the coach marks and why, tried live; supervisors change it."""

from __future__ import annotations

from typing import Any, NamedTuple
from urllib.parse import urlencode

from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from canned_replies.fault import fault
from canned_replies.languages import Language
from canned_replies.library import is_key
from canned_replies.phrase_rule import PhraseRule
from canned_replies.rule_tests import FailedTest
from chat_server.actions import coaching, phrase_rules
from chat_server.actions.problems import Problem, problem_view, unfit_rule
from chat_server.actions.reply_reading import person_named
from chat_server.actions.services import Services
from chat_server.domain.errors import ChangedMeanwhile, WarmlineError
from chat_server.domain.people import Tone
from chat_server.storage.phrase_rules import RuleVersion

from .desk import SHOWN_AGAIN, Desk, desk_route
from .library_views import TONGUES, in_language
from .render import Pages
from .rule_views import MAX_TRIED, by_reason, changed_fields, fields_of, language_of, marked, rule_of

DONE = frozenset({"published", "withdrawn"})
Values = dict[str, Any]


class Looked(NamedTuple):
    """The rule in front of somebody: as it is in force, or as they just wrote it; without an id a new one."""

    language: Language
    id: str = ""
    rule: PhraseRule | None = None
    versions: tuple[RuleVersion, ...] = ()


class RulePages:
    """Look, try, and for supervisors: change."""

    def __init__(self, services: Services, pages: Pages) -> None:
        self._services = services
        self._pages = pages

    def routes(self) -> list[Route]:
        """Where they are."""
        places = [
            ("GET", "/rules", self._browse),
            ("POST", "/rules", self._try),
            ("GET", "/rules/new", self._new),
            ("POST", "/rules/new", self._publish_new),
            ("GET", "/rules/{rule}", self._rule),
            ("POST", "/rules/{rule}", self._publish),
        ]
        return [desk_route(self._services, self._pages, *place) for place in places]

    async def _browse(self, desk: Desk) -> Response:
        return desk.page("rules/browse.html", here="rules", **await self._browsed(desk))

    async def _try(self, desk: Desk) -> Response:
        """The page with a text that was tried: posted, because a customer's words are not for addresses and logs."""
        return desk.page("rules/browse.html", 409 if desk.is_anew else 200, here="rules", **await self._browsed(desk))

    async def _browsed(self, desk: Desk) -> Values:
        values = await self._values(desk, language_of(desk.asked("locale"), desk.locale))
        show, reason = desk.asked("show"), desk.asked("reason")
        groups = values["groups"]
        if show == "noisy":
            groups = [{**g, "rules": [row for row in g["rules"] if row["is_noisy"]]} for g in groups]
        shown = [group for group in groups if group["rules"] and reason in ("", group["key"])]
        tried = await self._tried(desk, values["language"].code)
        return {**values, **tried, "shown": shown, "reason": reason}

    async def _tried(self, desk: Desk, language: Language) -> Values:
        text = desk.form.body("text")[:MAX_TRIED]
        tone: Tone = "friendly" if desk.form.text("tone") == "friendly" else "formal"
        marks = await coaching.check_text(self._services, language, tone, text) if text.strip() else []
        return {"text": text, "tone": tone, "marks": marks, "stretches": marked(text, marks)}

    async def _new(self, desk: Desk) -> Response:
        return await self._editor(desk, Looked(language_of(desk.asked("locale"), desk.locale)))

    async def _rule(self, desk: Desk) -> Response:
        return await self._editor(desk, await self._looked(desk))

    async def _publish_new(self, desk: Desk) -> Response:
        looked = Looked(language_of(desk.form.text("locale"), desk.locale), desk.form.text("id"))
        return await self._put(desk, looked)

    async def _publish(self, desk: Desk) -> Response:
        return await self._put(desk, await self._looked(desk))

    async def _looked(self, desk: Desk) -> Looked:
        versions = await phrase_rules.rule_history(self._services, desk.request.path_params["rule"])
        return Looked(versions[-1].language, versions[-1].id, versions[-1].rule, tuple(versions))

    async def _put(self, desk: Desk, looked: Looked) -> Response:
        form = desk.form
        rule = None if form.text("step") == "withdraw" else rule_of(form, looked.id, looked.rule)
        try:
            desk.check_same_session()
            if not is_key(looked.id):
                raise unfit_rule([problem_view(fault("rule_id_malformed", got=looked.id[:80]))])
            await phrase_rules.publish_rule(
                self._services, desk.agent, looked.id, looked.language, rule,
                seen=form.number("seen") or 0, comment=form.text("comment"),
            )  # fmt: skip
        except SHOWN_AGAIN as refusal:
            return await self._editor(desk, looked._replace(rule=rule or looked.rule), refusal)
        done = "published" if rule else "withdrawn"
        return RedirectResponse(f"/rules/{looked.id}?{urlencode({'done': done})}", 303)

    async def _editor(self, desk: Desk, looked: Looked, refusal: WarmlineError | None = None) -> Response:
        values = await self._values(desk, looked.language)
        problems: list[Problem] = []
        failed: list[FailedTest] = []
        if looked.rule is not None:
            problems, failed = await phrase_rules.try_rule(self._services, looked.language, looked.rule)
        person, fields = person_named(self._services, desk.locale), fields_of(looked.rule)
        values |= {"theirs": [], "seen": looked.versions[-1].version if looked.versions else 0}
        if isinstance(refusal, ChangedMeanwhile) and looked.versions:
            values["theirs"] = changed_fields(fields_of(looked.versions[-1].rule), fields)
        elif refusal is not None:
            # What a colleague published since is not passed over in silence the next time either.
            values["seen"] = desk.form.number("seen") or 0
        values |= {"rule_id": looked.id, "rule": looked.rule, "fields": fields, "reason": fields["reason"]}
        values |= {"problems": problems, "failed": failed, "refusal": refusal, "comment": desk.form.text("comment")}
        values["lists"] = (await self._services.rules.fresh()).lists(looked.language)
        values["versions"] = [(version, person(version.by)) for version in reversed(looked.versions)]
        values["figures"] = next((row for row in values["rows"] if row["id"] == looked.id), None)
        values["done"] = desk.asked("done") if desk.asked("done") in DONE else ""
        return desk.page("rules/rule.html", refusal.status if refusal else 200, here="rules", **values)

    async def _values(self, desk: Desk, language: Language) -> Values:
        shelf = await self._services.rules.fresh()
        figures = await phrase_rules.rule_figures(self._services)
        own = [row for row in figures["rules"] if row["locale"] == language]
        return {
            "language": next(tongue for tongue in TONGUES if tongue.code == language),
            "tongues": TONGUES,
            "since": figures["since"],
            "rows": own,
            "noisy": sum(row["is_noisy"] for row in own),
            "groups": by_reason(shelf.rules(language), own, shelf.reasons, desk.locale),
            "reasons": {key: in_language(words, desk.locale) for key, words in shelf.reasons.items()},
            "show": desk.asked("show"),
        }
