"""Reading the reply library, as browsers without scripts meet it: languages, search, one reply, figures."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator

import pytest

from chat_server.domain.message_facts import ReplyUsed
from chat_server.pages.render import PLACES
from chat_server.storage.reply_uses import Use, add_uses
from chat_server.words import words_of
from tests.api.library_people import EN, KEY, PAGE, Client, client_of, propose, said
from tests.api.library_people import nora as nora
from tests.api.library_people import reza as reza
from tests.api.library_people import zsofi as zsofi
from tests.support.house import House


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
    "/rules?locale=fa",
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


async def test_the_chart_of_revisions_runs_the_way_people_read(
    library_house: House, reza: Client, nora: Client
) -> None:
    """The latest revision stands at the end of the line: at the right for Nora, at the left for Reza."""
    sara = await library_house.visitor()
    await sara.say("Hello?")
    number, at = int(sara.of_type("snapshot")[0]["conversation"]), library_house.clock.now_ms()
    who = library_house.agent("Reza").id
    uses = [Use(number, seq, who, at, ReplyUsed(KEY, revision, "en", 0.0), None) for seq, revision in ((1, 1), (2, 3))]
    await library_house.services.store.writer.run(lambda db: add_uses(db, uses))
    bar = re.compile(r'<rect x="(\d+)"[^>]*?( class="latest")?><title>([^<]*)')
    assert bar.findall((await nora.get(PAGE)).text) == [
        ("3", "", "Revision 1: once"),
        ("27", ' class="latest"', "Revision 3: once"),
    ]
    assert bar.findall((await reza.get(PAGE)).text) == [
        ("27", "", "نسخهٔ ۱: یک بار"),
        ("3", ' class="latest"', "نسخهٔ ۳: یک بار"),
    ]


@pytest.mark.parametrize(
    "path", ["/library/no.such_reply", f"{PAGE}/revisions/99", f"{PAGE}/revisions/2?against=7", "/rules/no.such"]
)
async def test_what_is_not_there_is_said_in_a_page(nora: Client, path: str) -> None:
    """Not in JSON."""
    page = await nora.get(path)
    assert page.status_code == 404
    assert "Nothing lives at this address" in page.text
