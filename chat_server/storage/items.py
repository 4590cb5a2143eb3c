"""Timeline items as rows: read by position, and appended many at a time."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache
from sqlite3 import Connection

import msgspec

from chat_server.domain.conversation import Head
from chat_server.domain.errors import ClientIdReused, NotFound, WarmlineError
from chat_server.domain.item import Activity, Item, Kind
from chat_server.domain.message_facts import Facts
from chat_server.domain.people import Actor, Agent

from . import heads
from .database import Database, Row, padded, placeholders, slices

COLUMNS = "i.conversation, i.seq, i.visitor_seq, i.kind, i.sender, i.sender_id, i.client_id, i.body, i.activity, i.at"
MAX_APPENDS = 256
"""How many messages share one commit."""

_READ = (
    f"SELECT {COLUMNS}, f.facts FROM items i "
    "LEFT JOIN message_facts f ON f.conversation = i.conversation AND f.seq = i.seq"
)
_activity_decoder = msgspec.json.Decoder(Activity)
_facts_decoder = msgspec.json.Decoder(Facts)
_encode = msgspec.json.Encoder().encode


class Append(msgspec.Struct, frozen=True):
    """A message or note on its way into a conversation; ``rule`` makes it items and moves the head."""

    actor: Actor
    conversation: int
    client_id: str
    kind: Kind
    body: str
    rule: Callable[[Head], list[Item]]

    @property
    def sender_id(self) -> int:
        """Who sent it, for idempotency: an agent's id, 0 for the visitor."""
        return self.actor.id if isinstance(self.actor, Agent) else 0


class Appended(msgspec.Struct, frozen=True):
    """What became of it: the items that are stored now, the last being the message itself."""

    items: list[Item]
    head: Head
    is_repeat: bool = False

    @property
    def message(self) -> Item:
        """The stored message or note."""
        return self.items[-1]


def item_from(row: Row) -> Item:
    """An item from a row of ``COLUMNS``."""
    conversation, seq, visitor_seq, kind, sender, sender_id, client_id, body, activity, at = row
    return Item(
        conversation, seq, visitor_seq, kind, sender, sender_id or None, client_id, body,
        _activity_decoder.decode(activity) if activity else None, at,
    )  # fmt: skip


def _read_item(row: Row) -> Item:
    """An item from a row of ``_READ``: with what it carries beside its words."""
    item = item_from(row[:-1])
    return msgspec.structs.replace(item, facts=_facts_decoder.decode(row[-1])) if row[-1] else item


def append_all(connection: Connection, appends: Sequence[Append]) -> list[Appended | WarmlineError]:
    """Append messages in order, set-wise: one look-up, one insert and one update for all of them.

    What one of them violates comes back in its place as an error and harms no other.
    """
    keys = [(append.conversation, append.sender_id, append.client_id) for append in appends]
    found, known, change = _look_up(connection, keys)
    new_items: list[Item] = []
    outcomes: list[Appended | WarmlineError] = []
    changed: dict[int, Head] = {}
    before: dict[int, heads.Place] = {}
    for append, key in zip(appends, keys, strict=True):
        try:
            head = _visible(found.get(append.conversation), append)
            if key in known:
                outcomes.append(Appended([_same(known[key], append)], head, is_repeat=True))
                continue
            before.setdefault(head.id, heads.place(head))
            items = append.rule(head)
        except WarmlineError as error:
            outcomes.append(error)
            continue
        known[key] = items[-1]
        new_items += items
        changed[head.id] = head
        outcomes.append(Appended(items, head))
    moved: list[Head] = []
    grown: list[Head] = []
    for head in changed.values():
        change += 1
        head.change = change
        (grown if heads.place(head) == before[head.id] else moved).append(head)
    insert_items(connection, new_items)
    heads.update_heads(connection, grown, has_moved=False)
    heads.update_heads(connection, moved)
    return outcomes


_Key = tuple[int, int, str]
"""What a message is known by: its conversation, who sent it, and the client id they gave it."""
_Known = dict[_Key, Item]


class _Found(msgspec.Struct, array_like=True):
    """A conversation's head, and the number of the item that has the client id already."""

    head: Head
    repeats: int | None


_found_decoder = msgspec.json.Decoder(list[_Found])


def _look_up(connection: Connection, keys: Sequence[_Key]) -> tuple[dict[int, Head], _Known, int]:
    """The heads, what is sent again, and the position of the latest change.

    All of it comes as one row: for every row the connection's thread would let go of the interpreter once and wait to
    have it back.
    """
    found: dict[int, Head] = {}
    known: _Known = {}
    change = 0
    for some in slices(keys):
        size, values = padded(some)
        change, rows = connection.execute(_look_up_sql(size), values).fetchone()
        for row in _found_decoder.decode(rows):
            found.setdefault(row.head.id, row.head)
            if row.repeats is not None:
                _add_known(connection, row.repeats, known)
    return found, known, change


