"""The real server, which kills itself with SIGKILL at a chosen place: ``python -m tests.faults.server POINT COUNT``.

Without a place it is the operator's command and nothing else. Nothing in the product knows of this: SQLite's
connection, the hub and the outbox are wrapped from outside. At the ``COUNT``-th time that the place is passed the
process is gone, without a goodbye to anybody.
"""

from __future__ import annotations

import ctypes
import os
import signal
import sqlite3
import sys
from collections.abc import Awaitable, Callable
from functools import partial
from typing import Any, Literal, get_args

from chat_server.cli import main
from chat_server.delivery.hub import Position, Subscription
from chat_server.delivery.outbox import Outbox

Point = Literal["before_commit", "after_commit", "during_fan_out", "before_acknowledgement", "after_acknowledgement"]
POINTS: tuple[Point, ...] = get_args(Point)
ITEM = '"type":"item"'
PR_SET_PDEATHSIG = 1


class Fuse:
    """Burns down by one each time; at zero the process dies on the spot."""

    def __init__(self, point: Point, count: int) -> None:
        self.point = point
        self.left = count

    def burn(self, point: Point) -> None:
        """Pass a place; only the chosen one counts."""
        if point == self.point:
            self.left -= 1
            if self.left == 0:
                os.kill(os.getpid(), signal.SIGKILL)


def kill_around_commits(fuse: Fuse) -> None:
    """Before the database is told to commit, and when it has but nobody knows."""

    class Watched(sqlite3.Connection):
        def execute(self, sql: str, parameters: Any = (), /) -> sqlite3.Cursor:
            if sql == "COMMIT":
                fuse.burn("before_commit")
            cursor = super().execute(sql, parameters)
            if sql == "COMMIT":
                fuse.burn("after_commit")
            return cursor

    connect = sqlite3.connect
    sqlite3.connect = partial(connect, factory=Watched)  # type: ignore[assignment]


def kill_during_fan_out(fuse: Fuse) -> None:
    """When one listener has been told and the next has not."""
    offer = Subscription.offer

    def watched(self: Subscription, position: Position | None, frame: bytes) -> None:
        offer(self, position, frame)
        if position is not None:
            fuse.burn("during_fan_out")

    Subscription.offer = watched  # type: ignore[method-assign]


def kill_around_acknowledgements(fuse: Fuse) -> None:
    """Just before an item goes over the wire to somebody, and just after, before it goes to the others."""
    create = Outbox.__init__

    def watched(self: Outbox, write: Callable[[str], Awaitable[None]], *rest: Any, **named: Any) -> None:
        async def write_and_burn(text: str) -> None:
            if ITEM not in text:
                await write(text)
                return
            fuse.burn("before_acknowledgement")
            await write(text)
            fuse.burn("after_acknowledgement")

        create(self, write_and_burn, *rest, **named)

    Outbox.__init__ = watched  # type: ignore[method-assign]


def light(fuse: Fuse) -> None:
    """Wrap the places at which the process can die."""
    kill_around_commits(fuse)
    kill_during_fan_out(fuse)
    kill_around_acknowledgements(fuse)


def do_not_outlive_the_test() -> None:
    """Where Linux offers it: when whoever started this process dies, however suddenly, so does this process."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)


if __name__ == "__main__":
    do_not_outlive_the_test()
    for chosen in [point for point in POINTS if point in sys.argv[1:2]]:
        light(Fuse(chosen, int(sys.argv[2])))
    main(["serve"])
