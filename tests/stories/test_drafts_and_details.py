"""Drafts that follow the agent, and what is known of a contact."""

from __future__ import annotations

import msgspec
import pytest

from chat_server.actions.contacts import edit_contact
from chat_server.actions.drafts import save_draft
from chat_server.domain.errors import InvalidInput, NotFound
from chat_server.protocol.frames import Draft, DraftPromise, ReplyInserted
from chat_server.storage.contacts import fetch_contact
from chat_server.storage.page_views import page_views_of
from tests.support.house import SITE, House


async def test_a_draft_follows_to_another_browser(house: House) -> None:
    """What Reza began at his desk stands on his phone, live and after starting it."""
    sara = await house.visitor()
    await sara.say("Hello")
    conversation = sara.of_type("snapshot")[0]["conversation"]
    phone = await house.console("Reza")
    reza = house.agent("Reza")
    await save_draft(house.services, reza, Draft(conversation, "message", "Dear Sara, I will"))
    assert (await phone.wait_for_type("draft"))["draft"]["body"] == "Dear Sara, I will"
    tablet = await house.console("Reza")
    assert [d["body"] for d in tablet.of_type("ready")[0]["drafts"]] == ["Dear Sara, I will"]
    colleague = await house.console("Zsófi")
    assert colleague.of_type("ready")[0]["drafts"] == []
    await save_draft(house.services, reza, Draft(conversation, "message", ""))
    assert (await house.console("Reza")).of_type("ready")[0]["drafts"] == []


async def test_a_draft_remembers_what_it_was_made_from(house: House) -> None:
    """The reply, its revision, its text and the promised time come along to the phone; a note carries none of it."""
    sara = await house.visitor()
    await sara.say("Hello")
    conversation = sara.of_type("snapshot")[0]["conversation"]
    phone, reza = await house.console("Reza"), house.agent("Reza")
    inserted = ReplyInserted("wait.promise", 3, "fa", "تا فردا خبر می‌دهم.")
    promise = DraftPromise(house.clock.now_ms() + 60_000, "تا فردا")
    draft = Draft(conversation, "message", "تا فردا خبر می‌دهم، سارا.", [inserted], promise)
    await save_draft(house.services, reza, draft)
    expected = msgspec.to_builtins(draft)
    assert (await phone.wait_for_type("draft"))["draft"] == expected
    assert (await house.console("Reza")).of_type("ready")[0]["drafts"] == [expected]
    await save_draft(house.services, reza, Draft(conversation, "message", "From scratch"))
    plain = {"conversation": conversation, "kind": "message", "body": "From scratch"}
    assert (await house.console("Reza")).of_type("ready")[0]["drafts"] == [plain]
    with pytest.raises(InvalidInput, match="got a note"):
        await save_draft(house.services, reza, Draft(conversation, "note", "hm", [inserted]))


async def test_a_draft_of_a_conversation_one_may_not_see_is_refused(house: House) -> None:
    """There is no other path to a conversation than being allowed to see it."""
    with pytest.raises(NotFound):
        await save_draft(house.services, house.agent("Reza"), Draft(12345, "message", "hm"))


async def test_an_agent_gives_a_visitor_a_name(house: House) -> None:
    """The new name stands in every console's list without reload."""
    sara = await house.visitor(locale="fa-IR")
    await sara.say("سلام")
    reza = await house.console("Reza")
    row = reza.of_type("conversations")[0]["conversations"][0]
    assert row["locale"] == "fa"
    edited = await edit_contact(house.services, house.agent("Reza"), row["contact"], {"name": " سارا کریمی "})
    assert edited.name == "سارا کریمی"
    news = await reza.wait_for(lambda f: f["type"] == "conversations" and not f["is_snapshot"])
    assert news["conversations"][0]["name"] == "سارا کریمی"


@pytest.mark.parametrize("changes", [{}, {"id": "7"}, {"name": "x" * 121}, {"email": "a\nb"}, {"note": "x" * 2001}])
async def test_what_is_no_detail_is_refused(house: House, changes: dict[str, str]) -> None:
    """Unknown fields and values that cannot be are named."""
    sara = await house.visitor()
    await sara.say("Hello")
    contact = (await house.console("Reza")).of_type("conversations")[0]["conversations"][0]["contact"]
    with pytest.raises(InvalidInput, match="expected"):
        await edit_contact(house.services, house.agent("Reza"), contact, changes)


async def test_pages_are_remembered_once_a_conversation_lives(house: House) -> None:
    """Where it began and what follows, without what stands after the question mark; and no other site's pages."""
    sara = await house.visitor(page={"url": f"{SITE}/plants", "title": "Plants"})
    await sara.send(type="page", page={"url": f"{SITE}/pots?utm=1", "title": "Pots"})
    await sara.say("Hello")
    house.clock.advance(seconds=5)
    await sara.send(type="page", page={"url": f"{SITE}/cart?coupon=SECRET#x", "title": "Cart"})
    for trap in (
        "javascript:alert(1)",
        "https://evil.example/",
        f"{SITE}.evil.example/",
        f"{SITE}@evil.example/",
        SITE,
    ):
        await sara.send(type="page", page={"url": trap, "title": "Your order"})
        house.clock.advance(seconds=5)
    contact = (await house.console("Reza")).of_type("conversations")[0]["conversations"][0]["contact"]
    await house.services.settled()
    db = house.services.store.reader()
    assert [view.url for view in await page_views_of(db, contact)] == [f"{SITE}/cart", f"{SITE}/pots"]
    known = await fetch_contact(db, contact)
    assert known is not None
    assert (known.browser, known.platform) == ("Firefox", "Linux")
