"""A reply of one's own, or of another team: on every path it is there for those it is for, and for nobody else."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import aclosing

import httpx
import msgspec
import pytest

from canned_replies.reply_details import ReplyDetails, Scope
from chat_server.actions.agents import create_agent
from chat_server.actions.replies import Draft, decide_reply, propose_reply
from chat_server.domain.message_facts import ReplyUsed
from chat_server.storage.people import add_inbox
from chat_server.storage.reply_uses import Use, add_uses
from tests.api.library_people import client_of
from tests.support.forms import form_of
from tests.support.house import House
from tests.support.people import PASSWORD, garden

Client = httpx.AsyncClient
OWN = "greeting.reza"
TEAM = "greeting.workshop"
WORDS = "Hello from the greenhouse, this is Reza with the watering can."
TEAM_WORDS = "Hello from the workshop, we mend garden lanterns."


async def approve(house: House, author: str, key: str, text: str, scope: Scope) -> None:
    """Somebody proposes a reply for a few, and Nora approves it."""
    label, shortcut = f"Label of {key}", key.partition(".")[2]
    details = ReplyDetails(situation="greeting", label={"en": label}, shortcut={"en": shortcut}, scope=scope)
    services = house.services
    reply = await propose_reply(services, house.agent(author), key, Draft(texts={"en": text}, details=details))
    await decide_reply(services, house.agent("Nora"), key, 1, "approve", seen=reply.version)
    # A better wording waits for a decision, and somebody has used the first one.
    await propose_reply(services, house.agent(author), key, Draft(texts={"en": f"{text} Welcome!"}))

    async def use(db: object) -> None:
        used = ReplyUsed(key, 1, "en", 0.0)
        await add_uses(db, [Use(conversation, 2, house.agent(author).id, 1, used, None)])  # type: ignore[arg-type]

    sara = await house.visitor()
    await sara.say("Hello")
    conversation = sara.of_type("snapshot")[0]["conversation"]
    await services.store.writer.run(use)


@pytest.fixture
async def scoped(library_house: House) -> House:
    """Reza has a reply of his own; the workshop, where Tom alone works, has one of its team."""
    house = library_house
    workshop = msgspec.structs.replace(garden(), public_key="ib_workshop", name="Workshop")
    inbox = await house.services.store.writer.run(lambda db: add_inbox(db, workshop, house.clock.now_ms()))
    emma = house.agent("Emma")
    tom = msgspec.structs.replace(emma, email="tom@garden.test", name="Tom Smith", inboxes=frozenset({inbox}))
    await create_agent(house.services, tom, PASSWORD)
    await house.services.directory.refresh()
    await approve(house, "Reza", OWN, WORDS, Scope("own", str(house.agent("Reza").id)))
    await approve(house, "Tom", TEAM, TEAM_WORDS, Scope("team", "ib_workshop"))
    return house


@pytest.fixture
async def emma(scoped: House) -> AsyncIterator[Client]:
    """Emma, for whom neither of them is."""
    client = await client_of(scoped, "Emma")
    yield client
    await client.aclose()


READING = ["", "/difference?from=1&to=2", "/figures"]
PAGES = ["", "/edit", "/edit?from=1", "/revisions/1", "/revisions/2", "/revisions/2?against=1"]
LISTS = [
    "/api/replies",
    "/api/replies/all",
    "/api/replies/queue",
    "/api/replies/uses",
    "/library",
    "/library?q=greenhouse+workshop",
    "/library?q=watering",
    "/library?situation=greeting",
    "/library?show=gaps",
    "/library/review",
]


@pytest.mark.parametrize("path", LISTS)
async def test_emma_finds_neither_in_any_list(emma: Client, path: str) -> None:
    """Not the key, not a word of it: no list, no search, no queue, no figure."""
    answer = await emma.get(path)
    assert answer.status_code == 200
    shown = answer.text.partition("<main")[2] or answer.text
    for trace in (OWN, TEAM, "Hello from the", "Label of"):
        assert trace not in shown, trace


@pytest.mark.parametrize("key", [OWN, TEAM])
async def test_emma_cannot_read_it_by_its_key(emma: Client, key: str) -> None:
    """The answer is the one for a key that does not exist."""
    for path in [f"/api/replies/{key}{more}" for more in READING] + [f"/library/{key}{more}" for more in PAGES]:
        answer = await emma.get(path)
        assert answer.status_code == 404, path
        assert "Hello from the" not in answer.text
    nothing = (await emma.get("/api/replies/greeting.nobody")).json()["error"]
    known = (await emma.get(f"/api/replies/{key}")).json()["error"]
    assert known == {**nothing, "message": nothing["message"].replace("greeting.nobody", key)}


@pytest.mark.parametrize("key", [OWN, TEAM])
async def test_emma_cannot_write_it_either(scoped: House, emma: Client, key: str) -> None:
    """Neither a proposal nor a step, by program or by page, and nothing of it is told or changed."""
    before = (await scoped.services.shelf.fresh()).overviews[key]["version"]
    proposal = {"texts": {"en": "Mine now."}}
    answers = [await emma.post(f"/api/replies/{key}/proposals", json=proposal)]
    answers += [await emma.post(f"/api/replies/{key}/revisions/2/retire", json={"seen": before})]
    _, fields = form_of((await emma.get("/library/new")).text, "proposal")
    answers += [await emma.post(f"/library/{key}/edit", data={**fields, "text_en": "Mine now."})]
    answers += [await emma.post(f"/library/{key}/revisions/2/retire", data={**fields, "seen": str(before)})]
    assert [answer.status_code for answer in answers] == [409, 404, 404, 404]
    assert all("Hello from the" not in answer.text for answer in answers)
    assert (await scoped.services.shelf.fresh()).overviews[key]["version"] == before


@pytest.mark.parametrize(("name", "key"), [("Reza", OWN), ("Tom", TEAM), ("Nora", OWN), ("Nora", TEAM)])
async def test_whoever_it_is_for_and_whoever_decides_can_read_it(scoped: House, name: str, key: str) -> None:
    """Its owner, its team, and the supervisor: in the lists, by its key, and on its pages."""
    words = WORDS if key == OWN else TEAM_WORDS
    async with aclosing(await client_of(scoped, name)) as client:
        for path in ("/api/replies/all", "/api/replies/queue", "/api/replies/uses", "/library/review"):
            assert key in (await client.get(path)).text, path
        assert words in (await client.get("/library?q=hello&language=en")).text
        assert words in (await client.get(f"/api/replies/{key}")).text
        assert words in (await client.get(f"/library/{key}")).text
        assert (await client.get(f"/library/{key}/revisions/2")).status_code == 200


@pytest.mark.parametrize(("name", "found"), [("Reza", {OWN}), ("Tom", {TEAM}), ("Emma", set()), ("Nora", set())])
async def test_a_picker_offers_what_is_for_its_agent(scoped: House, name: str, found: set[str]) -> None:
    """A supervisor may read everything, but is not offered what others keep for themselves."""
    async with aclosing(await client_of(scoped, name)) as client:
        keys = {reply["key"] for reply in (await client.get("/api/replies")).json()["replies"]}
    assert keys & {OWN, TEAM} == found
