"""A phrase pattern, read and spelled out into every wording it stands for.

    word   that word        (a|b c)  one of them      [a|b c]  the same, optional
    tud*   starts with tud  *nia     ends with nia    ..       up to 2 words between (..4: up to 4)

There is no regular expression in it: a pattern becomes plain sequences of words, stars and gaps, so the
work of matching is bounded by the text and by the limits below. ``spell_out`` is the only entry.
"""

import itertools
import re
from collections.abc import Iterator
from typing import Final, Literal

import msgspec

from canned_replies.errors import PatternRefused
from canned_replies.languages import Language
from canned_replies.words import normalise

PATTERN_LIMIT: Final = 2_000  # characters
WORDINGS_LIMIT: Final = 2_000  # sequences one pattern may stand for
STEPS_LIMIT: Final = 40  # words in one sequence
WORD_LIMIT: Final = 40  # characters of one word; longer ones cannot be looked up by their ends quickly
GAP_DEFAULT: Final = 2
GAP_LIMIT: Final = 9
GAPS_LIMIT: Final = 3  # in one sequence; each multiplies the ways a text can fit
DEPTH_LIMIT: Final = 4

_PART: Final = re.compile(
    r"\s*(?:(?P<gap>\.\.(?P<size>\d*)(?![^\s()\[\]|]))|(?P<sign>[()\[\]|])|(?P<word>[^\s()\[\]|]+))"
)
ZWNJ: Final = "\u200c"
_REGEX_SIGNS: Final = frozenset("\\^$+?{}<>=")
_CLOSING: Final = {"(": ")", "[": "]"}


class Step(msgspec.Struct, frozen=True):
    """One step of a wording: a word, the start or end of one, or a gap of up to ``size`` words."""

    kind: Literal["word", "starts", "ends", "gap"]
    text: str = ""
    size: int = 0


Wording = tuple[Step, ...]
_Raw = tuple[str, ...]


def spell_out(pattern: str, language: Language) -> frozenset[Wording]:
    """Every wording of the pattern, normalised as texts of that language are.

    Raises PatternRefused: with the column and what was expected there.
    """
    if len(pattern) > PATTERN_LIMIT:
        message = f"expected at most {PATTERN_LIMIT} characters, got {len(pattern)}"
        raise PatternRefused(message, PATTERN_LIMIT + 1)
    wordings = frozenset(_normalised(raw, language) for raw in _Reader(pattern).read())
    if any(not _has_word(wording) for wording in wordings):
        message = "expected at least one word in every wording; an optional part alone would match everything"
        raise PatternRefused(message, 1)
    return wordings


class _Reader:
    """Recursive descent over the pattern's parts; every depth and product is bounded."""

    def __init__(self, pattern: str) -> None:
        self._parts = list(_parts(pattern))
        self._at = 0
        self._end_column = len(pattern) + 1

    def read(self) -> list[_Raw]:
        wordings = self._alternatives(depth=0, closing="")
        if self._at < len(self._parts):
            self._refuse(f"unexpected {self._parts[self._at][0]!r}")
        return wordings

    def _alternatives(self, depth: int, closing: str) -> list[_Raw]:
        if depth > DEPTH_LIMIT:
            self._refuse(f"expected at most {DEPTH_LIMIT} groups inside each other")
        found = self._sequence(depth)
        while closing and self._peek() == "|":
            self._at += 1
            found = found + self._sequence(depth)
        if closing and self._peek() != closing:
            self._refuse(f"expected {closing!r}")
        return found

    def _sequence(self, depth: int) -> list[_Raw]:
        found: list[_Raw] = [()]
        began = self._at
        while (part := self._peek()) and part not in ("|", ")", "]"):
            self._at += 1
            found = self._followed_by(found, self._choices(part, depth))
        if began == self._at:
            self._refuse("expected a word")
        return found

    def _choices(self, part: str, depth: int) -> list[_Raw]:
        if part not in _CLOSING:
            return _spellings(part)
        inside = self._alternatives(depth + 1, _CLOSING[part])
        self._at += 1
        return [*inside, ()] if part == "[" else inside

    def _followed_by(self, before: list[_Raw], after: list[_Raw]) -> list[_Raw]:
        if len(before) * len(after) > WORDINGS_LIMIT:
            self._refuse(f"expected a pattern that stands for at most {WORDINGS_LIMIT} wordings")
        longest = max(map(len, before)) + max(map(len, after))
        if longest > STEPS_LIMIT:
            self._refuse(f"expected at most {STEPS_LIMIT} words in one wording")
        return [head + tail for head, tail in itertools.product(before, after)]

    def _peek(self) -> str:
        return self._parts[self._at][0] if self._at < len(self._parts) else ""

    def _refuse(self, why: str) -> None:
        column = self._parts[self._at][1] if self._at < len(self._parts) else self._end_column
        raise PatternRefused(why, column)


def _parts(pattern: str) -> Iterator[tuple[str, int]]:
    for match in _PART.finditer(pattern.rstrip()):
        kind = match.lastgroup if match.lastgroup != "size" else "gap"
        part, column = match[kind or "word"], match.start(kind or "word") + 1
        if kind == "gap" and match["size"] and not 1 <= int(match["size"][:3]) <= GAP_LIMIT:
            message = f"expected a gap of 1 to {GAP_LIMIT} words, got {part!r}"
            raise PatternRefused(message, column)
        if kind == "word":
            _check_word(part, column)
        yield part, column


def _spellings(part: str) -> list[_Raw]:
    """A word joined by ZWNJ is often typed with a space; both spellings are meant."""
    apart = tuple(piece for piece in part.split(ZWNJ) if piece)
    return [(part,), apart] if len(apart) > 1 else [(part,)]


def _check_word(part: str, column: int) -> None:
    inner = part.removeprefix("*").removesuffix("*")
    if _REGEX_SIGNS & set(part) or "*" in inner or (part[0] == part[-1] == "*"):
        message = f"expected a word, word* or *word, got {part!r}; patterns are words, not regular expressions"
        raise PatternRefused(message, column)
    if len(part) > WORD_LIMIT:
        message = f"expected a word of at most {WORD_LIMIT} characters, got {len(part)}"
        raise PatternRefused(message, column)
    if part.startswith(".."):
        message = f"expected a gap like .. or ..4, got {part!r}"
        raise PatternRefused(message, column)
    if not any(sign.isalnum() or sign in "%٪" for sign in inner):
        message = f"expected a word, got {part!r}"
        raise PatternRefused(message, column)


def _normalised(raw: _Raw, language: Language) -> Wording:
    """Runs of plain words are normalised together, so that joins and contractions come out as in texts."""
    steps: list[Step] = []
    for is_plain, run in itertools.groupby(raw, key=lambda part: part[:2] != ".." and "*" not in part):
        if is_plain:
            words = normalise(" ".join(run), language).split()
            steps.extend(Step("word", word) for word in words)
        else:
            steps.extend(_special(part, language) for part in run)
    if sum(step.kind == "gap" for step in steps) > GAPS_LIMIT:
        message = f"expected at most {GAPS_LIMIT} gaps in one wording"
        raise PatternRefused(message, 1)
    return tuple(steps)


def _special(part: str, language: Language) -> Step:
    if part.startswith(".."):
        return Step("gap", size=int(part[2:] or GAP_DEFAULT))
    stem = "".join(normalise(part.strip("*"), language).split())
    return Step("ends", stem) if part.startswith("*") else Step("starts", stem)


def _has_word(wording: Wording) -> bool:
    return any(step.kind != "gap" and step.text for step in wording)
