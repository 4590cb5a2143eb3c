"""The reply library, phrase rules and promises over HTTP."""

from __future__ import annotations

from typing import Any

import pytest

from tests.api.library_people import Client
from tests.api.library_people import nora as nora
from tests.api.library_people import reza as reza
from tests.support.house import House

KEY = "dont_know.ask_colleague"


async def conversation_of(house: House, locale: str = "fa", **hello: Any) -> int:
    """Sara's conversation."""
    sara = await house.visitor(locale=locale, **hello)
    await sara.say("سلام")
    return int(sara.of_type("snapshot")[0]["conversation"])


async def test_the_picker_gets_everything_in_one_answer_and_mostly_nothing(reza: Client) -> None:
    """The first time all of it; then 304, until the library changes."""
    first = await reza.get("/api/replies")
    answer = first.json()
    assert len(answer["replies"]) == 44
    assert answer["situations"]["dont_know"]["en"] == "We do not know yet"
    assert answer["placeholders"]["promise.due"]["makes_promise"] is True
    assert answer["placeholders"]["question"]["ask"] is True
    one = next(reply for reply in answer["replies"] if reply["key"] == KEY)
    assert set(one["texts"]) == {"en", "fa", "hu"}
    assert "promise.due" in one["blanks"]
    again = await reza.get("/api/replies", headers={"If-None-Match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert first.headers["cache-control"] == "private, no-cache"
    assert first.headers["content-encoding"] == "br"
    for accepted in ("gzip", "identity"):
        other = await reza.get("/api/replies", headers={"Accept-Encoding": accepted})
        assert other.headers.get("content-encoding", "identity") == accepted
        assert other.json() == answer


async def test_from_a_proposal_to_the_other_agents_picker(library_house: House, reza: Client, nora: Client) -> None:
    """Reza proposes, Nora sees the difference, approves; the library answers anew."""
    etag = (await reza.get("/api/replies")).headers["etag"]
    text = "I'm asking a colleague now and will tell you {{ promise.due }}."
    proposed = await reza.post(f"/api/replies/{KEY}/proposals", json={"texts": {"en": text}, "comment": "shorter"})
    assert proposed.status_code == 200, proposed.text
    assert proposed.json()["number"] == 2
    queue = (await nora.get("/api/replies/queue")).json()["revisions"]
    assert [(row["key"], row["number"], row["author"]["name"]) for row in queue] == [(KEY, 2, "Reza Karimi")]
    changed = (await nora.get(f"/api/replies/{KEY}/difference", params={"from": 1, "to": 2})).json()["languages"]
    assert "".join(part["text"] for part in changed["en"] if part["kind"] != "removed") == text
    assert {part["kind"] for part in changed["fa"]} == {"same"}
    seen = (await nora.get(f"/api/replies/{KEY}")).json()["reply"]
    assert seen["can"] == ["propose", "decide"]
    approved = await nora.post(
        f"/api/replies/{KEY}/revisions/2/approve", json={"seen": seen["version"], "comment": "good"}
    )
    assert approved.json()["reply"]["in_use"] == 2
    late = await nora.post(f"/api/replies/{KEY}/revisions/2/retire", json={"seen": seen["version"]})
    assert (late.status_code, late.json()["error"]["code"]) == (409, "changed_meanwhile")
    fresh = await reza.get("/api/replies", headers={"If-None-Match": etag})
    assert fresh.status_code == 200
    assert next(r for r in fresh.json()["replies"] if r["key"] == KEY)["texts"]["en"] == text
    row = next(row for row in (await reza.get("/api/replies/all")).json()["replies"] if row["key"] == KEY)
    assert (row["in_use"], row["newest"], row["state"], row["waiting"]) == (2, 2, "approved", [])
    assert row["languages"] == {"en": "current", "fa": "outdated", "hu": "outdated"}


async def test_an_editor_hears_what_is_wrong_while_typing(reza: Client) -> None:
    """Where a text cannot be used, what the coach would say, and how the visitor would read it."""
    texts = {"en": "Please calm down.", "fa": "سلام {{ contact.first_name }} گرامی", "hu": "x {{ 1 + 1 }}"}
    answer = (await reza.post("/api/replies/check", json={"texts": texts})).json()
    assert [(p["language"], p["line"]) for p in answer["problems"]] == [("hu", 1)]
    assert [(p["code"], p["values"]) for p in answer["problems"]] == [("blank_computes", {"got": "+"})]
    marked = [(r["language"], r["rule"]) for r in answer["remarks"] if r["rule"]]
    assert {r["code"] for r in answer["remarks"]} == {"phrase_marked", "label_missing", "shortcut_missing"}
    assert marked == [("en", "en.calm_down")]
    assert answer["preview"]["fa"] == "سلام \u2068همراه\u2069 گرامی"


async def test_values_arrive_as_phrases_with_their_source(library_house: House, reza: Client) -> None:
    """Sara's name once it is known, Reza's own, the shop's; and times to promise, in three languages."""
    number = await conversation_of(library_house)
    contact = (await reza.get(f"/api/conversations/{number}")).json()["contact"]["id"]
    await reza.patch(f"/api/contacts/{contact}", json={"name": "Sara Karimi", "email": "sara@example.com"})
    answer = (await reza.get(f"/api/conversations/{number}/values", params={"zone": "Asia/Tehran"})).json()
    values = answer["values"]
    assert values["contact.first_name"] == {"text": "Sara", "source": "contact", "read_at": None}
    assert values["contact.email_masked"]["text"] == "s***@example.com"
    assert values["contact.since"]["text"]["fa"] == "از آذر ۱۴۰۵"
    assert values["agent.first_name"]["text"] == "Reza"
    assert values["company.name"]["text"] == "Garden & Co."
    assert [choice["text"]["en"] for choice in answer["quick"]] == [
        "by 17:00 today", "by 19:00 today", "by 10:00 tomorrow", "by 15:00 tomorrow",
    ]  # fmt: skip
    due = library_house.clock.now_ms() + 2 * 86_400_000
    words = (await reza.get("/api/deadline", params={"due": due, "zone": "Europe/Budapest"})).json()
    assert words["text"] == {
        "en": "by 13:00 on Tuesday, 24 November",
        "fa": "تا ساعت ۱۳:۰۰ روز سه‌شنبه ۳ آذر",
        "hu": "november 24-én 13:00-ig",
    }


async def test_a_promise_over_http(library_house: House, reza: Client) -> None:
    """Recorded, listed, moved, kept; the row knows the nearest."""
    number = await conversation_of(library_house)
    due = library_house.clock.now_ms() + 3_600_000
    made = await reza.post(f"/api/conversations/{number}/promises", json={"due": due, "what": "پیگیری", "message": 1})
    promise = made.json()["promise"]
    assert (await reza.get(f"/api/conversations/{number}")).json()["conversation"]["promise_due"] == due
    moved = await reza.post(f"/api/promises/{promise['id']}/move", json={"due": due + 60_000, "comment": "courier"})
    assert moved.json()["promise"]["due"] == due + 60_000
    assert [p["id"] for p in (await reza.get("/api/promises")).json()["promises"]] == [promise["id"]]
    kept = (await reza.post(f"/api/promises/{promise['id']}/keep", json={})).json()["promise"]
    assert [step["kind"] for step in kept["steps"]] == ["made", "moved", "kept"]
    assert (await reza.get("/api/promises")).json()["promises"] == []
    assert "promise_due" not in (await reza.get(f"/api/conversations/{number}")).json()["conversation"]
    again = await reza.post(f"/api/promises/{promise['id']}/keep", json={})
    assert (again.status_code, again.json()["error"]["code"]) == (409, "conflict")


async def test_a_message_by_http_carries_the_same(library_house: House, reza: Client) -> None:
    """Reply and promise travel with the message, whichever way it takes."""
    number = await conversation_of(library_house)
    body = {
        "client_id": "over-http-1", "body": "سلام", "promise": {"due": library_house.clock.now_ms() + 1000, "what": ""},
        "replies": [{"key": KEY, "revision": 1, "language": "fa", "text": "سلام"}],
    }  # fmt: skip
    item = (await reza.post(f"/api/conversations/{number}/messages", json=body)).json()["item"]
    assert item["replies"] == [{"key": KEY, "revision": 1, "language": "fa", "edited": 0.0}]
    uses = (await reza.get("/api/replies/uses")).json()
    assert uses["mine"] == uses["team"] == {KEY: [1, library_house.clock.now_ms()]}
    figures = (await reza.get(f"/api/replies/{KEY}/figures")).json()["revisions"]
    assert (figures[0]["uses"], figures[0]["agents"][0]["name"]) == (1, "Reza Karimi")


async def test_the_coach_in_the_browser_gets_its_rules(reza: Client, nora: Client) -> None:
    """One language at a time, with an ETag; a supervisor's change makes it another."""
    first = await reza.get("/api/phrase-rules", params={"locale": "hu"})
    answer = first.json()
    rule = next(rule for rule in answer["rules"] if rule["id"] == "hu.dont_know")
    assert rule["match"]
    assert len(rule["test"]["flag"]) == 5
    assert answer["reasons"][rule["reason"]]["fa"]
    etag = {"If-None-Match": first.headers["etag"]}
    assert (await reza.get("/api/phrase-rules?locale=hu", headers=etag)).status_code == 304
    del rule["is_hygiene"]
    rule["level"] = "confirm"
    tried = await nora.post("/api/phrase-rules/try", json={"locale": "hu", "rule": rule})
    assert tried.json() == {"problems": [], "failed": []}
    body = {"seen": 1, "locale": "hu", "rule": rule, "comment": "stronger"}
    published = await nora.put("/api/phrase-rules/hu.dont_know", json=body)
    assert published.json()["version"] == 2
    assert [v["by"]["name"] for v in published.json()["versions"]] == ["Nora Bright", "starter"]
    assert (await reza.get("/api/phrase-rules?locale=hu", headers=etag)).status_code == 200
    marks = (await reza.post("/api/phrase-rules/check", json={"locale": "hu", "text": "Nem tudom."})).json()["marks"]
    assert marks[0]["level"] == "confirm"
    assert (await reza.post("/api/phrase-rules/hu.dont_know/signals", json={"kind": "ignored"})).status_code == 204
    rows = (await nora.get("/api/phrase-rules/figures")).json()["rules"]
    assert next(row for row in rows if row["id"] == "hu.dont_know")["ignored"] == 1


async def test_a_refusal_says_what_is_wrong_in_parts(reza: Client, nora: Client) -> None:
    """A code, its values and its place, so that every client can say it in its reader's language."""
    wrong = {"texts": {"fa": "سلام\n{{ no.such }}"}}
    refused = (await reza.post(f"/api/replies/{KEY}/proposals", json=wrong)).json()["error"]
    assert (refused["code"], len(refused["problems"])) == ("reply_unfit", 1)
    problem = refused["problems"][0]
    assert (problem["code"], problem["values"]) == ("blank_unknown", {"got": "no.such"})
    assert (problem["language"], problem["line"], problem["column"]) == ("fa", 2, 1)
    rule = {"id": "en.new", "reason": "no_such", "level": "hint", "match": ["no (way"], "test": {"flag": ["No way."]}}
    refused = (await nora.put("/api/phrase-rules/en.new", json={"seen": 0, "locale": "en", "rule": rule})).json()
    found = [(p["field"], p["code"], p.get("column")) for p in refused["error"]["problems"]]
    assert found == [("match", "pattern_unclosed", 8), ("reason", "reason_unknown", None)]


async def test_the_tone_of_an_inbox_is_the_supervisors(library_house: House, reza: Client, nora: Client) -> None:
    """Reza may not, Nora may; consoles read it with their inboxes."""
    path = f"/api/inboxes/{library_house.inbox.id}"
    assert (await reza.patch(path, json={"tone": "friendly"})).status_code == 403
    assert (await nora.patch(path, json={"tone": "friendly"})).status_code == 204
    assert (await library_house.console("Emma")).of_type("ready")[0]["inboxes"][0]["tone"] == "friendly"


@pytest.mark.parametrize(
    ("method", "path", "body", "status"),
    [
        ("GET", "/api/replies/no.such", None, 404),
        ("GET", f"/api/replies/{KEY}/difference?from=1", None, 400),
        ("GET", f"/api/replies/{KEY}/difference?from=1&to=9", None, 404),
        ("POST", f"/api/replies/{KEY}/proposals", {"texts": {"xx": "hello"}}, 400),
        ("POST", f"/api/replies/{KEY}/proposals", {"texts": {"en": "x"}, "based_on": 9}, 404),
        ("POST", f"/api/replies/{KEY}/proposals", {"texts": {"en": "x" * 6_000}}, 400),
        ("POST", f"/api/replies/{KEY}/proposals", {"texts": {"en": "{{ 7*7 }}"}}, 400),
        ("POST", f"/api/replies/{KEY}/revisions/1/approve", {"seen": 3}, 403),
        ("POST", f"/api/replies/{KEY}/revisions/99999999999999999999/approve", {"seen": 3}, 404),
        ("GET", "/api/phrase-rules?locale=de", None, 400),
        ("GET", "/api/phrase-rules/no.such", None, 404),
        ("POST", "/api/phrase-rules/check", {"locale": "en", "text": "x" * 30_000}, 400),
        ("POST", "/api/phrase-rules/en.cannot/signals", {"kind": "sent"}, 400),
        ("POST", "/api/phrase-rules/en.cannot/signals", {"kind": "ignored", "count": 0}, 400),
        ("PUT", "/api/phrase-rules/en.cannot", {"seen": 1, "locale": "en", "rule": None}, 403),
        ("POST", "/api/promises/7/keep", {}, 404),
        ("GET", "/api/conversations/7/values", None, 404),
        ("GET", "/api/deadline?due=5", None, 400),
        ("GET", "/api/deadline?due=1795352400000&zone=../etc/passwd", None, 400),
    ],
)
async def test_what_cannot_be_is_refused_with_a_sentence(
    reza: Client, method: str, path: str, body: object, status: int
) -> None:
    """Every refusal has a status, a code, and says what was expected."""
    answer = await reza.request(method, path, json=body)
    assert answer.status_code == status, answer.text
    assert "expected" in answer.json()["error"]["message"]
