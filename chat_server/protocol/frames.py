"""Frames: the units that travel over the two sockets, as pure values.

A client sends one frame per WebSocket text message: a JSON object with a ``type``.
The server sends one frame, or a JSON array of frames to be handled in order.
Times are milliseconds since 1970-01-01 UTC; durations carry their unit in the name.

``docs/protocol.md`` explains the conversation these frames make up;
``docs/protocol.schema.json`` is generated from this module (``warmline schema``).
"""

from __future__ import annotations

from typing import Annotated, Literal

from msgspec import Meta, Struct

from chat_server.domain.item import Activity, Sender, Status
from chat_server.domain.message_facts import ReplyUsed
from chat_server.domain.people import Tone
from chat_server.domain.promise import PromiseState, PromiseStep

SUBPROTOCOL = "warmline.v1"
MAX_FRAME_BYTES = 65_536

ClientId = Annotated[str, Meta(min_length=8, max_length=64, pattern="^[A-Za-z0-9_-]+$")]
MAX_INTEGER = 2**53 - 1
"""The largest integer that JavaScript holds exactly."""

Position = Annotated[int, Meta(ge=0, le=MAX_INTEGER)]
Number = Annotated[int, Meta(ge=1, le=MAX_INTEGER)]
"""Names a conversation, a contact, an agent or an inbox."""
ShortText = Annotated[str, Meta(max_length=200)]
Url = Annotated[str, Meta(max_length=2048)]
Preview = Annotated[str, Meta(max_length=500)]

Presence = Literal["online", "away", "offline", "left"]


class Page(Struct, frozen=True):
    """A page of the site that carries the widget, as its visitor sees it."""

    url: Url
    title: ShortText = ""


# --- What both clients send -------------------------------------------------------------


class Ping(Struct, tag="ping", frozen=True):
    """Sent by a client every ``heartbeat_s``; answered with ``pong``."""


# --- What a visitor's client sends --------------------------------------------------------


class VisitorHello(Struct, tag="hello", frozen=True):
    """The first frame: who is calling, and what they already have."""

    inbox: ShortText
    token: Annotated[str, Meta(max_length=1024)] | None = None
    epoch: ShortText | None = None
    conversation: Number | None = None
    after: Position = 0
    locale: ShortText = "en"
    page: Page | None = None


class VisitorSend(Struct, tag="send", frozen=True):
    """A message; ``client_id`` makes a repeated send harmless."""

    client_id: ClientId
    body: str


class VisitorReceipt(Struct, tag="receipt", frozen=True):
    """How far this visitor's device has, and its reader saw, the conversation."""

    delivered: Position = 0
    read: Position = 0


class VisitorTyping(Struct, tag="typing", frozen=True):
    """What the visitor is typing right now; empty when they stopped. Never stored."""

    text: Preview = ""


class VisitorPage(Struct, tag="page", frozen=True):
    """The visitor went to another page while a conversation is live."""

    page: Page


VisitorFrame = VisitorHello | VisitorSend | VisitorReceipt | VisitorTyping | VisitorPage | Ping


# --- What an agent's client sends ----------------------------------------------------------


class AgentHello(Struct, tag="hello", frozen=True):
    """The first frame. The session cookie names the agent; ``csrf`` proves the page is ours."""

    csrf: Annotated[str, Meta(max_length=256)]
    epoch: ShortText | None = None
    since: Position | None = None


class AgentOpen(Struct, tag="open", frozen=True):
    """Subscribe to a conversation and receive everything after a position."""

    conversation: Number
    after: Position = 0


class AgentLeave(Struct, tag="leave", frozen=True):
    """End the subscription to a conversation."""

    conversation: Number


MAX_REPLIES = 10
"""How many replies one message may be made from."""


class ReplyInserted(Struct, frozen=True):
    """A reply that went into a message. ``text`` is what was inserted, blanks filled, before the agent went on."""

    key: Annotated[str, Meta(min_length=1, max_length=80)]
    revision: Number
    language: Literal["en", "fa", "hu"]
    text: Annotated[str, Meta(max_length=20_000)] | None = None


class PromiseMade(Struct, frozen=True):
    """What a message promises: until when, and what."""

    due: Position
    what: ShortText = ""


class AgentSend(Struct, tag="send", frozen=True):
    """A message to the visitor, or a note that only agents see; what it was made from, and what it promises."""

    conversation: Number
    client_id: ClientId
    body: str
    kind: Literal["message", "note"] = "message"
    replies: Annotated[list[ReplyInserted], Meta(max_length=MAX_REPLIES)] = []
    promise: PromiseMade | None = None


class AgentRead(Struct, tag="read", frozen=True):
    """This agent saw the conversation up to a position (agents' numbering)."""

    conversation: Number
    upto: Position


