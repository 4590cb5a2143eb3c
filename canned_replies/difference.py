"""What changed between two texts, word by word: for side-by-side histories and for "how far was it edited"."""

import re
from difflib import SequenceMatcher
from typing import Final, Literal

import msgspec

from canned_replies.errors import TextTooLong
from canned_replies.templates import TEXT_LIMIT

Kind = Literal["same", "removed", "added"]

# A blank is one piece (half a blank means nothing), a word with its joiners another, the rest sign by sign.
_PIECE: Final = re.compile(r"\{\{[^{}]*\}\}|[^\W_]+(?:[\u200c'’][^\W_]+)*|\s+|.", re.DOTALL)


class Stretch(msgspec.Struct, frozen=True):
    """Some text and what became of it; each is shown in a ``dir="auto"`` element of its own."""

    kind: Kind
    text: str


def difference(before: str, after: str) -> tuple[Stretch, ...]:
    """The stretches of both texts in reading order; removed stands before what replaced it.

    Raises TextTooLong: when a text is longer than a reply may be.
    """
    old, new = _pieces(before), _pieces(after)
    found: list[Stretch] = []
    for tag, old_from, old_to, new_from, new_to in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            found.append(Stretch("same", "".join(old[old_from:old_to])))
            continue
        parts: tuple[tuple[Kind, list[str]], ...] = (("removed", old[old_from:old_to]), ("added", new[new_from:new_to]))
        found.extend(Stretch(kind, "".join(part)) for kind, part in parts if part)
    return tuple(found)


def edited_share(before: str, after: str) -> float:
    """How much of the reply was rewritten before it was sent: 0 as it was, 1 nothing left."""
    kept = sum(len(stretch.text) for stretch in difference(before, after) if stretch.kind == "same")
    longer = max(len(before), len(after))
    return 1 - kept / longer if longer else 0.0


def _pieces(text: str) -> list[str]:
    if len(text) > TEXT_LIMIT:
        raise TextTooLong(f"expected at most {TEXT_LIMIT} characters, got {len(text)}")
    return _PIECE.findall(text)
