"""How the cost of a message grows with what is stored and with who is connected. It should not.

Three servers stand side by side, with 1,000, 100,000 and 1,000,000 stored messages; then three with 10, 1,000 and
5,000 idle connections. Rounds go from one to the next and around again; each figure is the median of the ratios to the
smallest, which is the floor here.
"""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path
from statistics import median

from .figure import Figure
from .furnish import Place, furnish
from .loader import Loader, load
from .message_cost import VISITORS, cost_in_round, settle_in
from .running import Running, warmline

FLAT = 1.2
Bench = tuple[Running, Loader]


def measure(folder: Path, *, is_quick: bool) -> list[Figure]:
    """Ratios for both ways of growing."""
    stored = (1_000, 5_000) if is_quick else (1_000, 100_000, 1_000_000)
    connected = (10, 100) if is_quick else (10, 1_000, 5_000)
    rounds, seconds = (2, 0.3) if is_quick else (7, 1.0)
    places = [
        asyncio.run(furnish(folder / f"stored-{count}", visitors=VISITORS, resolved_messages=count)) for count in stored
    ]
    with ExitStack() as open_until_here:
        benches = [_bench(open_until_here, place) for place in places]
        figures = _figures(benches, stored, "stored messages", rounds, seconds)
    with ExitStack() as open_until_here:
        benches = []
        for count in connected:
            place = asyncio.run(furnish(folder / f"connected-{count}", visitors=VISITORS))
            benches.append(_bench(open_until_here, place))
            idle = open_until_here.enter_context(load())
            idle.do("linger", port=benches[-1][0].port, inbox=place.inbox_key, count=count)
        return figures + _figures(benches, connected, "idle connections", rounds, seconds)


def _bench(stack: ExitStack, place: Place) -> Bench:
    server, loader = stack.enter_context(warmline(place.data)), stack.enter_context(load())
    settle_in(loader, server, place.inbox_key, place)
    cost_in_round(loader, server, 0.5)
    return server, loader


def _figures(benches: Sequence[Bench], counts: Sequence[int], what: str, rounds: int, seconds: float) -> list[Figure]:
    costs = [[cost_in_round(loader, server, seconds)[0] for server, loader in benches] for _ in range(rounds)]
    floor = median(row[0] for row in costs)
    figures = [Figure(f"processor time per message, {counts[0]:,} {what}", floor, "µs")]
    for place, count in enumerate(counts[1:], start=1):
        ratio = median(row[place] / row[0] for row in costs)
        name = f"processor time per message, {count:,} {what}"
        figures.append(Figure(name, floor * ratio, "µs", floor=floor, most=FLAT, is_ratio=True))
    return figures
