"""Phrase rules as a file that reads back to the same rules, their lists written once."""

import msgspec

from canned_replies.exporting import as_yaml
from canned_replies.phrase_rule import PhraseRule, RuleSet, RuleTests
from canned_replies.rules_file import SCHEMA

_DEFAULTS = PhraseRule(id="", reason="", level="hint")
_OPTIONS = tuple(name for name in PhraseRule.__struct_fields__ if name not in ("id", "reason", "level", "test"))


def rules_to_yaml(rules: RuleSet) -> str:
    """The rules in the format of the starter; ``read_rules_text`` gives the same rules back."""
    lists = {
        str(language): {name: list(patterns) for name, patterns in named.items()}
        for language, named in rules.lists.items()
        if named
    }
    return as_yaml(
        {
            "schema": SCHEMA,
            "id": rules.id,
            "version": rules.version,
            "library": rules.library,
            "reasons": {key: dict(words) for key, words in rules.reasons.items()},
            **({"lists": lists} if lists else {}),
            "languages": {str(language): list(map(_rule, listed)) for language, listed in rules.rules.items()},
        }
    )


def _rule(rule: PhraseRule) -> dict[str, object]:
    """What differs from its default."""
    written: dict[str, object] = {"id": rule.id, "reason": rule.reason, "level": rule.level}
    for name in _OPTIONS:
        value = getattr(rule, name)
        if value != getattr(_DEFAULTS, name):
            written[name] = msgspec.to_builtins(value)
    if rule.test != RuleTests():
        tests = {"flag": list(rule.test.flag), "pass": list(rule.test.passing)}
        written["test"] = {key: sentences for key, sentences in tests.items() if sentences}
    return written
