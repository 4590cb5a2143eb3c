"""Proposing and deciding on the library's pages: differences, drafts, refusals, two at once."""

from __future__ import annotations

import re

from tests.api.library_people import EN, FA, PAGE, Client, decide, propose, said, text_in_use
from tests.api.library_people import nora as nora
from tests.api.library_people import reza as reza
from tests.api.library_people import zsofi as zsofi
from tests.support.forms import form_of


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
    again = form_of(answer.text, "decision")[1]
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


async def test_a_comment_is_shown_even_where_nothing_is_left_to_decide(reza: Client, nora: Client) -> None:
    """Reza withdrew his proposal while Nora was writing: her words are there to be copied."""
    await propose(reza, {"text_en": EN})
    _, fields = form_of((await nora.get(f"{PAGE}/revisions/2")).text, "decision")
    await decide(reza, 2, "retire")
    answer = await nora.post(f"{PAGE}/revisions/2/approve", data={**fields, "comment": "Lovely, thank you"})
    assert answer.status_code == 409
    assert "Your comment, which was not stored: Lovely, thank you" in said(answer)
