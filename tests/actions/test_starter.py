"""A new installation begins with the starter, once, and what people change stays theirs."""

from __future__ import annotations

import msgspec
import pytest

from canned_replies.starter import starter_library, starter_rules
from chat_server.actions import starter
from chat_server.actions.phrase_rules import publish_rule
from chat_server.actions.replies import decide_reply, read_reply
from tests.support.house import House


async def test_everything_of_the_starter_is_there_approved(library_house: House) -> None:
    """Every reply in use in three languages, every rule in force."""
    shelf = await library_house.services.shelf.fresh()
    library = starter_library()
    assert set(shelf.cards) == {entry.key for entry in library.entries}
    assert all(set(card.texts) == {"en", "fa", "hu"} and not card.outdated for card in shelf.cards.values())
    assert shelf.terms.situations == library.situations
    assert shelf.placeholders == library.placeholders
    rules = await library_house.services.rules.fresh()
    for language, listed in starter_rules().rules.items():
        assert {rule.id: rule for rule in rules.rules(language)} == {rule.id: rule for rule in listed}
        assert rules.lists(language) == starter_rules().lists_of(language)


async def test_starting_again_brings_nothing_back(library_house: House) -> None:
    """Nora retired a reply: after a restart it is still gone, and nothing has moved."""
    house = library_house
    key = "dont_know.ask_colleague"
    seen = (await read_reply(house.services, house.agent("Nora"), key)).version
    await decide_reply(house.services, house.agent("Nora"), key, 1, "retire", seen=seen)
    change = (await house.services.shelf.fresh()).change
    await starter.bring_starter(house.services)
    shelf = await house.services.shelf.fresh()
    assert shelf.change == change
    assert key not in shelf.cards


async def test_rules_of_a_later_version_replace_only_what_nobody_touched(
    library_house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nora changed one rule and withdrew another; the update brings a new wording of a third and drops a fourth."""
    house, nora = library_house, library_house.agent("Nora")
    listed = list(starter_rules().rules["en"])
    mine, withdrawn, updated, dropped = listed[:4]
    own = msgspec.structs.replace(mine, level="confirm")
    await publish_rule(house.services, nora, mine.id, "en", own, seen=1)
    await publish_rule(house.services, nora, withdrawn.id, "en", None, seen=1)
    later = msgspec.structs.replace(updated, say=("Something better.",))
    changed = [msgspec.structs.replace(mine, say=("x",)), withdrawn, later, *listed[4:]]
    lists = {**starter_rules().lists, "en": {**starter_rules().lists_of("en"), "offer": ("let me",)}}
    rules = msgspec.structs.replace(starter_rules(), rules={**starter_rules().rules, "en": tuple(changed)}, lists=lists)
    monkeypatch.setattr("canned_replies.starter.starter_rules", lambda: rules)
    monkeypatch.setattr(starter, "_mark_of_rules", lambda: "a later version")
    await starter.bring_starter(house.services)
    in_force = {rule.id: rule for rule in (await house.services.rules.fresh()).rules("en")}
    assert in_force[mine.id] == own
    assert withdrawn.id not in in_force
    assert in_force[updated.id].say == ("Something better.",)
    assert dropped.id not in in_force
    assert (await house.services.rules.fresh()).lists("en")["offer"] == ("let me",)
    assert (await house.services.rules.fresh()).lists("fa") == starter_rules().lists_of("fa")
