"""``warmline replies import`` and ``export --rules``: phrase rules from a file and into one, all of them or none."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Literal

import msgspec

from canned_replies.fault import fault
from canned_replies.languages import LANGUAGES, Language, PerLanguage
from canned_replies.pattern_lists import names_in
from canned_replies.phrase_rule import PhraseRule, RuleSet
from canned_replies.rule_tests import failed_tests
from canned_replies.rules_export import rules_to_yaml
from canned_replies.rules_file import SCHEMA, read_rules
from chat_server.actions.phrase_rules import line_problems, store_rules
from chat_server.actions.problems import problem_view, unfit_rule
from chat_server.actions.rule_shelf import RuleShelf
from chat_server.actions.services import Services
from chat_server.storage.pattern_lists import ListVersion, current_lists
from chat_server.storage.phrase_rules import RuleVersion

HEAD_BYTES = 65_536
Kind = Literal["new", "changed", "same"]


class Step(msgspec.Struct, frozen=True):
    """What becomes of one rule, list or reason, and which parts of it change."""

    kind: Kind
    key: str
    parts: tuple[str, ...] = ()


class RuleImport(msgspec.Struct, frozen=True):
    """What a file would do to the phrase rules."""

    rules: tuple[Step, ...]
    terms: tuple[Step, ...]
    versions: tuple[RuleVersion, ...]
    lists: tuple[ListVersion, ...]
    reasons: Mapping[str, PerLanguage]

    def count(self, kind: Kind) -> int:
        """How many rules would be ``new``, ``changed`` or stay the ``same``."""
        return sum(step.kind == kind for step in self.rules)


def is_rules_file(path: Path) -> bool:
    """Whether a file says that it holds phrase rules."""
    with path.open("rb") as file:
        return SCHEMA.encode() in file.read(HEAD_BYTES)


async def plan_rules(services: Services, path: Path, *, by: str) -> RuleImport:
    """Read a file of rules and see what it would change; nothing is written. Rules that it does not name stay.

    Raises:
        FileRefused: with every problem's file, line and key; a rule whose tests fail is one.
        RuleUnfit: a rule in force would not suit the file's lists, or a rule is not as the editor would take it.
    """
    shelf = await services.rules.fresh()
    keys = list((await services.shelf.fresh()).cards)
    read = await asyncio.to_thread(read_rules, path, reply_keys=keys, is_tried=True)
    problems = await asyncio.to_thread(lambda: list(_problems(read, shelf)))
    if problems:
        raise unfit_rule(problems)
    now = services.clock.now_ms()
    lists = {(stored.language, stored.name): stored for stored in await current_lists(services.store.reader())}
    named = [(language, rule) for language, listed in read.rules.items() for rule in listed]
    rules = [_rule_step(shelf.versions.get(rule.id), rule) for _, rule in named]
    versions = [
        RuleVersion(rule.id, _after(shelf.versions.get(rule.id)), language, rule, by, now, path.name)
        for (language, rule), step in zip(named, rules, strict=True)
        if step.kind != "same"
    ]
    changed_lists = [
        ListVersion(language, name, _after(lists.get((language, name))), patterns, by, now)
        for language, shared in read.lists.items()
        for name, patterns in shared.items()
        if lists.get((language, name)) is None or lists[language, name].patterns != patterns
    ]
    reasons = {key: words for key, words in read.reasons.items() if shelf.reasons.get(key) != words}
    terms = [Step("new" if new.version == 1 else "changed", f"list {new.language}.{new.name}") for new in changed_lists]
    terms += [Step("changed" if key in shelf.reasons else "new", f"reason {key}") for key in reasons]
    return RuleImport(tuple(rules), tuple(terms), tuple(versions), tuple(changed_lists), reasons)


async def carry_out_rules(services: Services, planned: RuleImport) -> None:
    """Put in force what was planned, in one change.

    Raises:
        ChangedMeanwhile: somebody changed a rule since it was planned; nothing was written.
    """
    if planned.versions or planned.terms:
        await store_rules(services, planned.versions, lists=planned.lists, reasons=planned.reasons)


async def export_rules(services: Services) -> str:
    """Every rule in force with its reasons and lists, as a file's text."""
    return rules_to_yaml(await installed_rules(services))


async def installed_rules(services: Services) -> RuleSet:
    """The rules in force here, as one set."""
    shelf = await services.rules.fresh()
    return RuleSet(
        id="installed", version=1, library="library", reasons=shelf.reasons,
        rules={language: tuple(shelf.rules(language)) for language in LANGUAGES},
        lists={language: shelf.lists(language) for language in LANGUAGES if shelf.lists(language)},
    )  # fmt: skip


def _problems(read: RuleSet, shelf: RuleShelf) -> Iterator[dict[str, Any]]:
    for language, listed in read.rules.items():
        for rule in listed:
            known = shelf.versions.get(rule.id)
            if known is not None and known.language != language:
                fixed = fault("rule_language_fixed", rule=rule.id, language=known.language, got=language)
                yield problem_view(fixed, field=rule.id)
            for problem in line_problems(rule, language, read.lists_of(language)):
                yield {**problem, "field": f"{rule.id}, {problem['field']}"}
        yield from _others(read, language, shelf)


def _others(read: RuleSet, language: Language, shelf: RuleShelf) -> Iterator[dict[str, Any]]:
    """Rules that the file does not name and that fail with its lists."""
    lists = {**shelf.lists(language), **read.lists_of(language)}
    changed = {name for name, patterns in lists.items() if shelf.lists(language).get(name) != patterns}
    own = {rule.id for rule in read.rules.get(language, ())}
    for rule in shelf.rules(language):
        if rule.id not in own and names_in([rule]) & changed:
            for failed in failed_tests(rule, language, lists):
                yield problem_view(failed.fault, field=f"{rule.id}, which this file does not name")


def _rule_step(known: RuleVersion | None, rule: PhraseRule) -> Step:
    if known is None or known.rule is None:
        return Step("new" if known is None else "changed", rule.id)
    before = known.rule
    parts = tuple(name for name in rule.__struct_fields__ if getattr(rule, name) != getattr(before, name))
    return Step("changed" if parts else "same", rule.id, parts)


def _after(known: RuleVersion | ListVersion | None) -> int:
    return known.version + 1 if known else 1