@cache
def _look_up_sql(size: int) -> str:
    return (
        f"WITH k (conversation, sender_id, client_id) AS (VALUES {placeholders(size, 3)}) "
        f"SELECT ({heads.LAST_CHANGE}), json_group_array(json_array(json_array({heads.COLUMNS}), i.id)) FROM k "
        "CROSS JOIN conversations c ON c.id = k.conversation JOIN contacts p ON p.id = c.contact "
        "LEFT JOIN items i ON i.client_id = k.client_id AND i.conversation = k.conversation "
        "AND i.sender_id = k.sender_id"
    )


def _add_known(connection: Connection, number: int, known: _Known) -> None:
    """The message that has this client id already; there is one only when something is sent again."""
    row = connection.execute(f"SELECT {COLUMNS} FROM items i WHERE i.id = ?", (number,)).fetchone()
    known[(row[0], row[5], row[6])] = item_from(row)


def _visible(head: Head | None, append: Append) -> Head:
    if head is None or not append.actor.may_see(head):
        raise NotFound(f"expected a conversation of yours; there is none with the number {append.conversation}")
    return head


def _same(item: Item, append: Append) -> Item:
    if item.body != append.body or item.kind != append.kind:
        raise ClientIdReused(f"expected a new client id for a new message; {append.client_id} is taken by another one")
    return item


def insert_items(connection: Connection, items: Sequence[Item]) -> None:
    """Store new items."""
    for some in slices(items):
        size, values = padded([_row_of(item) for item in some])
        connection.execute(_insert_sql(size), values)


@cache
def _insert_sql(size: int) -> str:
    return (
        "INSERT INTO items (conversation, seq, visitor_seq, kind, sender, sender_id, client_id, body, activity, at) "
        "SELECT column1, column2, nullif(column3, 0), column4, column5, column6, nullif(column7, ''), column8, "
        f"nullif(column9, ''), column10 FROM (VALUES {placeholders(size, 10)}) WHERE column1 > 0"
    )


def _row_of(i: Item) -> Row:
    """An item's values, with 0 and "" for what there is not."""
    activity = _encode(i.activity).decode() if i.activity else ""
    return (
        i.conversation, i.seq, i.visitor_seq or 0, i.kind, i.sender, i.agent or 0, i.client_id or "", i.body, activity,
        i.at,
    )  # fmt: skip


async def is_message(db: Database, conversation: int, seq: int) -> bool:
    """Whether there is an item of this number and it is a message."""
    found = await items_after(db, conversation, seq - 1, 1)
    return [(item.seq, item.kind) for item in found] == [(seq, "message")]


async def items_after(db: Database, conversation: int, after: int, limit: int) -> list[Item]:
    """Items with ``seq > after``, oldest first."""
    rows = await db.fetch_all(
        f"{_READ} WHERE i.conversation = ? AND i.seq > ? ORDER BY i.seq LIMIT ?",
        (conversation, after, limit),
    )
    return [_read_item(row) for row in rows]


async def items_before(db: Database, conversation: int, before: int | None, limit: int) -> list[Item]:
    """The last ``limit`` items with ``seq < before`` (of all, with None), oldest first."""
    rows = await db.fetch_all(
        f"{_READ} WHERE i.conversation = ? AND i.seq < ? ORDER BY i.seq DESC LIMIT ?",
        (conversation, before if before is not None else 2**62, limit),
    )
    return [_read_item(row) for row in reversed(rows)]


async def visitor_items_after(db: Database, conversation: int, after: int, limit: int) -> list[Item]:
    """What the visitor may see with ``visitor_seq > after``, oldest first.

    An item's ``seq`` is never below its ``visitor_seq``, so the index on it bounds the search.
    """
    rows = await db.fetch_all(
        f"{_READ} WHERE i.conversation = ? AND i.seq > ? AND i.visitor_seq > ? ORDER BY i.seq LIMIT ?",
        (conversation, after, after, limit),
    )
    return [_read_item(row) for row in rows]


async def visitor_items_before(db: Database, conversation: int, before: int | None, limit: int) -> list[Item]:
    """The last ``limit`` items the visitor may see with ``visitor_seq < before``, oldest first."""
    rows = await db.fetch_all(
        f"{_READ} WHERE i.conversation = ? AND i.visitor_seq < ? ORDER BY i.seq DESC LIMIT ?",
        (conversation, before if before is not None else 2**62, limit),
    )
    return [_read_item(row) for row in reversed(rows)]


async def add_facts(db: Database, conversation: int, seq: int, facts: Facts) -> None:
    """Store what a message carries beside its words."""
    await db.execute(
        "INSERT INTO message_facts (conversation, seq, facts) VALUES (?, ?, ?)",
        (conversation, seq, _encode(facts).decode()),
    )
