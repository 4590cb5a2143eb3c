"""People in front of the reply library, each in a browser of their own, and what they do on its pages.

Tests import whom they need as fixtures.
"""

from __future__ import annotations

import html
import re
from collections.abc import AsyncIterator, Mapping
from contextlib import aclosing

import httpx
import pytest

from chat_server.app import create_app
from chat_server.sockets.registry import Registry
from tests.api.conftest import ORIGIN, csrf_of, sign_in
from tests.support.forms import form_of
from tests.support.house import House

Client = httpx.AsyncClient
Fields = dict[str, list[str]]
KEY = "dont_know.ask_colleague"
PAGE = f"/library/{KEY}"
EN = "Good question. I am asking our specialist and will answer you here {{ promise.due }}."
FA = "پرسش خوبی است. همین حالا از کارشناس این موضوع می‌پرسم و {{ promise.due }} همین‌جا پاسخ می‌دهم."


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


Changes = Mapping[str, str | list[str]]


async def propose(who: Client, changes: Changes, page: str = f"{PAGE}/edit") -> httpx.Response:
    """Open the editor, change some fields, send the form."""
    action, fields = form_of((await who.get(page)).text, "proposal")
    return await who.post(action, data={**fields, **changes, "step": changes.get("step", "submit")})


async def decide(who: Client, number: int, verb: str, comment: str = "", key: str = KEY) -> httpx.Response:
    """Open a revision and press one of its buttons."""
    address = f"/library/{key}/revisions/{number}"
    _, fields = form_of((await who.get(address)).text, "decision")
    return await who.post(f"{address}/{verb}", data={**fields, "comment": comment})


async def text_in_use(who: Client, language: str) -> str:
    """What pickers would insert."""
    replies = (await who.get("/api/replies")).json()["replies"]
    return str(next(reply["texts"][language] for reply in replies if reply["key"] == KEY))


def said(page: httpx.Response) -> str:
    """The words of a page: no tags, no isolates."""
    body = re.sub(r"(?s)<script.*?</script>", "", page.text)
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", body)).replace("\u2068", "").replace("\u2069", "").split())
