"""Promises about what a visitor can learn, and about receipts."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from tests.faults.evidence import Evidence
from tests.faults.history import Device, Frame
from tests.faults.violations import LeakedToVisitor, ReceiptWentBack, Violation

ITEM = {"seq", "sender", "body", "at", "client_id", "name"}
VISITOR_FIELDS: dict[str, set[str]] = {
    "ready": {
        *("epoch", "heartbeat_s", "now", "state", "conversation", "token"),
        *("delivered", "read", "team_read"),
    },
    "items": {"conversation", "items"},
    "snapshot": {"conversation", "items", "has_older"},
    "item": ITEM,
    "state": {"is_online", "status", "agent", "reply_time_s"},
    "team": {"is_online"},
    "receipts": {"team_read", "delivered", "read"},
    "typing": {"name", "is_typing"},
    "error": {"code", "message", "client_id", "conversation", "retry_after_s"},
    "going_away": {"retry_after_s"},
    "pong": set(),
}
"""Written by hand, not derived: a new field has to be thought about before a visitor may have it."""

RECEIPTS = ("team_read", "delivered", "read")


def visitors_learn_nothing_of_notes(evidence: Evidence) -> Iterator[Violation]:
    """No frame to a visitor carries a note's text, an unknown field or a number beyond their own."""
    secrets = [item.body for item in evidence.stored if item.kind != "message" and item.body]
    secrets += [sent.body for _, sent in evidence.sends.values() if sent.kind == "note"]
    for device in evidence.devices:
        if device.audience == "visitor":
            newest = _newest(evidence, device)
            for frame in device.frames():
                for reason in _leaks(frame, secrets, newest):
                    yield LeakedToVisitor(f"{device.name} received {reason} in {frame}")


def _newest(evidence: Evidence, device: Device) -> int:
    """The highest number of this visitor's own; one who has not written yet may hold another tab's."""
    named = [frame["conversation"] for frame in device.frames() if frame.get("conversation") is not None]
    homes = [*named, evidence.home(device)]
    return max((number for home in homes for number in evidence.visible(device, home)), default=0)


def _leaks(frame: Frame, secrets: list[str], newest: int) -> Iterator[str]:
    unknown = set(frame) - VISITOR_FIELDS.get(frame["type"], set()) - {"type"}
    for item in frame.get("items", []):
        unknown |= set(item) - ITEM - {"type"}
    if frame["type"] not in VISITOR_FIELDS:
        yield f"a frame of the type {frame['type']!r}"
    if unknown:
        yield f"the fields {sorted(unknown)}"
    if any(secret in text for text in texts_in(frame) for secret in secrets):
        yield "the text of a note"
    beyond = [name for name in RECEIPTS if frame.get(name, 0) > newest]
    if beyond:
        yield f"{beyond[0]}, which is more than the {newest} messages there are,"


def texts_in(value: Any) -> Iterator[str]:
    """Every string inside a decoded frame, keys included."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield key
            yield from texts_in(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from texts_in(inner)


def receipts_only_move_forward(evidence: Evidence) -> Iterator[Violation]:
    """No device is ever told of a smaller receipt than before."""
    for device in evidence.devices:
        yield from _receipts(device)


def _receipts(device: Device) -> Iterator[Violation]:
    reached: dict[tuple[int | None, str], int] = {}
    current: int | None = None
    for frame in device.frames():
        if frame["type"] not in _carriers(device):
            continue
        current = frame.get("conversation", current)
        for name in RECEIPTS:
            before = reached.get((current, name), 0)
            now = frame.get(name, 0 if frame["type"] == "ready" else before)
            if now < before:
                yield ReceiptWentBack(f"{device.name} was told {name}={before} of conversation {current}, then {now}")
            reached[current, name] = max(before, now)


def _carriers(device: Device) -> tuple[str, ...]:
    """The frames that may carry receipts; in ``ready`` a missing one means zero."""
    if device.audience == "visitor":
        return ("ready", "receipts")
    return ("items", "snapshot", "receipts")
