"""Topics, watermarks and receipts."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from chat_server.delivery.hub import Hub, Topic

TOPIC: Topic = ("conversation", 7)


class Ear:
    """A listener that remembers."""

    def __init__(self) -> None:
        self.heard: list[bytes] = []

    def put(self, frame: bytes) -> None:
        """Hear a frame."""
        self.heard.append(frame)

    put_ephemeral = put

    async def drained(self) -> None:
        """Reads at once."""


@given(st.integers(0, 20), st.integers(0, 20), st.integers(0, 20))
def test_whatever_the_timing_each_item_is_heard_once(before: int, read: int, total: int) -> None:
    """Items published before, while and after the database is read come once, in order, without a hole."""
    hub, ear = Hub(), Ear()
    before, read = min(before, total), min(read, total)
    subscription = hub.subscribe(TOPIC, ear)
    for n in range(1, before + 1):
        hub.publish(TOPIC, (7, n), lambda n=n: b"%d" % n)  # type: ignore[misc]
    # The database shows at least what was published, because publication follows the commit.
    seen = max(read, before)
    ear.heard += [b"%d" % n for n in range(1, seen + 1)]
    subscription.release((7, seen))
    for n in range(before + 1, total + 1):
        hub.publish(TOPIC, (7, n), lambda n=n: b"%d" % n)  # type: ignore[misc]
    assert ear.heard == [b"%d" % n for n in range(1, max(total, seen) + 1)]


def test_a_new_conversation_begins_again_at_one() -> None:
    """On a contact's topic the later conversation wins over a higher number of the earlier one."""
    hub, ear = Hub(), Ear()
    hub.subscribe(("contact", 1), ear).release((7, 40))
    for position in ((7, 40), (8, 1), (7, 41), (8, 2)):
        hub.publish(("contact", 1), position, lambda p=position: b"%d.%d" % p)  # type: ignore[misc]
    assert ear.heard == [b"8.1", b"8.2"]


def test_receipts_only_move_forward() -> None:
    """What was held while resuming, and what is older than the welcome, is not passed on."""
    hub, ear = Hub(), Ear()
    subscription = hub.subscribe(TOPIC, ear)
    hub.publish_receipts(TOPIC, (7, 3), lambda: b"3")
    subscription.release((7, 9), (7, 5))
    for mark in (4, 6, 6, 8):
        hub.publish_receipts(TOPIC, (7, mark), lambda m=mark: b"%d" % m)  # type: ignore[misc]
    assert ear.heard == [b"6", b"8"]


def test_typing_is_not_heard_before_the_conversation_was_read() -> None:
    """Who is not yet known to be allowed hears nothing of it, and it never comes after the message it announced."""
    hub, ear = Hub(), Ear()
    subscription = hub.subscribe(TOPIC, ear)
    hub.publish_ephemeral(TOPIC, lambda: b"typing")
    hub.publish(TOPIC, (7, 1), lambda: b"1")
    subscription.release((7, 1))
    hub.publish_ephemeral(TOPIC, lambda: b"typing again")
    assert ear.heard == [b"typing again"]


def test_a_frame_is_encoded_once_and_not_for_nobody() -> None:
    """However many listen."""
    hub = Hub()
    encoded: list[int] = []

    def encode() -> bytes:
        encoded.append(1)
        return b"x"

    hub.publish(TOPIC, (7, 1), encode)
    assert encoded == []
    ears = [Ear() for _ in range(5)]
    subscriptions = [hub.subscribe(TOPIC, ear) for ear in ears]
    for subscription in subscriptions:
        subscription.release((7, 1))
    hub.publish(TOPIC, (7, 2), encode)
    assert encoded == [1]
    assert all(ear.heard == [b"x"] for ear in ears)
    for subscription in subscriptions:
        hub.unsubscribe(subscription)
    assert hub.listeners(TOPIC) == []
