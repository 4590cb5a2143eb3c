"""What agents do with a conversation: assign, resolve, reopen, snooze; and the clock's part, waking."""

from __future__ import annotations

from collections.abc import Callable

from chat_server.domain import conversation as rules
from chat_server.domain.conversation import Head
from chat_server.domain.errors import InvalidInput
from chat_server.domain.item import Item
from chat_server.domain.people import Agent
from chat_server.log import log
from chat_server.storage.conversations import change_conversation, had_by_those_who_left, snoozes_over
from chat_server.storage.items import Appended

from .publish import publish_appended
from .services import Services


async def assign_conversation(services: Services, by: Agent, conversation: int, agent: int | None) -> Head:
    """Give a conversation to an agent who may see it, or with None back to everyone.

    Raises:
        NotFound: no such conversation or agent.
        InvalidInput: that agent does not belong to the conversation's inbox.
    """
    receiver = services.directory.agent(agent) if agent is not None else None

    def rule(head: Head) -> list[Item]:
        if receiver is not None and not receiver.may_see(head):
            raise InvalidInput(f"expected an agent of this conversation's inbox; {receiver.name} does not belong to it")
        return rules.assign(head, agent, by.id, services.clock.now_ms())

    return await _change(services, by, conversation, rule, "conversation_assigned")


async def resolve_conversation(services: Services, by: Agent, conversation: int) -> Head:
    """The matter is settled."""
    return await _change(
        services,
        by,
        conversation,
        lambda head: rules.resolve(head, by.id, services.clock.now_ms()),
        "conversation_resolved",
    )


async def reopen_conversation(services: Services, by: Agent, conversation: int) -> Head:
    """The matter is not settled, or no longer set aside."""
    return await _change(
        services,
        by,
        conversation,
        lambda head: rules.reopen(head, by.id, services.clock.now_ms()),
        "conversation_reopened",
    )


async def snooze_conversation(services: Services, by: Agent, conversation: int, until: int | None) -> Head:
    """Set a conversation aside until a time (ms), or with None until the visitor's next message."""
    return await _change(
        services,
        by,
        conversation,
        lambda head: rules.snooze(head, until, by.id, services.clock.now_ms()),
        "conversation_snoozed",
    )


async def wake_snoozed(services: Services) -> int:
    """Open every conversation whose snooze is over; returns how many."""
    due = await snoozes_over(services.store.reader(), services.clock.now_ms())
    for conversation in due:
        await _change(services, None, conversation, lambda head: _wake_if_due(services, head), "conversation_woken")
    return len(due)


async def hand_back_of_those_who_left(services: Services) -> int:
    """Give what agents had who left, and what is not settled, back to everyone; returns how much it was."""
    left = await had_by_those_who_left(services.store.reader())
    for conversation, assignee in left:
        await _change(services, None, conversation, _hand_back_rule(services, assignee), "conversation_handed_back")
    return len(left)


def _hand_back_rule(services: Services, assignee: int) -> Callable[[Head], list[Item]]:
    """A colleague may take it in this moment: then it is theirs."""
    return lambda head: rules.hand_back(head, services.clock.now_ms()) if head.assignee == assignee else []


def _wake_if_due(services: Services, head: Head) -> list[Item]:
    now = services.clock.now_ms()
    if head.snoozed_until is None or head.snoozed_until > now:
        return []
    return rules.wake(head, now)


async def _change(
    services: Services, by: Agent | None, conversation: int, rule: Callable[[Head], list[Item]], event: str
) -> Head:
    changed: Appended = await services.store.writer.run(
        lambda db: change_conversation(db, by, conversation, rule), lambda a: publish_appended(services, a)
    )
    log.info(event, conversation=conversation, agent=by.id if by else None, did_change=not changed.is_repeat)
    return changed.head
