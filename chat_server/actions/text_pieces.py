"""Texts of replies in pieces that a page can show: blanks as chips, and what changed between two of them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from canned_replies.difference import Kind, Stretch

_BLANK = re.compile(r'\{\{\s*([a-z][a-z0-9_.]*)(?:\s+or\s+"([^"]*)")?\s*\}\}')


class Piece(NamedTuple):
    """Some words, or the name of a blank with its fallback."""

    text: str
    is_blank: bool = False
    fallback: str = ""


class Run(NamedTuple):
    """Pieces that have one thing in common: they stayed, went or came."""

    kind: Kind
    pieces: tuple[Piece, ...]


class Sides(NamedTuple):
    """A difference as two texts beside each other."""

    before: tuple[Run, ...]
    after: tuple[Run, ...]


def pieces(text: str) -> tuple[Piece, ...]:
    """A text with its blanks apart. It has been read by the strict parser, so looking for blanks is enough."""
    found: list[Piece] = []
    end = 0
    for match in _BLANK.finditer(text):
        if match.start() > end:
            found.append(Piece(text[end : match.start()]))
        found.append(Piece(match[1], is_blank=True, fallback=match[2] or ""))
        end = match.end()
    if end < len(text):
        found.append(Piece(text[end:]))
    return tuple(found)


def sides(stretches: Sequence[Stretch]) -> Sides:
    """Both texts, each with what the other has not."""
    whole = list(_whole_phrases(stretches))
    return Sides(_one_side(whole, "removed"), _one_side(whole, "added"))


def _whole_phrases(stretches: Sequence[Stretch]) -> Iterable[Stretch]:
    """A space between two changed words belongs to the change: people read phrases, not words."""
    for at, stretch in enumerate(stretches):
        around = [*stretches[max(0, at - 1) : at], *stretches[at + 1 : at + 2]]
        is_between = 0 < at < len(stretches) - 1 and all(one.kind != "same" for one in around)
        if stretch.kind == "same" and stretch.text.isspace() and is_between:
            yield Stretch("removed", stretch.text)
            yield Stretch("added", stretch.text)
        else:
            yield stretch


def _one_side(stretches: Iterable[Stretch], own: Kind) -> tuple[Run, ...]:
    joined: list[tuple[Kind, str]] = []
    for stretch in stretches:
        if stretch.kind not in ("same", own):
            continue
        if joined and joined[-1][0] == stretch.kind:
            joined[-1] = (stretch.kind, joined[-1][1] + stretch.text)
        else:
            joined.append((stretch.kind, stretch.text))
    return tuple(Run(kind, pieces(text)) for kind, text in joined)
