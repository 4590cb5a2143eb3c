"""A device as a model: it records what it is given, as a real client does."""

from __future__ import annotations

from dataclasses import dataclass, field

import msgspec

from tests.faults.history import Device, Frame, Received, Sent


@dataclass(eq=False)
class Client:
    """A device as a model: what it holds, what waits in its outbox, and its open session."""

    log: Device
    number: int
    conversation: int
    held: int = 0
    written: int = 0
    is_connected: bool = False
    outbox: dict[str, Sent] = field(default_factory=dict)

    @property
    def is_visitor(self) -> bool:
        """A visitor's device, not an agent's."""
        return self.log.audience == "visitor"

    def receive(self, frame: Frame) -> None:
        """Record a frame and do with it what a client does."""
        self.log.record(Received(msgspec.json.encode(frame).decode()))
        for item in frame.get("items", [frame]):
            if item.get("conversation", self.conversation) == self.conversation:
                self.held = max(self.held, item.get("seq", 0))
            self.outbox.pop(item.get("client_id", ""), None)
