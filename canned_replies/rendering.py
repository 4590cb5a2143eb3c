"""A template and its values become a message, or a list of the gaps that keep it from being sent."""

import re
from collections.abc import Mapping
from typing import Final, Literal

import msgspec

from canned_replies.languages import Language, isolate
from canned_replies.placeholder import Placeholder, Value
from canned_replies.templates import Blank, Template

VALUE_LIMIT: Final = 1_000  # characters of one value

# Control characters and bidi controls of a value could reorder or hide the text around it (CVE-2021-42574's idea).
_CONTROLS: Final = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029]+")
_BIDI_CONTROLS: Final = re.compile("[\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069]")

Why = Literal["unfilled", "unknown", "too_long"]


class Filled(msgspec.Struct, frozen=True):
    """A blank that has its value: ``text[start:end]`` of the rendered text, isolates included."""

    name: str
    start: int
    end: int
    is_fallback: bool
    source: str = ""


class Gap(msgspec.Struct, frozen=True):
    """A blank that keeps the reply from being sent: why, and where to jump.

    ``line`` and ``column`` are the template's; ``start`` and ``end`` the rendered text's, which keeps the blank
    as written.
    """

    name: str
    why: Why
    line: int
    column: int
    start: int
    end: int


class Rendered(msgspec.Struct, frozen=True):
    """The text, what was filled in and what is still open."""

    text: str
    filled: tuple[Filled, ...]
    gaps: tuple[Gap, ...]

    @property
    def is_sendable(self) -> bool:
        """Whether no blank is left open."""
        return not self.gaps


def render(
    template: Template, language: Language, values: Mapping[str, Value], placeholders: Mapping[str, Placeholder]
) -> Rendered:
    """The template with every known value in its isolate; one pass, so a value is never read as a template."""
    written: list[str] = []
    filled: list[Filled] = []
    gaps: list[Gap] = []
    at = 0
    for piece in template:
        if isinstance(piece, str):
            shown = piece
        else:
            shown, result = _fill(piece, at, language, values, placeholders)
            (filled if isinstance(result, Filled) else gaps).append(result)  # type: ignore[arg-type]
        written.append(shown)
        at += len(shown)
    return Rendered("".join(written), tuple(filled), tuple(gaps))


def _fill(
    blank: Blank, at: int, language: Language, values: Mapping[str, Value], placeholders: Mapping[str, Placeholder]
) -> tuple[str, Filled | Gap]:
    placeholder = placeholders.get(blank.name)
    value = values.get(blank.name)
    phrase = clean(value.in_language(language)) if value else ""
    fallback = blank.fallback or (placeholder.fallback.get(language, "") if placeholder else "")
    if placeholder is None or len(phrase) > VALUE_LIMIT or not (phrase or fallback):
        why: Why = "unknown" if placeholder is None else "too_long" if phrase else "unfilled"
        gap = Gap(blank.name, why, blank.line, blank.column, at, at + len(blank.source))
        return blank.source, gap
    shown = isolate(phrase or clean(fallback))
    source = value.source if value and phrase else ""
    return shown, Filled(blank.name, at, at + len(shown), not phrase, source)


def clean(value: str) -> str:
    """A value on one line, without signs that could reorder or hide what stands around it."""
    return _BIDI_CONTROLS.sub("", _CONTROLS.sub(" ", value)).strip()
