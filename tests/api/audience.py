"""Every address of the server and whom it is for. A new one has to be declared here, or a test fails.

``everybody``  anybody at all; ``widget``: sites that carry the widget; ``visitor``: whoever has a visitor's token
``agent``      whoever is signed in; ``inbox``: agents of the conversation's inbox
``deciding``   supervisors and admins
"""

from __future__ import annotations

from typing import Any, Literal, NamedTuple

from starlette.applications import Starlette
from starlette.routing import Route

Audience = Literal["everybody", "widget", "visitor", "agent", "inbox", "deciding"]
KEY = "dont_know.ask_colleague"
RULE = "en.cannot"
LATER_MS = 1_795_420_000_000


class Address(NamedTuple):
    """A method and a path as the server declares it, whom it is for, and what is asked of it."""

    method: str
    path: str
    audience: Audience
    body: dict[str, Any] | None = None
    query: str = ""

    @property
    def is_page(self) -> bool:
        """Whether people read the answer, and send forms to it."""
        return not self.path.startswith("/api/")

    @property
    def is_change(self) -> bool:
        """Whether asking changes something."""
        return self.method != "GET"


_ONE = "/api/conversations/{conversation:int}"
_REPLY = "/api/replies/{key}"
_REVISION = f"{_REPLY}/revisions/{{number:int}}"
_PROMISE = "/api/promises/{promise:int}"
_HELLO = {"client_id": "an-audience-1", "body": "Good day"}
_TEXT = {"texts": {"en": "Thank you for asking."}}
_RULE = {"id": "x", "reason": "y", "level": "hint"}
_RULE_FORM = {"level": "hint", "locale": "en", "id": RULE, "seen": "1"}

