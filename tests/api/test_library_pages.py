"""The pages of the reply library and the phrase rules, as browsers without scripts meet them."""

from __future__ import annotations

import html
import re
from collections.abc import AsyncIterator

import httpx
import pytest

from chat_server.domain.message_facts import ReplyUsed
from chat_server.pages.render import PLACES
from chat_server.storage.reply_uses import Use, add_uses
from chat_server.words import words_of
from tests.api.library_people import Client, client_of
from tests.api.library_people import nora as nora
from tests.api.library_people import reza as reza
from tests.api.library_people import zsofi as zsofi
from tests.support.forms import form_of
from tests.support.house import House

Fields = dict[str, list[str]]
KEY = "dont_know.ask_colleague"
PAGE = f"/library/{KEY}"
EN = "Good question. I am asking our specialist and will answer you here {{ promise.due }}."
FA = "پرسش خوبی است. همین حالا از کارشناس این موضوع می‌پرسم و {{ promise.due }} همین‌جا پاسخ می‌دهم."


async def propose(who: Client, changes: dict[str, str], page: str = f"{PAGE}/edit") -> httpx.Response:
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


# --- Reading ---------------------------------------------------------------------------------


async def test_whoever_is_not_signed_in_signs_in_first(library_house: House, anybody_there: Client) -> None:
    """And comes back to where they wanted to be."""
    answer = await anybody_there.get("/library/review")
    assert (answer.status_code, answer.headers["location"]) == (303, "/sign-in?next=%2Flibrary%2Freview")
    answer = await anybody_there.post(f"{PAGE}/revisions/1/retire", data={"seen": "1"})
    assert answer.status_code == 303


@pytest.fixture
async def anybody_there(library_house: House) -> AsyncIterator[Client]:
    """Somebody who signed out."""
    client = await client_of(library_house, "Reza")
    client.cookies.clear()
    yield client
    await client.aclose()


PATHS = (
    "/library",
    "/library?situation=refuse&language=hu",
    "/library?show=gaps",
    "/library?show=retired",
    "/library/review",
    "/library/new",
    PAGE,
    f"{PAGE}/edit",
    f"{PAGE}/revisions/2",
    f"{PAGE}/revisions/2?against=1",
    "/rules",
    "/rules?show=noisy",
    "/rules?locale=fa&text=نمی‌دانم",
    "/rules/en.dont_know",
    "/rules/fa.dont_know",
)


@pytest.mark.parametrize(
    ("name", "locale", "direction"), [("Reza", "fa", "rtl"), ("Zsófi", "hu", "ltr"), ("Nora", "en", "ltr")]
)
async def test_every_page_speaks_three_languages(library_house: House, name: str, locale: str, direction: str) -> None:
    """Each page in the reader's language and direction; no word is missing, no placeholder left open."""
    who = await client_of(library_house, name)
    await propose(who, {"text_en": EN, "comment": "why"})
    for path in PATHS:
        page = await who.get(path)
        assert page.status_code == 200, path
        assert f'<html lang="{locale}" dir="{direction}">' in page.text
        assert "unsafe" not in page.headers["content-security-policy"]
        assert re.findall(r"(?<![{\w])\{[a-z]+\}(?!\})", said(page)) == [], path
    await who.aclose()


def test_no_word_of_the_pages_hides_another() -> None:
    """The words of pages, console and library are one heap when a page is rendered."""
    places = [set(words_of("en", place)) for place in PLACES]
    assert sum(map(len, places)) == len(set.union(*places))


async def test_reza_browses_by_situation_and_reads_in_another_language(reza: Client) -> None:
    """Each situation has its replies; the texts can be read in any language."""
    page = await reza.get("/library")
    assert page.text.count('class="card reply-card"') == 44
    page = await reza.get("/library", params={"situation": "dont_know", "language": "hu"})
    assert page.text.count('class="card reply-card"') == 2
    assert "Köszönöm a kérdést." in said(page)


