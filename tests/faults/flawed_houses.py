"""Houses with one planted bug each, and the broken promise that the checker must name."""

# ruff: noqa: D102 - what each method gets wrong is said once, by its class
from __future__ import annotations

from tests.faults.history import Frame, Sent, StoredItem
from tests.faults.model_client import Client
from tests.faults.model_house import House
from tests.faults.violations import (
    AlteredBody,
    BrokenNumbering,
    BrokenSnapshot,
    BrokenVisitorNumbering,
    IncompleteView,
    InventedMessage,
    LeakedToVisitor,
    LostMessage,
    MovedAcknowledgement,
    PhantomItem,
    ReceiptWentBack,
    ReorderedDevice,
    RepeatedItem,
    SkippedItem,
    StoredTwice,
    Violation,
)


class AcknowledgesBeforeCommit(House):
    """Tells the sender at once, and loses the batch in a crash."""

    def _transmit(self, client: Client, sent: Sent) -> None:
        super()._transmit(client, sent)
        if self.find(client, sent) is None:
            row = self.append(client.conversation, client, sent)
            self.rows.remove(row)
            self.answer(client, row)


class ForgetsClientIds(House):
    """Treats every retry as a new message."""

    def find(self, client: Client, sent: Sent) -> StoredItem | None:
        return None


class MakesUpMessages(House):
    """Stores a message under a client id of its own making."""

    def append(self, conversation: int, client: Client | None, sent: Sent | None) -> StoredItem:
        if sent and not self.rows:
            sent = Sent("made-up-by-server", sent.body, sent.kind)
        return super().append(conversation, client, sent)


class TrimsBodies(House):
    """Stores the first line only."""

    def stored_body(self, body: str) -> str:
        return body.partition("\n")[0]


class BurnsNumbers(House):
    """A crash loses the position that a batch was about to take."""

    burnt = 0

    def crash(self) -> None:
        self.burnt += len(self.batch)
        super().crash()

    def next_seq(self, conversation: int) -> int:
        return super().next_seq(conversation) + self.burnt


class NumbersNotesForVisitors(House):
    """Has one numbering for all: a note leaves a gap in what the visitor sees."""

    def next_visitor_seq(self, conversation: int) -> int:
        return self.next_seq(conversation)


class ShufflesBatches(House):
    """Writes the messages of one batch in any order."""

    def commit(self) -> None:
        self.batch.reverse()
        super().commit()


class AnswersRetriesWithTheNewest(House):
    """Answers a retry with the position that a new message would have."""

    def answer(self, client: Client, row: StoredItem) -> None:
        frame = self.item(client, row)
        client.receive({**frame, "seq": frame["seq"] + 1})


class ResumesOneTooLate(House):
    """Skips the first item that a client missed."""

    def resume(self, client: Client) -> Frame:
        frame = super().resume(client)
        return {**frame, "items": frame["items"][1:]} if frame["type"] == "items" else frame


class ResumesWithoutWatermark(House):
    """Subscribes, reads the database, and then fans out what the reading gave already."""

    def connect(self, client: Client) -> None:
        is_new = not client.is_connected
        super().connect(client)
        for row in self.rows[-1:]:
            if is_new and self.may_hear(client, row):
                client.receive(self.item(client, row))


class PublishesBeforeCommit(House):
    """Colleagues hear of a message that a crash then undoes."""

    def _transmit(self, client: Client, sent: Sent) -> None:
        super()._transmit(client, sent)
        if self.find(client, sent) is None:
            row = self.append(client.conversation, client, sent)
            self.rows.remove(row)
            for other in self.clients:
                if other is not client and other.is_connected and self.may_hear(other, row):
                    other.receive(self.item(other, row))


class MixesUpConversations(House):
    """Delivers to visitors of other conversations too."""

    def may_hear(self, client: Client, row: StoredItem) -> bool:
        return self.may_see(client, row)


class SnapshotsWithHoles(House):
    """Leaves the second item out of a snapshot."""

    def resume(self, client: Client) -> Frame:
        frame = super().resume(client)
        if frame["type"] == "snapshot":
            frame["items"] = frame["items"][:1] + frame["items"][2:]
        return frame


class HidesThatThereIsMore(House):
    """Says that a snapshot is everything when it is not."""

    def resume(self, client: Client) -> Frame:
        frame = super().resume(client)
        return {**frame, "has_older": False} if frame["type"] == "snapshot" else frame


class ForgetsAgentWindows(House):
    """An agent's window is given what it asks for on opening, and nothing after."""

    def may_hear(self, client: Client, row: StoredItem) -> bool:
        is_live = self.rows[-1:] == [row]
        return super().may_hear(client, row) and not (is_live and not client.is_visitor)


class ShowsNotesToVisitors(House):
    """What an agent notes reaches the visitor as a typing preview."""

    def fan_out(self, row: StoredItem) -> None:
        super().fan_out(row)
        for client in self.clients:
            if row.kind == "note" and client.is_visitor and client.is_connected:
                client.receive({"type": "typing", "name": f"Reza: {row.body}", "is_typing": True})


class TellsVisitorsTheAgentsNumber(House):
    """An innocent-looking field counts the notes."""

    def item(self, client: Client, row: StoredItem) -> Frame:
        frame = super().item(client, row)
        return {**frame, "position": row.seq} if client.is_visitor else frame


class CountsNotesInReceipts(House):
    """How far the team has read is told in the agents' numbering."""

    def read_position(self, conversation: int) -> int:
        return self.next_seq(conversation) - 1


class ForgetsReceipts(House):
    """A restart sets all receipts to zero."""

    def crash(self) -> None:
        super().crash()
        self.receipts = {}


PLANTED_BUGS: tuple[tuple[type[House], type[Violation]], ...] = (
    (AcknowledgesBeforeCommit, LostMessage),
    (ForgetsClientIds, StoredTwice),
    (MakesUpMessages, InventedMessage),
    (TrimsBodies, AlteredBody),
    (BurnsNumbers, BrokenNumbering),
    (NumbersNotesForVisitors, BrokenVisitorNumbering),
    (ShufflesBatches, ReorderedDevice),
    (AnswersRetriesWithTheNewest, MovedAcknowledgement),
    (ResumesOneTooLate, SkippedItem),
    (ResumesWithoutWatermark, RepeatedItem),
    (PublishesBeforeCommit, PhantomItem),
    (MixesUpConversations, PhantomItem),
    (SnapshotsWithHoles, BrokenSnapshot),
    (HidesThatThereIsMore, BrokenSnapshot),
    (ForgetsAgentWindows, IncompleteView),
    (ShowsNotesToVisitors, LeakedToVisitor),
    (TellsVisitorsTheAgentsNumber, LeakedToVisitor),
    (CountsNotesInReceipts, LeakedToVisitor),
    (ForgetsReceipts, ReceiptWentBack),
)
