"""An agent's session: the list, and the conversations that are open in one window of the console."""

from __future__ import annotations

import hmac
from typing import Protocol

from starlette.datastructures import Headers
from starlette.requests import cookie_parser
from starlette.types import Scope

from chat_server.actions import presence
from chat_server.actions.access import signed_in_agent
from chat_server.actions.carrying import carried
from chat_server.actions.lists import list_for_agent
from chat_server.actions.messages import send_agent_message
from chat_server.actions.receipts import note_agent_read, receipts_mark
from chat_server.actions.reply_traces import item_for, items_for
from chat_server.actions.services import Services
from chat_server.actions.sign_in import SESSION_COOKIE
from chat_server.delivery.hub import Listener, Subscription
from chat_server.delivery.list_feed import FeedSubscription
from chat_server.domain.conversation import Head
from chat_server.domain.errors import BadFrame, Conflict, Forbidden, NotFound, Unauthenticated, WarmlineError
from chat_server.domain.people import Agent, locale_or
from chat_server.protocol import frames
from chat_server.protocol.close_codes import CloseCode
from chat_server.protocol.codec import decode, decode_agent, encode, error_frame
from chat_server.storage.heads import fetch_head
from chat_server.storage.items import items_after, items_before

from .catching_up import RESUME_ITEMS, SNAPSHOT_ITEMS, can_resume, latest_that_fit

MAX_OPEN = 12


class Window(Listener, Protocol):
    """What hears of everything, and can be closed."""

    def close(self, code: CloseCode, reason: str = "") -> None:
        """Hear no more, for this reason."""
        ...


