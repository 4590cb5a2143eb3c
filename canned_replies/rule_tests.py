"""A rule's own sentences, tried: a rule whose tests fail cannot be published."""

import msgspec

from canned_replies.coach import Coach
from canned_replies.fault import Fault, fault
from canned_replies.languages import Language
from canned_replies.pattern_lists import Lists
from canned_replies.phrase_rule import PhraseRule, RuleSet


class FailedTest(msgspec.Struct, frozen=True):
    """A sentence that was expected to be marked (or left alone) and was not."""

    rule: str
    sentence: str
    is_flag: bool

    def __str__(self) -> str:
        """The failure as one line."""
        return f"{self.rule}: {self.fault}"

    @property
    def fault(self) -> Fault:
        """The same as a code and its values."""
        return fault("test_unmarked" if self.is_flag else "test_marked", sentence=self.sentence)


def failed_tests(rule: PhraseRule, language: Language, lists: Lists | None = None) -> list[FailedTest]:
    """The rule's failing tests, tried against this rule alone; ``lists`` are those of its language.

    Raises PatternRefused: when one of its patterns is not of the format, or a list is missing.
    """
    coach = Coach([rule], language, lists=lists, profile=rule.profiles[0])
    expected = [(sentence, True) for sentence in rule.test.flag]
    expected += [(sentence, False) for sentence in rule.test.passing]
    return [
        FailedTest(rule.id, sentence, is_flag)
        for sentence, is_flag in expected
        if bool(coach.check(sentence)) != is_flag
    ]


def all_failed_tests(rules: RuleSet) -> list[FailedTest]:
    """The failing tests of every rule of the set."""
    return [
        failed
        for language, listed in rules.rules.items()
        for rule in listed
        for failed in failed_tests(rule, language, rules.lists_of(language))
    ]