@pytest.mark.parametrize(
    "query", ["colleague specialist findout", "همکار متخصص", "همكار متخصص", "kollegammal", "ask_colleague"]
)
async def test_a_reply_is_found_in_any_language_and_spelling(reza: Client, query: str) -> None:
    """Label, shortcut, key and text count; Arabic letters and missing accents do not hinder."""
    words = query if query != "colleague specialist findout" else "colleague findout"
    assert f'href="{PAGE}"' in (await reza.get("/library", params={"q": words})).text


async def test_a_search_that_finds_nothing_says_so(nora: Client) -> None:
    """In words, and what was typed stays text."""
    page = await nora.get("/library", params={"q": "<script>alert(1)</script>"})
    assert "Nothing was found." in said(page)
    assert "<script>alert" not in page.text


async def test_a_reply_stands_in_three_languages_beside_each_other(nora: Client) -> None:
    """Each with its own direction, its label, shortcut, and what it stands instead of."""
    page = await nora.get(PAGE)
    assert re.search(r'lang="fa" dir="rtl">\s*<p class="written">پرسش خوبی است', page.text)
    assert re.search(r'lang="hu" dir="ltr">\s*<p class="written">Köszönöm', page.text)
    words = said(page)
    assert "/findout" in words
    assert "I don't know." in words
    assert words.count("coach: clean") == 3
    assert '<code class="blank" dir="ltr">promise.due</code>' in page.text


async def test_figures_are_shown_with_their_sample(library_house: House, nora: Client) -> None:
    """How often, by how many, how much was edited, what visitors did; and that nobody used it yet."""
    assert "Nobody has sent this reply yet." in said(await nora.get(PAGE))
    sara = await library_house.visitor()
    await sara.say("Hello?")
    number = int(sara.of_type("snapshot")[0]["conversation"])
    reza = library_house.agent("Reza").id
    edits = (0.0, 0.5, 0.0, 0.0)
    uses = [
        Use(number, seq, reza, library_house.clock.now_ms(), ReplyUsed(KEY, 1, "en", edited), None)
        for seq, edited in enumerate(edits, 1)
    ]
    await library_house.services.store.writer.run(lambda db: add_uses(db, uses))
    words = said(await nora.get(PAGE))
    assert "4 times · 1 agent" in words
    assert "25% before sending (n = 4)" in words
    assert "used 4 times" in said(await nora.get("/library"))


@pytest.mark.parametrize(
    "path", ["/library/no.such_reply", f"{PAGE}/revisions/99", f"{PAGE}/revisions/2?against=7", "/rules/no.such"]
)
async def test_what_is_not_there_is_said_in_a_page(nora: Client, path: str) -> None:
    """Not in JSON."""
    page = await nora.get(path)
    assert page.status_code == 404
    assert "Nothing lives at this address" in page.text


# --- Proposing and deciding --------------------------------------------------------------------


async def test_reza_proposes_nora_sees_the_difference_and_approves(reza: Client, nora: Client, zsofi: Client) -> None:
    """The words that went and came are marked in both scripts; afterwards every picker has the new text."""
    answer = await propose(
        reza, {"text_en": EN, "text_fa": FA, "comment": "Customers ask twice when no time is named."}
    )
    assert answer.headers["location"] == f"{PAGE}?done=proposed&number=2"
    queue = await nora.get("/library/review")
    assert f'href="{PAGE}/revisions/2"' in queue.text
    assert "Customers ask twice" in said(queue)
    page = await nora.get(f"{PAGE}/revisions/2")
    assert re.search(r'dir="rtl">[^<]*<del>', page.text)
    assert re.search(r"<ins>[^<]*کارشناس", page.text)
    assert "<ins>I am asking our specialist</ins>" in page.text
    assert "<del>I&#39;ll check it with the colleague who knows this best</del>" in page.text
    assert said(page).count("Customers ask twice") == 1
    assert "outdated" in said(page)
    before = await text_in_use(zsofi, "fa")
    assert (await decide(nora, 2, "approve", "Much better")).headers["location"] == f"{PAGE}?done=approve&number=2"
    assert await text_in_use(zsofi, "en") == EN
    assert await text_in_use(zsofi, "fa") == FA != before
    history = said(await zsofi.get(PAGE))
    assert "Nora Bright" in history
    assert "Much better" in history


