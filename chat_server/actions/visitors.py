"""Who a visitor is and where they come from."""

from __future__ import annotations

from functools import lru_cache

from chat_server.domain.errors import Forbidden
from chat_server.domain.people import Inbox, Visitor, locale_or

from .services import Services

LONGEST_READ = 512
"""Characters of a ``User-Agent`` that are looked at: real ones are shorter, and what was read is remembered."""


def check_origin(services: Services, inbox: Inbox, origin: str | None) -> None:
    """Raise ``Forbidden`` unless the page that carries the widget is of a site this inbox allows, exactly."""
    if origin is None or (origin not in inbox.allowed_origins and origin not in services.settings.own_origins):
        raise Forbidden(f"expected one of this inbox's allowed origins; got {origin or 'none'}")


def new_visitor(services: Services, inbox: Inbox, locale: str) -> tuple[Visitor, str]:
    """Somebody whom nobody knows yet, and their token. Nothing is stored: they exist from their first message on."""
    now = services.clock.now_ms()
    visitor = Visitor(inbox.id, services.ids.next(now), locale_or(locale, inbox.locale))
    return visitor, services.tokens.issue(visitor, now)


def read_browser(user_agent: str) -> tuple[str, str]:
    """Browser and platform, as far as a ``User-Agent`` header tells; nothing finer is kept."""
    return _read_browser(user_agent[:LONGEST_READ])


@lru_cache(maxsize=512)
def _read_browser(user_agent: str) -> tuple[str, str]:
    browsers = (
        ("Edg/", "Edge"),
        ("OPR/", "Opera"),
        ("Firefox/", "Firefox"),
        ("Chrome/", "Chrome"),
        ("Safari/", "Safari"),
    )
    platforms = (("Android", "Android"), ("iPhone", "iOS"), ("iPad", "iPadOS"), ("Windows", "Windows"),
                 ("Mac OS X", "macOS"), ("Linux", "Linux"))  # fmt: skip
    browser = next((name for mark, name in browsers if mark in user_agent), "")
    platform = next((name for mark, name in platforms if mark in user_agent), "")
    return browser, platform
