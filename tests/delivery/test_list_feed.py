"""The console's list: how changed rows gather."""

from __future__ import annotations

import asyncio

import msgspec
import pytest

from chat_server.delivery.list_feed import CALM_ROWS, GATHER_S, MAX_GATHER_S, ListFeed
from chat_server.domain.conversation import Head
from chat_server.protocol.views import summary


class Console:
    """Notes the rows it is sent."""

    def __init__(self) -> None:
        self.rows: list[list[int]] = []

    def put(self, frame: bytes) -> None:
        """A frame came."""
        self.rows.append([row["id"] for row in msgspec.json.decode(frame)["conversations"]])

    def put_ephemeral(self, frame: bytes) -> None:
        """Presence came."""

    async def drained(self) -> None:
        """Nothing ever waits."""


def head(conversation: int, change: int) -> Head:
    """A conversation that has just changed."""
    return Head(
        conversation, 1, 1, "Sara", "en", "open", 1, 1, 1, 1, 1, "visitor", "Hello", None, 1, None, None, None, 0, 0, 0,
        change,
    )  # fmt: skip


@pytest.fixture
async def planned(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """After how long the feed wants to be called, each time it plans."""
    delays: list[float] = []
    monkeypatch.setattr(asyncio.get_running_loop(), "call_later", lambda delay, _call: delays.append(delay))
    return delays


async def feed_to(console: Console) -> ListFeed:
    """A feed that Reza's console listens to."""
    feed = ListFeed(lambda head: summary(head, False))
    feed.subscribe(1, frozenset({1}), console).release(0)
    return feed


async def test_a_row_that_changes_thrice_is_sent_once(planned: list[float]) -> None:
    """Reza sees where it stands, not how it got there; the rows come in the order of their changes."""
    console = Console()
    feed = await feed_to(console)
    for change, conversation in enumerate((7, 8, 7, 7), start=1):
        feed.changed(head(conversation, change))
    feed.flush()
    assert console.rows == [[8, 7]]
    assert planned == [GATHER_S]


async def test_many_changed_rows_gather_longer_and_few_again_as_before(planned: list[float]) -> None:
    """A rush of visitors does not make the list flicker; when it is over, it is quick again."""
    feed = await feed_to(Console())
    for rows in (CALM_ROWS * 2, CALM_ROWS * 100, 1, 1):
        for number in range(rows):
            feed.changed(head(number + 1, number + 1))
        feed.flush()
    assert planned == pytest.approx([GATHER_S, 2 * GATHER_S, MAX_GATHER_S, GATHER_S])