async def test_gaps_are_visible_and_can_be_confirmed_away(reza: Client, nora: Client) -> None:
    """A language that was left behind is outdated until somebody read it again; a removed one is missing."""
    assert "Every reply is complete" in said(await nora.get("/library?show=gaps"))
    await propose(reza, {"text_en": EN, "text_hu": "", "still_right": "fa"})
    await decide(nora, 2, "approve")
    page = await nora.get("/library?show=gaps")
    assert re.search(r'is-current"><bdi lang="fa"', page.text)
    assert re.search(r'is-missing"><bdi lang="hu"', page.text)
    await propose(reza, {"text_en": f"{EN} Thank you."})
    await decide(nora, 3, "approve")
    assert re.search(r'is-outdated"><bdi lang="fa"', (await nora.get("/library?show=gaps")).text)


async def test_a_draft_is_kept_sent_back_and_given_up(reza: Client, nora: Client) -> None:
    """Reza keeps a draft and submits it; Nora wants it otherwise and says why; Reza withdraws it."""
    answer = await propose(reza, {"text_en": EN, "step": "draft"})
    assert answer.headers["location"].endswith("done=kept&number=2")
    await decide(reza, 2, "submit")
    await decide(nora, 2, "send-back", "Please name a time")
    page = await reza.get(f"{PAGE}/revisions/2")
    assert "Please name a time" in said(page)
    await decide(reza, 2, "retire")
    assert "بازنشسته" in said(await reza.get(f"{PAGE}/revisions/2"))


async def test_a_long_history_is_folded(reza: Client, nora: Client) -> None:
    """The latest ten revisions are open; what is long past is one click away, and open where it is looked at."""
    for number in range(12):
        await propose(reza, {"text_en": f"{EN} {number}", "step": "draft"})
    page = await nora.get(PAGE)
    assert page.text.count('class="history-head"') == 13
    assert "3 earlier revisions" in said(page)
    assert '<details class="quiet-part" open>' in page.text
    assert '<details class="quiet-part" open>' not in (await nora.get(f"{PAGE}/revisions/9")).text


async def test_nobody_approves_their_own(nora: Client) -> None:
    """The page offers no button, and the address refuses with kind words."""
    await propose(nora, {"text_en": EN})
    page = await nora.get(f"{PAGE}/revisions/2")
    assert "another supervisor decides" in said(page)
    assert "/approve" not in page.text
    refused = await decide(nora, 2, "approve", "mine")
    assert refused.status_code == 403
    assert "Nobody approves their own revision." in said(refused)
    assert ">mine</textarea>" in refused.text
    assert await text_in_use(nora, "en") != EN


async def test_agents_do_not_decide(reza: Client, zsofi: Client) -> None:
    """Neither by page nor by address; they cannot take a reply out of use either."""
    await propose(reza, {"text_en": EN})
    page = await zsofi.get(f"{PAGE}/revisions/2")
    assert "/approve" not in page.text
    csrf = zsofi.headers["X-CSRF-Token"]
    for number, verb in ((2, "approve"), (2, "send-back"), (1, "retire")):
        answer = await zsofi.post(f"{PAGE}/revisions/{number}/{verb}", data={"csrf": csrf, "seen": "3"})
        assert answer.status_code == 403


