"""Reading ``phrase-rules/1``: a file of phrase rules becomes a RuleSet, or a list of problems."""

from collections.abc import Callable, Collection, Mapping
from pathlib import Path
from typing import Any, Final

from canned_replies import safe_yaml
from canned_replies.errors import PatternRefused
from canned_replies.fault import fault
from canned_replies.fields import Field
from canned_replies.languages import Language
from canned_replies.pattern_lists import Lists, listed_name
from canned_replies.patterns import PATTERN_LIMIT, read_pattern
from canned_replies.phrase_rule import BUILTINS, LEVELS, TONE_PROFILES, PhraseRule, RuleSet, RuleTests
from canned_replies.problem import Problems
from canned_replies.rule_tests import all_failed_tests

SCHEMA: Final = "phrase-rules/1"
_TOP: Final = ("schema", "id", "version", "library", "reasons", "languages")
_PATTERNS: Final = ("match", "unless", "unless_followed")
_RULE: Final = (*_PATTERNS, "swap", "say", "replies", "profiles", "builtin", "limit", "autofix", "test")

_ListsPerLanguage = Mapping[Language, Lists]


def read_rules(path: Path, *, reply_keys: Collection[str] | None = None, is_tried: bool = False) -> RuleSet:
    """The rules of a file; with ``reply_keys``, rules may only offer replies of these keys.

    With ``is_tried`` the rules' own tests must pass, too.

    Raises FileRefused: with every problem's file, line and key.
    """
    return _rules(*safe_yaml.read_file(path), reply_keys, is_tried=is_tried)


def read_rules_text(
    text: str, file: str = "rules.yaml", *, reply_keys: Collection[str] | None = None, is_tried: bool = False
) -> RuleSet:
    """The rules of a text; see ``read_rules``."""
    return _rules(*safe_yaml.read_text(text, file), reply_keys, is_tried=is_tried)


def _rules(node: safe_yaml.Node, problems: Problems, reply_keys: Collection[str] | None, *, is_tried: bool) -> RuleSet:
    top = Field(node, "", problems).mapping(known=("lists",), required=_TOP)
    problems.refuse_if_any()
    lists = _lists(top["lists"]) if "lists" in top else {}
    top["schema"].choice((SCHEMA,), SCHEMA)
    reasons = {key: field.text_per_language() for key, field in top["reasons"].mapping().items()}
    reader = _RuleReader(set(reasons), reply_keys, lists)
    read = RuleSet(
        id=top["id"].text(),
        version=top["version"].number(least=1),
        library=top["library"].text(),
        reasons=reasons,
        rules={
            language: tuple(reader.read(item, language) for item in field.items())
            for language, field in top["languages"].per_language().items()
        },
        lists=lists,
    )
    problems.refuse_if_any()
    if is_tried:
        reader.try_out(read)
        problems.refuse_if_any()
    return read


class _RuleReader:
    """Reads one rule after another; remembers the ids that were given."""

    def __init__(self, reasons: set[str], reply_keys: Collection[str] | None, lists: _ListsPerLanguage) -> None:
        self._lists = lists
        self._reasons = reasons
        self._reply_keys = None if reply_keys is None else set(reply_keys)
        self._fields: dict[str, Field] = {}

    def read(self, field: Field, language: Language) -> PhraseRule:
        keys = field.mapping(known=_RULE, required=("id", "reason", "level"))
        rule = PhraseRule(
            id=keys["id"].text() if "id" in keys else "",
            reason=keys["reason"].text() if "reason" in keys else "",
            level=keys["level"].choice(LEVELS, "hint") if "level" in keys else "hint",
            **_settings(keys, language, self._lists.get(language, {})),
        )
        self._check(rule, field)
        self._check_replies(keys)
        return rule

    def _check(self, rule: PhraseRule, field: Field) -> None:
        if rule.reason not in self._reasons:
            field.refuse(f"expected a key of `reasons`, got {rule.reason!r}")
        if rule.id in self._fields:
            field.refuse(f"expected each id once, got {rule.id!r} twice")
        if bool(rule.match) == (rule.builtin is not None):
            field.refuse("expected either `match` or `builtin`")
        self._fields.setdefault(rule.id, field)

    def try_out(self, read: RuleSet) -> None:
        """Note every test that fails, where its sentence stands."""
        for failed in all_failed_tests(read):
            tests = self._fields[failed.rule].mapping()["test"].mapping()
            for item in tests["flag" if failed.is_flag else "pass"].items():
                if item.text() == failed.sentence:
                    item.refuse(str(failed.fault))

    def _check_replies(self, keys: dict[str, Field]) -> None:
        if self._reply_keys is None or "replies" not in keys:
            return
        for item in keys["replies"].items():
            if (key := item.text()) not in self._reply_keys:
                item.refuse(f"expected the key of a reply, got {key!r}")


def _lists(field: Field) -> _ListsPerLanguage:
    """Patterns that several rules share; no list names another."""
    return {
        language: {name: _patterns(listed, language, {}) for name, listed in names.mapping().items()}
        for language, names in field.per_language().items()
    }


def _patterns(field: Field, language: Language, lists: Lists) -> tuple[str, ...]:
    found: list[str] = []
    for item in field.items():
        pattern = item.text(limit=PATTERN_LIMIT)
        name = listed_name(pattern)
        if name is None:
            _check_pattern(item, pattern, language)
        elif name not in lists:
            item.refuse(str(fault("list_unknown", got=pattern)))
        found.append(pattern)
    return tuple(found)


def _check_pattern(item: Field, pattern: str, language: Language) -> None:
    try:
        read_pattern(pattern, language)
    except PatternRefused as refused:
        item.refuse(str(refused))


def _settings(keys: dict[str, Field], language: Language, lists: Lists) -> dict[str, Any]:
    readers: dict[str, Callable[[Field], object]] = {
        **dict.fromkeys(_PATTERNS, lambda field: _patterns(field, language, lists)),
        **dict.fromkeys(("swap", "say", "replies"), Field.texts),
        "profiles": lambda field: tuple(item.choice(TONE_PROFILES, "formal") for item in field.items()),
        "builtin": lambda field: field.choice(BUILTINS, "all_caps"),
        "limit": lambda field: field.number(least=1),
        "autofix": Field.flag,
        "test": _tests,
    }
    return {key: read(keys[key]) for key, read in readers.items() if key in keys}


def _tests(field: Field) -> RuleTests:
    keys = field.mapping(known=("flag", "pass"))
    return RuleTests(
        flag=keys["flag"].texts() if "flag" in keys else (),
        passing=keys["pass"].texts() if "pass" in keys else (),
    )
