"""A message that was made from several replies, taken apart again: what became of each of them."""

import re
from collections.abc import Sequence
from typing import Final

from canned_replies.difference import Kept, kept

# So many letters in a row are left by nobody who has rewritten a reply.
TRACE: Final = 8

_ENDING: Final = re.compile(r"\n+|[.!?؟…]+\s+")


def shares(inserted: Sequence[str], edited: str) -> tuple[str, ...]:
    """The parts of a message in the order of its replies; empty where nothing is left of one.

    Raises TextTooLong: when the replies together, or the message, are longer than a reply may be.
    """
    traces = [(_first_trace(text, edited), place) for place, text in enumerate(inserted)]
    order = [place for first, place in sorted(traces) if first < len(edited)]
    joined = "\n".join(inserted[place] for place in order)
    stretches = _long(kept(joined, edited), joined)
    parts = [""] * len(inserted)
    begin = end = 0
    for place in order:
        end += len(inserted[place]) + 1
        cut = len(edited) if place == order[-1] else _cut(edited, stretches, end, begin)
        parts[place] = edited[begin:cut].strip()
        begin = cut
    return tuple(parts)


def _first_trace(text: str, edited: str) -> int:
    whole = edited.find(text.strip()) if text.strip() else -1
    found = [one.after for one in _long(kept(text, edited), text)]
    return min([*found, *([whole] if whole >= 0 else [])], default=len(edited))


def _long(stretches: Sequence[Kept], text: str) -> list[Kept]:
    return [one for one in stretches if len(text[one.before : one.before + one.length].strip()) >= TRACE]


def _cut(edited: str, stretches: Sequence[Kept], joint: int, begin: int) -> int:
    """Where the next reply begins, for two that meet at ``joint``.

    What was written between them stays with the first as far as its line or sentence goes.
    """
    last = max([_ends(one, joint - 1) for one in stretches if one.before < joint], default=begin)
    first = min([_begins(one, joint) for one in stretches if one.before + one.length > joint], default=last)
    if first <= last:
        return max(begin, first)
    ending = _ENDING.search(edited, last, first)
    return ending.end() if ending else last


def _ends(one: Kept, before: int) -> int:
    return one.after + min(one.length, before - one.before)


def _begins(one: Kept, before: int) -> int:
    return one.after + max(0, before - one.before)
