"""Promises about what is stored: nothing acknowledged is missing, doubled, altered or misplaced."""

from __future__ import annotations

from collections.abc import Iterator

from tests.faults.evidence import Evidence
from tests.faults.history import Device, StoredItem
from tests.faults.violations import (
    AlteredBody,
    BrokenNumbering,
    BrokenVisitorNumbering,
    InventedMessage,
    LostMessage,
    MovedAcknowledgement,
    ReorderedDevice,
    StoredTwice,
    Violation,
)


def acknowledged_is_stored(evidence: Evidence) -> Iterator[Violation]:
    """Whatever came back to its sender is in the database."""
    for device in evidence.devices:
        for client_id, position in evidence.acknowledgements(device):
            if not evidence.rows.get(client_id):
                yield LostMessage(
                    f"{device.name} was told that {client_id} is stored at {position}, but it is not stored"
                )


def bodies_are_unaltered(evidence: Evidence) -> Iterator[Violation]:
    """The text in the database is the text that was sent."""
    for client_id, (device, sent) in evidence.sends.items():
        for row in evidence.rows.get(client_id, []):
            if (row.body, row.kind) != (sent.body, sent.kind):
                yield AlteredBody(
                    f"{device.name} sent {client_id} as {sent.kind} {sent.body!r}, stored is {row.kind} {row.body!r}"
                )


def one_row_per_client_id(evidence: Evidence) -> Iterator[Violation]:
    """However often a message was sent, it is stored once, and somebody sent it."""
    for client_id, rows in evidence.rows.items():
        if len(rows) > 1:
            places = ", ".join(f"{row.conversation}/{row.seq}" for row in rows)
            yield StoredTwice(f"{client_id} is stored {len(rows)} times, at {places}")
        if client_id not in evidence.sends:
            yield InventedMessage(f"{client_id} is stored, but no device sent it")


def positions_are_gap_free(evidence: Evidence) -> Iterator[Violation]:
    """Agents' positions are 1..n; visitors' positions are 1..m over the messages alone."""
    for conversation, items in evidence.conversations.items():
        positions = [item.seq for item in items]
        if positions != list(range(1, len(items) + 1)):
            yield BrokenNumbering(
                f"conversation {conversation} should be numbered 1..{len(items)}, but has {positions}"
            )
        yield from _visitor_positions(conversation, items)


def _visitor_positions(conversation: int, items: list[StoredItem]) -> Iterator[Violation]:
    messages = [item.visitor_seq for item in items if item.kind == "message"]
    if messages != list(range(1, len(messages) + 1)):
        yield BrokenVisitorNumbering(
            f"the messages of conversation {conversation} should be numbered 1..{len(messages)} "
            f"for the visitor, but have {messages}"
        )
    for item in items:
        if item.kind != "message" and item.visitor_seq is not None:
            yield BrokenVisitorNumbering(
                f"the {item.kind} at {conversation}/{item.seq} has the visitor's number {item.visitor_seq}"
            )


def retries_keep_their_position(evidence: Evidence) -> Iterator[Violation]:
    """Every acknowledgement of a message names the position at which it is stored."""
    for device in evidence.devices:
        for client_id, position in evidence.acknowledgements(device):
            rows = evidence.rows.get(client_id)
            if rows and position not in [_position(row, device) for row in rows]:
                yield MovedAcknowledgement(
                    f"{device.name} was told that {client_id} is at {position}, "
                    f"but it is stored at {_position(rows[0], device)}"
                )
        yield from _changed_answers(evidence, device)


def _changed_answers(evidence: Evidence, device: Device) -> Iterator[Violation]:
    first: dict[str, int] = {}
    for client_id, position in evidence.acknowledgements(device):
        if first.setdefault(client_id, position) != position:
            yield MovedAcknowledgement(
                f"{device.name} was told that {client_id} is at {first[client_id]}, and later that it is at {position}"
            )


def _position(row: StoredItem, device: Device) -> int | None:
    return row.seq if device.audience == "agent" else row.visitor_seq


def devices_keep_their_order(evidence: Evidence) -> Iterator[Violation]:
    """What one device wrote first stands first."""
    for device in evidence.devices:
        last: dict[int, tuple[int, str]] = {}
        for client_id in device.sends():
            for row in evidence.rows.get(client_id, [])[:1]:
                position, earlier = last.get(row.conversation, (0, ""))
                if row.seq < position:
                    yield ReorderedDevice(
                        f"{device.name} wrote {earlier} before {client_id}, but they are stored at "
                        f"{row.conversation}/{position} and {row.conversation}/{row.seq}"
                    )
                last[row.conversation] = max((position, earlier), (row.seq, client_id))
