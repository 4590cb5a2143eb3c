"""Sara's conversation at the garden shop, and a browser that can be anybody's. Tests import ``place`` as a fixture."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import aclosing
from typing import Any, NamedTuple

import httpx
import pytest
from msgspec.structs import replace

from chat_server.actions.agents import create_agent
from chat_server.actions.promises import record_promise
from chat_server.actions.sign_in import sign_in
from chat_server.app import create_app
from chat_server.domain.people import Inbox
from chat_server.sockets.registry import Registry
from chat_server.storage.people import add_inbox
from tests.api.audience import KEY, LATER_MS, RULE, Address
from tests.api.conftest import ORIGIN
from tests.support.house import House, Window
from tests.support.people import PASSWORD, garden, team

Client = httpx.AsyncClient


class Place(NamedTuple):
    """Sara's conversation at the garden shop, and everything that belongs to it."""

    house: House
    sara: Window
    client: Client
    names: dict[str, Any]

    def url(self, address: Address) -> str:
        """Where exactly to ask."""
        path = address.path
        for name, value in self.names.items():
            path = path.replace(f"{{{name}}}", str(value)).replace(f"{{{name}:int}}", str(value))
        return f"{path}?{address.query}" if address.query else path

    async def ask(self, address: Address, **headers: str) -> httpx.Response:
        """Ask as a browser would: pages send forms, the rest JSON."""
        if address.is_page and address.is_change:
            data = {**(address.body or {}), "csrf": headers.pop("form_csrf", "")}
            return await self.client.post(self.url(address), data=data, headers=headers)
        return await self.client.request(address.method, self.url(address), json=address.body, headers=headers)

    async def be(self, first_name: str) -> str:
        """Sign in as somebody, in a browser that nobody used before; returns the session's token."""
        email = self.house.agent(first_name).email
        signed_in = await sign_in(self.house.services, email, PASSWORD, "127.0.0.1", None)
        self.client.cookies.clear()
        self.client.cookies.set("warmline_session", signed_in.secret)
        return signed_in.session.csrf

    async def state(self) -> list[tuple[Any, ...]]:
        """Everything that somebody could have changed."""
        db = self.house.services.store.reader()
        tables = await db.fetch_all(
            "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT IN ('sqlite_sequence', 'sessions')"
        )
        return [row for (table,) in tables for row in await db.fetch_all(f"SELECT * FROM {table}")]


@pytest.fixture
async def place(library_house: House) -> AsyncIterator[Place]:
    """The shop with a conversation, and a second site whose only agent is Olga."""
    house = library_house
    sara = await house.visitor()
    await sara.say("Hello")
    conversation = sara.of_type("snapshot")[0]["conversation"]
    await add_olga(house)
    reza = house.agent("Reza")
    promise = await record_promise(house.services, reza, conversation, LATER_MS + 86_400_000, "call back", None)
    head = await house.services.store.reader().fetch_one("SELECT contact FROM conversations", ())
    assert head is not None
    names = {"conversation": conversation, "contact": head[0], "inbox": house.inbox.id, "promise": promise.id}
    names |= {"key": KEY, "number": 1, "verb": "approve", "rule": RULE, "seq": 1}
    transport = httpx.ASGITransport(create_app(house.services, Registry()), raise_app_exceptions=False)
    async with aclosing(Client(transport=transport, base_url=ORIGIN)) as client:
        yield Place(house, sara, client, names)


async def add_olga(house: House) -> None:
    """Olga works for another site of the same installation, and for that alone."""
    other: Inbox = replace(garden(("https://books.example",)), public_key="ib_books", name="Books")
    number = await house.services.store.writer.run(lambda db: add_inbox(db, other, 1))
    olga = replace(team(frozenset({number}))[0], email="olga@books.test", name="Olga Berg")
    await create_agent(house.services, olga, PASSWORD)