async def test_what_changed_meanwhile_is_told_and_nothing_is_decided(reza: Client, zsofi: Client, nora: Client) -> None:
    """Zsófi wrote a draft while Nora was reading: Nora sees who did what, and her comment is still there."""
    await propose(reza, {"text_en": EN})
    _, fields = form_of((await nora.get(f"{PAGE}/revisions/2")).text, "decision")
    await propose(zsofi, {"text_hu": "Köszönöm! {{ promise.due }} válaszolok.", "step": "draft"})
    answer = await nora.post(f"{PAGE}/revisions/2/approve", data={**fields, "comment": "Good"})
    assert answer.status_code == 409
    words = said(answer)
    assert "This was changed meanwhile. Nothing was decided" in words
    assert "The latest step: Zsófi Nagy" in words
    assert ">Good</textarea>" in answer.text
    _, again = form_of(answer.text, "decision")
    assert (await nora.post(f"{PAGE}/revisions/2/approve", data=again)).status_code == 303


async def test_a_proposal_that_was_overtaken_says_so_and_can_be_made_again(
    reza: Client, zsofi: Client, nora: Client
) -> None:
    """Two start from the same revision: after the first is approved, the second is taken up again by its text."""
    await propose(reza, {"text_en": EN})
    await propose(zsofi, {"text_en": "Thank you for asking. I will write to you {{ promise.due }}."})
    await decide(nora, 2, "approve")
    page = await nora.get(f"{PAGE}/revisions/3")
    assert "Revision 2 came into use after this one was started" in said(page)
    assert "/revisions/3/approve" not in page.text
    answer = await propose(zsofi, {}, f"{PAGE}/edit?from=3")
    assert answer.status_code == 303
    await decide(nora, 4, "approve")
    assert (await text_in_use(nora, "en")).startswith("Thank you for asking.")


async def test_a_new_reply_begins_with_its_key(reza: Client, nora: Client) -> None:
    """Taken and impossible keys are refused with everything still in its field; then it is found."""
    new = {"key": "greeting.holiday", "situation": "greeting", "label_en": "Holiday", "shortcut_en": "holiday"}
    new |= {
        "text_en": "Happy holidays, and welcome!",
        "tags": "winter, gift",
        "weekdays": "5",
        "first_day": "2026-12-01",
    }
    for key in ("greeting", KEY, "Greeting.Holiday"):
        refused = await propose(reza, {**new, "key": key}, "/library/new")
        assert refused.status_code in (400, 409)
        assert "Happy holidays, and welcome!" in refused.text
    assert (await propose(reza, new, "/library/new")).headers[
        "location"
    ] == "/library/greeting.holiday?done=proposed&number=1"
    await decide(nora, 1, "approve", key="greeting.holiday")
    words = said(await nora.get("/library/greeting.holiday"))
    assert "winter, gift" in words
    assert "Saturday" in words
    assert "missing" in words
    card = next(r for r in (await reza.get("/api/replies")).json()["replies"] if r["key"] == "greeting.holiday")
    assert card["active"] == {"weekdays": [5], "first_day": "2026-12-01", "last_day": None}


@pytest.mark.parametrize(
    "text", ["{{ config }}", "{% for x in y %}", "{{ ''.__class__ }}", "{{ no.such }}", "x" * 5_001]
)
async def test_a_text_that_cannot_be_used_stays_in_the_editor(reza: Client, text: str) -> None:
    """Nothing is rendered, nothing is stored, nothing is lost."""
    refused = await propose(reza, {"text_en": text})
    assert refused.status_code == 400
    assert html.escape(text, quote=False).replace("'", "&#39;") in refused.text
    assert len((await reza.get(f"/api/replies/{KEY}")).json()["reply"]["revisions"]) == 1


@pytest.mark.parametrize(
    ("text", "persian", "hungarian"),
    [
        ("{{ name | upper }}", "در جای خالی فقط نام می‌آید", "A kitöltendő helyen csak név állhat"),
        ("x\n{{ no.such }}", "جای خالی‌ای با نام no.such وجود ندارد", "Nincs ilyen nevű kitöltendő hely: no.such"),
        ("{% if a %}", "اینجا یک دستور آمده است", "Itt egy utasítás áll"),
    ],
)
async def test_what_is_wrong_is_said_in_the_readers_language(
    reza: Client, zsofi: Client, text: str, persian: str, hungarian: str
) -> None:
    """Reza and Zsófi read no English when a text cannot be used."""
    for who, wanted in ((reza, persian), (zsofi, hungarian)):
        refused = await propose(who, {"text_en": text})
        assert refused.status_code == 400
        assert wanted in said(refused)
        assert "expected" not in said(refused)
    taken = {"key": KEY, "situation": "greeting", "label_en": "x", "text_en": "Hello."}
    assert f"Ezzel a kulccsal már van válasz: {KEY}" in said(await propose(zsofi, taken, "/library/new"))


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


