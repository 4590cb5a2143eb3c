"""A phrase pattern, read into steps and groups of steps.

    word   that word        (a|b c)  one of them      [a|b c]  the same, optional
    tud*   starts with tud  *nia     ends with nia    ..       up to 2 words between (..4: up to 4)
    <      a sentence begins here                     >        a sentence ends here

There is no regular expression in it: words are normalised as texts are, and everything that could make matching
slow (length, depth, gaps) is bounded here. ``read_pattern`` is the only entry.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Final, NoReturn

from canned_replies.errors import PatternRefused
from canned_replies.fault import Fault, fault
from canned_replies.languages import Language
from canned_replies.pattern_shape import (
    Group,
    Sequence,
    Step,
    can_begin_with_gap,
    fewest_words,
    most,
    words_of,
)
from canned_replies.words import EDGES, normalise

PATTERN_LIMIT: Final = 2_000  # characters
STEPS_LIMIT: Final = 40  # words on the longest way through
WORD_LIMIT: Final = 40  # characters of one word; longer ones cannot be looked up by their ends quickly
GAP_DEFAULT: Final = 2
GAP_LIMIT: Final = 9
GAPS_LIMIT: Final = 3  # on one way through; each multiplies the ways a text can fit
DEPTH_LIMIT: Final = 4

_PART: Final = re.compile(r"\s*(?:(?P<gap>\.\.\d*(?![^\s()\[\]|]))|(?P<sign>[()\[\]|])|(?P<word>[^\s()\[\]|]+))")
ZWNJ: Final = "\u200c"
_REGEX_SIGNS: Final = frozenset("\\^$+?{}<>=")
_CLOSING: Final = {"(": ")", "[": "]"}


@lru_cache(maxsize=16_384)
def read_pattern(pattern: str, language: Language) -> Sequence:
    """The pattern as steps and groups, its words normalised.

    Raises PatternRefused: with the column and what was expected there.
    """
    if len(pattern) > PATTERN_LIMIT:
        raise PatternRefused(fault("pattern_too_long", limit=PATTERN_LIMIT, got=len(pattern)), PATTERN_LIMIT + 1)
    read = _Reader(pattern, language).read()
    while len(read) > 1 and isinstance(read[0], Step) and read[0].kind == "gap":
        read = read[1:]  # words before the first named one say nothing
    if len(read) > 1 and can_begin_with_gap(read):
        raise PatternRefused(fault("pattern_gap_first"), 1)
    if fewest_words(read) < 1:
        raise PatternRefused(fault("pattern_fits_all"), 1)
    if most(read, "gap") > GAPS_LIMIT:
        raise PatternRefused(fault("pattern_many_gaps", limit=GAPS_LIMIT), 1)
    if most(read, "any") > STEPS_LIMIT:
        raise PatternRefused(fault("pattern_many_words", limit=STEPS_LIMIT), 1)
    return read


class _Reader:
    """Recursive descent over the pattern's parts."""

    def __init__(self, pattern: str, language: Language) -> None:
        self._parts = list(_parts(pattern))
        self._language = language
        self._at = 0
        self._end_column = len(pattern) + 1

    def read(self) -> Sequence:
        found = self._sequence(depth=0)
        if self._at < len(self._parts):
            self._refuse(fault("pattern_unexpected", got=self._peek()))
        return found

    def _sequence(self, depth: int) -> Sequence:
        found: list[Step | Group] = []
        while (part := self._peek()) and part not in ("|", ")", "]"):
            self._at += 1
            found.extend([self._group(part, depth + 1)] if part in _CLOSING else _step(part, self._language))
        if not found:
            self._refuse(fault("pattern_word_expected"))
        return tuple(found)

    def _group(self, opening: str, depth: int) -> Group:
        if depth > DEPTH_LIMIT:
            self._refuse(fault("pattern_too_deep", limit=DEPTH_LIMIT))
        choices = [self._sequence(depth)]
        while self._peek() == "|":
            self._at += 1
            choices.append(self._sequence(depth))
        if self._peek() != _CLOSING[opening]:
            self._refuse(fault("pattern_unclosed", sign=_CLOSING[opening]))
        self._at += 1
        return Group(tuple(choices), is_optional=opening == "[")

    def _peek(self) -> str:
        return self._parts[self._at][0] if self._at < len(self._parts) else ""

    def _refuse(self, why: Fault) -> NoReturn:
        raise PatternRefused(why, self._parts[self._at][1] if self._at < len(self._parts) else self._end_column)


def _parts(pattern: str) -> Iterator[tuple[str, int]]:
    for match in _PART.finditer(pattern.rstrip()):
        kind = match.lastgroup or "word"
        part, column = match[kind], match.start(kind) + 1
        if kind == "gap" and part != ".." and not 1 <= int(part[2:5]) <= GAP_LIMIT:
            raise PatternRefused(fault("pattern_gap_size", limit=GAP_LIMIT, got=part), column)
        if kind == "word" and part not in EDGES:
            _check_word(part, column)
        yield part, column


def _check_word(part: str, column: int) -> None:
    inner = part.removeprefix("*").removesuffix("*")
    if _REGEX_SIGNS & set(part) or "*" in inner or (part[0] == part[-1] == "*"):
        raise PatternRefused(fault("pattern_regex", got=part), column)
    if len(part) > WORD_LIMIT:
        raise PatternRefused(fault("pattern_long_word", limit=WORD_LIMIT, got=len(part)), column)
    if part.startswith(".."):
        raise PatternRefused(fault("pattern_gap_form", got=part), column)
    if not any(sign.isalnum() or sign in "%٪" for sign in inner):
        raise PatternRefused(fault("pattern_no_word", got=part), column)


def _step(part: str, language: Language) -> Sequence:
    if part.startswith(".."):
        return (Step("gap", size=int(part[2:] or GAP_DEFAULT)),)
    if part in EDGES:
        return (Step("edge", part),)
    if "*" in part:
        stem = "".join(normalise(part.strip("*"), language).split())
        return (Step("ends" if part.startswith("*") else "starts", stem),)
    closed, apart = words_of(part, language), words_of(part.replace(ZWNJ, " "), language)
    # A word joined by ZWNJ is often typed with a space; both spellings are meant.
    return closed if closed == apart else (Group((closed, apart)),)
