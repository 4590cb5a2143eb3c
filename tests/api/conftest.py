"""The whole application in process, and browsers without a screen."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator

import httpx
import pytest

from chat_server.app import create_app
from chat_server.sockets.registry import Registry
from tests.support.house import House
from tests.support.people import PASSWORD

ORIGIN = "http://localhost:8400"


@pytest.fixture
async def anybody(house: House) -> AsyncIterator[httpx.AsyncClient]:
    """Somebody who has not signed in."""
    app = create_app(house.services, Registry())
    transport = httpx.ASGITransport(app, raise_app_exceptions=False)
    async with httpx.AsyncClient(transport=transport, base_url=ORIGIN) as client:
        yield client


async def sign_in(client: httpx.AsyncClient, house: House, first_name: str, password: str = PASSWORD) -> httpx.Response:
    """Fill in the sign-in form."""
    form = await client.get("/sign-in")
    csrf = re.search(r'name="csrf" value="([^"]+)"', form.text)
    assert csrf is not None
    email = house.agent(first_name).email
    return await client.post("/sign-in", data={"email": email, "password": password, "csrf": csrf[1], "next": ""})


async def csrf_of(client: httpx.AsyncClient) -> str:
    """The session's token, as the console's page carries it."""
    found = re.search(r'"csrf": ?"([^"]+)"', (await client.get("/console")).text)
    assert found is not None
    return found[1]


@pytest.fixture
async def reza(house: House, anybody: httpx.AsyncClient) -> httpx.AsyncClient:
    """Reza, signed in, with his token in every request."""
    await sign_in(anybody, house, "Reza")
    anybody.headers["X-CSRF-Token"] = await csrf_of(anybody)
    return anybody
