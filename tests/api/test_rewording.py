"""Over HTTP: from an edited message to a wording that waits in review."""

from __future__ import annotations

from contextlib import aclosing
from typing import Any

import httpx

from tests.api.library_people import client_of
from tests.api.library_people import reza as reza
from tests.api.test_replies import conversation_of
from tests.support.house import House, new_client_id

Client = httpx.AsyncClient
KEY = "dont_know.ask_colleague"
HELLO = "greeting.first_contact"


async def inserted(house: House, key: str, language: str, **values: str) -> dict[str, Any]:
    """A reply as the composer inserts it, each blank filled or left with its name."""
    text = (await house.services.shelf.fresh()).cards[key].texts[language]
    for name, value in values.items():
        head, _, rest = text.partition("{{ " + name.replace("__", "."))
        text = f"{head}\u2068{value}\u2069{rest.partition('}}')[2]}"
    assert "{{" not in text
    return {"key": key, "revision": 1, "language": language, "text": text}


async def hello(house: House) -> dict[str, Any]:
    """The Persian greeting for Sara."""
    names = {"contact__first_name": "سارا", "agent__first_name": "رضا", "company__name": "Garden & Co."}
    return await inserted(house, HELLO, "fa", **names)


async def test_a_draft_becomes_a_wording_and_then_a_proposal(library_house: House, reza: Client) -> None:
    """The name, the agent and the shop are blanks again; the difference has two sides; it waits in the queue."""
    reply = await hello(library_house)
    body = reply["text"].replace("خوش آمدید", "به گلخانهٔ ما خوش آمدید") + " سارا، بفرمایید."
    answer = await reza.post("/api/replies/rewordings", json={"replies": [reply], "body": body})
    [found] = answer.json()["rewordings"]
    assert (found["key"], found["language"]) == (HELLO, "fa")
    old = library_house.services.shelf.cards[HELLO].texts["fa"]
    blank = '{{ contact.first_name or "همراه" }}' if " or " in old else "{{ contact.first_name }}"
    assert found["text"] == f"{old.strip().replace('خوش آمدید', 'به گلخانهٔ ما خوش آمدید')} {blank}، بفرمایید."

    wording = {"language": "fa", "text": found["text"]}
    compared = (await reza.post(f"/api/replies/{HELLO}/comparison", json=wording)).json()
    assert (compared["revision"], compared["is_same"], compared["problems"]) == (1, False, [])
    blanks = {
        side: [piece["blank"] for run in compared[side] for piece in run["pieces"] if "blank" in piece]
        for side in ("before", "after")
    }
    assert blanks["after"] == [*blanks["before"], "contact.first_name"]
    assert {run["kind"] for run in compared["before"]} == {"same"}
    added = "".join(p.get("text", "") for run in compared["after"] if run["kind"] == "added" for p in run["pieces"])
    assert "گلخانهٔ ما" in added

    proposal = {"texts": {"fa": found["text"]}, "based_on": compared["revision"], "comment": "گرم‌تر است"}
    proposed = await reza.post(f"/api/replies/{HELLO}/proposals", json=proposal)
    assert proposed.json()["number"] == 2
    [row] = (await reza.get("/api/replies/queue")).json()["revisions"]
    assert (row["key"], row["state"], row["comment"]) == (HELLO, "in_review", "گرم‌تر است")


async def test_a_sent_message_becomes_a_wording_too(library_house: House, reza: Client) -> None:
    """The server remembers what was inserted; a message that went out as it was has nothing to propose."""
    number = await conversation_of(library_house)
    reply = await hello(library_house)

    async def send(body: str) -> str:
        message = {"client_id": new_client_id(), "body": body, "replies": [reply]}
        sent = (await reza.post(f"/api/conversations/{number}/messages", json=message)).json()["item"]
        return f"/api/conversations/{number}/messages/{sent['seq']}/rewordings"

    assert (await reza.get(await send(reply["text"]))).json() == {"rewordings": []}
    [found] = (await reza.get(await send(f"{reply['text']} در خدمتم."))).json()["rewordings"]
    old = library_house.services.shelf.cards[HELLO].texts["fa"].strip()
    assert found == {"key": HELLO, "language": "fa", "text": f"{old} در خدمتم."}
    missing = await reza.get(f"/api/conversations/{number}/messages/99/rewordings")
    assert (missing.status_code, missing.json()["error"]["code"]) == (404, "not_found")


async def test_two_stacked_replies_are_two_wordings(library_house: House, reza: Client) -> None:
    """Only the one that was changed, and what the library does not know is left out."""
    first = await hello(library_house)
    second = await inserted(library_house, KEY, "fa", promise__due="تا ساعت ۱۵")
    unknown = {"key": "gone.reply", "revision": 1, "language": "fa", "text": "نیست"}
    changed = second["text"].replace(".", " و خبر می‌دهم.", 1)
    body = {"replies": [second, unknown, first], "body": f"{first['text']}\n{changed}"}
    [found] = (await reza.post("/api/replies/rewordings", json=body)).json()["rewordings"]
    assert found["key"] == KEY
    assert "{{ promise.due }}" in found["text"]
    assert "و خبر می‌دهم" in found["text"]


async def test_a_wording_is_compared_with_the_one_in_use_now(library_house: House, reza: Client) -> None:
    """Somebody was quicker: what Reza wrote stands beside the newer text, and starts from it."""
    reply = await hello(library_house)
    async with aclosing(await client_of(library_house, "Nora")) as nora:
        text = "سلام {{ contact.first_name }} گرامی، خوش آمدید."
        proposed = await reza.post(f"/api/replies/{HELLO}/proposals", json={"texts": {"fa": text}})
        seen = proposed.json()["reply"]["version"]
        await nora.post(f"/api/replies/{HELLO}/revisions/2/approve", json={"seen": seen})
    body = {"replies": [reply], "body": "سلام \u2068سارا\u2069 گرامی، خوش آمدید."}
    assert (await reza.post("/api/replies/rewordings", json=body)).json() == {"rewordings": []}
    wording = {"language": "fa", "text": f"{text} بفرمایید."}
    compared = (await reza.post(f"/api/replies/{HELLO}/comparison", json=wording)).json()
    assert compared["revision"] == 2
    assert [run["kind"] for run in compared["after"]] == ["same", "added"]


async def test_what_cannot_be_proposed_is_said_with_its_place(library_house: House, reza: Client) -> None:
    """Unknown blanks, words that the coach marks with the reason in Persian, and a text beyond all bounds."""
    wording = {"language": "en", "text": "Please calm down, {{ your.name }}."}
    compared = (await reza.post(f"/api/replies/{HELLO}/comparison", json=wording)).json()
    assert [(p["code"], p["line"]) for p in compared["problems"]] == [("blank_unknown", 1)]
    wording["text"] = "Please calm down."
    compared = (await reza.post(f"/api/replies/{HELLO}/comparison", json=wording)).json()
    [remark] = [remark for remark in compared["remarks"] if remark["rule"]]
    assert remark["words"] == "calm down"
    assert "مشتری" in remark["why"]
    wording["text"] = "x" * 5_001
    compared = (await reza.post(f"/api/replies/{HELLO}/comparison", json=wording)).json()
    assert [problem["code"] for problem in compared["problems"]] == ["text_too_long"]
    body = {"replies": [await hello(library_house)], "body": "x" * 5_001}
    refused = await reza.post("/api/replies/rewordings", json=body)
    assert (refused.status_code, refused.json()["error"]["problems"][0]["code"]) == (400, "text_too_long")
