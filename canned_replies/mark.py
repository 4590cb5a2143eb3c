"""What the coach hands back: a stretch of the draft, why it is marked and what to say instead."""

import msgspec

from canned_replies.phrase_rule import Level


class Mark(msgspec.Struct, frozen=True, kw_only=True):
    """``text[start:end]`` of the draft, in code points; browsers count UTF-16 units, see ``utf16_range``."""

    rule: str
    level: Level
    reason: str
    start: int
    end: int
    words: str
    swap: tuple[str, ...] = ()
    say: tuple[str, ...] = ()
    replies: tuple[str, ...] = ()
    is_hygiene: bool = False


def utf16_range(text: str, mark: Mark) -> tuple[int, int]:
    """The mark's range as a browser counts it."""
    return _utf16_length(text[: mark.start]), _utf16_length(text[: mark.end])


def _utf16_length(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2