class AgentSession:
    """Takes an agent's frames; gives frames through its listener."""

    def __init__(self, services: Services, listener: Window, origin: str | None, secret: str | None) -> None:
        self._services = services
        self._listener = listener
        self._origin = origin
        self._secret = secret
        self._agent: Agent | None = None
        self._feed: FeedSubscription | None = None
        self._open: dict[int, Subscription] = {}
        self._contacts: dict[int, tuple[int, str]] = {}
        self._session = ""
        self.is_greeted = False

    async def receive(self, text: str) -> None:
        """Handle one frame.

        Raises:
            WarmlineError: it was refused.
        """
        frame = decode(decode_agent, text)
        match frame:
            case frames.Ping():
                self._me()
                self._listener.put(encode(frames.Pong()))
            case frames.AgentSend():
                await self._send(self._me(), frame)
            case frames.AgentRead():
                await note_agent_read(self._services, self._me(), frame.conversation, frame.upto)
            case frames.AgentTyping():
                self._typing(self._me(), frame)
            case frames.AgentOpen():
                await self._open_conversation(self._me(), frame)
            case frames.AgentLeave():
                self._leave(self._me(), frame.conversation)
            case frames.AgentHello():
                await self._hello(frame)

    def close(self) -> None:
        """The window is gone."""
        if self._agent is None:
            return
        for conversation in list(self._open):
            self._leave(self._agent, conversation)
        if self._feed is not None:
            self._services.feed.unsubscribe(self._feed)
            self._services.consoles.closed(self._session, self._end)
            presence.agent_left(self._services, self._agent)

    def describe(self) -> dict[str, object]:
        """Numbers for the log."""
        return {"agent": self._agent.id} if self._agent else {}

    def _me(self) -> Agent:
        if self._agent is None:
            raise BadFrame("expected hello as the first frame; got another one")
        return self._agent

    async def _hello(self, hello: frames.AgentHello) -> None:
        if self._agent is not None:
            raise BadFrame("expected one hello per connection; got another one")
        agent = await self._authenticate(hello.csrf)
        services = self._services
        self._feed = services.feed.subscribe(agent.id, agent.inboxes, self._listener)
        services.consoles.opened(self._session, self._end)
        self._agent = agent
        presence.agent_arrived(services, agent)
        answer = await list_for_agent(services, agent, hello.epoch, hello.since)
        self._listener.put(encode(answer.ready))
        self._listener.put(encode(answer.conversations))
        self._feed.release(answer.conversations.change)
        self.is_greeted = True

    async def _authenticate(self, csrf: str) -> Agent:
        services = self._services
        if self._origin not in services.settings.own_origins:
            raise Forbidden(f"expected this server's own origin; got {self._origin or 'none'}")
        agent, session = await signed_in_agent(services, self._secret)
        if not hmac.compare_digest(session.csrf.encode(), csrf.encode()):
            raise Unauthenticated("expected the session's token; please load the console again")
        self._session = session.hash
        return agent

    def _end(self) -> None:
        self._listener.close(CloseCode.UNAUTHENTICATED, "session_over")

    async def _open_conversation(self, agent: Agent, frame: frames.AgentOpen) -> None:
        services = self._services
        self._leave(agent, frame.conversation)
        if len(self._open) >= MAX_OPEN:
            raise Conflict(f"expected at most {MAX_OPEN} open conversations per window; leave one first")
        subscription = services.hub.subscribe(("conversation", frame.conversation), self._listener)
        try:
            head = await fetch_head(services.store.reader(), frame.conversation)
            if head is None or not agent.may_see(head):
                raise NotFound(f"expected a conversation of yours; there is none with the number {frame.conversation}")
            position = await self._catch_up(agent, head, frame.after)
        except BaseException:
            services.hub.unsubscribe(subscription)
            raise
        self._open[head.id] = subscription
        subscription.release((head.id, position), receipts_mark(head))
        self._contacts[head.id] = (head.contact, locale_or(head.locale, "en"))
        services.viewing.open(head.id, agent.id)
        self._publish_viewers(head.id)
        await self._listener.drained()

    async def _catch_up(self, agent: Agent, head: Head, after: int) -> int:
        """Send what the client lacks; returns the position it has then."""
        db = self._services.store.reader()
        if 0 < after <= head.seq:
            missed = await items_after(db, head.id, after, RESUME_ITEMS + 1)
            if can_resume(missed):
                seen = await items_for(self._services, agent, missed)
                self._listener.put(encode(frames.AgentItems(head.id, seen, head.delivered, head.read)))
                return seen[-1].seq if seen else after
        latest = latest_that_fit(await items_before(db, head.id, None, SNAPSHOT_ITEMS))
        seen = await items_for(self._services, agent, latest)
        has_older = bool(seen) and seen[0].seq > 1
        self._listener.put(encode(frames.AgentSnapshot(head.id, seen, has_older, head.delivered, head.read)))
        return seen[-1].seq if seen else 0

    def _leave(self, agent: Agent, conversation: int) -> None:
        subscription = self._open.pop(conversation, None)
        if subscription is not None:
            self._services.hub.unsubscribe(subscription)
            del self._contacts[conversation]
            self._services.viewing.leave(conversation, agent.id)
            self._publish_viewers(conversation)

    def _publish_viewers(self, conversation: int) -> None:
        viewers = frames.Viewers(conversation, self._services.viewing.agents(conversation))
        self._services.hub.publish_ephemeral(("conversation", conversation), lambda: encode(viewers))

    async def _send(self, agent: Agent, frame: frames.AgentSend) -> None:
        try:
            sent = await send_agent_message(
                self._services, agent, frame.conversation, frame.client_id, frame.body, frame.kind,
                carried(frame.replies, frame.promise),
            )  # fmt: skip
        except WarmlineError as error:
            self._listener.put(error_frame(error, frame.client_id, frame.conversation))
            return
        # A window that has not opened the conversation, and one that repeats itself, still need their answer.
        if sent.is_repeat or frame.conversation not in self._open:
            self._listener.put(encode(item_for(self._services, agent, sent.message)))

    def _typing(self, agent: Agent, frame: frames.AgentTyping) -> None:
        if frame.conversation not in self._open:
            raise NotFound("expected to type in an open conversation; open it first")
        hub = self._services.hub
        typing = frames.ConversationTyping(frame.conversation, frame.is_typing, agent=agent.id, kind=frame.kind)
        hub.publish_ephemeral(("conversation", frame.conversation), lambda: encode(typing), without=self._listener)
        known = self._contacts.get(frame.conversation)
        if frame.kind == "message" and known is not None:
            contact, locale = known
            for_visitor = frames.TeamTyping(agent.first_name_in(locale), frame.is_typing)
            hub.publish_ephemeral(("contact", contact), lambda: encode(for_visitor))


def open_agent_session(services: Services, listener: Window, scope: Scope) -> AgentSession:
    """A session for a connection that is being opened."""
    headers = Headers(scope=scope)
    cookies = cookie_parser(headers.get("cookie", ""))
    return AgentSession(services, listener, headers.get("origin"), cookies.get(SESSION_COOKIE))
