"""What a widget asks over HTTP."""

from __future__ import annotations

import re

import httpx
import msgspec
import pytest

from chat_server.actions.agents import change_agent
from chat_server.actions.inboxes import describe_inbox
from tests.support.house import SITE, House

Client = httpx.AsyncClient


async def test_the_configuration_speaks_the_visitors_language(anybody: Client) -> None:
    """Words, direction, greeting and starters in one answer, for allowed origins only."""
    answer = await anybody.get(
        "/widget/config", params={"inbox": "ib_garden", "locale": "fa-IR"}, headers={"Origin": SITE}
    )
    config = answer.json()
    assert answer.headers["access-control-allow-origin"] == SITE
    assert (config["locale"], config["dir"]) == ("fa", "rtl")
    assert config["starters"][0] == "سفارش من کجاست؟"
    assert config["state"]["is_online"] is False
    assert [card["name"] for card in config["team"]] == ["Reza", "Zsófi", "Emma"] or len(config["team"]) == 3


async def test_a_message_by_http_and_by_socket_is_one(house: House, anybody: Client) -> None:
    """A page that closes sends by HTTP; the socket's retry of the same message is answered with its place."""
    sara = await house.visitor()
    token = sara.of_type("ready")[0]["token"]
    body = {"inbox": "ib_garden", "client_id": "once-and-only", "body": "Hello"}
    headers = {"Origin": SITE, "Authorization": f"Bearer {token}"}
    answer = await anybody.post("/api/visitor/messages", json=body, headers=headers)
    assert answer.status_code == 200
    assert answer.json()["item"]["seq"] == 1
    await sara.send(type="send", client_id="once-and-only", body="Hello")
    assert {item["seq"] for item in sara.items()} == {1}
    await sara.say("two")
    older = await anybody.get("/api/visitor/items", params={"before": 2}, headers=headers)
    assert [item["body"] for item in older.json()["items"]] == ["Hello"]


@pytest.mark.parametrize("headers", [{}, {"Authorization": "Bearer "}, {"Authorization": "Basic c2FyYQ=="}])
async def test_who_shows_no_token_is_told_so(anybody: Client, headers: dict[str, str]) -> None:
    """A client that forgot the header reads what is missing, whichever path it asks."""
    body = {"inbox": "ib_garden", "client_id": "once-and-only", "body": "Hello"}
    for answer in (
        await anybody.get("/api/visitor/items", headers={"Origin": SITE, **headers}),
        await anybody.post("/api/visitor/messages", json=body, headers={"Origin": SITE, **headers}),
    ):
        assert answer.status_code == 401
        assert answer.json()["error"]["message"].endswith("Authorization header; got none")


async def test_where_sockets_are_blocked_a_visitor_begins_over_http(house: House, anybody: Client) -> None:
    """First a token, which stores nothing; then words in the visitor's language. A socket goes on with that token."""
    headers = {"Origin": SITE}
    answer = await anybody.post("/api/visitor/token", json={"inbox": "ib_garden", "locale": "hu"}, headers=headers)
    token = answer.json()["token"]
    zsofi = await house.console("Zsófi")
    assert zsofi.of_type("conversations")[0]["conversations"] == []
    body = {"inbox": "ib_garden", "client_id": "first-by-http", "body": "Hello", "locale": "hu"}
    headers["Authorization"] = f"Bearer {token}"
    sent = await anybody.post("/api/visitor/messages", json=body, headers=headers)
    assert sent.json()["token"] is None
    assert (await house.visitor(token)).texts() == ["Hello"]
    row = (await house.console("Zsófi")).of_type("conversations")[0]["conversations"][0]
    assert row["locale"] == "hu"


async def test_words_without_a_token_are_nobodys(house: House, anybody: Client) -> None:
    """A message that would begin a visitor of its own is refused: its repetition would begin another one."""
    body = {"inbox": "ib_garden", "client_id": "who-am-i-then", "body": "Hello"}
    answer = await anybody.post("/api/visitor/messages", json=body, headers={"Origin": SITE})
    assert answer.status_code == 401
    assert (await house.console("Zsófi")).of_type("conversations")[0]["conversations"] == []