ADDRESSES = (
    Address("GET", "/widget.js", "everybody"),
    Address("GET", "/widget/panel.{hash}.js", "everybody"),
    Address("GET", "/widget/talk.{hash}.js", "everybody"),
    Address("GET", "/static/{digest}/{path:path}", "everybody"),
    Address("GET", "/client/{path:path}", "everybody"),
    Address("GET", "/healthz", "everybody"),
    Address("GET", "/readyz", "everybody"),
    Address("GET", "/metrics", "everybody"),
    Address("GET", "/", "everybody"),
    Address("GET", "/sign-in", "everybody"),
    Address("POST", "/sign-in", "everybody"),
    Address("POST", "/sign-out", "everybody"),
    Address("GET", "/widget/config", "widget", query="inbox=ib_garden"),
    Address("POST", "/api/visitor/token", "widget", {"inbox": "ib_garden"}),
    Address("POST", "/api/visitor/messages", "visitor", {"inbox": "ib_garden", **_HELLO}),
    Address("GET", "/api/visitor/items", "visitor"),
    Address("GET", "/api/conversations", "agent", query="status=resolved"),
    Address("GET", _ONE, "inbox"),
    Address("GET", f"{_ONE}/items", "inbox"),
    Address("POST", f"{_ONE}/messages", "inbox", _HELLO),
    Address("POST", f"{_ONE}/assign", "inbox", {"agent": None}),
    Address("POST", f"{_ONE}/resolve", "inbox", {}),
    Address("POST", f"{_ONE}/reopen", "inbox", {}),
    Address("POST", f"{_ONE}/snooze", "inbox", {"until": None}),
    Address("PUT", f"{_ONE}/draft", "inbox", {"kind": "message", "body": "Dear"}),
    Address("GET", f"{_ONE}/messages/{{seq:int}}/rewordings", "inbox"),
    Address("GET", f"{_ONE}/promises", "inbox"),
    Address("POST", f"{_ONE}/promises", "inbox", {"due": LATER_MS, "what": "call back"}),
    Address("GET", f"{_ONE}/values", "inbox"),
    Address("PATCH", "/api/contacts/{contact:int}", "inbox", {"name": "Sara"}),
    Address("POST", f"{_PROMISE}/keep", "inbox", {}),
    Address("POST", f"{_PROMISE}/move", "inbox", {"due": LATER_MS}),
    Address("POST", f"{_PROMISE}/settle", "inbox", {}),
    Address("PATCH", "/api/inboxes/{inbox:int}", "deciding", {"tone": "formal"}),
    Address("PUT", "/api/me/presence", "agent", {"is_away": False}),
    Address("PUT", "/api/me/locale", "agent", {"locale": "en"}),
    Address("GET", "/api/promises", "agent"),
    Address("GET", "/api/deadline", "agent", query=f"due={LATER_MS}"),
    Address("GET", "/api/replies", "agent"),
    Address("GET", "/api/replies/uses", "agent"),
    Address("GET", "/api/replies/all", "agent"),
    Address("GET", "/api/replies/queue", "agent"),
    Address("POST", "/api/replies/check", "agent", _TEXT),
    Address("POST", "/api/replies/rewordings", "agent", {"replies": [], "body": "Good day"}),
    Address("GET", _REPLY, "agent"),
    Address("GET", f"{_REPLY}/difference", "agent", query="from=1&to=1"),
    Address("GET", f"{_REPLY}/figures", "agent"),
    Address("POST", f"{_REPLY}/comparison", "agent", {"language": "en", "text": "Thank you."}),
    Address("POST", f"{_REPLY}/proposals", "agent", _TEXT),
    Address("POST", f"{_REVISION}/submit", "deciding", {"seen": 0}),
    Address("POST", f"{_REVISION}/approve", "deciding", {"seen": 0}),
    Address("POST", f"{_REVISION}/send-back", "deciding", {"seen": 0}),
    Address("POST", f"{_REVISION}/retire", "deciding", {"seen": 0}),
    Address("GET", "/api/phrase-rules", "agent", query="locale=en"),
    Address("GET", "/api/phrase-rules/figures", "agent"),
    Address("POST", "/api/phrase-rules/check", "agent", {"locale": "en", "text": "Unfortunately not."}),
    Address("POST", "/api/phrase-rules/try", "agent", {"locale": "en", "rule": _RULE}),
    Address("GET", "/api/phrase-rules/{rule}", "agent"),
    Address("PUT", "/api/phrase-rules/{rule}", "deciding", {"seen": 0, "locale": "en", "rule": None}),
    Address("POST", "/api/phrase-rules/{rule}/signals", "agent", {"kind": "accepted"}),
    Address("GET", "/console", "agent"),
    Address("GET", "/library", "agent"),
    Address("GET", "/library/review", "agent"),
    Address("GET", "/library/new", "agent"),
    Address("POST", "/library/new", "agent", {"key": "garden.thanks"}),
    Address("GET", "/library/{key}", "agent"),
    Address("GET", "/library/{key}/edit", "agent"),
    Address("POST", "/library/{key}/edit", "agent", {"text_en": "Thank you."}),
    Address("GET", "/library/{key}/revisions/{number:int}", "agent"),
    Address("POST", "/library/{key}/revisions/{number:int}/{verb}", "deciding", {"seen": "1"}),
    Address("GET", "/rules", "agent"),
    Address("POST", "/rules", "agent", {"text": "Please calm down."}, query="locale=en"),
    Address("GET", "/rules/new", "agent"),
    Address("POST", "/rules/new", "deciding", {**_RULE_FORM, "id": "en.new"}),
    Address("GET", "/rules/{rule}", "agent"),
    Address("POST", "/rules/{rule}", "deciding", _RULE_FORM),
)  # fmt: skip


def declared(app: Starlette) -> set[tuple[str, str]]:
    """The methods and paths of an application, as the table names them."""
    found = set()
    for route in app.routes:
        assert isinstance(route, Route), f"expected plain routes; got {route}"
        found |= {(method, route.path) for method in route.methods or () if method not in ("HEAD", "OPTIONS")}
    return found
