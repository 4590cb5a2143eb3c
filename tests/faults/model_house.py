"""A house in memory that keeps every promise, so that flaws can be planted in it one at a time.

It speaks the same frames as the real server, commits in batches, crashes when told to, and
keeps the same histories. Every step that a flaw might get wrong is a method of its own.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from tests.faults.history import (
    Connected,
    Disconnected,
    Drained,
    Frame,
    History,
    Kind,
    Opened,
    Sent,
    StoredItem,
)
from tests.faults.model_client import Client


@dataclass
class House:
    """The perfect server: stores, acknowledges, fans out and resumes as promised."""

    history: History = field(default_factory=History)
    rows: list[StoredItem] = field(default_factory=list)
    batch: list[tuple[Client, Sent]] = field(default_factory=list)
    clients: list[Client] = field(default_factory=list)
    receipts: dict[int, int] = field(default_factory=dict)

    def visitor(self, name: str, conversation: int) -> Client:
        """A visitor's device; each visitor has one conversation."""
        return self._client(Client(self.history.device(name, "visitor"), 100 + conversation, conversation))

    def agent(self, name: str, conversation: int) -> Client:
        """An agent's window with one conversation open."""
        return self._client(Client(self.history.device(name, "agent"), len(self.clients), conversation))

    @property
    def agents(self) -> list[Client]:
        """The agents' windows."""
        return [client for client in self.clients if not client.is_visitor]

    def _client(self, client: Client) -> Client:
        self.clients.append(client)
        return client

    def connect(self, client: Client) -> None:
        """Begin a session, resume, and send again what was never acknowledged."""
        if client.is_connected:
            return
        client.is_connected = True
        client.log.record(Connected(client.conversation, client.held if client.is_visitor else 0))
        if client.is_visitor:
            client.receive({"type": "ready", **self.read_marks(client)})
        else:
            client.log.record(Opened(client.conversation, client.held))
        client.receive(self.resume(client))
        for sent in list(client.outbox.values()):
            self._transmit(client, sent)

    def cut(self, client: Client) -> None:
        """The network of one client goes away."""
        if client.is_connected:
            client.is_connected = False
            client.log.record(Disconnected())

    def send(self, client: Client, body: str, kind: Kind = "message") -> None:
        """A client writes; unconnected, the message waits in the outbox."""
        client.written += 1
        sent = Sent(f"{client.log.name}-{client.written:03}", body, kind, client.conversation)
        client.outbox[sent.client_id] = sent
        if client.is_connected:
            self._transmit(client, sent)

    def repeat(self, client: Client) -> None:
        """A client sends its first message once more although it was acknowledged."""
        for sent in list(client.log.sends().values())[:1]:
            if client.is_connected:
                self._transmit(client, sent)

    def _transmit(self, client: Client, sent: Sent) -> None:
        client.log.record(sent)
        self.batch.append((client, sent))

    def act(self, conversation: int) -> None:
        """Something happens to a conversation that only agents see."""
        self.fan_out(self.append(conversation, None, None))

    def read(self, conversation: int) -> None:
        """The team reads all; the visitor is told."""
        self.receipts[conversation] = self.read_position(conversation)
        for client in self.clients:
            if client.is_visitor and client.is_connected and client.conversation == conversation:
                marks = self.read_marks(client)
                client.receive({"type": "receipts", **marks, "delivered": 0, "read": 0})

    def commit(self) -> None:
        """The batch becomes durable; then, and only then, everybody hears of it."""
        batch, self.batch = self.batch, []
        for client, sent in batch:
            first = self.find(client, sent)
            if first is not None:
                self.answer(client, first)
            else:
                self.fan_out(self.append(client.conversation, client, sent))

    def crash(self) -> None:
        """SIGKILL: what is not committed is gone, and so are all sessions."""
        self.batch = []
        for client in self.clients:
            self.cut(client)

    def drain(self) -> None:
        """Everybody comes back, the outboxes empty themselves, all is quiet."""
        for client in self.clients:
            self.connect(client)
        self.commit()
        for client in self.clients:
            client.log.record(Drained())

    # --- The steps in which a house can go wrong ------------------------------------------

    def find(self, client: Client, sent: Sent) -> StoredItem | None:
        """The row that this client id already has."""
        mine = [row for row in self.rows if row.client_id == sent.client_id]
        return next((row for row in mine if row.conversation == client.conversation), None)

    def append(self, conversation: int, client: Client | None, sent: Sent | None) -> StoredItem:
        """Store at the next position; only messages take a number of the visitor's."""
        kind: Kind = sent.kind if sent else "activity"
        row = StoredItem(
            conversation=conversation,
            seq=self.next_seq(conversation),
            visitor_seq=self.next_visitor_seq(conversation) if kind == "message" else None,
            kind=kind,
            sender=client.log.audience if client else "system",
            sender_id=client.number if client else None,
            client_id=sent.client_id if sent else None,
            body=self.stored_body(sent.body) if sent else "",
        )
        self.rows.append(row)
        return row

    def next_seq(self, conversation: int) -> int:
        """The position after the last one."""
        return 1 + sum(row.conversation == conversation for row in self.rows)

    def next_visitor_seq(self, conversation: int) -> int:
        """The visitor's number after their last one."""
        return 1 + self.newest_for_visitors(conversation)

    def newest_for_visitors(self, conversation: int) -> int:
        """The visitor's highest number in a conversation."""
        mine = [row.visitor_seq or 0 for row in self.rows if row.conversation == conversation]
        return max(mine, default=0)

    def read_position(self, conversation: int) -> int:
        """How far the team has read when it has read all, as the visitor is told."""
        return self.newest_for_visitors(conversation)

    def stored_body(self, body: str) -> str:
        """The text as it was sent."""
        return body

    def fan_out(self, row: StoredItem) -> None:
        """Tell everybody who listens and may know."""
        for client in self.clients:
            if client.is_connected and self.may_hear(client, row):
                client.receive(self.item(client, row))

    def answer(self, client: Client, row: StoredItem) -> None:
        """Tell a sender, once more, where their message stands."""
        if client.is_connected:
            client.receive(self.item(client, row))

    def may_hear(self, client: Client, row: StoredItem) -> bool:
        """Whether this concerns the client's conversation, and may be known."""
        return row.conversation == client.conversation and self.may_see(client, row)

    def may_see(self, client: Client, row: StoredItem) -> bool:
        """Visitors see messages only."""
        return not client.is_visitor or row.kind == "message"

    def item(self, client: Client, row: StoredItem) -> Frame:
        """The item as this client may see it."""
        common = {"type": "item", "sender": row.sender, "body": row.body, "at": 0}
        if row.client_id is not None:
            common["client_id"] = row.client_id
        if client.is_visitor:
            return {**common, "seq": row.visitor_seq}
        inner: Frame = {**common, "seq": row.seq, "kind": row.kind, "conversation": row.conversation}
        return inner if row.visitor_seq is None else {**inner, "visitor_seq": row.visitor_seq}

    def resume(self, client: Client) -> Frame:
        """Everything after what the client holds; a snapshot for one who holds nothing."""
        items = [self.item(client, row) for row in self.rows if self.may_hear(client, row)]
        missed = [item for item in items if item["seq"] > client.held]
        frame: Frame = {"conversation": client.conversation, "items": missed}
        if client.held == 0:
            return {**frame, "type": "snapshot", "items": missed[-3:], "has_older": len(missed) > 3}
        return {**frame, "type": "items"}

    def read_marks(self, client: Client) -> Frame:
        """How far the team has read, in the visitor's numbering."""
        return {"team_read": self.receipts.get(client.conversation, 0)}
