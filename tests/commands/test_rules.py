"""``warmline replies import``, ``export --rules`` and ``check``: phrase rules in and out, all of them or none."""

from __future__ import annotations

from pathlib import Path

import pytest

from canned_replies.rules_file import read_rules, read_rules_text
from canned_replies.starter import starter_rules
from tests.commands.test_replies import data as data
from tests.commands.test_replies import replies, written

NORA = ("--approved-by", "nora@garden.test")
HEAD = """\
schema: phrase-rules/1
id: mine
version: 1
library: mine
reasons:
  cold_word: {en: A cold word., fa: واژه‌ای سرد., hu: Hideg szó.}
lists:
  en:
    warm: ["thank you", "(i|we) will help"]
languages:
  en:
"""
GIZMO = """\
    - id: en.gizmo
      reason: cold_word
      level: warn
      match: ["gizmo"]
      unless_followed: ["@warm"]
      test: {flag: [Your gizmo.], pass: [Your gizmo. We will help.]}
"""


def in_force(data: Path) -> str:
    """Everything, as a file."""
    return replies("export", "--rules", data=data).stdout


def test_what_goes_out_comes_back_the_same(data: Path, tmp_path: Path) -> None:
    """The starter's rules, exported and imported again, change nothing; lists are written once."""
    path = tmp_path / "rules.yaml"
    assert "Wrote" in replies("export", path, "--rules", data=data).output
    read = read_rules(path)
    assert {language: {rule.id: rule for rule in listed} for language, listed in read.rules.items()} == {
        language: {rule.id: rule for rule in listed} for language, listed in starter_rules().rules.items()
    }
    assert read.lists == starter_rules().lists
    again = replies("import", path, *NORA, data=data)
    count = sum(map(len, starter_rules().rules.values()))
    assert again.output == f"0 new, 0 changed, {count} same.\n"


def test_a_dry_run_shows_what_would_change_and_the_import_does_it(data: Path, tmp_path: Path) -> None:
    """New and changed rules, lists and reasons are told; nothing is written before Nora stands for it."""
    path = written(tmp_path, HEAD + GIZMO)
    before = in_force(data)
    dry = replies("import", path, "--dry-run", data=data)
    assert dry.exit_code == 0, dry.output
    for line in ("new     list en.warm", "new     reason cold_word", "new     en.gizmo", "1 new, 0 changed, 0 same."):
        assert line in dry.output
    refused = replies("import", path, data=data)
    assert refused.exit_code != 0
    assert "a supervisor puts them in force" in refused.output
    assert replies("import", path, "--approved-by", "reza@garden.test", data=data).exit_code != 0
    assert in_force(data) == before
    assert replies("import", path, *NORA, data=data).exit_code == 0
    read = read_rules_text(in_force(data))
    rule = next(rule for rule in read.rules["en"] if rule.id == "en.gizmo")
    assert (rule.unless_followed, read.lists["en"]["warm"]) == (("@warm",), ("thank you", "(i|we) will help"))
    louder = written(tmp_path, HEAD + GIZMO.replace("warn", "confirm"))
    assert "changed en.gizmo: level" in replies("import", louder, "--dry-run", data=data).output


@pytest.mark.parametrize(
    ("was", "becomes", "wanted"),
    [
        (
            "Your gizmo. We will help.",
            "Our gizmo.",
            "mine.yaml:17: languages.en[0].test.pass[0]: expected 'Our gizmo.'",
        ),
        ("[Your gizmo.]", "[Your apple.]", "mine.yaml:17: languages.en[0].test.flag[0]: expected 'Your apple.'"),
        ('"@warm"', '"@warmer"', "mine.yaml:16: languages.en[0].unless_followed[0]: expected the name of a list"),
        ('"gizmo"', '"giz(mo"', "mine.yaml:15: languages.en[0].match[0]: column 7: expected ')'"),
        ("level: warn", "level: block", "mine.yaml:14: languages.en[0].level"),
        ("reason: cold_word", "reason: cold", "mine.yaml:12: languages.en[0]: expected a key of `reasons`"),
        ('"thank you"', '"thank [you"', "mine.yaml:9: lists.en.warm[0]: column 11: expected ']'"),
        ("      test:", "      replies: [no.such]\n      test:", "mine.yaml:17: languages.en[0].replies[0]"),
    ],
)
def test_nothing_of_a_file_with_a_mistake_is_taken(
    data: Path, tmp_path: Path, was: str, becomes: str, wanted: str
) -> None:
    """File, line and key are named, and the rule beside it, which is right, stays out, too."""
    right = GIZMO.replace("gizmo", "widget").replace("en.gizmo", "en.widget")
    text = HEAD + GIZMO.replace(was, becomes) if was in GIZMO else HEAD.replace(was, becomes) + GIZMO
    before = in_force(data)
    refused = replies("import", written(tmp_path, text + right), *NORA, data=data)
    assert refused.exit_code != 0
    assert wanted in refused.output
    assert in_force(data) == before


def test_a_list_that_would_break_a_rule_in_force_is_refused(data: Path, tmp_path: Path) -> None:
    """The file does not name the rule; its tests count all the same."""
    assert replies("import", written(tmp_path, HEAD + GIZMO), *NORA, data=data).exit_code == 0
    other = HEAD.replace(', "(i|we) will help"', "") + GIZMO.replace("gizmo", "widget").replace(
        "We will help", "Thank you"
    )
    refused = replies("import", written(tmp_path, other), *NORA, data=data)
    assert refused.exit_code != 0
    assert (
        "en.gizmo, which this file does not name: expected 'Your gizmo. We will help.' to stay clean" in refused.output
    )


def test_a_rule_stays_in_its_language(data: Path, tmp_path: Path) -> None:
    """Its figures and its history are those of one language."""
    assert replies("import", written(tmp_path, HEAD + GIZMO), *NORA, data=data).exit_code == 0
    moved = (
        (HEAD + GIZMO).replace("  en:\n    warm", "  hu:\n    warm").replace("languages:\n  en:", "languages:\n  hu:")
    )
    refused = replies("import", written(tmp_path, moved), *NORA, data=data)
    assert "expected en.gizmo to stay a rule of en; got hu" in refused.output
