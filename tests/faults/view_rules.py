"""Promises about views: each device was shown an exact prefix, in order, once.

The replay knows one exception: a message that was sent again is answered again. So a device may
receive an item of its own a second time, but no more often than it sent it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from tests.faults.evidence import Evidence
from tests.faults.history import Connected, Device, Drained, Frame, Left, Opened, Received, Sent
from tests.faults.violations import (
    BrokenSnapshot,
    IncompleteView,
    PhantomItem,
    RepeatedItem,
    SkippedItem,
    Violation,
)


def views_are_exact_prefixes(evidence: Evidence) -> Iterator[Violation]:
    """Replay every device's frames and compare each item with the database."""
    for device in evidence.devices:
        yield from _Replay(evidence, device).run()


class _Replay:
    def __init__(self, evidence: Evidence, device: Device) -> None:
        self.evidence = evidence
        self.device = device
        self.current: int | None = None
        self.held: dict[int | None, int] = {}
        self.pending: dict[int | None, int] = {}
        self.opened: set[int | None] = set()
        self.followed: set[int | None] = set()
        self.sent: Counter[str] = Counter()
        self.answered: Counter[str] = Counter()

    def run(self) -> Iterator[Violation]:
        for event in self.device.events:
            if isinstance(event, Connected) and self.device.audience == "visitor":
                self._claims(event.conversation or self.current, event.after)
            elif isinstance(event, Connected):
                self.opened.clear()
                self.followed.clear()
            elif isinstance(event, Opened):
                self._claims(event.conversation, event.after)
                self.followed.add(event.conversation)
            elif isinstance(event, Left):
                self.followed.discard(event.conversation)
            elif isinstance(event, Sent):
                self.sent[event.client_id] += 1
            elif isinstance(event, Received):
                for frame in event.frames():
                    yield from self._frame(frame)
            elif isinstance(event, Drained):
                yield from self._is_complete()

    def _claims(self, conversation: int | None, after: int) -> None:
        """A client that says it holds nothing starts its view anew."""
        held = self.held.get(conversation, 0)
        if after not in (0, held):
            raise ValueError(f"{self.device.name} claims to hold {after}, but was given up to {held}")
        self.current = conversation
        self.pending[conversation] = after

    def _frame(self, frame: Frame) -> Iterator[Violation]:
        kind = frame.get("type")
        if kind in ("ready", "items", "snapshot", "item") and frame.get("conversation") is not None:
            self._is_now_in(frame["conversation"])
        if kind in ("items", "snapshot"):
            self._begins()
        if kind == "snapshot":
            yield from self._snapshot(frame)
        elif kind == "items":
            for item in frame["items"]:
                yield from self._next(item)
        elif kind == "item":
            yield from self._live(frame)

    def _is_now_in(self, conversation: int) -> None:
        if self.current is None and self.held.get(None):
            self.held.setdefault(conversation, self.held.pop(None))
        self.current = conversation

    def _begins(self) -> None:
        """The answer to ``open`` or ``hello``: from here on the view is what the client claimed to hold."""
        self.opened.add(self.current)
        self.held[self.current] = self.pending.pop(self.current, self._last())

    def _live(self, item: Frame) -> Iterator[Violation]:
        if self.current is None:
            home = self.evidence.home(self.device)
            if home is not None:
                self._is_now_in(home)
        client_id = item.get("client_id", "")
        is_answer = self.answered[client_id] < self.sent[client_id]
        self.answered[client_id] += 1
        if self._is_unasked():
            yield from self._unasked(item, is_answer)
        elif is_answer and item["seq"] <= self._last():
            yield from self._is_stored(item)
        else:
            yield from self._next(item)

    def _is_unasked(self) -> bool:
        return self.device.audience == "agent" and self.current not in self.opened

    def _unasked(self, item: Frame, is_answer: bool) -> Iterator[Violation]:
        """Of a conversation that is not open, an agent is given their own messages and nothing else."""
        if is_answer:
            yield from self._is_stored(item)
        else:
            yield PhantomItem(f"{self._who()} was given {item['seq']}, but has not opened this conversation")

    def _next(self, item: Frame) -> Iterator[Violation]:
        seq, last = item["seq"], self._last()
        if seq > last + 1:
            yield SkippedItem(f"{self._who()} held 1..{last} and was given {seq}: {last + 1} is missing")
        elif seq <= last:
            yield RepeatedItem(f"{self._who()} held 1..{last} and was given {seq} again")
        self.held[self.current] = max(seq, last)
        yield from self._is_stored(item)

    def _snapshot(self, frame: Frame) -> Iterator[Violation]:
        positions = [item["seq"] for item in frame["items"]]
        first = positions[0] if positions else 1
        if positions != list(range(first, first + len(positions))):
            yield BrokenSnapshot(f"{self._who()} was given a snapshot with a hole: {positions}")
        if frame["has_older"] != (first > 1):
            yield BrokenSnapshot(f"{self._who()} was given a snapshot from {first} with has_older={frame['has_older']}")
        newest = max(positions, default=0)
        if newest < self._last():
            yield BrokenSnapshot(f"{self._who()} held 1..{self._last()} and was given {positions}")
        self.held[self.current] = newest
        for item in frame["items"]:
            yield from self._is_stored(item)

    def _is_stored(self, item: Frame) -> Iterator[Violation]:
        row = self.evidence.visible(self.device, self.current).get(item["seq"])
        shown = (item["sender"], item.get("body", ""), item.get("client_id"))
        if row is None:
            yield PhantomItem(f"{self._who()} was given {item['seq']}, which is not stored there")
        elif shown[:2] != (row.sender, row.body) or shown[2] not in (None, row.client_id):
            yield PhantomItem(f"{self._who()} was given {shown} at {item['seq']}, stored is {row}")
        elif self.device.audience == "agent" and (
            (item["kind"], item.get("visitor_seq")) != (row.kind, row.visitor_seq)
        ):
            yield PhantomItem(f"{self._who()} was given {item} at {item['seq']}, stored is {row}")

    def _is_complete(self) -> Iterator[Violation]:
        if self.device.audience == "visitor" and self.current is None:
            self.current = self.evidence.home(self.device)
        followed = [self.current] if self.device.audience == "visitor" else self.followed
        for conversation in followed:
            newest = max(self.evidence.visible(self.device, conversation), default=0)
            held = self.held.get(conversation, 0)
            if held < newest:
                yield IncompleteView(
                    f"{self.device.name} held 1..{held} of conversation {conversation} when all was quiet, "
                    f"but it goes to {newest}"
                )

    def _last(self) -> int:
        return self.held.get(self.current, 0)

    def _who(self) -> str:
        return f"{self.device.name} in conversation {self.current}"
