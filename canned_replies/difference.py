"""What changed between two texts, word by word: for side-by-side histories and for "how far was it edited"."""

import re
from collections import Counter
from collections.abc import Iterator
from difflib import SequenceMatcher
from typing import Final, Literal, TypeAlias

import msgspec

from canned_replies.errors import TextTooLong
from canned_replies.templates import TEXT_LIMIT

Kind = Literal["same", "removed", "added"]

# A blank is one piece (half a blank means nothing), a word with its joiners another, the rest sign by sign.
_PIECE: Final = re.compile(r"\{\{[^{}]*\}\}|[^\W_]+(?:[\u200c'’][^\W_]+)*|\s+|.", re.DOTALL)
_SENTENCE: Final = re.compile(r"[^.!?؟\n]+[.!?؟\n]*|[.!?؟\n]+")

# Comparing takes time in proportion to the pairs of equal pieces, and at worst to the product of both lengths: some
# 50 ms for each of these limits.
PAIRS_LIMIT: Final = 300_000
PRODUCT_LIMIT: Final = 1_000_000

_Part: TypeAlias = tuple[bool, list[str], list[str]]


class Stretch(msgspec.Struct, frozen=True):
    """Some text and what became of it; each is shown in a ``dir="auto"`` element of its own."""

    kind: Kind
    text: str


def difference(before: str, after: str) -> tuple[Stretch, ...]:
    """The stretches of both texts in reading order; removed stands before what replaced it.

    Long texts that have little in common are compared sentence by sentence first, and what is left of them as a whole:
    the time is bounded, whatever anybody writes.

    Raises TextTooLong: when a text is longer than a reply may be.
    """
    found: list[Stretch] = []
    for is_same, old, new in _compared(_pieces(before), _pieces(after), is_fine=True):
        if is_same:
            _add(found, "same", old)
        else:
            _add(found, "removed", old)
            _add(found, "added", new)
    return tuple(found)


def _compared(old: list[str], new: list[str], *, is_fine: bool) -> Iterator[_Part]:
    """Runs of pieces that are the same or not; what both begin and end with costs next to nothing."""
    start = _common(old, new)
    end = _common(old[: start - 1 if start else None : -1], new[: start - 1 if start else None : -1])
    if start:
        yield True, old[:start], new[:start]
    yield from _compared_middle(old[start : len(old) - end], new[start : len(new) - end], is_fine=is_fine)
    if end:
        yield True, old[len(old) - end :], new[len(new) - end :]


def _compared_middle(old: list[str], new: list[str], *, is_fine: bool) -> Iterator[_Part]:
    if _is_quick(old, new):
        matcher = SequenceMatcher(None, old, new, autojunk=False)
        for tag, old_from, old_to, new_from, new_to in matcher.get_opcodes():
            yield tag == "equal", old[old_from:old_to], new[new_from:new_to]
    elif is_fine:
        for is_same, some, others in _compared(_sentences(old), _sentences(new), is_fine=False):
            if is_same:
                yield True, some, others
            else:
                yield from _compared_short(_pieces("".join(some)), _pieces("".join(others)))
    else:
        yield False, old, new


def _compared_short(old: list[str], new: list[str]) -> Iterator[_Part]:
    if _is_quick(old, new):
        yield from _compared_middle(old, new, is_fine=False)
    else:
        yield False, old, new


def _is_quick(old: list[str], new: list[str]) -> bool:
    if len(old) * len(new) > PRODUCT_LIMIT:
        return False
    counts = Counter(new)
    return sum(counts[piece] for piece in old) <= PAIRS_LIMIT


def _common(one: list[str], other: list[str]) -> int:
    pairs = zip(one, other, strict=False)
    return next((place for place, (a, b) in enumerate(pairs) if a != b), min(len(one), len(other)))


def _sentences(pieces: list[str]) -> list[str]:
    return _SENTENCE.findall("".join(pieces))


def _add(found: list[Stretch], kind: Kind, pieces: list[str]) -> None:
    text = "".join(pieces)
    if not text:
        return
    if found and found[-1].kind == kind:
        text = found.pop().text + text
    found.append(Stretch(kind, text))


class Kept(msgspec.Struct, frozen=True):
    """A stretch that two texts have in common: where it begins in each, and its length."""

    before: int
    after: int
    length: int


def kept(before: str, after: str) -> tuple[Kept, ...]:
    """What stayed between two texts, in reading order. Raises as ``difference``."""
    found: list[Kept] = []
    old = new = 0
    for stretch in difference(before, after):
        length = len(stretch.text)
        if stretch.kind == "same":
            found.append(Kept(old, new, length))
        old += length if stretch.kind != "added" else 0
        new += length if stretch.kind != "removed" else 0
    return tuple(found)


def edited_share(before: str, after: str) -> float:
    """How much of the reply was rewritten before it was sent: 0 as it was, 1 nothing left."""
    stayed = sum(one.length for one in kept(before, after))
    longer = max(len(before), len(after))
    return 1 - stayed / longer if longer else 0.0


def _pieces(text: str) -> list[str]:
    if len(text) > TEXT_LIMIT:
        raise TextTooLong(f"expected at most {TEXT_LIMIT} characters, got {len(text)}")
    return _PIECE.findall(text)
