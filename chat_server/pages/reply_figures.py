"""What a reply achieves, as its page shows it."""

from __future__ import annotations

from collections.abc import Sequence

from .library_views import Row


def achieved(figures: Sequence[Row]) -> Row | None:
    """All revisions' figures in one: uses, people, how much was edited, what visitors did; None when never used."""
    uses = sum(revision["uses"] for revision in figures)
    if not uses:
        return None
    untouched = sum(revision["edited"]["untouched"] for revision in figures)
    touched = sum(revision["edited"]["touched"] for revision in figures)
    outcomes: dict[str, int] = {}
    for revision in figures:
        for name, count in revision["outcomes"].items():
            outcomes[name] = outcomes.get(name, 0) + count
    resolved = outcomes.get("resolved", 0)
    closed = resolved + outcomes.get("reopened", 0)
    most = max(revision["uses"] for revision in figures)
    return {
        "uses": uses,
        "agents": len({agent["id"] for revision in figures for agent in revision["agents"]}),
        "edited": touched / (touched + untouched) if touched + untouched else None,
        "edited_of": touched + untouched,
        "kept_closed": resolved / closed if closed else None,
        "closed": closed,
        "outcomes": outcomes,
        "bars": [
            {"number": revision["number"], "uses": revision["uses"], "height": round(60 * revision["uses"] / most)}
            for revision in figures[-12:]
        ],
    }
