"""What every device saw, in the order it saw it: the evidence the checker judges.

A history is one log per device. A device is one client with an outbox of its own: a tab, a
phone, an agent's window. Its events stand in the order they happened; ``Connected`` and
``Disconnected`` are the borders of a session. Frames are kept as they came over the wire.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any, Literal

import msgspec
from msgspec import Struct, field

Kind = Literal["message", "note", "activity"]
Audience = Literal["visitor", "agent"]
Frame = dict[str, Any]


class Connected(Struct, tag="connected", frozen=True):
    """A session began; a visitor said ``hello`` with this conversation and position."""

    conversation: int | None = None
    after: int = 0


class Opened(Struct, tag="opened", frozen=True):
    """An agent asked for everything of a conversation after a position."""

    conversation: int
    after: int


class Left(Struct, tag="left", frozen=True):
    """An agent closed a conversation; what was on its way may still come."""

    conversation: int


class Sent(Struct, tag="sent", frozen=True):
    """A message left the device, for the first time or again."""

    client_id: str
    body: str
    kind: Kind = "message"
    conversation: int | None = None
    at_ms: int = 0


class Received(Struct, tag="received", frozen=True):
    """A WebSocket message came: one frame, or an array of frames."""

    text: str
    at_ms: int = 0

    def frames(self) -> list[Frame]:
        """The frames of this message, in order."""
        decoded = msgspec.json.decode(self.text)
        return decoded if isinstance(decoded, list) else [decoded]


class Answered(Struct, tag="answered", frozen=True):
    """An HTTP request that sent a message was answered with this item."""

    item: Frame
    conversation: int | None = None


class Disconnected(Struct, tag="disconnected", frozen=True):
    """The session ended, with the close code if one came."""

    code: int | None = None


class Drained(Struct, tag="drained", frozen=True):
    """The device stayed connected until all was quiet: from here on it must hold everything."""


Event = Connected | Opened | Left | Sent | Received | Answered | Disconnected | Drained


class Device(Struct):
    """One device's log. ``person`` is shared by the devices of one visitor or agent."""

    name: str
    audience: Audience
    person: str
    events: list[Event] = field(default_factory=list)

    def record(self, event: Event) -> None:
        """Append what just happened."""
        self.events.append(event)

    def sends(self) -> dict[str, Sent]:
        """The first send of every client id, in the order they left."""
        first: dict[str, Sent] = {}
        for event in self.events:
            if isinstance(event, Sent):
                first.setdefault(event.client_id, event)
        return first

    def frames(self) -> Iterator[Frame]:
        """Every frame this device received, over all its sessions."""
        for event in self.events:
            if isinstance(event, Received):
                yield from event.frames()


class History(Struct):
    """All devices of one run."""

    devices: list[Device] = field(default_factory=list)

    def device(self, name: str, audience: Audience, person: str | None = None) -> Device:
        """Begin the log of a device."""
        log = Device(name, audience, person or name)
        self.devices.append(log)
        return log

    def save(self, path: Path) -> None:
        """Keep the evidence, for whoever has to find out what happened."""
        path.write_bytes(msgspec.json.encode(self))

    @classmethod
    def load(cls, path: Path) -> History:
        """Read what ``save`` wrote."""
        return msgspec.json.decode(path.read_bytes(), type=cls)


class StoredItem(Struct, frozen=True):
    """One timeline item as the database holds it when all is over."""

    conversation: int
    seq: int
    visitor_seq: int | None
    kind: Kind
    sender: Literal["visitor", "agent", "system"]
    sender_id: int | None
    client_id: str | None
    body: str


def items_in(frame: Frame) -> list[Frame]:
    """The timeline items that a frame carries, whatever its type."""
    if frame.get("type") == "item":
        return [frame]
    if frame.get("type") in ("items", "snapshot"):
        return list(frame["items"])
    return []