class AgentTyping(Struct, tag="typing", frozen=True):
    """This agent is typing a reply (visible to the visitor) or a note (agents only)."""

    conversation: Number
    is_typing: bool
    kind: Literal["message", "note"] = "message"


AgentFrame = AgentHello | AgentOpen | AgentLeave | AgentSend | AgentRead | AgentTyping | Ping


# --- What the server sends to both ------------------------------------------------------------


class Pong(Struct, tag="pong", frozen=True):
    """The answer to ``ping``."""


class Error(Struct, tag="error", frozen=True, omit_defaults=True):
    """Something was refused. ``message`` says what was expected and what came."""

    code: str
    message: str
    client_id: str | None = None
    conversation: int | None = None
    retry_after_s: float | None = None


class GoingAway(Struct, tag="going_away", frozen=True):
    """The server is about to stop; come back after ``retry_after_s``."""

    retry_after_s: float


# --- What the server sends to a visitor ---------------------------------------------------------


class VisitorItem(Struct, tag="item", frozen=True, omit_defaults=True):
    """One message as the visitor sees it; ``seq`` is the visitor's own gap-free numbering."""

    seq: int
    sender: Sender
    body: str
    at: int
    client_id: str | None = None
    name: str | None = None
    promise_due: int | None = None


class AgentCard(Struct, frozen=True, omit_defaults=True):
    """Who answers, as a visitor may see them."""

    name: str
    role: str = ""
    photo: str | None = None


class VisitorState(Struct, tag="state", frozen=True, omit_defaults=True):
    """What stands around the conversation: who answers, and whether anybody is here."""

    is_online: bool
    status: Literal["open", "resolved"] | None = None
    agent: AgentCard | None = None
    reply_time_s: int | None = None


class TeamPresence(Struct, tag="team", frozen=True):
    """Somebody who can answer came, or the last one left."""

    is_online: bool


class VisitorReady(Struct, tag="ready", frozen=True, omit_defaults=True):
    """The answer to ``hello``. ``token`` comes when one was issued or renewed: keep it."""

    epoch: str
    heartbeat_s: float
    now: int
    state: VisitorState
    conversation: int | None = None
    token: str | None = None
    delivered: int = 0
    read: int = 0
    team_read: int = 0


class VisitorItems(Struct, tag="items", frozen=True):
    """Everything after the position the client named, in order, without a hole."""

    conversation: int
    items: list[VisitorItem]


class VisitorSnapshot(Struct, tag="snapshot", frozen=True):
    """A fresh start: drop what you have and show these. Older items come by HTTP."""

    conversation: int
    items: list[VisitorItem]
    has_older: bool


class VisitorReceipts(Struct, tag="receipts", frozen=True):
    """Positions in the visitor's numbering; they only move forward."""

    team_read: int
    delivered: int
    read: int


class TeamTyping(Struct, tag="typing", frozen=True):
    """An agent is typing a reply, or stopped."""

    name: str
    is_typing: bool


VisitorServerFrame = (
    VisitorReady
    | VisitorItems
    | VisitorSnapshot
    | VisitorItem
    | VisitorState
    | TeamPresence
    | VisitorReceipts
    | TeamTyping
    | Error
    | GoingAway
    | Pong
)


# --- What the server sends to an agent ---------------------------------------------------------


class AgentItem(Struct, tag="item", frozen=True, omit_defaults=True):
    """One timeline item as agents see it. ``visitor_seq`` is absent when the visitor never sees it."""

    conversation: int
    seq: int
    kind: Literal["message", "note", "activity"]
    sender: Sender
    at: int
    visitor_seq: int | None = None
    body: str = ""
    agent: int | None = None
    client_id: str | None = None
    activity: Activity | None = None
    replies: list[ReplyUsed] = []
    promise_due: int | None = None


class Colleague(Struct, frozen=True, omit_defaults=True):
    """An agent, as other agents see them."""

    id: int
    name: str
    role: Literal["agent", "supervisor", "admin"]
    presence: Presence
    capacity: int
    title: str = ""
    languages: list[str] = []
    photo: str | None = None


class InboxCard(Struct, frozen=True):
    """A site's inbox, as its agents see it. ``reply_target_s`` colours the waiting time."""

    id: int
    name: str
    color: str
    locale: str
    reply_target_s: int
    tone: Tone


class ConversationSummary(Struct, frozen=True, omit_defaults=True):
    """A row of the console's list.

    ``change`` is the position of its latest change over all conversations. An agent's unread
    count is ``visitor_messages`` minus the ``messages`` of their own ``ReadMark``. ``promise_due``
    is the earliest promise that is still owed, and ``promise_owner`` the agent who owes it.
    """

    id: int
    change: int
    inbox: int
    contact: int
    name: str
    locale: str
    status: Status
    created_at: int
    last_at: int
    seq: int
    visitor_messages: int
    last_sender: Sender
    last_text: str
    assignee: int | None = None
    waiting_since: int | None = None
    snoozed_until: int | None = None
    resolved_at: int | None = None
    is_visitor_online: bool = False
    promise_due: int | None = None
    promise_owner: int | None = None


