"""Templates with their words, addresses and security headers."""

from __future__ import annotations

import secrets
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.requests import Request
from starlette.responses import HTMLResponse

from chat_server.domain.people import locale_or
from chat_server.words import direction_of, words_of

from .assets import AGENT_CONSOLE, StaticFiles
from .speech import Speech

PLACES = ("pages", "console", "library", "problems")
LOCALE_COOKIE = "warmline_locale"


class Pages:
    """Renders the console's pages."""

    def __init__(self, static: StaticFiles) -> None:
        self._static = static
        self._templates = Environment(
            loader=FileSystemLoader(AGENT_CONSOLE / "templates"), autoescape=True, undefined=StrictUndefined
        )

    def render(self, template: str, locale: str, status_code: int = 200, **values: Any) -> HTMLResponse:
        """A page in a language, under a policy that runs only our own scripts."""
        nonce = secrets.token_urlsafe(16)
        speech = speech_of(locale)
        html = self._templates.get_template(template).render(
            locale=locale,
            dir=direction_of(locale),
            t=speech.t,
            speech=speech,
            nonce=nonce,
            static=self._static.url,
            **values,
        )
        return HTMLResponse(html, status_code, _security_headers(nonce))


def speech_of(locale: str) -> Speech:
    """What pages say in a language."""
    return Speech(locale, {key: text for place in PLACES for key, text in words_of(locale, place).items()})


def _security_headers(nonce: str) -> dict[str, str]:
    policy = (
        f"default-src 'none'; script-src 'self' 'nonce-{nonce}'; style-src 'self'; img-src 'self' data: blob:; "
        "font-src 'self'; connect-src 'self'; worker-src 'self'; manifest-src 'self'; form-action 'self'; "
        "base-uri 'none'; frame-ancestors 'none'"
    )
    return {
        "Content-Security-Policy": policy,
        "Referrer-Policy": "same-origin",
        "Cross-Origin-Opener-Policy": "same-origin",
        "Cache-Control": "no-store",
    }


def wanted_locale(request: Request) -> str:
    """The language somebody who has not signed in wants: chosen, remembered, or their browser's."""
    chosen = request.query_params.get("locale") or request.cookies.get(LOCALE_COOKIE)
    if chosen:
        return locale_or(chosen, "en")
    for part in request.headers.get("accept-language", "").split(","):
        locale = locale_or(part.split(";")[0].strip(), "")
        if locale:
            return locale
    return "en"
