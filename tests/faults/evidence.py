"""The history and the database side by side, indexed for the rules."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from tests.faults.history import Answered, Device, Frame, History, Received, Sent, StoredItem, items_in


class Evidence:
    """What the devices saw, and what is stored."""

    def __init__(self, history: History, stored: list[StoredItem]) -> None:
        self.devices = history.devices
        self.stored = sorted(stored, key=lambda item: (item.conversation, item.seq))
        self.sends: dict[str, tuple[Device, Sent]] = {}
        for device in self.devices:
            for client_id, sent in device.sends().items():
                self.sends.setdefault(client_id, (device, sent))
        self.conversations: defaultdict[int, list[StoredItem]] = defaultdict(list)
        self.rows: defaultdict[str, list[StoredItem]] = defaultdict(list)
        for item in self.stored:
            self.conversations[item.conversation].append(item)
            if item.client_id is not None:
                self.rows[item.client_id].append(item)

    def visible(self, device: Device, conversation: int | None) -> dict[int, StoredItem]:
        """What this device may see of a conversation, by the position it knows it under."""
        items = self.conversations.get(conversation, []) if conversation is not None else []
        if device.audience == "agent":
            return {item.seq: item for item in items}
        return {item.visitor_seq: item for item in items if item.visitor_seq is not None}

    def home(self, device: Device) -> int | None:
        """The conversation that the messages of this device's person ended up in."""
        for client_id, (sender, _) in self.sends.items():
            if sender.person == device.person and self.rows.get(client_id):
                return self.rows[client_id][0].conversation
        return None

    def acknowledgements(self, device: Device) -> Iterator[tuple[str, int]]:
        """Every time one of this device's own messages came back: client id and position."""
        own = device.sends()
        for event in device.events:
            for item in _items_of(event):
                client_id = item.get("client_id")
                if client_id in own:
                    yield client_id, item["seq"]


def _items_of(event: object) -> list[Frame]:
    if isinstance(event, Received):
        return [item for frame in event.frames() for item in items_in(frame)]
    return [event.item] if isinstance(event, Answered) else []
