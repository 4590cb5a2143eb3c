"""The phrase rules' pages, as browsers without scripts meet them: tried, changed, made and withdrawn."""

from __future__ import annotations

import re

import httpx

from tests.api.library_people import Client, said
from tests.api.library_people import nora as nora
from tests.api.library_people import reza as reza
from tests.api.library_people import zsofi as zsofi
from tests.support.forms import form_of
from tests.support.house import House


async def test_what_is_wrong_with_a_rule_is_said_in_the_readers_language_too(
    library_house: House, nora: Client
) -> None:
    """Field, line and place first, then what is missing; the tests that fail are quoted."""
    action, fields = form_of((await nora.get("/rules/en.dont_know")).text, "rule")
    wrong = {**fields, "match": "no (way\n*a*", "reason": "other", "replies": "no.such", "step": "publish"}
    refused = said(await nora.post(action, data=wrong))
    assert "Marked patterns: no (way Place 8: This group is not closed; missing: )" in refused
    assert "Keys of replies to offer: No reply in use for everyone has this key: no.such" in refused
    assert "expected" not in refused


async def tried(who: Client, text: str) -> httpx.Response:
    """The page of the English rules with what they say of a text."""
    action, fields = form_of((await who.get("/rules?locale=en")).text, "trial")
    return await who.post(action, data={**fields, "text": text})


async def test_a_text_can_be_tried_against_the_rules(nora: Client) -> None:
    """What is marked, why, and what to say instead; a clean text is called clean."""
    page = await tried(nora, "Please calm down. 😀 I don't know.")
    assert re.search(r'<mark class="level-\w+">calm down</mark>', page.text)
    assert re.search(r'<mark class="level-\w+">I don&#39;t know</mark>', page.text)
    assert "coach: clean" in said(await tried(nora, "Thank you for waiting."))
    in_the_address = await nora.get("/rules", params={"locale": "en", "text": "Please calm down."})
    assert "<mark" not in in_the_address.text


async def test_noisy_rules_are_marked(reza: Client, nora: Client) -> None:
    """What most agents turn down stands out, with its counts."""
    assert "There are no such rules." in said(await nora.get("/rules?locale=en&show=noisy"))
    for kind, count in (("accepted", 5), ("ignored", 30), ("not_here", 12)):
        await reza.post("/api/phrase-rules/en.dont_know/signals", json={"kind": kind, "count": count})
    words = said(await nora.get("/rules?locale=en&show=noisy"))
    assert "noisy: mostly turned down" in words
    assert "accepted 5 ignored 30 not right here 12" in words


async def test_nora_changes_a_rule_and_its_tests_decide(reza: Client, nora: Client) -> None:
    """A failing test refuses it with all fields kept; a passing one publishes it; agents cannot."""
    action, fields = form_of((await nora.get("/rules/en.dont_know")).text, "rule")
    worse = {**fields, "flag": ["What a lovely day."], "step": "publish", "comment": "try"}
    refused = await nora.post(action, data=worse)
    assert refused.status_code == 400
    assert "This rule cannot be published yet." in said(refused)
    assert "must be marked: What a lovely day." in said(refused)
    csrf = reza.headers["X-CSRF-Token"]
    assert (await reza.post(action, data={**fields, "csrf": csrf, "step": "publish"})).status_code == 403
    assert (await nora.post(action, data={**fields, "level": "rude", "step": "publish"})).status_code == 400
    better = {**fields, "level": "hint", "step": "publish", "comment": "kinder"}
    assert (await nora.post(action, data=better)).headers["location"] == "/rules/en.dont_know?done=published"
    assert "kinder" in said(await nora.get("/rules/en.dont_know"))


async def test_a_rule_is_made_and_withdrawn(nora: Client) -> None:
    """From then on the coach marks its words, until it is withdrawn; its history stays."""
    action, fields = form_of((await nora.get("/rules/new?locale=en")).text, "rule")
    rule = {"id": "en.gizmo", "match": "gizmo", "flag": "Your gizmo.", "say": "Let me see.", "step": "publish"}
    assert (await nora.post(action, data={**fields, **rule, "id": "What ever/"})).status_code == 400
    assert (await nora.post(action, data={**fields, **rule})).status_code == 303
    assert "<mark" in (await tried(nora, "Your gizmo.")).text
    action, fields = form_of((await nora.get("/rules/en.gizmo")).text, "rule")
    await nora.post(action, data={**fields, "step": "withdraw"})
    assert "<mark" not in (await tried(nora, "Your gizmo.")).text
    assert "withdrawn" in said(await nora.get("/rules/en.gizmo"))


async def test_a_rule_that_a_colleague_changed_is_not_overwritten_unseen(nora: Client) -> None:
    """Open twice, as with two supervisors: the later one reads what the other says, and keeps their own words."""
    action, fields = form_of((await nora.get("/rules/en.dont_know")).text, "rule")
    first = {**fields, "level": "confirm", "say": "I am asking now.", "comment": "clearer", "step": "publish"}
    await nora.post(action, data=first)
    mine = {**fields, "say": "I will find out.", "flag": "I don't know.", "comment": "shorter", "step": "publish"}
    failing = await nora.post(action, data={**mine, "flag": "What a lovely day."})
    _, after_failing = form_of(failing.text, "rule")
    late = await nora.post(action, data={**after_failing, "flag": "I don't know.", "step": "publish"})
    assert late.status_code == 409
    words = said(late)
    assert "A colleague changed this rule meanwhile; nothing was published." in words
    assert "The latest step: Nora Bright · Version 2" in words
    assert "clearer" in words
    theirs = words.partition("Where their version says something else:")[2]
    assert "Sentences to say instead I am asking now. Level asks once" in theirs
    action, kept = form_of(late.text, "rule")
    assert (kept["say"], kept["comment"]) == (["I will find out."], ["shorter"])
    assert (await nora.post(action, data={**kept, "step": "publish"})).status_code == 303
