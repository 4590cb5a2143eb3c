"""The editor: anybody proposes a revision, or a reply that is not there yet."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any, NamedTuple
from urllib.parse import urlencode

from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from canned_replies.reply import Reply
from canned_replies.revision import Revision
from chat_server.actions import replies
from chat_server.actions.problems import taken_key
from chat_server.actions.reply_reading import two_revisions
from chat_server.actions.services import Services
from chat_server.domain.errors import WarmlineError

from .day_fields import choices
from .desk import SHOWN_AGAIN, Desk, desk_route
from .detail_words import week_of
from .library_views import TONGUES, in_language, shelf_values
from .render import Pages
from .reply_forms import Values, draft_of, typed_values, values_of


class Started(NamedTuple):
    """What somebody edits: a reply (None: a new one), what it is based on, and whose texts they started from."""

    reply: Reply | None = None
    base: Revision | None = None
    start: Revision | None = None


class EditorPages:
    """New replies and new revisions."""

    def __init__(self, services: Services, pages: Pages) -> None:
        self._services = services
        self._pages = pages

    def routes(self) -> list[Route]:
        """Where they are."""
        places = [
            ("GET", "/library/new", self._new),
            ("POST", "/library/new", self._propose),
            ("GET", "/library/{key}/edit", self._edit),
            ("POST", "/library/{key}/edit", self._propose),
        ]
        return [desk_route(self._services, self._pages, *place) for place in places]

    async def _new(self, desk: Desk) -> Response:
        return await self._editor(desk, Started(), values_of(None, {}, desk.asked("situation")))

    async def _edit(self, desk: Desk) -> Response:
        reply = await replies.read_reply(self._services, desk.agent, desk.request.path_params["key"])
        base = reply.in_use or reply.revisions[-1]
        number = desk.asked_number("from")
        start = two_revisions(reply, number, number)[0] if number else base
        values = values_of(start.details, {language: start.text(language) for language in start.variants})
        return await self._editor(desk, Started(reply, base, start), values)

    async def _propose(self, desk: Desk) -> Response:
        started = await self._started(desk)
        key = started.reply.key if started.reply else desk.form.text("key")
        try:
            desk.check_same_session()
            draft = draft_of(desk.form, started.base, str(desk.agent.id))
            if started.reply is None:
                await self._check_free(key)
            after = await replies.propose_reply(self._services, desk.agent, key, draft)
        except SHOWN_AGAIN as error:
            return await self._editor(desk, started, typed_values(desk.form), error)
        done = {"done": "proposed" if draft.is_submitted else "kept", "number": len(after.revisions)}
        return RedirectResponse(f"/library/{after.key}?{urlencode(done)}", 303)

    async def _started(self, desk: Desk) -> Started:
        if "key" not in desk.request.path_params:
            return Started()
        reply = await replies.read_reply(self._services, desk.agent, desk.request.path_params["key"])
        number = desk.form.number("based_on")
        base = two_revisions(reply, number, number)[0] if number else reply.in_use or reply.revisions[-1]
        return Started(reply, base, base)

    async def _check_free(self, key: str) -> None:
        if key in (await self._services.shelf.fresh()).overviews:
            raise taken_key(key)

    async def _editor(
        self, desk: Desk, started: Started, fields: Values, refused: WarmlineError | None = None
    ) -> Response:
        values: dict[str, Any] = await shelf_values(desk)
        inboxes = self._services.directory.inboxes
        values |= {"reply": started.reply, "base": started.base, "start": started.start, "fields": fields}
        values |= {"refused": refused, "situation": fields["situation"]}
        values["name"] = in_language(started.base.details.label, desk.locale) if started.base else ""
        values["placeholders"] = (await self._services.shelf.fresh()).placeholders
        values["inboxes"] = [inboxes[number] for number in sorted(desk.agent.inboxes) if number in inboxes]
        values["base_texts"] = {t.code: (started.base and started.base.text(t.code)) or "" for t in TONGUES}
        today = datetime.fromtimestamp(self._services.clock.now_ms() / 1000, UTC).date()
        values |= {**choices(today, fields["first_day"], fields["last_day"]), "week": week_of(desk.locale)}
        status = refused.status if refused else 200
        return desk.page("library/edit.html", status, here="library", **values)
