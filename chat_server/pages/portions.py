"""A long list in portions: a page shows the first ones, and knows the address of what follows."""

from __future__ import annotations

from typing import NamedTuple
from urllib.parse import urlencode

from .desk import Desk

PORTION = 60
MOST = 6_000
"""A page that somebody made longer and longer ends here; a search narrows the rest down."""


class Portion(NamedTuple):
    """Places ``start`` to ``end`` of a list. ``longer`` shows one portion more from the first on, ``next`` it alone."""

    start: int
    end: int
    found: int
    longer: str
    next: str


def portion_of(desk: Desk, found: int) -> Portion:
    """What the address asks for: up to which place (``upto``), and where to begin (``from``)."""
    end = min(max(desk.asked_number("upto") or PORTION, PORTION), MOST)
    start = min(desk.asked_number("from") or 0, end)
    further = end + PORTION
    if end >= found or end >= MOST:
        return Portion(start, min(end, found), found, "", "")
    asked = {name: value for name, value in desk.request.query_params.items() if name not in ("from", "upto")}
    longer = f"?{urlencode({**asked, 'upto': further})}"
    return Portion(start, end, found, longer, f"?{urlencode({**asked, 'from': end, 'upto': further})}")
