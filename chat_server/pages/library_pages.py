"""The reply library's pages: browse, read, review. Agents read and propose, supervisors decide."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from canned_replies.reply import Reply
from canned_replies.revision import Revision
from chat_server.actions import replies
from chat_server.actions.replies import Verb
from chat_server.actions.reply_cards import history_of
from chat_server.actions.reply_reading import person_named, queue_rows, reply_figures, two_revisions
from chat_server.actions.services import Services
from chat_server.domain.errors import NotFound, WarmlineError

from .desk import SHOWN_AGAIN, Desk, desk_route
from .detail_words import DetailWords
from .library_search import Finder
from .library_views import TONGUES, all_replies, grouped, in_language, shelf_values
from .portions import portion_of
from .render import Pages, speech_of
from .reply_figures import achieved
from .review_views import language_cards, steps_for, told_once

VERBS: dict[str, Verb] = {"submit": "submit", "approve": "approve", "send-back": "send_back", "retire": "retire"}
SHOWN = ("", "gaps", "retired")
DONE = frozenset({*VERBS, "proposed", "kept"})


class LibraryPages:
    """Browse, read, review."""

    def __init__(self, services: Services, pages: Pages) -> None:
        self._services = services
        self._pages = pages
        self._finder = Finder()

    def routes(self) -> list[Route]:
        """Where they are."""
        one = "/library/{key}"
        places = [
            ("GET", "/library", self._browse),
            ("GET", "/library/review", self._queue),
            ("GET", one, self._reply),
            ("GET", f"{one}/revisions/{{number:int}}", self._revision),
            ("POST", f"{one}/revisions/{{number:int}}/{{verb}}", self._decide),
        ]
        return [desk_route(self._services, self._pages, *place) for place in places]

    async def _browse(self, desk: Desk) -> Response:
        language = next((t for t in TONGUES if t.code == desk.asked("language")), None)
        language = language or next(t for t in TONGUES if t.code == desk.locale)
        rows = await all_replies(self._services, desk.agent, language.code)
        situation, query, show = desk.asked("situation"), desk.asked("q"), desk.asked("show")
        found = [row for row in rows if _is_shown(row, show) and situation in ("", row["situation"])]
        if query:
            found = await self._finder.find(found, query)
        else:
            self._services.in_background(self._finder.prepare(rows))
        values = await shelf_values(desk)
        values |= {"language": language, "situation": situation, "query": query, "show": show if show in SHOWN else ""}
        portion = portion_of(desk, len(found))
        values |= {"groups": grouped(found, values["side"], portion), "portion": portion}
        return desk.page("library/browse.html", here="library", **values)

    async def _queue(self, desk: Desk) -> Response:
        rows = sorted(await queue_rows(self._services, desk.agent), key=lambda row: bool(row["state"] == "draft"))
        portion = portion_of(desk, len(rows))
        shown = rows[portion.start : portion.end]
        values = await shelf_values(desk)
        values |= {"waiting": [row for row in shown if row["state"] == "in_review"], "portion": portion}
        values |= {"drafts": [row for row in shown if row["state"] == "draft"]}
        return desk.page("library/queue.html", here="review", **values)

    async def _reply(self, desk: Desk) -> Response:
        reply = await replies.read_reply(self._services, desk.agent, desk.request.path_params["key"])
        shown = reply.in_use or reply.revisions[-1]
        values = await self._reply_values(desk, reply, shown)
        cards = await language_cards(self._services, reply.key, None, shown)
        done = desk.asked("done") if desk.asked("done") in DONE else ""
        return desk.page("library/reply.html", here="library", cards=cards, done=done, **values)

    async def _revision(self, desk: Desk) -> Response:
        return await self._revision_page(desk)

    async def _decide(self, desk: Desk) -> Response:
        key, number = desk.request.path_params["key"], desk.request.path_params["number"]
        name = desk.request.path_params["verb"]
        seen, comment = desk.form.number("seen"), desk.form.text("comment")
        if name not in VERBS or seen is None:
            raise NotFound("expected submit, approve, send-back or retire, and the version that was looked at")
        try:
            desk.check_same_session()
            await replies.decide_reply(self._services, desk.agent, key, number, VERBS[name], seen=seen, comment=comment)
        except SHOWN_AGAIN as refusal:
            # What was written stays in its field, beside the reply as it stands now.
            return await self._revision_page(desk, refusal, comment)
        except WarmlineError as refusal:
            if refusal.code != "own_approval":
                raise
            return await self._revision_page(desk, refusal, comment)
        return RedirectResponse(f"/library/{key}?{urlencode({'done': name, 'number': number})}", 303)

    async def _revision_page(self, desk: Desk, refusal: WarmlineError | None = None, comment: str = "") -> Response:
        reply = await replies.read_reply(self._services, desk.agent, desk.request.path_params["key"])
        after, _ = two_revisions(reply, desk.request.path_params["number"], 1)
        before = self._before(desk, reply, after)
        values = await self._reply_values(desk, reply, after)
        values |= {"cards": await language_cards(self._services, reply.key, before, after), "before": before}
        said = values["detail_words"]
        values |= {"changes": said.changes(before.details, after.details) if before else [], "refusal": refusal}
        values["comment"] = comment
        status = refusal.status if refusal else 200
        return desk.page("library/revision.html", status, here="review", **values)

    def _before(self, desk: Desk, reply: Reply, after: Revision) -> Revision | None:
        """The revision to compare with: asked for, the one it started from, or none."""
        number = desk.asked_number("against") or after.based_on
        if number is None or number == after.number:
            return None
        return two_revisions(reply, number, after.number)[0]

    async def _reply_values(self, desk: Desk, reply: Reply, shown: Revision) -> dict[str, Any]:
        own = self._services.settings.reply_approval == "own"
        values = await shelf_values(desk)
        values |= {
            "reply": reply,
            "shown": shown,
            "name": in_language(shown.details.label, desk.locale, reply.key),
            "situation": shown.details.situation,
            "detail_words": DetailWords(self._services, speech_of(desk.locale), values["side"].names),
            "history": told_once(history_of(reply, desk.agent, person_named(self._services, desk.locale))),
            "figures": achieved(await reply_figures(self._services, reply, desk.locale)),
            "steps": steps_for(desk.agent, reply, shown, can_approve_own=own),
        }
        return values


def _is_shown(row: dict[str, Any], show: str) -> bool:
    if show == "retired":
        return not row["is_living"]
    return row["is_living"] and (show != "gaps" or row["gaps"] > 0)