class ReadMark(Struct, frozen=True):
    """How far this agent has read a conversation: position, and visitor messages up to there."""

    conversation: int
    upto: int
    messages: int


class DraftPromise(Struct, frozen=True):
    """What a draft promises: until when, and the phrase in it that names the time."""

    due: Position
    text: ShortText


class Draft(Struct, frozen=True, omit_defaults=True):
    """What this agent has written and not sent yet, and what it was made from."""

    conversation: int
    kind: Literal["message", "note"]
    body: str
    replies: list[ReplyInserted] = []
    promise: DraftPromise | None = None


class AgentReady(Struct, tag="ready", frozen=True):
    """The answer to an agent's ``hello``."""

    epoch: str
    heartbeat_s: float
    now: int
    me: Colleague
    agents: list[Colleague]
    inboxes: list[InboxCard]
    read_marks: list[ReadMark]
    drafts: list[Draft]


class Conversations(Struct, tag="conversations", frozen=True):
    """Rows that changed up to position ``change``; with ``is_snapshot`` they are the whole list."""

    change: int
    conversations: list[ConversationSummary]
    is_snapshot: bool = False


class AgentItems(Struct, tag="items", frozen=True):
    """The answer to ``open``: everything after the position the client named."""

    conversation: int
    items: list[AgentItem]
    delivered: int
    read: int


class AgentSnapshot(Struct, tag="snapshot", frozen=True):
    """The answer to ``open`` when the client had nothing or was too far behind."""

    conversation: int
    items: list[AgentItem]
    has_older: bool
    delivered: int
    read: int


class AgentReceipts(Struct, tag="receipts", frozen=True):
    """How far the visitor has the conversation, in the visitor's numbering."""

    conversation: int
    delivered: int
    read: int


class AgentReadMark(Struct, tag="read_mark", frozen=True):
    """Sent to an agent's other windows when one of them read on."""

    mark: ReadMark


class AgentDraft(Struct, tag="draft", frozen=True):
    """Sent to an agent's other windows when one of them saved a draft."""

    draft: Draft


class ConversationTyping(Struct, tag="typing", frozen=True, omit_defaults=True):
    """Somebody types in a conversation. ``text`` is a visitor's preview; ``agent`` a colleague."""

    conversation: int
    is_typing: bool
    agent: int | None = None
    text: str = ""
    kind: Literal["message", "note"] = "message"


class Viewers(Struct, tag="viewers", frozen=True):
    """The agents who have this conversation open."""

    conversation: int
    agents: list[int]


class PresenceChanges(Struct, tag="presence", frozen=True):
    """Who came or went: agents by id, and conversations whose visitor did."""

    agents: dict[int, Presence]
    visitors: dict[int, bool]


class PromiseChanged(Struct, tag="promise", frozen=True):
    """A promise of an open conversation was made, moved, missed, kept or settled."""

    id: int
    conversation: int
    owner: int
    what: str
    due: int
    state: PromiseState
    steps: tuple[PromiseStep, ...]
    message: int | None = None


class ReplyScope(Struct, frozen=True):
    """Who finds a reply; ``owner`` names the team or person."""

    kind: Literal["everyone", "team", "own"]
    owner: str


class ReplyDays(Struct, frozen=True):
    """On which days a reply is offered (ISO dates); no weekdays means all of them, 0 is Monday."""

    weekdays: tuple[int, ...]
    first_day: str | None
    last_day: str | None


class ReplyCard(Struct, frozen=True):
    """A reply as a picker needs it: the revision in use."""

    key: str
    revision: int
    situation: str
    label: dict[str, str]
    shortcut: dict[str, str]
    tone: str
    mode: Literal["manual", "auto", "both"]
    tags: tuple[str, ...]
    scope: ReplyScope
    active: ReplyDays
    texts: dict[str, str]
    outdated: tuple[str, ...]
    blanks: tuple[str, ...]


class ReplyChanged(Struct, tag="reply_changed", frozen=True):
    """A reply of the library changed. Without ``reply`` it is out of use; without ``key`` much changed: ask again."""

    change: int
    key: str | None = None
    reply: ReplyCard | None = None


class RulesChanged(Struct, tag="rules_changed", frozen=True):
    """The coach's phrase rules changed: ask for them again."""

    change: int


AgentServerFrame = (
    AgentReady
    | Conversations
    | AgentItems
    | AgentSnapshot
    | AgentItem
    | AgentReceipts
    | AgentReadMark
    | AgentDraft
    | ConversationTyping
    | Viewers
    | PresenceChanges
    | PromiseChanged
    | ReplyChanged
    | RulesChanged
    | Error
    | GoingAway
    | Pong
)
