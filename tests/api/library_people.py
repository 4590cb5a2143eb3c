"""People in front of the reply library, each in a browser of their own; tests import whom they need as fixtures."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import aclosing

import httpx
import pytest

from chat_server.app import create_app
from chat_server.sockets.registry import Registry
from tests.api.conftest import ORIGIN, csrf_of, sign_in
from tests.support.house import House

Client = httpx.AsyncClient


async def client_of(house: House, first_name: str) -> Client:
    """Somebody's browser, signed in."""
    transport = httpx.ASGITransport(create_app(house.services, Registry()), raise_app_exceptions=False)
    client = httpx.AsyncClient(transport=transport, base_url=ORIGIN)
    await sign_in(client, house, first_name)
    client.headers["X-CSRF-Token"] = await csrf_of(client)
    return client


@pytest.fixture
async def reza(library_house: House) -> AsyncIterator[Client]:
    """Reza, an agent who reads Persian."""
    async with aclosing(await client_of(library_house, "Reza")) as client:
        yield client


@pytest.fixture
async def zsofi(library_house: House) -> AsyncIterator[Client]:
    """Zsófi, an agent who reads Hungarian."""
    async with aclosing(await client_of(library_house, "Zsófi")) as client:
        yield client


@pytest.fixture
async def nora(library_house: House) -> AsyncIterator[Client]:
    """Nora, a supervisor."""
    async with aclosing(await client_of(library_house, "Nora")) as client:
        yield client
