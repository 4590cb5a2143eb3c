"""How far a text was changed before it was sent, in bounded time."""

from __future__ import annotations

import re
from collections import Counter
from difflib import SequenceMatcher

EXACT_WORK = 40_000
"""Comparing word by word costs the product of both lengths; beyond this, words are only counted."""
_PIECE = re.compile(r"\w+|\s+|[^\w\s]")


def edited_share(before: str, after: str) -> float:
    """The share that is not as it was: 0 nothing changed, 1 nothing left; rounded to a hundredth."""
    if before == after:
        return 0.0
    start = _common(before, after)
    end = _common(before[start:][::-1], after[start:][::-1])
    kept = start + end + _kept(before[start : len(before) - end], after[start : len(after) - end])
    return max(0.01, round(1 - kept / max(len(before), len(after)), 2))


def _common(one: str, other: str) -> int:
    """How many characters both begin with."""
    length = min(len(one), len(other))
    return next((place for place in range(length) if one[place] != other[place]), length)


def _kept(before: str, after: str) -> int:
    old, new = _PIECE.findall(before), _PIECE.findall(after)
    if len(old) * len(new) > EXACT_WORK:
        return sum(len(piece) * count for piece, count in (Counter(old) & Counter(new)).items())
    blocks = SequenceMatcher(None, old, new, autojunk=False).get_matching_blocks()
    return sum(len(piece) for block in blocks for piece in old[block.a : block.a + block.size])
