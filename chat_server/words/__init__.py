"""The catalogue of words: one file per language and place, for Python, widget and console alike."""

from __future__ import annotations

import json
from functools import cache
from importlib.resources import files

from chat_server.domain.people import LOCALES, RTL_LOCALES


@cache
def words_of(locale: str, place: str) -> dict[str, str]:
    """The words of one place (``widget``, ``console``, ``pages`` …) in one of the supported languages."""
    if locale not in LOCALES:
        raise ValueError(f"expected one of {', '.join(LOCALES)}; got {locale!r}")
    catalogue: dict[str, str] = json.loads((files("chat_server.words") / locale / f"{place}.json").read_text("utf-8"))
    return catalogue


def direction_of(locale: str) -> str:
    """``rtl`` or ``ltr``."""
    return "rtl" if locale in RTL_LOCALES else "ltr"


def word(words: dict[str, str], key: str, **values: object) -> str:
    """One entry with its placeholders filled in; a missing key is an error, not an empty place.

    Raises:
        KeyError: the catalogue has no such key.
    """
    text = words[key]
    for name, value in values.items():
        text = text.replace("{" + name + "}", str(value))
    return text
