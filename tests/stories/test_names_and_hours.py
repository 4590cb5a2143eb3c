"""What an inbox and its agents are called in each language, and when they are there: set once, said everywhere."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest

from canned_replies.placeholder import Value
from canned_replies.rendering import render
from canned_replies.templates import parse
from chat_server.actions.agents import change_agent
from chat_server.actions.contacts import edit_contact
from chat_server.actions.inboxes import describe_inbox
from chat_server.actions.values import values_for
from chat_server.domain.errors import InvalidInput
from chat_server.domain.opening_hours import read_hours
from chat_server.domain.phrases import zone_of
from chat_server.storage.heads import fetch_head
from tests.support.house import House

TEHRAN = zone_of("Asia/Tehran")


async def describe(house: House) -> None:
    """Reza and the shop get their names in Persian and Hungarian; the shop says when it is there."""
    reza = house.agent("Reza")
    titles = {"fa": "مشاور گیاهان", "hu": "növénytanácsadó"}
    await change_agent(house.services, msgspec.structs.replace(reza, names={"fa": "رضا کریمی"}, titles=titles))
    inbox = msgspec.structs.replace(
        house.inbox,
        names={"fa": "باغچه"},
        team_names={"en": "plants", "fa": "گروه گیاهان", "hu": "növények"},
        hours=read_hours(["mon-fri 9:00-17:00"], "Europe/Budapest"),
    )
    await describe_inbox(house.services, inbox)


@pytest.mark.parametrize(
    ("locale", "name", "title"),
    [
        ("fa", "رضا", "مشاور گیاهان"),
        ("fa-IR", "رضا", "مشاور گیاهان"),
        ("hu", "Reza", "növénytanácsadó"),
        ("en", "Reza", "Customer care"),
    ],
)
async def test_visitors_meet_reza_in_their_own_language(house: House, locale: str, name: str, title: str) -> None:
    """In the state, in each message, and after coming back; what nobody gave falls back."""
    await describe(house)
    sara = await house.visitor(locale=locale)
    await sara.say("?")
    conversation = sara.of_type("snapshot")[0]["conversation"]
    reza = await house.console("Reza")
    await reza.say("Good day", conversation=conversation)
    assert (await sara.wait_for_type("state"))["agent"] == {"name": name, "role": title}
    answer = await sara.wait_for(lambda frame: frame.get("body") == "Good day")
    assert answer["name"] == name


async def test_hungarians_read_hungarian_names_family_name_first(house: House) -> None:
    """Zsófi Nagy is Nagy Zsófi to Hungarians and stays Zsófi to visitors; foreigners keep their own order."""
    for reader, zsofi, emma in (("Zsófi", "Nagy Zsófi", "Emma Clarke"), ("Emma", "Zsófi Nagy", "Emma Clarke")):
        ready = (await house.console(reader)).of_type("ready")[0]
        names = {agent["id"]: agent["name"] for agent in ready["agents"]}
        assert names[house.agent("Zsófi").id] == zsofi
        assert names[house.agent("Emma").id] == emma
    zsofi_herself = house.agent("Zsófi")
    assert {locale: zsofi_herself.first_name_in(locale) for locale in ("en", "fa", "hu")} == dict.fromkeys(
        ("en", "fa", "hu"), "Zsófi"
    )
    told = msgspec.structs.replace(zsofi_herself, names={"hu": "Nagy Zsófia Anna"})
    assert told.first_name_in("hu") == "Zsófia"


@pytest.mark.parametrize(("locale", "name", "first"), [("hu", "Tóth Bence", "Bence"), ("en", "Ben Toth", "Ben")])
async def test_a_customer_is_called_by_the_given_name(house: House, locale: str, name: str, first: str) -> None:
    """Bence's name is written as Hungarians write it, and no reply calls him by his family name."""
    assert (await values_of(house, locale, name))["contact.first_name"]["text"] == first


async def values_of(house: House, locale: str = "fa", name: str = "") -> dict[str, Any]:
    """What blanks can be filled with in a visitor's conversation."""
    sara = await house.visitor(locale=locale)
    await sara.say("?")
    head = await fetch_head(house.services.store.reader(), sara.of_type("snapshot")[0]["conversation"])
    assert head is not None
    await edit_contact(house.services, house.agent("Emma"), head.contact, {"name": name})
    return await values_for(house.services, house.agent("Reza"), head, TEHRAN)


async def test_hours_and_names_are_ready_made_phrases(library_house: House) -> None:
    """It is Sunday: the shop is closed today, so that blank is left to the agent, and it opens tomorrow."""
    await describe(library_house)
    values = await values_of(library_house)
    assert values["hours.next_open"]["text"] == {
        "en": "tomorrow at 9:00",
        "fa": "فردا ساعت ۹:۰۰",
        "hu": "holnap 9:00-kor",
    }
    assert "hours.today" not in values
    assert values["team.name"]["text"]["fa"] == "گروه گیاهان"
    assert values["company.name"]["text"] == {"en": "Garden & Co.", "fa": "باغچه", "hu": "Garden & Co."}
    assert values["agent.first_name"]["text"]["fa"] == "رضا"


async def test_what_nobody_knows_is_asked_of_the_agent(library_house: House) -> None:
    """No shop sends orders yet, and this inbox never said when it is there: such blanks stay open."""
    values = await values_of(library_house)
    assert not [name for name in values if name.startswith(("order.", "hours.", "team."))]
    shelf = await library_house.services.shelf.fresh()
    known = {name: Value(text=value["text"]) for name, value in values.items()}
    for key, blank in (("refund_status.in_progress", "order.number"), ("after_hours.leave_message", "hours.today")):
        rendered = render(parse(shelf.cards[key].texts["fa"]), "fa", known, shelf.placeholders)
        assert (blank, "unfilled") in [(gap.name, gap.why) for gap in rendered.gaps]
        assert not rendered.is_sendable


@pytest.mark.parametrize("words", [{"de": "Garten"}, {"fa": " "}, {"hu": "x" * 200}])
async def test_names_that_cannot_be_are_refused(house: House, words: dict[str, str]) -> None:
    """Another language, nothing, or a novel."""
    with pytest.raises(InvalidInput):
        await describe_inbox(house.services, msgspec.structs.replace(house.inbox, names=words))
    with pytest.raises(InvalidInput):
        await change_agent(house.services, msgspec.structs.replace(house.agent("Reza"), titles=words))
