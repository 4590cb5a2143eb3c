"""Who hears what: topics and their subscribers.

An item on a topic has a position ``(conversation, seq)``. A subscriber has a watermark: the last position it was
given. To resume, it subscribes first, then reads the database, then streams: what is published meanwhile is held
back and passed on only beyond what the database already gave. Without the watermark an item could come twice,
because a commit is visible to readers before its publication runs.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal, Protocol

Topic = tuple[Literal["contact", "conversation", "inbox"], int]
Position = tuple[int, int]
Mark = tuple[int, ...]
BEGINNING: Position = (0, 0)


class Listener(Protocol):
    """What receives encoded frames."""

    def put(self, frame: bytes) -> None:
        """Queue a frame."""
        ...

    def put_ephemeral(self, frame: bytes) -> None:
        """Queue a frame that may be dropped."""
        ...

    async def drained(self) -> None:
        """Return when what was queued is on its way."""
        ...


class Subscription:
    """One listener's place on one topic. It holds everything back until ``release``."""

    __slots__ = ("_held", "_receipts", "listener", "topic", "watermark")

    def __init__(self, topic: Topic, listener: Listener) -> None:
        self.topic = topic
        self.listener = listener
        self.watermark = BEGINNING
        self._receipts: Mark = ()
        self._held: list[Callable[[], None]] | None = []

    def release(self, watermark: Position, receipts: Mark = ()) -> None:
        """The listener has everything up to ``watermark`` and ``receipts``: pass on what goes beyond, and stream."""
        self.watermark, self._receipts = watermark, receipts
        held, self._held = self._held or [], None
        for offer in held:
            offer()

    def offer(self, position: Position | None, frame: bytes) -> None:
        """Pass a frame on, unless the listener has it already; state without a position always goes on."""
        if self._held is not None:
            self._held.append(lambda: self.offer(position, frame))
            return
        if position is not None:
            if position <= self.watermark:
                return
            self.watermark = position
        self.listener.put(frame)

    def offer_ephemeral(self, frame: bytes) -> None:
        """Pass on what is true only now. Held back, it would come after the words that it announces; so it is dropped.

        Until the release it is not even known whether the listener may hear of this topic.
        """
        if self._held is None:
            self.listener.put_ephemeral(frame)

    def offer_receipts(self, mark: Mark, frame: bytes) -> None:
        """Pass receipts on, unless the listener knows later ones: they only move forward."""
        if self._held is not None:
            self._held.append(lambda: self.offer_receipts(mark, frame))
        elif mark > self._receipts:
            self._receipts = mark
            self.listener.put(frame)


class Hub:
    """All topics of this node."""

    def __init__(self) -> None:
        self._topics: dict[Topic, dict[Subscription, None]] = {}

    def subscribe(self, topic: Topic, listener: Listener) -> Subscription:
        """Hear of a topic from now on; frames are held until the subscription is released."""
        subscription = Subscription(topic, listener)
        self._topics.setdefault(topic, {})[subscription] = None
        return subscription

    def unsubscribe(self, subscription: Subscription) -> None:
        """Hear no more."""
        subscribers = self._topics.get(subscription.topic)
        if subscribers is not None:
            subscribers.pop(subscription, None)
            if not subscribers:
                del self._topics[subscription.topic]

    def publish(self, topic: Topic, position: Position | None, encode: Callable[[], bytes]) -> None:
        """Give a frame to every subscriber. It is encoded once, and not at all when nobody listens."""
        subscribers = self._topics.get(topic)
        if subscribers:
            frame = encode()
            for subscription in tuple(subscribers):
                subscription.offer(position, frame)

    def publish_each(self, topic: Topic, position: Position, encode_for: Callable[[Listener], bytes]) -> None:
        """Give every subscriber a frame of its own."""
        for subscription in tuple(self._topics.get(topic, ())):
            subscription.offer(position, encode_for(subscription.listener))

    def publish_receipts(self, topic: Topic, mark: Mark, encode: Callable[[], bytes]) -> None:
        """Give receipts to every subscriber that does not know later ones."""
        subscribers = self._topics.get(topic)
        if subscribers:
            frame = encode()
            for subscription in tuple(subscribers):
                subscription.offer_receipts(mark, frame)

    def publish_ephemeral(self, topic: Topic, encode: Callable[[], bytes], without: Listener | None = None) -> None:
        """Give a frame that may be dropped to every subscriber but one."""
        subscribers = self._topics.get(topic)
        if subscribers:
            frame = encode()
            for subscription in tuple(subscribers):
                if subscription.listener is not without:
                    subscription.offer_ephemeral(frame)

    def listeners(self, topic: Topic) -> list[Listener]:
        """Everybody on a topic."""
        return [subscription.listener for subscription in self._topics.get(topic, ())]
