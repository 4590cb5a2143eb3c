"""The shipped rules pass their own tests."""

from canned_replies.phrase_rule import PhraseRule, RuleTests
from canned_replies.rule_tests import all_failed_tests, failed_tests
from canned_replies.starter import starter_rules


def test_every_shipped_rule_marks_and_leaves_what_it_says() -> None:
    """Each rule's own sentences, in three languages."""
    assert [str(failed) for failed in all_failed_tests(starter_rules())] == []


def test_the_starter_has_rules_and_reasons_in_three_languages() -> None:
    """164 rules came with the starter; every reason speaks all three languages."""
    rules = starter_rules()
    assert sum(map(len, rules.rules.values())) >= 164
    assert all(set(reason) == {"en", "fa", "hu"} for reason in rules.reasons.values())


def test_a_rule_that_fails_its_tests_says_which_sentence() -> None:
    """Zsófi cannot publish a rule that does not do what she wrote."""
    rule = PhraseRule(
        id="z", reason="dead_end", level="hint", match=("no idea",), test=RuleTests(("no plan",), ("no idea!",))
    )
    assert [str(failed) for failed in failed_tests(rule, "en")] == [
        "z: expected 'no plan' to be marked",
        "z: expected 'no idea!' to stay clean",
    ]
