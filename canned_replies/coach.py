"""The coach: reads a draft as it is typed and marks wordings that have a better one.

It never blocks anything. A ``Coach`` is made once per language and rule set (patterns are laid out
then) and is immutable afterwards, so threads may share it.
"""

from collections.abc import Iterable, Sequence
from typing import Literal

import msgspec

from canned_replies.checkers import CHECKERS
from canned_replies.graph import Graph
from canned_replies.languages import Language
from canned_replies.mark import Mark
from canned_replies.pattern_lists import Lists, written_out
from canned_replies.pattern_shape import without_last_gap
from canned_replies.patterns import read_pattern
from canned_replies.phrase_rule import PhraseRule, RuleSet, ToneProfile
from canned_replies.words import BEGIN, END, Word, sentences

# An offer heals a limit when it comes at once: in the same sentence or in the next two.
SENTENCES_AHEAD = 2

_Part = Literal["match", "unless", "followed"]


class _Leaf(msgspec.Struct, frozen=True):
    """Which rule a pattern belongs to, and in which part."""

    rule: int
    part: _Part


class _Hit(msgspec.Struct, frozen=True):
    sentence: int
    first: int
    after: int


class Coach:
    """Marks for one language; ``profile`` is the inbox's tone (register rules hold for ``formal`` only).

    ``lists`` are the patterns that rules name as ``@offer``.
    """

    def __init__(
        self, rules: Sequence[PhraseRule], language: Language, *, lists: Lists | None = None,
        profile: ToneProfile = "formal",
    ) -> None:  # fmt: skip
        """Raises PatternRefused: when a pattern of a rule is not of the format, or a list is missing."""
        self._lists = lists or {}
        self.language = language
        self.rules = tuple(rule for rule in rules if profile in rule.profiles)
        self._graph: Graph[_Leaf] = Graph(language)
        for number, rule in enumerate(self.rules):
            self._add(number, "match", rule.match)
            self._add(number, "unless", rule.unless)
            self._add(number, "followed", rule.unless_followed)

    def _add(self, rule: int, part: _Part, patterns: Iterable[str]) -> None:
        for pattern in written_out(patterns, self._lists):
            read = read_pattern(pattern, self.language)
            # A mark covers the words a rule names; an antipattern reaches as far as its gaps do.
            self._graph.add(without_last_gap(read) if part == "match" else read, _Leaf(rule, part))

    def check(self, text: str) -> list[Mark]:
        """Every mark of the text, in reading order.

        Raises TextTooLong: beyond ``words.TEXT_LIMIT`` characters.
        """
        read = sentences(text, self.language)
        marks = [*self._phrases(text, read), *self._builtins(text, read)]
        return sorted(marks, key=lambda mark: (mark.start, -mark.end, mark.rule))

    def _phrases(self, text: str, read: list[list[Word]]) -> Iterable[Mark]:
        found = self._hits(read)
        for number, hits in found["match"].items():
            kept = _outside(hits, found["unless"].get(number, ()))
            kept = _unhealed(kept, found["followed"].get(number, ()))
            for hit in _longest(kept):
                words = read[hit.sentence][hit.first : hit.after]
                yield _mark(self.rules[number], text, words[0].start, words[-1].end)

    def _hits(self, read: list[list[Word]]) -> dict[_Part, dict[int, list[_Hit]]]:
        found: dict[_Part, dict[int, list[_Hit]]] = {"match": {}, "unless": {}, "followed": {}}
        for place, sentence in enumerate(read):
            words = [BEGIN, *(word.text for word in sentence), END]
            for leaf, first, after in self._graph.hits(words):
                # The edges stand before the first word and after the last; a hit names words only.
                hit = _Hit(place, max(first - 1, 0), min(after - 1, len(sentence)))
                found[leaf.part].setdefault(leaf.rule, []).append(hit)
        return found

    def _builtins(self, text: str, read: list[list[Word]]) -> Iterable[Mark]:
        for rule in self.rules:
            if rule.builtin is not None:
                for start, end, mended in CHECKERS[rule.builtin](text, read, rule.limit):
                    yield _mark(rule, text, start, end, mended)


def coaches(rules: RuleSet, *, profile: ToneProfile = "formal") -> dict[Language, Coach]:
    """One coach per language of the rule set."""
    return {
        language: Coach(listed, language, lists=rules.lists_of(language), profile=profile)
        for language, listed in rules.rules.items()
    }


def _outside(hits: Iterable[_Hit], antipatterns: Sequence[_Hit]) -> list[_Hit]:
    """Hits that overlap no antipattern."""
    return [
        hit
        for hit in hits
        if not any(
            hit.sentence == other.sentence and hit.first < other.after and other.first < hit.after
            for other in antipatterns
        )
    ]


def _unhealed(hits: Iterable[_Hit], offers: Sequence[_Hit]) -> list[_Hit]:
    """Hits that no offer follows, in the same sentence or the next two."""
    return [
        hit
        for hit in hits
        if not any(
            (offer.sentence == hit.sentence and offer.first >= hit.after)
            or hit.sentence < offer.sentence <= hit.sentence + SENTENCES_AHEAD
            for offer in offers
        )
    ]


def _longest(hits: Iterable[_Hit]) -> Iterable[_Hit]:
    """Leftmost, then longest; a stretch is marked once per rule."""
    taken = _Hit(-1, 0, 0)
    for hit in sorted(hits, key=lambda hit: (hit.sentence, hit.first, -hit.after)):
        if hit.sentence != taken.sentence or hit.first >= taken.after:
            taken = hit
            yield hit


def _mark(rule: PhraseRule, text: str, start: int, end: int, mended: str | None = None) -> Mark:
    return Mark(
        rule=rule.id,
        level=rule.level,
        reason=rule.reason,
        start=start,
        end=end,
        words=text[start:end],
        swap=(mended,) if mended is not None else rule.swap,
        say=rule.say,
        replies=rule.replies,
        is_hygiene=rule.is_hygiene,
    )
