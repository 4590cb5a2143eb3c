"""A session that ends while somebody writes: they sign in again, and everything they wrote is there, still unsent."""

from __future__ import annotations

import httpx
import pytest

from tests.api.conftest import ORIGIN
from tests.api.library_people import EN, FA, KEY, PAGE, Client, propose, said
from tests.api.library_people import nora as nora
from tests.api.library_people import reza as reza
from tests.support.forms import form_of
from tests.support.house import House
from tests.support.people import PASSWORD

OURS = {"Origin": ORIGIN}
WRITTEN = {"text_en": EN, "text_fa": f"{FA}\n\nبا سپاس", "comment": 'why "so"? <b>', "step": "submit"}


async def revisions(who: Client) -> int:
    """How many the library holds."""
    return len((await who.get(f"/api/replies/{KEY}")).json()["reply"]["revisions"])


async def sign_in_there(house: House, who: Client, page: httpx.Response, password: str = PASSWORD) -> httpx.Response:
    """Fill in the form that came instead of the page, with all that it carries along."""
    action, fields = form_of(page.text, "sign-in")
    email = house.agent("Reza").email
    return await who.post(action, data={**fields, "email": email, "password": password}, headers=OURS)


def written(page: httpx.Response) -> dict[str, str]:
    """What the editor's fields hold of what Reza wrote."""
    _, fields = form_of(page.text, "proposal")
    return {name: fields[name][0] for name in WRITTEN if name != "step"}


EXPECTED = {name: text for name, text in WRITTEN.items() if name != "step"}


async def test_reza_signs_in_again_and_goes_on_writing(library_house: House, reza: Client) -> None:
    """His session ended; after a wrong password, too, his texts travel along, and one more click sends them."""
    action, fields = form_of((await reza.get(f"{PAGE}/edit")).text, "proposal")
    reza.cookies.delete("warmline_session")
    page = await reza.post(action, data={**fields, **WRITTEN}, headers=OURS)
    assert page.status_code == 401
    assert "autofocus" in page.text
    wrong = await sign_in_there(library_house, reza, page, "not-his-password")
    assert wrong.status_code == 401
    back = await sign_in_there(library_house, reza, wrong)
    assert back.status_code == 409
    assert "دوباره وارد شده‌اید" in said(back)
    assert written(back) == EXPECTED
    assert await revisions(reza) == 1
    action, fields = form_of(back.text, "proposal")
    sent = await reza.post(action, data={**fields, "step": "submit"})
    assert sent.headers["location"] == f"{PAGE}?done=proposed&number=2"


async def test_a_form_from_before_the_sign_in_is_shown_again(library_house: House, reza: Client) -> None:
    """Reza signed in anew in another tab: the editor that was still open does not lose his words either."""
    action, fields = form_of((await reza.get(f"{PAGE}/edit")).text, "proposal")
    again = await reza.post(action, data={**fields, **WRITTEN, "csrf": "of-an-older-session"}, headers=OURS)
    assert again.status_code == 409
    assert written(again) == EXPECTED
    assert await revisions(reza) == 1


async def test_who_signed_in_elsewhere_meanwhile_keeps_what_they_wrote(library_house: House, reza: Client) -> None:
    """The sign-in page with his texts is still open while another tab has a session already."""
    action, fields = form_of((await reza.get(f"{PAGE}/edit")).text, "proposal")
    session = reza.cookies["warmline_session"]
    reza.cookies.delete("warmline_session")
    page = await reza.post(action, data={**fields, **WRITTEN}, headers=OURS)
    reza.cookies.set("warmline_session", session)
    back = await sign_in_there(library_house, reza, page)
    assert written(back) == EXPECTED


async def test_nora_decides_once_more_after_signing_in(library_house: House, reza: Client, nora: Client) -> None:
    """Her comment waits beside the revision; nothing is decided by signing in."""
    await propose(reza, {"text_en": EN})
    address = f"{PAGE}/revisions/2"
    _, fields = form_of((await nora.get(address)).text, "decision")
    nora.cookies.delete("warmline_session")
    page = await nora.post(f"{address}/approve", data={**fields, "comment": "Kind and clear"}, headers=OURS)
    action, kept = form_of(page.text, "sign-in")
    email = library_house.agent("Nora").email
    back = await nora.post(action, data={**kept, "email": email, "password": PASSWORD}, headers=OURS)
    assert ">Kind and clear</textarea>" in back.text
    assert (await nora.get("/api/replies/queue")).json()["revisions"][0]["number"] == 2


async def test_nora_publishes_a_rule_once_more_after_signing_in(library_house: House, nora: Client) -> None:
    """What she wrote in the rule's fields is there; the version she had looked at stays the one that counts."""
    action, fields = form_of((await nora.get("/rules/en.dont_know")).text, "rule")
    mine = {**fields, "say": "Let me find out for you.", "comment": "kinder", "step": "publish"}
    again = await nora.post(action, data={**mine, "csrf": "of-an-older-session"}, headers=OURS)
    assert again.status_code == 409
    _, shown = form_of(again.text, "rule")
    assert (shown["say"], shown["comment"], shown["seen"]) == (["Let me find out for you."], ["kinder"], ["1"])


@pytest.mark.parametrize("origin", ["https://evil.example", ""])
async def test_only_our_own_pages_can_have_something_kept(library_house: House, reza: Client, origin: str) -> None:
    """What another site posts is neither shown nor carried along, with a session or without."""
    evil = {"Origin": origin} if origin else {}
    refused = await reza.post(f"{PAGE}/edit", data={**WRITTEN, "csrf": "guessed"}, headers=evil)
    assert refused.status_code == 403
    assert EN not in refused.text
    reza.cookies.delete("warmline_session")
    answer = await reza.post(f"{PAGE}/edit", data=WRITTEN, headers=evil)
    assert (answer.status_code, answer.headers["location"]) == (303, "/sign-in?next=%2Flibrary")


async def test_signing_in_leads_to_the_very_page(library_house: House, reza: Client) -> None:
    """With its filters."""
    reza.cookies.delete("warmline_session")
    answer = await reza.get("/library?show=gaps&language=hu")
    assert answer.headers["location"] == "/sign-in?next=%2Flibrary%3Fshow%3Dgaps%26language%3Dhu"
    form = await reza.get(answer.headers["location"])
    assert 'name="next" value="/library?show=gaps&amp;language=hu"' in form.text
