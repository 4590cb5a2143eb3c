"""How soon everybody is back after the server was killed.

9,000 visitors with a live conversation are connected when the server dies (SIGKILL) and is started again at once. Their
clients do what the protocol asks of clients: try again after a random time that doubles, resume after the last position
they hold (a third have missed messages), send what was not acknowledged. Seconds count from the kill; the program's own
start is part of them and is the floor. They run on the wall's clock, so a busy machine shows in them. The processor
time of one return does not depend on that, and stands beside what the bare relay needs to take a connection.
"""

from __future__ import annotations

import asyncio
import time
from pathlib import Path

from .figure import Figure
from .furnish import furnish
from .loader import load
from .running import relay, warmline


def measure(folder: Path, *, is_quick: bool) -> list[Figure]:
    """Seconds until ready, first acknowledgement, and until all have resumed."""
    count = 180 if is_quick else 9_000
    place = asyncio.run(furnish(folder / "reconnect", visitors=count, items_each=5))
    with relay(folder) as bare, load() as loader:
        bare_s = bare.cpu_s()
        loader.do("linger", port=bare.port, inbox="", count=count // 3)
        bare_s = (bare.cpu_s() - bare_s) / (count // 3)
    with warmline(place.data) as server, load() as loader:
        loader.do("settle_down", port=server.port, inbox=place.inbox_key, epoch=place.epoch, visitors=place.visitors)
        loader.begin("outlive")
        killed_at = time.monotonic()
        server.end()
        server.start()
        ready_s = time.monotonic() - killed_at
        before_s = server.cpu_s()
        moments = loader.result()
        return_s = (server.cpu_s() - before_s) / count
    resumed, acknowledged = ([moment - killed_at for moment in moments[name]] for name in ("resumed", "acknowledged"))
    who = f"{count:,} visitors"
    return [
        Figure("killed, started again, ready", ready_s, "s"),
        Figure(f"first acknowledgement, {who} returning", acknowledged[0], "s", floor=ready_s, most=2.0),
        Figure(f"half of {who} resumed", resumed[len(resumed) // 2], "s", floor=ready_s),
        Figure(f"all of {who} resumed", resumed[-1], "s", floor=ready_s, most=20.0),
        Figure("processor time of one return", 1e6 * return_s, "µs", floor=1e6 * bare_s),
        Figure("last acknowledgement of what waited in outboxes", acknowledged[-1], "s", floor=ready_s),
    ]
