"""A visitor's session: hello, then messages, receipts and typing, in one conversation at a time."""

from __future__ import annotations

from functools import partial

from starlette.datastructures import Headers
from starlette.types import Scope

from chat_server.actions import presence
from chat_server.actions.messages import send_visitor_message
from chat_server.actions.publish import visitor_state
from chat_server.actions.receipts import note_visitor_receipt, receipts_mark
from chat_server.actions.services import Services
from chat_server.actions.visitors import check_origin, new_visitor, read_browser
from chat_server.delivery.hub import Listener, Subscription
from chat_server.domain.conversation import Head
from chat_server.domain.errors import BadFrame, TooMany, WarmlineError
from chat_server.domain.people import Inbox, Visitor, locale_or
from chat_server.protocol import frames, views
from chat_server.protocol.codec import decode, decode_visitor, encode, error_frame
from chat_server.storage.conversations import current_conversation
from chat_server.storage.items import visitor_items_after, visitor_items_before

from .catching_up import RESUME_ITEMS, SNAPSHOT_ITEMS, can_resume, latest_that_fit

RETRY_AFTER_S = 30.0
MAX_TABS = 50
"""Sockets of one visitor at a time. What one of them says goes to all, so their number multiplies everything."""


class VisitorSession:
    """Takes a visitor's frames; gives frames through its listener."""

    __slots__ = (
        "_conversation", "_first_page", "_listener", "_origin", "_presence_of", "_services", "_state", "_subscription",
        "_user_agent", "_visitor", "is_greeted",
    )  # fmt: skip

    def __init__(self, services: Services, listener: Listener, origin: str | None, user_agent: str) -> None:
        self._services = services
        self._listener = listener
        self._origin = origin
        self._user_agent = user_agent
        self._visitor: Visitor | None = None
        self._conversation: int | None = None
        self._first_page: frames.Page | None = None
        self._subscription: Subscription | None = None
        self._state: Subscription | None = None
        self._presence_of: tuple[int, int | None, int] | None = None
        self.is_greeted = False

    async def receive(self, text: str) -> None:
        """Handle one frame.

        Raises:
            WarmlineError: it was refused.
        """
        frame = decode(decode_visitor, text)
        if type(frame) is frames.VisitorSend:
            await self._send(self._me(), frame)
        elif type(frame) is frames.Ping:
            self._me()
            self._listener.put(encode(frames.Pong()))
        elif type(frame) is frames.VisitorReceipt:
            await self._receipt(self._me(), frame)
        elif type(frame) is frames.VisitorTyping:
            self._me()
            self._typing(frame)
        elif type(frame) is frames.VisitorPage:
            self._page(self._me(), frame.page)
        elif type(frame) is frames.VisitorHello:
            await self._hello(frame)

    def close(self) -> None:
        """The visitor's tab is gone."""
        for subscription in (self._subscription, self._state):
            if subscription is not None:
                self._services.hub.unsubscribe(subscription)
        if self._presence_of is not None:
            presence.visitor_left(self._services, *self._presence_of)
            self._presence_of = None

    def describe(self) -> dict[str, object]:
        """Numbers for the log."""
        visitor = self._visitor
        return {"inbox": visitor.inbox, "contact": visitor.contact} if visitor else {}

    def _me(self) -> Visitor:
        if self._visitor is None:
            raise BadFrame("expected hello as the first frame; got another one")
        return self._visitor

    async def _hello(self, hello: frames.VisitorHello) -> None:
        if self._visitor is not None:
            raise BadFrame("expected one hello per connection; got another one")
        services = self._services
        directory = await services.directory.fresh()
        inbox = directory.inbox_by_key(hello.inbox)
        check_origin(services, inbox, self._origin)
        visitor, token = self._identify(hello, inbox)
        if len(services.hub.listeners(("contact", visitor.contact))) >= MAX_TABS:
            raise TooMany(f"expected at most {MAX_TABS} open tabs of one visitor; close some", RETRY_AFTER_S)
        # Subscribe first, then read: nothing can fall between. The subscription holds back until it is released.
        subscription = services.hub.subscribe(("contact", visitor.contact), self._listener)
        self._visitor, self._subscription = visitor, subscription
        head = await current_conversation(services.store.reader(), visitor.contact)
        self._conversation = head.id if head else None
        await self._welcome(hello, inbox, visitor, token, head)
        self.is_greeted = True
        await self._listener.drained()
        self._first_page = hello.page
        if head is not None:
            self._note_first_page(visitor)

    def _identify(self, hello: frames.VisitorHello, inbox: Inbox) -> tuple[Visitor, str | None]:
        services = self._services
        if hello.token is None:
            return new_visitor(services, inbox, hello.locale)
        now = services.clock.now_ms()
        visitor, is_old = services.tokens.read(hello.token, inbox, locale_or(hello.locale, inbox.locale), now)
        return visitor, services.tokens.issue(visitor, now) if is_old else None

    async def _welcome(
        self, hello: frames.VisitorHello, inbox: Inbox, visitor: Visitor, token: str | None, head: Head | None
    ) -> None:
        services = self._services
        reply_time_s = await services.directory.reply_time_s(inbox.id)
        ready = frames.VisitorReady(
            epoch=services.store.epoch,
            heartbeat_s=services.settings.heartbeat_s,
            now=services.clock.now_ms(),
            state=visitor_state(services, inbox.id, head, visitor.locale, reply_time_s),
            conversation=head.id if head else None,
            token=token,
            delivered=head.delivered if head else 0,
            read=head.read if head else 0,
            team_read=head.team_read if head else 0,
        )
        self._listener.put(encode(ready))
        watermark = (0, 0) if head is None else (head.id, await self._catch_up(hello, head))
        if self._subscription is not None:
            self._subscription.release(watermark, receipts_mark(head) if head else ())
        self._state = services.hub.subscribe(("inbox", inbox.id), self._listener)
        self._state.release((0, 0))
        self._presence_of = (visitor.contact, self._conversation, inbox.id)
        presence.visitor_arrived(services, *self._presence_of)

    async def _catch_up(self, hello: frames.VisitorHello, head: Head) -> int:
        """Send what the client lacks; returns the position it has then."""
        conversation = head.id
        db = self._services.store.reader()
        name = partial(self._services.directory.first_name, locale=locale_or(head.locale, "en"))
        is_known = hello.epoch == self._services.store.epoch and hello.conversation == conversation
        if is_known and 0 < hello.after <= head.visitor_seq:
            # Nearly everybody has missed nothing: the head says so, and the items need no look.
            has_all = hello.after == head.visitor_seq
            missed = [] if has_all else await visitor_items_after(db, conversation, hello.after, RESUME_ITEMS + 1)
            if can_resume(missed):
                seen = [views.visitor_item(item, name(item.agent)) for item in missed]
                self._listener.put(encode(frames.VisitorItems(conversation, seen)))
                return seen[-1].seq if seen else hello.after
        latest = latest_that_fit(await visitor_items_before(db, conversation, None, SNAPSHOT_ITEMS))
        seen = [views.visitor_item(item, name(item.agent)) for item in latest]
        has_older = bool(seen) and seen[0].seq > 1
        self._listener.put(encode(frames.VisitorSnapshot(conversation, seen, has_older)))
        return seen[-1].seq if seen else 0

    async def _send(self, visitor: Visitor, frame: frames.VisitorSend) -> None:
        try:
            sent = await send_visitor_message(
                self._services, visitor, self._conversation, frame.client_id, frame.body, read_browser(self._user_agent)
            )
        except WarmlineError as error:
            self._listener.put(error_frame(error, frame.client_id, self._conversation))
            return
        self._enter(visitor, sent.head)
        if sent.is_repeat:
            self._listener.put(encode(views.visitor_item(sent.message, None)))
        self._note_first_page(visitor)

    def _note_first_page(self, visitor: Visitor) -> None:
        """The page of ``hello``, once there is a conversation: before that, nothing about a visitor is kept."""
        page, self._first_page = self._first_page, None
        if page is not None:
            self._page(visitor, page)

    def _enter(self, visitor: Visitor, head: Head) -> None:
        """The first message began a conversation: from now on the visitor is present in it."""
        if self._conversation == head.id:
            return
        self._conversation = head.id
        if self._presence_of is not None:
            self._presence_of = (visitor.contact, head.id, visitor.inbox)
            self._services.feed.visitor_presence(head.id, visitor.inbox, True)

    async def _receipt(self, visitor: Visitor, frame: frames.VisitorReceipt) -> None:
        conversation = await self._current(visitor)
        if conversation is not None:
            await note_visitor_receipt(self._services, visitor, conversation, frame.delivered, frame.read)

    def _typing(self, frame: frames.VisitorTyping) -> None:
        if self._conversation is not None:
            conversation = self._conversation
            typing = frames.ConversationTyping(conversation, bool(frame.text), text=frame.text)
            self._services.hub.publish_ephemeral(("conversation", conversation), lambda: encode(typing))

    def _page(self, visitor: Visitor, page: frames.Page) -> None:
        if not page.url.startswith(f"{self._origin}/"):
            return  # an agent opens what stands there with one click: it can only be the site that the browser named
        if self._conversation is None:
            self._first_page = page
        else:
            self._services.page_notes.note(visitor.contact, page.url, page.title)

    async def _current(self, visitor: Visitor) -> int | None:
        if self._conversation is None:  # another tab may have begun it
            head = await current_conversation(self._services.store.reader(), visitor.contact)
            if head is not None:
                self._enter(visitor, head)
        return self._conversation


def open_visitor_session(services: Services, listener: Listener, scope: Scope) -> VisitorSession:
    """A session for a connection that is being opened."""
    headers = Headers(scope=scope)
    return VisitorSession(services, listener, headers.get("origin"), headers.get("user-agent", ""))
