"""Who may propose and decide, and what consoles hear of it."""

from __future__ import annotations

import msgspec
import pytest

from canned_replies.reply_details import ReplyDetails, Scope
from chat_server.actions.replies import Draft, decide_reply, propose_reply, read_reply, tell_of_other_changes
from chat_server.actions.services import open_services
from chat_server.clock import SystemClock
from chat_server.domain.errors import (
    ChangedMeanwhile,
    Forbidden,
    NotFound,
    OwnApproval,
    ReplyUnfit,
    WrongState,
)
from chat_server.settings import Settings
from tests.support.house import House

KEY = "dont_know.ask_colleague"
BETTER = Draft(texts={"en": "I'm asking a colleague and will tell you {{ promise.due }}."}, comment="shorter")


async def proposed(house: House, draft: Draft = BETTER, key: str = KEY) -> int:
    """Reza proposes; the number of his revision."""
    reply = await propose_reply(house.services, house.agent("Reza"), key, draft)
    return len(reply.revisions)


async def test_an_agents_proposal_waits_while_the_approved_one_stays_in_use(library_house: House) -> None:
    """Only the English text is new; the others stay, and are known to be behind."""
    number = await proposed(library_house)
    reply = await read_reply(library_house.services, library_house.agent("Nora"), KEY)
    assert (reply.in_use.number if reply.in_use else 0) == 1
    revision = reply.revision(number)
    assert revision.state == "in_review"
    assert revision.variant_states(("en", "fa", "hu")) == {"en": "current", "fa": "outdated", "hu": "outdated"}
    assert [step.signature.comment for step in revision.steps] == ["shorter", "shorter"]


async def test_an_approval_reaches_every_picker_at_once(library_house: House) -> None:
    """Nora approves what Reza proposed; Emma's console has the new text without asking."""
    house = library_house
    emma = await house.console("Emma")
    number = await proposed(house)
    assert emma.of_type("reply_changed") == []
    seen = (await read_reply(house.services, house.agent("Nora"), KEY)).version
    await decide_reply(house.services, house.agent("Nora"), KEY, number, "approve", seen=seen)
    frame = await emma.wait_for_type("reply_changed")
    assert frame["key"] == KEY
    assert frame["reply"]["revision"] == number
    assert frame["reply"]["texts"]["en"] == BETTER.texts["en"]
    assert frame["reply"]["outdated"] == ["fa", "hu"]


async def test_a_retired_reply_leaves_the_pickers(library_house: House) -> None:
    """The frame names it, without a text."""
    house = library_house
    emma = await house.console("Emma")
    seen = (await read_reply(house.services, house.agent("Nora"), KEY)).version
    await decide_reply(house.services, house.agent("Nora"), KEY, 1, "retire", seen=seen)
    assert await emma.wait_for_type("reply_changed") == {
        "type": "reply_changed", "change": 2, "key": KEY, "reply": None,
    }  # fmt: skip
    assert KEY not in (await house.services.shelf.fresh()).cards


async def test_agents_propose_and_supervisors_decide(library_house: House) -> None:
    """Emma may neither approve, send back nor retire what Reza proposed; Reza may take his own back."""
    house = library_house
    number = await proposed(house)
    seen = (await read_reply(house.services, house.agent("Nora"), KEY)).version
    for verb in ("approve", "send_back", "retire", "submit"):
        with pytest.raises(Forbidden, match="expected a supervisor"):
            await decide_reply(house.services, house.agent("Emma"), KEY, number, verb, seen=seen)
    with pytest.raises(Forbidden, match="expected a supervisor"):
        await decide_reply(house.services, house.agent("Reza"), KEY, 1, "retire", seen=seen)
    taken_back = await decide_reply(house.services, house.agent("Reza"), KEY, number, "retire", seen=seen)
    assert taken_back.revision(number).state == "retired"


async def test_nobody_approves_their_own_unless_the_organisation_says_so(library_house: House) -> None:
    """Four eyes; a team of one can say otherwise."""
    house = library_house
    nora = house.agent("Nora")
    reply = await propose_reply(house.services, nora, KEY, BETTER)
    with pytest.raises(OwnApproval, match="other than its author to approve revision 2"):
        await decide_reply(house.services, nora, KEY, 2, "approve", seen=reply.version)
    house.services.settings = Settings(data=house.services.settings.data, reply_approval="own")
    approved = await decide_reply(house.services, nora, KEY, 2, "approve", seen=reply.version)
    assert approved.in_use == approved.revision(2)