async def test_what_somebody_writes_never_becomes_markup(reza: Client, nora: Client) -> None:
    """Texts, labels and comments are words on every page."""
    nasty = "</textarea><img src=x onerror=alert(1)> {{ promise.due }}"
    await propose(reza, {"text_en": nasty, "label_en": "<b>bold</b>", "comment": "<i>why</i>"})
    for path in (f"{PAGE}/revisions/2", "/library/review", f"{PAGE}/edit?from=2", PAGE):
        page = (await nora.get(path)).text
        assert "<img src=x" not in page
        assert "<b>bold" not in page
        assert "<i>why" not in page


async def test_forms_count_only_from_our_own_pages(reza: Client) -> None:
    """Without the session's token, or from another origin, nothing happens; neither with a heap of data."""
    action, fields = form_of((await reza.get(f"{PAGE}/edit")).text, "proposal")
    assert (await reza.post(action, data={**fields, "csrf": "guessed"})).status_code == 403
    evil = {"Origin": "https://evil.example"}
    assert (await reza.post(action, data=fields, headers=evil)).status_code == 403
    assert (await reza.post(action, data={**fields, "text_en": "x" * 300_000})).status_code == 400
    assert (await reza.post(action, data={f"f{number}": "1" for number in range(500)})).status_code == 400
    assert (await reza.post(action, content=b"\xff\xfe=%ff")).status_code in (400, 403)
    assert (await reza.post(action, data={**fields, "tone": "rude"})).status_code == 400
    assert (await reza.post(action, data={**fields, "first_day": "soon"})).status_code == 400
    assert len((await reza.get(f"/api/replies/{KEY}")).json()["reply"]["revisions"]) == 1


# --- Phrase rules -----------------------------------------------------------------------------


async def test_a_text_can_be_tried_against_the_rules(nora: Client) -> None:
    """What is marked, why, and what to say instead; a clean text is called clean."""
    page = await nora.get("/rules", params={"locale": "en", "text": "Please calm down. 😀 I don't know."})
    assert re.search(r'<mark class="level-\w+">calm down</mark>', page.text)
    assert re.search(r'<mark class="level-\w+">I don&#39;t know</mark>', page.text)
    assert "coach: clean" in said(await nora.get("/rules", params={"locale": "en", "text": "Thank you for waiting."}))


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
    late = await nora.post(action, data=better)
    assert late.status_code == 409
    assert "changed meanwhile" in said(late)


async def test_a_rule_is_made_and_withdrawn(nora: Client) -> None:
    """From then on the coach marks its words, until it is withdrawn; its history stays."""
    action, fields = form_of((await nora.get("/rules/new?locale=en")).text, "rule")
    rule = {"id": "en.gizmo", "match": "gizmo", "flag": "Your gizmo.", "say": "Let me see.", "step": "publish"}
    assert (await nora.post(action, data={**fields, **rule, "id": "What ever/"})).status_code == 400
    assert (await nora.post(action, data={**fields, **rule})).status_code == 303
    tried = {"locale": "en", "text": "Your gizmo."}
    assert "<mark" in (await nora.get("/rules", params=tried)).text
    action, fields = form_of((await nora.get("/rules/en.gizmo")).text, "rule")
    await nora.post(action, data={**fields, "step": "withdraw"})
    assert "<mark" not in (await nora.get("/rules", params=tried)).text
    assert "withdrawn" in said(await nora.get("/rules/en.gizmo"))