@pytest.mark.parametrize("inbox", ["no_such_key", ""])
async def test_a_token_of_no_inbox_is_not_given(anybody: Client, inbox: str) -> None:
    """A key that nobody has gets a proper refusal."""
    answer = await anybody.post("/api/visitor/token", json={"inbox": inbox}, headers={"Origin": SITE})
    assert answer.status_code == 404
    assert answer.json()["error"]["message"].startswith("expected")


@pytest.mark.parametrize("origin", ["https://evil.example", "http://garden.example", "null"])
async def test_other_sites_get_no_answer(anybody: Client, origin: str) -> None:
    """A site that the inbox does not allow is refused, and its browser may not read even that."""
    answer = await anybody.get("/widget/config", params={"inbox": "ib_garden"}, headers={"Origin": origin})
    assert answer.status_code == 403
    assert "access-control-allow-origin" not in answer.headers
    asked = await anybody.options("/api/visitor/messages", headers={"Origin": origin})
    assert asked.status_code == 403


@pytest.mark.parametrize("token", ["", "forged", "WzEsMiwzXQ.AAAA"])
async def test_history_needs_the_visitors_own_token(anybody: Client, token: str) -> None:
    """No or a forged token shows nothing."""
    headers = {"Origin": SITE, **({"Authorization": f"Bearer {token}"} if token else {})}
    answer = await anybody.get("/api/visitor/items", headers=headers)
    assert answer.status_code == 401


async def test_the_widgets_files_are_small_and_kept(anybody: Client) -> None:
    """Compressed on request; the launcher for minutes, what it loads for ever; unchanged is 304."""
    launcher = await anybody.get("/widget.js", headers={"Accept-Encoding": "br"})
    assert launcher.headers["content-encoding"] == "br"
    assert "max-age=300" in launcher.headers["cache-control"]
    again = await anybody.get("/widget.js", headers={"If-None-Match": launcher.headers["etag"]})
    assert again.status_code == 304


async def test_a_page_from_before_an_update_still_gets_its_chat(anybody: Client) -> None:
    """Its launcher asks for a panel of then: it gets today's, which nobody keeps under that name."""
    launcher = (await anybody.get("/widget.js")).text
    todays = re.search(r"panel\.([0-9a-f]{12})\.js", launcher)
    assert todays is not None
    kept = await anybody.get(f"/widget/panel.{todays[1]}.js")
    assert "immutable" in kept.headers["cache-control"]
    for stage in ("panel", "talk"):
        answer = await anybody.get(f"/widget/{stage}.0123456789ab.js")
        assert (answer.status_code, answer.headers["cache-control"]) == (200, "no-store")
    assert (await anybody.get("/widget/panel.0123456789ab.js")).text == kept.text
    assert (await anybody.get("/widget/other.0123456789ab.js")).status_code == 404


async def test_the_widget_is_told_the_shops_name_in_the_visitors_language(house: House, anybody: Client) -> None:
    """Name and greeting, and who answers; a language that nobody gave words for falls back."""
    inbox = msgspec.structs.replace(house.inbox, names={"fa": "باغچه"}, greeting={"en": "Hello!", "fa": "سلام!"})
    await describe_inbox(house.services, inbox)
    titles = {"fa": "مشاور گیاهان"}
    await change_agent(house.services, msgspec.structs.replace(house.agent("Reza"), titles=titles))
    told = {}
    for locale in ("fa", "hu"):
        asked = {"inbox": "ib_garden", "locale": locale}
        answer = (await anybody.get("/widget/config", params=asked, headers={"Origin": SITE})).json()
        reza = next(agent for agent in answer["team"] if agent["name"] == "Reza")
        told[locale] = (answer["inbox"]["name"], answer["inbox"]["greeting"], reza["role"])
    assert told == {
        "fa": ("باغچه", "سلام!", "مشاور گیاهان"),
        "hu": ("Garden & Co.", "Hello!", "Customer care"),
    }
