"""Writing in the library's editor: keys, days, texts that cannot be used, forms that are not ours."""

from __future__ import annotations

import html

import pytest

from tests.api.library_people import KEY, PAGE, Client, decide, propose, said
from tests.api.library_people import nora as nora
from tests.api.library_people import reza as reza
from tests.api.library_people import zsofi as zsofi
from tests.support.forms import form_of


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
