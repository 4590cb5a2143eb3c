"""What counts as a message somebody can read."""

from __future__ import annotations

import re
import unicodedata

from .errors import BodyEmpty, BodyInvalid, BodyTooLong, InvalidInput

MAX_BODY_CHARACTERS = 10_000
SUMMARY_CHARACTERS = 140

_NOT_TEXT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")
_INVISIBLE = frozenset({"Mn", "Me", "Mc", "Cf", "Cc", "Zs", "Zl", "Zp", "Cn", "Co"})


def clean_body(body: str) -> str:
    """The text of a message as it is stored: line breaks unified, trailing space dropped.

    Raises:
        BodyTooLong: over 10,000 characters.
        BodyInvalid: NUL, another control character or half of a surrogate pair.
        BodyEmpty: nothing visible (only space, bidi controls or combining marks).
    """
    if len(body) > MAX_BODY_CHARACTERS:
        raise BodyTooLong(f"expected at most {MAX_BODY_CHARACTERS:,} characters; got {len(body):,}")
    if body.isascii() and body.isprintable():
        cleaned = body.strip()
        if not cleaned:
            raise _empty()
        return cleaned
    return _clean_unusual(body)


def _clean_unusual(body: str) -> str:
    bad = _NOT_TEXT.search(body)
    if bad:
        what = "half of a surrogate pair" if bad.group() >= "\ud800" else "a control character"
        raise BodyInvalid(f"expected text; got {what}, U+{ord(bad.group()):04X}, at position {bad.start()}")
    cleaned = body.replace("\r\n", "\n").replace("\r", "\n").strip()
    if not any(unicodedata.category(character) not in _INVISIBLE for character in cleaned):
        raise _empty()
    return cleaned


def _empty() -> BodyEmpty:
    return BodyEmpty("expected a message with at least one visible character; got none")


def clean_line(text: str, limit: int, what: str) -> str:
    """One line of plain text, such as a name.

    Raises:
        InvalidInput: over ``limit`` characters, or a control character.
    """
    cleaned = text.strip()
    if len(cleaned) > limit:
        raise InvalidInput(f"expected a {what} of at most {limit} characters; got {len(cleaned)}")
    if _NOT_TEXT.search(cleaned) or "\n" in cleaned:
        raise InvalidInput(f"expected a {what} of one line without control characters")
    return cleaned


def summary(body: str) -> str:
    """The beginning of a message on one line, for lists."""
    if len(body) <= SUMMARY_CHARACTERS and "\n" not in body:
        return body
    return " ".join(body[: SUMMARY_CHARACTERS * 2].split())[:SUMMARY_CHARACTERS]
