"""Promises: recorded, moved, kept, missed by the clock, settled. Who has the conversation open hears of each step."""

from __future__ import annotations

from collections.abc import Callable

from chat_server.domain import promise as rules
from chat_server.domain.conversation import Head
from chat_server.domain.errors import InvalidInput, NotFound
from chat_server.domain.people import Agent
from chat_server.domain.promise import Promise
from chat_server.log import log
from chat_server.protocol.codec import encode
from chat_server.protocol.frames import PromiseChanged
from chat_server.storage.conversations import touch_conversation
from chat_server.storage.database import Database
from chat_server.storage.heads import fetch_head
from chat_server.storage.items import is_message
from chat_server.storage.promises import (
    add_promise,
    change_promise,
    fetch_promise,
    note_owed,
    promises_overdue,
)

from .services import Services

Changed = tuple[Promise, Head]


async def record_promise(
    services: Services, agent: Agent, conversation: int, due: int, what: str, message: int | None
) -> Promise:
    """Note a promise that was made in words; ``message`` is the one that made it, if it is known.

    Raises:
        NotFound: no such conversation in the agent's inboxes.
        InvalidInput: a time that cannot be promised, or no such message.
    """
    now = services.clock.now_ms()

    async def record(db: Database) -> Changed:
        await _visible(db, agent, conversation)
        if message is not None and not await is_message(db, conversation, message):
            raise InvalidInput(f"expected the number of a message of this conversation; got {message}")
        stored = await add_promise(db, rules.make(conversation, message, agent.id, what, due, now))
        return stored, await _settled(db, conversation)

    promise, _ = await services.store.writer.run(record, lambda done: _publish(services, done))
    log.info("promise_made", conversation=conversation, promise=promise.id, agent=agent.id)
    return promise


async def keep_promise(services: Services, agent: Agent, promise: int, comment: str = "") -> Promise:
    """What was promised is done.

    Raises:
        NotFound: no such promise in the agent's inboxes. Conflict: it was kept before.
    """
    now = services.clock.now_ms()
    return await _change(
        services, agent, promise, lambda before: rules.keep(before, agent.id, now, comment), "promise_kept"
    )


async def move_promise(services: Services, agent: Agent, promise: int, due: int, comment: str = "") -> Promise:
    """Another time was agreed.

    Raises:
        NotFound: no such promise in the agent's inboxes. Conflict: it was kept before.
        InvalidInput: a time that cannot be promised.
    """
    now = services.clock.now_ms()
    return await _change(
        services, agent, promise, lambda before: rules.move(before, due, agent.id, now, comment), "promise_moved"
    )


async def settle_promise(services: Services, agent: Agent, promise: int, comment: str = "") -> Promise:
    """A missed promise is not owed any more.

    Raises:
        NotFound: no such promise in the agent's inboxes. Conflict: it was not missed, or is settled or kept.
    """
    now = services.clock.now_ms()
    return await _change(
        services, agent, promise, lambda before: rules.settle(before, agent.id, now, comment), "promise_settled"
    )


async def miss_promises(services: Services) -> int:
    """Note that promises were missed whose time has passed; returns how many."""
    now = services.clock.now_ms()
    overdue = await promises_overdue(services.store.reader(), now)
    for promise in overdue:
        await _change(services, None, promise.id, lambda before: rules.miss(before, now), "promise_missed")
    return len(overdue)


def publish_promise(services: Services, promise: Promise) -> None:
    """Tell those who have the conversation open."""
    frame = PromiseChanged(
        id=promise.id,
        conversation=promise.conversation,
        owner=promise.owner,
        what=promise.what,
        due=promise.due,
        state=promise.state,
        steps=promise.steps,
        message=promise.message,
    )
    services.hub.publish(("conversation", promise.conversation), None, lambda: encode(frame))


async def _change(
    services: Services, agent: Agent | None, promise: int, rule: Callable[[Promise], Promise], event: str
) -> Promise:
    async def change(db: Database) -> Changed | Promise:
        before = await fetch_promise(db, promise)
        if before is None:
            raise NotFound(f"expected a promise of yours; there is none with the number {promise}")
        if agent is not None:
            await _visible(db, agent, before.conversation)
        after = rule(before)
        if after == before:
            return before
        await change_promise(db, before, after)
        return after, await _settled(db, before.conversation)

    def publish(done: Changed | Promise) -> None:
        if isinstance(done, tuple):
            _publish(services, done)

    done = await services.store.writer.run(change, publish)
    after = done[0] if isinstance(done, tuple) else done
    log.info(event, conversation=after.conversation, promise=promise, agent=agent.id if agent else None)
    return after


async def _visible(db: Database, agent: Agent, conversation: int) -> Head:
    head = await fetch_head(db, conversation)
    if head is None or not agent.may_see(head):
        raise NotFound("expected a promise or conversation of yours; there is none with this number")
    return head


async def _settled(db: Database, conversation: int) -> Head:
    """The conversation's row with its earliest promise, at a new place among the changes."""
    await note_owed(db, conversation)
    return await touch_conversation(db, conversation)


def _publish(services: Services, done: Changed) -> None:
    promise, head = done
    publish_promise(services, promise)
    services.feed.changed(head)
