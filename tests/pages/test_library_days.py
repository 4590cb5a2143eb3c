"""The days on which a reply is offered: chosen and read in the reader's own calendar, without a script."""

from __future__ import annotations

import re

import pytest

from tests.api.library_people import EN, KEY, PAGE, Changes, Client, decide, propose, said
from tests.api.library_people import nora as nora
from tests.api.library_people import reza as reza
from tests.api.library_people import zsofi as zsofi
from tests.support.forms import form_of

AZAR = {"first_day_day": "1", "first_day_month": "9", "first_day_year": "1405"}
ESFAND = {"last_day_day": "29", "last_day_month": "12", "last_day_year": "1405"}


async def stored(who: Client) -> dict[str, object]:
    """The active period of the newest revision."""
    reply = (await who.get(f"/api/replies/{KEY}")).json()["reply"]
    return dict(reply["revisions"][0]["details"]["active"])


async def test_reza_chooses_and_reads_jalali_days(reza: Client, nora: Client, zsofi: Client) -> None:
    """1 Azar to 29 Esfand 1405; Zsófi and Nora read the same days in their calendar."""
    assert (await propose(reza, {**AZAR, **ESFAND, "text_en": EN})).status_code == 303
    assert await stored(reza) == {"weekdays": [], "first_day": "2026-11-22", "last_day": "2027-03-20"}
    await decide(nora, 2, "approve")
    assert "از ۱ آذر ۱۴۰۵ تا ۲۹ اسفند ۱۴۰۵" in said(await reza.get(PAGE))
    assert "from 22 November 2026 to 20 March 2027" in said(await nora.get(PAGE))
    assert "2026. november 22. – 2027. március 20." in said(await zsofi.get(PAGE))


async def test_the_editor_shows_the_days_as_they_are(reza: Client, zsofi: Client) -> None:
    """What Zsófi chose in the browser's field stands in Reza's lists, and goes back unchanged."""
    await propose(zsofi, {"text_en": EN, "last_day": "2026-03-20", "step": "draft"})
    page = await reza.get(f"{PAGE}/edit?from=2")
    _, fields = form_of(page.text, "proposal")
    assert [fields[f"last_day_{part}"] for part in ("day", "month", "year")] == [["29"], ["12"], ["1404"]]
    assert [fields[f"first_day_{part}"] for part in ("day", "month", "year")] == [[""], [""], [""]]
    assert 'type="date"' not in page.text
    assert "اسفند" in page.text
    await propose(reza, {"text_fa": "سلام.", "step": "draft"}, f"{PAGE}/edit?from=2")
    assert await stored(reza) == {"weekdays": [], "first_day": None, "last_day": "2026-03-20"}


@pytest.mark.parametrize(
    ("days", "wanted"),
    [
        ({**ESFAND, "last_day_day": "30"}, "چنین روزی در تقویم نیست: ۳۰ اسفند ۱۴۰۵"),
        ({**AZAR, "first_day_year": ""}, "لطفاً روز، ماه و سال را با هم انتخاب کنید"),
        ({**AZAR, **ESFAND, "last_day_year": "1404"}, "آخرین روز پیش از نخستین روز است"),
    ],
)
async def test_a_day_that_cannot_be_is_said_and_stays_in_its_field(
    reza: Client, days: dict[str, str], wanted: str
) -> None:
    """With everything else that was written: texts, comment, and that a language was read again."""
    more = {"text_en": EN, "comment": "برای نوروز", "still_right": "hu"}
    refused = await propose(reza, {**days, **more})
    assert refused.status_code == 400
    assert wanted in said(refused)
    _, fields = form_of(refused.text, "proposal")
    assert {name: fields[name][0].strip() for name in {**days, **more}} == {**days, **more}


async def test_what_changed_beside_the_texts_is_said_in_words(reza: Client, nora: Client) -> None:
    """Weekdays from the first one of the reader’s week on, tone, scope and period; no keys, no numbers."""
    days: Changes = {"weekdays": ["0", "5"], **AZAR}
    await propose(reza, {**days, "tone": "warm", "scope": "own", "tags": "نوروز، هدیه"})
    persian = said(await reza.get(f"{PAGE}/revisions/2")).partition("تغییرهای دیگر")[2]
    for words in ("شنبه، دوشنبه", "اطمینان‌بخش گرم", "همه فقط Reza Karimi", "از ۱ آذر ۱۴۰۵", "نوروز، هدیه"):
        assert words in persian
    english = said(await nora.get(f"{PAGE}/revisions/2")).partition("Also changed")[2]
    for words in ("Monday, Saturday", "reassuring warm", "Everyone Reza Karimi alone", "from 22 November 2026"):
        assert words in english
    assert not re.search(r"\b(own|everyone)\b|2026-", english)
