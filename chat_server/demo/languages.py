"""The shop's languages, and which of them a browser asks for."""

from __future__ import annotations

from msgspec import Struct

from chat_server.domain.people import LOCALES, locale_or
from chat_server.words import direction_of


class Language(Struct, frozen=True):
    """One language of the shop, named in itself."""

    code: str
    name: str

    @property
    def direction(self) -> str:
        """Where its lines run."""
        return direction_of(self.code)


LANGUAGES = {code: Language(code, name) for code, name in (("en", "English"), ("fa", "فارسی"), ("hu", "Magyar"))}


def preferred_locale(accept_language: str) -> str:
    """The shop's language that a browser likes best (RFC 9110 section 12.5.4); English when it likes none."""
    wishes = sorted((_wish(part) for part in accept_language.split(",")[:20]), key=lambda wish: -wish[1])
    for tag, quality in wishes:
        locale = locale_or(tag, "")
        if quality > 0 and locale in LOCALES:
            return locale
    return "en"


def _wish(part: str) -> tuple[str, float]:
    tag, _, quality = part.partition(";q=")
    try:
        return tag.strip(), float(quality or 1)
    except ValueError:
        return tag.strip(), 0
