"""The coach's rules, kept at hand: as browsers ask for them, and laid out for the server's own coach."""

from __future__ import annotations

import asyncio
import gzip
from collections.abc import Mapping
from typing import Any

import msgspec

from canned_replies.coach import Coach
from canned_replies.languages import Language, PerLanguage
from canned_replies.phrase_rule import PhraseRule
from chat_server.domain.people import Tone
from chat_server.storage.phrase_rules import RuleVersion, current_rules, fetch_reasons, rules_change
from chat_server.storage.store import Store

from .reply_shelf import Packed

_encode = msgspec.json.Encoder().encode


class RuleShelf:
    """A copy of the rules in force that follows the database."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._coaches: dict[tuple[Language, Tone], Coach] = {}
        self._packed: dict[Language, Packed] = {}
        self.change = -1
        self.versions: dict[str, RuleVersion] = {}
        self.reasons: Mapping[str, PerLanguage] = {}

    async def fresh(self) -> RuleShelf:
        """This shelf, after reading the rules again if they changed."""
        db = self._store.reader()
        change = await rules_change(db)
        if change != self.change:
            versions = {version.id: version for version in await current_rules(db)}
            self.reasons = await fetch_reasons(db)
            self.versions, self.change = versions, change
            self._coaches, self._packed = {}, {}
        return self

    def rules(self, language: Language) -> list[PhraseRule]:
        """The rules in force of one language."""
        return [v.rule for v in self.versions.values() if v.rule is not None and v.language == language]

    async def coach(self, language: Language, tone: Tone) -> Coach:
        """The coach of one language and tone; laid out once, away from the loop."""
        change = self.change
        known = self._coaches.get((language, tone))
        if known is None:
            known = await asyncio.to_thread(Coach, self.rules(language), language, profile=tone)
            if change == self.change:
                self._coaches[(language, tone)] = known
        return known

    async def answer(self, language: Language, epoch: str) -> Packed:
        """Everything a coach in the browser needs."""
        if language not in self._packed:
            change = self.change
            answer = {
                "change": change,
                "locale": language,
                "reasons": self.reasons,
                "rules": [rule_view(rule) for rule in self.rules(language)],
            }
            plain = _encode(answer)
            packed = Packed(f'"{epoch}-{change}-{language}"', plain, await asyncio.to_thread(gzip.compress, plain, 6))
            if change != self.change:
                return packed
            self._packed[language] = packed
        return self._packed[language]


def rule_view(rule: PhraseRule) -> dict[str, Any]:
    """A rule as it travels; what has its default is left out by nobody, so that clients need no defaults."""
    view: dict[str, Any] = msgspec.to_builtins(rule)
    return {**view, "is_hygiene": rule.is_hygiene}
