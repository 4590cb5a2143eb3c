"""Which replies a message came from, as one agent may know it: what is not theirs to read is not named to them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import msgspec

from chat_server.delivery.hub import Listener
from chat_server.domain.item import Item
from chat_server.domain.people import Agent
from chat_server.protocol import views
from chat_server.protocol.codec import encode
from chat_server.protocol.frames import AgentItem, ReplyInserted

from .replies import inbox_keys
from .reply_cards import may_read
from .services import Services


async def readable(services: Services, agent: Agent, inserted: Sequence[ReplyInserted]) -> list[ReplyInserted]:
    """Those that the agent may read; one that is not theirs is left out like one that does not exist."""
    if inserted:
        await services.shelf.fresh()
    return [one for one in inserted if _may_know(services, agent, one.key)]


async def items_for(services: Services, agent: Agent, items: Iterable[Item]) -> list[AgentItem]:
    """Timeline items as this agent sees them."""
    listed = list(items)
    if any(item.facts is not None and item.facts.replies for item in listed):
        await services.shelf.fresh()
    return [item_for(services, agent, item) for item in listed]


def item_for(services: Services, agent: Agent | None, item: Item) -> AgentItem:
    """One item as this agent sees it, by the library as it was read last."""
    seen = views.agent_item(item)
    if not seen.replies:
        return seen
    known = [used for used in seen.replies if agent is not None and _may_know(services, agent, used.key)]
    return msgspec.structs.replace(seen, replies=known)


def is_for_some(services: Services, item: Item) -> bool:
    """Whether agents see different things in this item."""
    if item.facts is None or not item.facts.replies:
        return False
    rows = [services.shelf.overviews.get(used.key) for used in item.facts.replies]
    return any(row is None or row["scope"].kind != "everyone" for row in rows)


def publish_to_each(services: Services, item: Item) -> None:
    """Give an item to everyone who has its conversation open, to each as they may see it."""
    agents = {id(listener): number for number, listener in services.feed.everyone()}

    def frame_for(listener: Listener) -> bytes:
        agent = services.directory.agents.get(agents.get(id(listener), 0))
        return encode(item_for(services, agent, item))

    services.hub.publish_each(("conversation", item.conversation), (item.conversation, item.seq), frame_for)


def _may_know(services: Services, agent: Agent, key: str) -> bool:
    row = services.shelf.overviews.get(key)
    return row is not None and may_read(agent, inbox_keys(services, agent), row["scope"])
