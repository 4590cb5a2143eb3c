"""Who is here, told to those whom it concerns. Leaving counts after a moment, so that a reload does not blink."""

from __future__ import annotations

import asyncio

from chat_server.domain.people import Agent
from chat_server.protocol import frames
from chat_server.protocol.codec import encode

from .publish import is_anybody_here
from .services import Services

ABSENCE_DELAY_S = 5.0


def presence_of(services: Services, agent: Agent) -> frames.Presence:
    """Derived from connections, and from what the agent said; who is switched off has left."""
    if not agent.is_active:
        return "left"
    if not services.agents_here.is_here(agent.id):
        return "offline"
    return "away" if agent.is_away else "online"


def agent_arrived(services: Services, agent: Agent) -> None:
    """One of an agent's windows connected."""
    if services.agents_here.arrive(agent.id):
        publish_agent_presence(services, agent)


def agent_left(services: Services, agent: Agent) -> None:
    """One of an agent's windows is gone; they are away if none is back in a moment."""
    asyncio.get_running_loop().call_later(ABSENCE_DELAY_S, _agent_gone, services, agent)


def _agent_gone(services: Services, agent: Agent) -> None:
    if services.agents_here.leave(agent.id):
        publish_agent_presence(services, services.directory.everyone.get(agent.id, agent))


def publish_agent_presence(services: Services, agent: Agent) -> None:
    """Tell colleagues, and visitors of the agent's inboxes when the first one came or the last one left."""
    services.feed.agent_presence(agent.id, presence_of(services, agent))
    for inbox in agent.inboxes:
        _publish_team(services, inbox)


def _publish_team(services: Services, inbox: int) -> None:
    """Only what changed: who hears of everybody's coming and going knows how many there are, and their hours."""
    is_online = is_anybody_here(services, inbox)
    if services.teams_here.get(inbox, False) != is_online:
        services.teams_here[inbox] = is_online
        services.hub.publish(("inbox", inbox), None, lambda: encode(frames.TeamPresence(is_online)))


def visitor_arrived(services: Services, contact: int, conversation: int | None, inbox: int) -> None:
    """One of a visitor's tabs connected."""
    if services.visitors_here.arrive(contact) and conversation is not None:
        services.feed.visitor_presence(conversation, inbox, True)


def visitor_left(services: Services, contact: int, conversation: int | None, inbox: int) -> None:
    """One of a visitor's tabs is gone; they left if none is back in a moment."""
    asyncio.get_running_loop().call_later(ABSENCE_DELAY_S, _visitor_gone, services, contact, conversation, inbox)


def _visitor_gone(services: Services, contact: int, conversation: int | None, inbox: int) -> None:
    if services.visitors_here.leave(contact) and conversation is not None:
        services.feed.visitor_presence(conversation, inbox, False)
