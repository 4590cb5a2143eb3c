"""An edited message back to a wording for the library: what was filled in becomes the blank again.

Found by the words on both sides and by the values themselves. Where that leaves a doubt the words stay as they are:
whoever proposes the wording sees it beside the one in use.
"""

import re
from collections.abc import Mapping, Sequence
from typing import Final

import msgspec

from canned_replies.difference import kept
from canned_replies.languages import FIRST_STRONG_ISOLATE, POP_DIRECTIONAL_ISOLATE
from canned_replies.placeholder import Placeholder
from canned_replies.templates import Blank, parse

# Shorter values stand in a text by chance.
SHORTEST_VALUE: Final = 2

_ISOLATES: Final = re.compile(f"[{FIRST_STRONG_ISOLATE}{POP_DIRECTIONAL_ISOLATE}]")


class Fill(msgspec.Struct, frozen=True):
    """A blank and ``text[start:end]`` that stands in its place, isolates included."""

    blank: Blank
    start: int
    end: int


def fills(template: str, inserted: str) -> tuple[Fill, ...]:
    """What each blank of a template was filled with, as far as the text still is a rendering of it.

    Raises TemplateRefused: when the template is none.
    """
    found: list[Fill] = []
    at = 0
    pieces = parse(template)
    for place, piece in enumerate(pieces):
        if isinstance(piece, str):
            if not inserted.startswith(piece, at):
                return tuple(found[:-1])
            at += len(piece)
        else:
            end = _end_of_value(inserted, at, pieces[place + 1 :])
            if end is None:
                break
            found.append(Fill(piece, at, end))
            at = end
    return tuple(found)


def _end_of_value(text: str, at: int, following: Sequence[str | Blank]) -> int | None:
    if text.startswith(FIRST_STRONG_ISOLATE, at):
        end = text.find(POP_DIRECTIONAL_ISOLATE, at)
        return end + 1 if end >= 0 else None
    if not following:
        return len(text)
    words = following[0]
    if isinstance(words, Blank):
        return None
    if len(following) == 1:
        return len(text) - len(words) if text.endswith(words) and at <= len(text) - len(words) else None
    # What an agent typed may hold the very words that follow it: a value that begins behind them is surer.
    end = text.find(words + FIRST_STRONG_ISOLATE, at)
    end = end if end >= 0 else text.find(words, at)
    return end if end >= 0 else None


def reworded(template: str, inserted: str, edited: str, placeholders: Mapping[str, Placeholder]) -> str:
    """The edited text as a template, in the words of whoever edited it.

    ``inserted`` is the template with its blanks filled. Values that can be looked up become their blank wherever they
    stand, so that no customer's name comes into the library; what the agent wrote into a blank only in its place.

    Raises TemplateRefused: when the template is none. TextTooLong: when a text is longer than a reply may be.
    """
    found = fills(template, inserted)
    places = _Places(inserted, edited)
    put: list[tuple[int, int, str]] = []
    at = 0
    for fill in found:
        place = places.of(fill.start, fill.end)
        if place is not None and place[0] >= at:
            put.append((*place, fill.blank.source))
            at = place[1]
    values = _values(found, inserted, placeholders)
    written, at = "", 0
    for start, end, source in put:
        written += _named(edited[at:start], values) + source
        at = end
    return _ISOLATES.sub("", written + _named(edited[at:], values)).strip()


def _values(found: Sequence[Fill], inserted: str, placeholders: Mapping[str, Placeholder]) -> dict[str, str]:
    """Values that can be looked up, and the blank that each of them fills."""
    values: dict[str, str] = {}
    for fill in found:
        placeholder = placeholders.get(fill.blank.name)
        value = _ISOLATES.sub("", inserted[fill.start : fill.end]).strip()
        fallbacks = {fill.blank.fallback, *(placeholder.fallback.values() if placeholder else ())}
        if placeholder and not placeholder.is_asked and value not in fallbacks and len(value) >= SHORTEST_VALUE:
            values.setdefault(value, fill.blank.source)
    return values


def _named(text: str, values: Mapping[str, str]) -> str:
    """The text with its blanks in place of whole words that are a value; the longest value first."""
    if not values:
        return text
    longest = sorted(values, key=len, reverse=True)
    # A joiner belongs to the word: «سارا‌ها» is not «سارا».
    whole = rf"(?<![\w\u200c])(?:{'|'.join(map(re.escape, longest))})(?![\w\u200c])"
    return re.sub(whole, lambda match: values[match[0]], text)


class _Places:
    """Where the letters of one text stand in another one."""

    def __init__(self, before: str, after: str) -> None:
        self._kept = list(kept(before, after))
        self._ends = (len(before), len(after))

    def of(self, start: int, end: int) -> tuple[int, int] | None:
        """What became of ``before[start:end]``; None when neither it nor what stood around it can be found."""
        first = self._image(start, is_start=True)
        last = self._image(end, is_start=False)
        return (first, last) if first is not None and last is not None and first <= last else None

    def _image(self, place: int, *, is_start: bool) -> int | None:
        """The same place in the other text: by the letter inside, else by the one outside."""
        letters = (place, place - 1) if is_start else (place - 1, place)
        for letter in letters:
            for one in self._kept:
                if one.before <= letter < one.before + one.length:
                    return one.after + place - one.before
        if place == (0 if is_start else self._ends[0]):
            return 0 if is_start else self._ends[1]
        return None
