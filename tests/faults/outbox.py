"""Messages that wait for the server: kept until acknowledged or refused for good, sent oldest first."""

from __future__ import annotations

from tests.faults.history import Sent

WINDOW = 8


class Outbox:
    """What one device has written and not seen come back; at most ``window`` messages are on the way at once."""

    def __init__(self) -> None:
        self.window = WINDOW
        self._waiting: dict[str, Sent] = {}
        self._on_the_way: set[str] = set()

    def __len__(self) -> int:
        return len(self._waiting)

    def add(self, sent: Sent) -> None:
        """Something was written."""
        self._waiting[sent.client_id] = sent

    def next(self) -> Sent | None:
        """The oldest message that is not on the way, if one more may be."""
        if len(self._on_the_way) >= self.window:
            return None
        return next((sent for client_id, sent in self._waiting.items() if client_id not in self._on_the_way), None)

    def leaves(self, client_id: str) -> None:
        """A message goes over the wire."""
        self._on_the_way.add(client_id)

    def returns(self, client_id: str) -> None:
        """The server could not take it now: it has to be sent again."""
        self._on_the_way.discard(client_id)

    def settled(self, client_id: str) -> None:
        """It is stored, or refused for good."""
        self._waiting.pop(client_id, None)
        self._on_the_way.discard(client_id)

    def disconnected(self) -> None:
        """Nobody knows what became of those on the way: all will be sent again."""
        self._on_the_way.clear()
