"""What a durable message from a visitor to an agent costs the server, beside a bare relay on the same server.

200 visitors, each in a conversation of their own that an agent has open; a hundred messages are on the way at any
time. Rounds against the product and the relay alternate, so that the machine's other work meets both; the cost is the
server's own processor time per message, the median of the rounds' ratios. Then both get an even 1,000 messages a second
(less, if the machine cannot) and the delays are those that clients see, counted from when a message was due.
"""

from __future__ import annotations

import asyncio
from pathlib import Path
from statistics import median

from .figure import Figure, percentile
from .furnish import Place, furnish
from .loader import Loader, load
from .running import Running, relay, warmline

VISITORS = 200
IN_FLIGHT = 100
RATE = 1_000.0


def measure(folder: Path, *, is_quick: bool) -> list[Figure]:
    """Cost at saturation, then delays at an even rate."""
    rounds, seconds = (2, 0.4) if is_quick else (9, 1.5)
    place = asyncio.run(furnish(folder / "message-cost", visitors=VISITORS))
    with relay(folder) as bare, load() as bare_load, warmline(place.data) as ours, load() as our_load:
        settle_in(bare_load, bare, "", place)
        settle_in(our_load, ours, place.inbox_key, place)
        cost_in_round(our_load, ours, seconds)
        costs = [
            (cost_in_round(bare_load, bare, seconds), cost_in_round(our_load, ours, seconds)) for _ in range(rounds)
        ]
        delays = [_delays(loader, seconds * 2) for loader in (our_load, bare_load)]
    return [*_cost_figures(costs), *_delay_figures(*delays)]


def settle_in(loader: Loader, server: Running, inbox: str, place: Place) -> None:
    """Connect the visitors and the agents' windows."""
    loader.do("gather", port=server.port, inbox=inbox, visitors=place.visitors, agents=place.agents)


def cost_in_round(loader: Loader, server: Running, seconds: float) -> tuple[float, float]:
    """Microseconds of the server's processor time per message, and messages per second."""
    before = server.cpu_s()
    done = loader.do("saturate", seconds=seconds, in_flight=IN_FLIGHT)
    return 1e6 * (server.cpu_s() - before) / done["messages"], done["messages"] / done["seconds"]


def _cost_figures(rounds: list[tuple[tuple[float, float], tuple[float, float]]]) -> list[Figure]:
    floor = median(bare for (bare, _), _ in rounds)
    ratio = median(ours / bare for (bare, _), (ours, _) in rounds)
    spread = sorted(ours / bare for (bare, _), (ours, _) in rounds)
    return [
        Figure(
            "processor time per durable message",
            floor * ratio,
            "µs",
            floor=floor,
            most=3.0,
            is_ratio=True,
            remark=f"rounds from {spread[0]:.2f} to {spread[-1]:.2f} ×; the aim is 2",
        ),
        Figure(
            "messages per second at saturation",
            median(rate for _, (_, rate) in rounds),
            "",
            floor=median(rate for (_, rate), _ in rounds),
            remark="the machine also runs the load and whatever else it does",
        ),
    ]


def _delays(loader: Loader, seconds: float) -> dict[str, list[float]]:
    done = loader.do("pace", seconds=seconds, rate=RATE)
    return {name: done[name] for name in ("acknowledged", "delivered")}


def _delay_figures(ours: dict[str, list[float]], bare: dict[str, list[float]]) -> list[Figure]:
    remark = f"at {RATE:,.0f} messages a second"
    return [
        Figure(f"{name}, {title}", percentile(ours[name], at), "ms", floor=percentile(bare[name], at), remark=remark)
        for name in ("acknowledged", "delivered")
        for title, at in (("median", 0.5), ("99th percentile", 0.99))
    ]