async def test_what_was_changed_meanwhile_is_looked_at_again(library_house: House) -> None:
    """Nora decides on what she saw; Reza has proposed more since."""
    house = library_house
    number = await proposed(house)
    seen = (await read_reply(house.services, house.agent("Nora"), KEY)).version
    await proposed(house)
    with pytest.raises(ChangedMeanwhile, match="read it again"):
        await decide_reply(house.services, house.agent("Nora"), KEY, number, "approve", seen=seen)
    with pytest.raises(WrongState, match="cannot become"):
        await decide_reply(house.services, house.agent("Nora"), KEY, 1, "send_back", seen=seen + 2)
    with pytest.raises(NotFound, match="expected a revision from 1 to 3"):
        await decide_reply(house.services, house.agent("Nora"), KEY, 9, "approve", seen=seen + 2)


@pytest.mark.parametrize(
    ("key", "draft", "reason"),
    [
        ("no key", BETTER, "expected a key like"),
        ("greeting.new", Draft(texts={"en": "Hello"}), "expected details"),
        (KEY, Draft(texts={"en": "{{ contact.first_name.upper() }}"}), "en, line 1, column"),
        (KEY, Draft(texts={"fa": "{% for x in y %}"}), "got a statement"),
        (KEY, Draft(texts={"en": "{{ unknown.thing }}"}), "expected a known blank"),
        (KEY, Draft(texts={"en": None, "fa": None, "hu": None}), "at least one language"),
        (KEY, Draft(texts={}, details=ReplyDetails(situation="nowhere", label={}, shortcut={})), "situations"),
        (
            KEY,
            Draft(texts={}, details=ReplyDetails(situation="wait", label={}, shortcut={}, scope=Scope("own"))),
            "expected an owner",
        ),
    ],
)
async def test_what_cannot_be_a_reply_is_refused(library_house: House, key: str, draft: Draft, reason: str) -> None:
    """The refusal says what was expected, and nothing is stored."""
    with pytest.raises(ReplyUnfit, match=reason):
        await proposed(library_house, draft, key)
    assert (await library_house.services.shelf.fresh()).change == 1


async def test_an_own_reply_is_found_by_its_owner_alone(library_house: House) -> None:
    """Reza keeps a reply for himself; Nora's approval shows it to him and not to Emma."""
    house = library_house
    reza, emma = await house.console("Reza"), await house.console("Emma")
    details = ReplyDetails(
        situation="greeting",
        label={"fa": "سلام من"},
        shortcut={"fa": "من"},
        scope=Scope("own", str(house.agent("Reza").id)),
    )
    await proposed(house, Draft(texts={"fa": "سلام، رضا هستم."}, details=details), "greeting.reza")
    await decide_reply(house.services, house.agent("Nora"), "greeting.reza", 1, "approve", seen=2)
    assert (await reza.wait_for_type("reply_changed"))["reply"]["texts"] == {"fa": "سلام، رضا هستم."}
    assert emma.of_type("reply_changed") == []
    answers = {
        name: msgspec.json.decode((await house.services.shelf.answer(house.agent(name), (), "epoch")).plain)
        for name in ("Reza", "Emma")
    }
    found = {name: {reply["key"] for reply in answer["replies"]} for name, answer in answers.items()}
    assert found["Reza"] - found["Emma"] == {"greeting.reza"}


async def test_a_reply_that_becomes_somebodys_own_leaves_the_other_pickers(library_house: House) -> None:
    """Nora makes everyone's greeting Reza's: he keeps it, Emma hears that it is gone."""
    house = library_house
    reza, emma = await house.console("Reza"), await house.console("Emma")
    reply = await read_reply(house.services, house.agent("Nora"), KEY)
    details = msgspec.structs.replace(reply.revision(1).details, scope=Scope("own", str(house.agent("Reza").id)))
    await proposed(house, Draft(texts={}, details=details))
    await decide_reply(house.services, house.agent("Nora"), KEY, 2, "approve", seen=reply.version + 2)
    assert (await reza.wait_for_type("reply_changed"))["reply"]["scope"]["kind"] == "own"
    gone = await emma.wait_for_type("reply_changed")
    assert (gone["key"], gone["reply"]) == (KEY, None)


async def test_consoles_hear_of_what_another_process_changed(library_house: House) -> None:
    """Somebody imports at the command line while the server runs."""
    house = library_house
    emma = await house.console("Emma")
    await tell_of_other_changes(house.services)
    assert emma.of_type("reply_changed") == []
    async with open_services(Settings(data=house.services.settings.data), SystemClock()) as elsewhere:
        seen = (await read_reply(elsewhere, house.agent("Nora"), KEY)).version
        await decide_reply(elsewhere, house.agent("Nora"), KEY, 1, "retire", seen=seen)
    await tell_of_other_changes(house.services)
    assert (await emma.wait_for_type("reply_changed"))["key"] is None
