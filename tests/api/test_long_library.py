"""A library of two thousand replies, page by page, as browsers without scripts meet it."""

from __future__ import annotations

import html
import re
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import httpx
import pytest

from canned_replies.exporting import to_yaml
from chat_server.commands.reply_files import carry_out_import, plan_import
from chat_server.pages.portions import PORTION
from tests.api.library_people import client_of
from tests.support.house import House
from tests.support.many_replies import many_replies

Client = httpx.AsyncClient
MANY = 2_000


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two thousand replies as a file."""
    file = tmp_path_factory.mktemp("many") / "many.yaml"
    file.write_text(to_yaml(many_replies(MANY)), "utf-8")
    return file


@pytest.fixture
async def nora(library_house: House, many: Path) -> AsyncIterator[Client]:
    """Nora, whose library got two thousand replies beside the starter's."""
    services = library_house.services
    planned = await plan_import(services, many, author=None, approver=library_house.agent("Nora").email)
    await carry_out_import(services, planned)
    client = await client_of(library_house, "Nora")
    yield client
    await client.aclose()


def keys(page: httpx.Response) -> list[str]:
    """The replies of a page."""
    return re.findall(r'id="reply-([a-z0-9_.]+)"', page.text)


def links(page: httpx.Response) -> Iterator[str]:
    """Where the list goes on: the longer page, and the next portion alone."""
    found = re.search(r'class="more"><a [^>]*href="([^"]*)" data-next="([^"]*)"', page.text)
    return iter(html.unescape(link) for link in found.groups()) if found else iter(("", ""))


async def test_every_reply_is_reached_portion_by_portion(nora: Client) -> None:
    """Each once, in the order of situations; no answer is long."""
    address, found, portions = "/library", list[str](), 0
    while address:
        page = await nora.get(address)
        portions += 1
        assert len(keys(page)) <= PORTION
        found += keys(page)
        _, following = links(page)
        address = following and f"/library{following}"
    assert portions == -(-(MANY + 44) // PORTION)
    assert len(found) == len(set(found)) == MANY + 44
    situations = list(dict.fromkeys(key.split(".")[0] for key in found))
    assert len(situations) == 22


async def test_the_longer_page_keeps_what_was_asked_for(nora: Client) -> None:
    """Situation, search, language and view stay; without scripts the page comes again, longer."""
    asked = {"show": "gaps", "language": "hu", "q": "you"}
    page = await nora.get("/library", params=asked)
    longer, _ = links(page)
    assert dict(httpx.QueryParams(longer.removeprefix("?"))) == {**asked, "upto": str(2 * PORTION)}
    again = await nora.get(f"/library{longer}")
    assert keys(again)[:PORTION] == keys(page)
    assert PORTION < len(keys(again)) <= 2 * PORTION


async def test_odd_places_show_what_there_is(nora: Client) -> None:
    """Whatever an address says, the page stands and is not endless."""
    for odd, shown in (("upto=0", 60), ("upto=-5", 60), ("upto=x", 60), ("from=1e9", 60), ("from=99999999", 0)):
        page = await nora.get(f"/library?{odd}")
        assert (page.status_code, len(keys(page))) == (200, shown), odd
    assert len(keys(await nora.get("/library?upto=999999999"))) == MANY + 44


async def test_what_waits_for_review_comes_in_portions_too(nora: Client, library_house: House, tmp_path: Path) -> None:
    """An import without an approver leaves two thousand revisions to decide on."""
    other = tmp_path / "other.yaml"
    other.write_text(to_yaml(many_replies(MANY, "again")), "utf-8")
    planned = await plan_import(library_house.services, other, author=None, approver=None)
    await carry_out_import(library_house.services, planned)
    page = await nora.get("/library/review")
    assert page.text.count('class="card queue-card"') == PORTION
    longer, _ = links(page)
    assert (await nora.get(f"/library/review{longer}")).text.count('class="card queue-card"') == 2 * PORTION
