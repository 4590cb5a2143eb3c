"""Phrase rules in force: counted for the record, changed by supervisors, tried before they are published."""

from __future__ import annotations

import msgspec
import pytest

from canned_replies.phrase_rule import PhraseRule, RuleTests
from chat_server.actions.coaching import check_text, count_sent_marks, note_signal
from chat_server.actions.phrase_rules import publish_rule, rule_figures, rule_history, try_rule
from chat_server.domain.errors import ChangedMeanwhile, Forbidden, NotFound, RuleUnfit
from tests.support.house import House

RULE = PhraseRule(
    id="en.banana", reason="dead_end", level="hint", match=("banana [split]",), unless=("green banana",),
    say=("an apple",), test=RuleTests(flag=("One banana split, please.",), passing=("A green banana.",)),
)  # fmt: skip


async def counted(house: House, rule: str) -> dict[str, object]:
    """The figures of one rule."""
    figures = await rule_figures(house.services)
    return next(row for row in figures["rules"] if row["id"] == rule)


async def test_what_was_sent_is_checked_for_the_record(library_house: House) -> None:
    """Only agents' messages, in the conversation's language, once each, and after they arrived."""
    house = library_house
    sara = await house.visitor(locale="fa")
    await sara.say("نمی‌دانم")
    conversation = sara.of_type("snapshot")[0]["conversation"]
    reza = await house.console("Reza")
    await reza.say("نمی‌دانم", conversation=conversation)
    await reza.say("نمی‌دانم", conversation=conversation, kind="note")
    assert sara.texts() == ["نمی‌دانم", "نمی‌دانم"]
    assert await count_sent_marks(house.services) == 1
    assert await count_sent_marks(house.services) == 0
    assert (await counted(house, "fa.dont_know"))["sent"] == 1


async def test_a_rule_that_agents_do_not_want_is_noisy(library_house: House) -> None:
    """Twenty-one marks ignored or out of place, two accepted: supervisors see it."""
    house = library_house
    for kind, count in (("ignored", 15), ("not_here", 6), ("accepted", 2)):
        await note_signal(house.services, "en.dont_know", kind, count)
    await note_signal(house.services, "en.nobody_knows_this", "ignored", 100)
    assert await counted(house, "en.dont_know") == {
        "id": "en.dont_know", "locale": "en", "accepted": 2, "ignored": 15, "not_here": 6, "sent": 0, "is_noisy": True,
    }  # fmt: skip
    assert (await counted(house, "en.cannot"))["is_noisy"] is False


async def test_a_new_rule_is_in_force_at_once_and_every_console_hears_of_it(library_house: House) -> None:
    """Nora publishes it, changes it, withdraws it; each version stays on record."""
    house = library_house
    nora, emma = house.agent("Nora"), await house.console("Emma")
    await publish_rule(house.services, nora, RULE.id, "en", RULE, seen=0, comment="fruit")
    await emma.wait_for_type("rules_changed")
    marks = await check_text(house.services, "en", "formal", "😀 A Banana split!")
    assert [(m["rule"], m["words"], m["start"], m["end"]) for m in marks] == [("en.banana", "Banana split", 5, 17)]
    other = msgspec.structs.replace(RULE, level="warn")
    with pytest.raises(ChangedMeanwhile, match="expected version 0"):
        await publish_rule(house.services, nora, RULE.id, "en", other, seen=0)
    await publish_rule(house.services, nora, RULE.id, "en", other, seen=1)
    await publish_rule(house.services, nora, RULE.id, "en", None, seen=2)
    assert await check_text(house.services, "en", "formal", "A banana") == []
    history = await rule_history(house.services, RULE.id)
    assert [(v.version, v.rule and v.rule.level, v.comment) for v in history] == [
        (1, "hint", "fruit"), (2, "warn", ""), (3, None, ""),
    ]  # fmt: skip


async def test_a_rule_whose_tests_fail_cannot_be_published(library_house: House) -> None:
    """The refusal names the sentence; trying it says the same beforehand."""
    house = library_house
    broken = msgspec.structs.replace(RULE, test=RuleTests(flag=("An apple.",)))
    problems, failed = await try_rule(house.services, "en", broken)
    assert problems == []
    assert [test.sentence for test in failed] == ["An apple."]
    with pytest.raises(RuleUnfit, match="An apple"):
        await publish_rule(house.services, house.agent("Nora"), RULE.id, "en", broken, seen=0)
    with pytest.raises(NotFound):
        await rule_history(house.services, RULE.id)


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"match": ("(a|",)}, "match"),
        ({"match": ("word " * 10_000,)}, "match"),
        ({"match": (r"^\s+.*$",)}, "match"),
        ({"reason": "no_such"}, "known reason"),
        ({"builtin": "all_caps"}, "either"),
        ({"replies": ("no.such",)}, "reply in use"),
        ({"test": RuleTests()}, "must be marked"),
        ({"profiles": ()}, "at least one tone"),
        ({"say": ("x" * 600,)}, "500 characters"),
        ({"id": "en.other"}, "rule of the address"),
    ],
)
async def test_what_is_no_rule_is_refused(library_house: House, change: dict[str, object], reason: str) -> None:
    """Each fault is told in words."""
    rule = msgspec.structs.replace(RULE, **change)
    with pytest.raises(RuleUnfit, match=reason):
        await publish_rule(library_house.services, library_house.agent("Nora"), RULE.id, "en", rule, seen=0)


async def test_rules_are_changed_by_supervisors(library_house: House) -> None:
    """Reza may try, not publish; and a rule keeps its language."""
    house = library_house
    with pytest.raises(Forbidden, match="expected a supervisor"):
        await publish_rule(house.services, house.agent("Reza"), RULE.id, "en", RULE, seen=0)
    await publish_rule(house.services, house.agent("Nora"), RULE.id, "en", RULE, seen=0)
    with pytest.raises(RuleUnfit, match="stay a rule of en"):
        await publish_rule(house.services, house.agent("Nora"), RULE.id, "hu", None, seen=1)
