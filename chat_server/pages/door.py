"""The sign-in form: shown, checked, remembered in cookies; it keeps what somebody wrote while they were signed out."""

from __future__ import annotations

import hmac
import secrets
from collections.abc import Sequence
from math import ceil
from typing import NamedTuple

from starlette.requests import Request
from starlette.responses import Response

from chat_server.actions import sign_in
from chat_server.actions.services import Services
from chat_server.actions.sign_in import SESSION_COOKIE, SignedIn
from chat_server.domain.errors import Forbidden, TooMany, Unauthenticated, WarmlineError

from .forms import Form
from .render import LOCALE_COOKIE, Pages, wanted_locale

FORM_COOKIE = "warmline_form"
BROWSER_COOKIE = "warmline_browser"
YEAR_S = 31_536_000
REFUSED = (Unauthenticated, TooMany)
"""After these the form comes again."""


class Wanted(NamedTuple):
    """What somebody wanted before they were asked to sign in: an address to go to, or a form to go on with."""

    next: str = ""
    action: str = "/sign-in"
    kept: Sequence[tuple[str, str]] = ()


class Door:
    """Where people come in."""

    def __init__(self, services: Services, pages: Pages) -> None:
        self._services = services
        self._pages = pages

    def page(
        self, request: Request, wanted: Wanted, email: str = "", error: WarmlineError | None = None, status: int = 200
    ) -> Response:
        """The form, after a refusal with its reason."""
        locale = wanted_locale(request)
        token = request.cookies.get(FORM_COOKIE) or secrets.token_urlsafe(24)
        said = "" if error is None else f"sign_in.error.{'too_many' if isinstance(error, TooMany) else 'wrong'}"
        status = error.status if error else status
        response = self._pages.render(
            "sign_in.html", locale, status, csrf=token, wanted=wanted, email=email, error=said
        )
        if error is not None and error.retry_after_s is not None:
            response.headers["Retry-After"] = str(ceil(error.retry_after_s))
        self._set_cookie(response, FORM_COOKIE, token, 3600)
        if "locale" in request.query_params:
            self._set_cookie(response, LOCALE_COOKIE, locale, YEAR_S)
        return response

    async def enter(self, request: Request, form: Form) -> SignedIn:
        """Whoever filled in the form.

        Raises:
            Unauthenticated, TooMany: not with this e-mail and password, or not now. Forbidden: it was not our form.
        """
        self._check_form(request, form.text("csrf"))
        address = request.client.host if request.client else ""
        mark = request.cookies.get(BROWSER_COOKIE)
        return await sign_in.sign_in(self._services, form.text("email"), form.body("password"), address, mark)

    def remember(self, response: Response, signed_in: SignedIn) -> Response:
        """The answer with the cookies that open the session from now on."""
        self._set_cookie(response, SESSION_COOKIE, signed_in.secret, self._services.settings.session_days * 86_400)
        self._set_cookie(response, BROWSER_COOKIE, signed_in.browser_mark, YEAR_S)
        response.delete_cookie(FORM_COOKIE)
        return response

    def _check_form(self, request: Request, csrf: str) -> None:
        """A form counts only when it came from our own page: same origin, and the token of its cookie."""
        origin = request.headers.get("origin")
        expected = request.cookies.get(FORM_COOKIE, "")
        is_ours = origin is None or origin in self._services.settings.own_origins
        if not is_ours or not expected or not hmac.compare_digest(expected.encode(), csrf.encode("utf-8", "replace")):
            raise Forbidden("expected the sign-in form of this server; please load the page again")

    def _set_cookie(self, response: Response, name: str, value: str, max_age_s: int) -> None:
        response.set_cookie(
            name,
            value,
            max_age=max_age_s,
            path="/",
            httponly=True,
            samesite="lax",
            secure=self._services.settings.is_secure,
        )
