"""The coach's rules, kept at hand: as browsers ask for them, and laid out for the server's own coach."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Mapping
from typing import Any

import msgspec

from canned_replies.coach import Coach
from canned_replies.languages import Language, PerLanguage
from canned_replies.pattern_lists import names_in
from canned_replies.phrase_rule import PhraseRule
from chat_server.domain.people import Tone
from chat_server.storage.pattern_lists import ListVersion, current_lists
from chat_server.storage.phrase_rules import RuleVersion, current_rules, fetch_reasons, rules_change
from chat_server.storage.store import Store

from .reply_shelf import Packed

_encode = msgspec.json.Encoder().encode

WARMING_SENTENCES = 5  # of a rule's own; more of them cost every console bytes and make no key quicker


class RuleShelf:
    """A copy of the rules in force that follows the database."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._coaches: dict[tuple[Language, Tone], Coach] = {}
        self._packed: dict[Language, Packed] = {}
        self.change = -1
        self.versions: dict[str, RuleVersion] = {}
        self.reasons: Mapping[str, PerLanguage] = {}
        self._lists: dict[Language, dict[str, tuple[str, ...]]] = {}

    async def fresh(self) -> RuleShelf:
        """This shelf, after reading the rules again if they changed."""
        db = self._store.reader()
        change = await rules_change(db)
        if change != self.change:
            versions = {version.id: version for version in await current_rules(db)}
            lists = _by_language(await current_lists(db))
            self.reasons = await fetch_reasons(db)
            self._lists = lists
            self.versions, self.change = versions, change
            self._coaches, self._packed = {}, {}
        return self

    def rules(self, language: Language) -> list[PhraseRule]:
        """The rules in force of one language."""
        return [v.rule for v in self.versions.values() if v.rule is not None and v.language == language]

    def lists(self, language: Language) -> Mapping[str, tuple[str, ...]]:
        """The lists of patterns that rules of a language may name."""
        return self._lists.get(language, {})

    async def coach(self, language: Language, tone: Tone) -> Coach:
        """The coach of one language and tone; laid out once, away from the loop."""
        change = self.change
        known = self._coaches.get((language, tone))
        if known is None:
            lists = self.lists(language)
            known = await asyncio.to_thread(Coach, self.rules(language), language, lists=lists, profile=tone)
            if change == self.change:
                self._coaches[(language, tone)] = known
        return known

    async def answer(self, language: Language, epoch: str) -> Packed:
        """Everything a coach in the browser needs."""
        if language not in self._packed:
            change, rules, lists = self.change, self.rules(language), self.lists(language)
            answer = {
                "change": change,
                "locale": language,
                "reasons": self.reasons,
                "lists": {name: lists[name] for name in sorted(names_in(rules)) if name in lists},
                "rules": [_coaching_view(rule) for rule in rules],
            }
            plain = _encode(answer)
            packed = await Packed.of(f'"{epoch}-{change}-{language}"', plain)
            if change != self.change:
                return packed
            self._packed[language] = packed
        return self._packed[language]


def rule_view(rule: PhraseRule) -> dict[str, Any]:
    """A rule as it travels; what has its default is left out by nobody, so that clients need no defaults."""
    view: dict[str, Any] = msgspec.to_builtins(rule)
    return {**view, "is_hygiene": rule.is_hygiene}


def _coaching_view(rule: PhraseRule) -> dict[str, Any]:
    """A rule for a coach in the browser: of its tests a few sentences it must mark, to walk its patterns once."""
    return {**rule_view(rule), "test": {"flag": rule.test.flag[:WARMING_SENTENCES]}}


def _by_language(versions: Iterable[ListVersion]) -> dict[Language, dict[str, tuple[str, ...]]]:
    found: dict[Language, dict[str, tuple[str, ...]]] = {}
    for version in versions:
        found.setdefault(version.language, {})[version.name] = version.patterns
    return found
