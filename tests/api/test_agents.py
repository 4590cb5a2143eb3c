"""What the console asks over HTTP."""

from __future__ import annotations

import httpx
import pytest

from tests.support.house import House, Window

Client = httpx.AsyncClient


async def begun(house: House) -> tuple[Window, int]:
    """Sara's conversation."""
    sara = await house.visitor()
    await sara.say("Hello")
    return sara, sara.of_type("snapshot")[0]["conversation"]


async def test_a_day_of_work_over_http(house: House, reza: Client) -> None:
    """Answer, note, snooze, reopen, assign, resolve; each is in the timeline afterwards, once."""
    sara, number = await begun(house)
    one = f"/api/conversations/{number}"
    zsofi = house.agent("Zsófi").id
    for path, body in (
        ("messages", {"client_id": "over-http-1", "body": "Good day"}),
        ("messages", {"client_id": "over-http-1", "body": "Good day"}),
        ("messages", {"client_id": "over-http-2", "body": "ask the courier", "kind": "note"}),
        ("snooze", {"until": None}),
        ("reopen", {}),
        ("assign", {"agent": zsofi}),
        ("assign", {"agent": None}),
        ("resolve", {}),
    ):
        answer = await reza.post(f"{one}/{path}", json=body)
        assert answer.status_code == 200, (path, answer.text)
    items = (await reza.get(f"{one}/items")).json()["items"]
    told = [item.get("activity", {}).get("verb") or item["kind"] for item in items]
    assert told == [
        "message", "assigned", "message", "note", "snoozed", "woken", "assigned", "unassigned", "resolved",
    ]  # fmt: skip
    assert sara.texts() == ["Hello", "Good day"]
    detail = (await reza.get(one)).json()
    assert detail["conversation"]["status"] == "resolved"
    assert detail["contact"]["browser"] == "Firefox"
    resolved = (await reza.get("/api/conversations", params={"status": "resolved"})).json()["conversations"]
    assert [row["id"] for row in resolved] == [number]


async def test_older_items_come_page_by_page(house: House, reza: Client) -> None:
    """Backwards from a position, oldest first within the page."""
    sara, number = await begun(house)
    for n in range(2, 8):
        await sara.say(f"message {n}")
    page = (await reza.get(f"/api/conversations/{number}/items", params={"before": 5, "limit": 2})).json()
    assert [item["seq"] for item in page["items"]] == [3, 4]
    assert page["has_older"] is True
    first = (await reza.get(f"/api/conversations/{number}/items", params={"before": 3})).json()
    assert [item["seq"] for item in first["items"]] == [1, 2]
    assert first["has_older"] is False


async def test_a_draft_and_the_own_settings_are_kept(house: House, reza: Client) -> None:
    """Draft, language and being away."""
    _, number = await begun(house)
    saved = await reza.put(f"/api/conversations/{number}/draft", json={"kind": "message", "body": "Dear"})
    assert saved.status_code == 204
    window = await house.console("Reza")
    assert window.of_type("ready")[0]["drafts"][0]["body"] == "Dear"
    assert (await reza.put("/api/me/presence", json={"is_away": True})).status_code == 204
    assert (await house.console("Reza")).of_type("ready")[0]["me"]["presence"] == "away"
    assert (await reza.put("/api/me/locale", json={"locale": "hu"})).status_code == 204
    assert '<html lang="hu" dir="ltr">' in (await reza.get("/console")).text


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("GET", "/api/conversations?status=resolved"),
        ("GET", "/api/conversations/7"),
        ("GET", "/api/conversations/7/items"),
        ("POST", "/api/conversations/7/messages"),
        ("POST", "/api/conversations/7/resolve"),
        ("PUT", "/api/conversations/7/draft"),
        ("PATCH", "/api/contacts/7"),
        ("PUT", "/api/me/presence"),
    ],
)
async def test_nothing_is_told_to_strangers(anybody: Client, method: str, path: str) -> None:
    """Without a session every address of the agents' API answers 401."""
    answer = await anybody.request(method, path, json={})
    assert answer.status_code == 401
    assert answer.json()["error"]["code"] == "unauthenticated"


async def test_a_change_needs_the_sessions_token_and_our_own_origin(house: House, reza: Client) -> None:
    """A cookie alone changes nothing, nor does another site."""
    _, number = await begun(house)
    path = f"/api/conversations/{number}/resolve"
    for headers in ({"X-CSRF-Token": ""}, {"X-CSRF-Token": "guessed"}, {"Origin": "https://evil.example"}):
        answer = await reza.post(path, json={}, headers=headers)
        assert answer.status_code == 403
        assert answer.json()["error"]["message"].startswith("expected ")
    assert (await reza.get(f"/api/conversations/{number}")).json()["conversation"]["status"] == "open"


@pytest.mark.parametrize(
    ("method", "path", "content", "status"),
    [
        ("POST", "/api/conversations/{id}/messages", b"not json", 400),
        ("POST", "/api/conversations/{id}/messages", b"{}", 400),
        ("POST", "/api/conversations/{id}/messages", b'{"client_id":"abcdefgh","body":"  "}', 400),
        ("POST", "/api/conversations/{id}/messages", b'{"client_id":"abcdefgh","body":"x","extra":1}', 400),
        ("POST", "/api/conversations/{id}/messages", b"x" * 70_000, 400),
        ("POST", "/api/conversations/{id}/snooze", b'{"until":99999999999999999999}', 400),
        ("POST", "/api/conversations/{id}/snooze", b'{"until":5}', 400),
        ("POST", "/api/conversations/{id}/assign", b'{"agent":999}', 404),
        ("POST", "/api/conversations/99999999999999999999999/resolve", b"{}", 404),
        ("POST", "/api/conversations/5/resolve", b"{}", 404),
        ("GET", "/api/conversations/{id}/items?before=abc", b"", 400),
        ("GET", "/api/conversations/{id}/items?limit=1000", b"", 400),
        ("GET", "/api/conversations", b"", 400),
        ("PATCH", "/api/contacts/5", b'{"name":"x"}', 404),
        ("PUT", "/api/me/locale", b'{"locale":"xx"}', 400),
        ("GET", "/api/nothing", b"", 404),
    ],
)
async def test_what_cannot_be_is_refused_with_a_sentence(
    house: House, reza: Client, method: str, path: str, content: bytes, status: int
) -> None:
    """Every refusal has a status, a code, and says what was expected."""
    _, number = await begun(house)
    answer = await reza.request(method, path.replace("{id}", str(number)), content=content)
    assert answer.status_code == status, answer.text
    assert answer.json()["error"]["message"].startswith("expected ")
