"""The vectors that bind both engines: the server's coach gives these marks; the browser's is asked in JavaScript."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

import msgspec
import pytest

from canned_replies.coach import Coach
from canned_replies.languages import LANGUAGES
from canned_replies.pattern_lists import Lists
from canned_replies.phrase_rule import BUILTINS, PhraseRule
from tests.vectors.make_coach import FILE, marks_of, written

JAVASCRIPT = Path(__file__).parents[1] / "javascript" / "coach" / "vectors.test.js"


@cache
def vectors() -> list[dict[str, Any]]:
    """What is written down."""
    read: list[dict[str, Any]] = json.loads(FILE.read_text(encoding="utf-8"))
    return read


@pytest.mark.parametrize("number", range(len(vectors())))
def test_the_server_gives_the_marks_that_are_written_down(number: int) -> None:
    """Rule, place and swap of each mark of each text."""
    vector = vectors()[number]
    listed, lists = msgspec.convert((vector["rules"], vector["lists"]), tuple[list[PhraseRule], Lists])
    coach = Coach(listed, vector["locale"], lists=lists, profile=vector["tone"])
    differing = [text for text, marks in vector["cases"] if marks_of(coach, text) != marks]
    assert differing == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_vectors_say_something(language: str) -> None:
    """In each language hundreds of texts are marked, hundreds are not, and odd rules mark some, too."""
    cases = {
        name: [marks for vector in vectors() if (vector["name"], vector["locale"]) == (name, language)
               for _, marks in vector["cases"]]
        for name in ("starter", "odd rules")
    }  # fmt: skip
    assert sum(map(bool, cases["starter"])) > 300
    assert sum(not marks for marks in cases["starter"]) > 150
    assert sum(map(bool, cases["odd rules"])) > 10


def test_every_builtin_marks_something() -> None:
    """No check could be left out of an engine unnoticed."""
    builtins = {
        rule["builtin"]
        for vector in vectors()
        if vector["name"] == "starter"
        for rule in vector["rules"]
        if any(rule["id"] == mark[0] for _, marks in vector["cases"] for mark in marks) and "builtin" in rule
    }
    assert builtins == set(BUILTINS)


def test_the_file_is_as_its_program_writes_it() -> None:
    """One rule and one case a line; nobody edited a mark by hand into another layout."""
    assert FILE.read_text(encoding="utf-8") == written(vectors())


def test_the_browsers_half_is_asked_the_same_file() -> None:
    """Both sides read one file."""
    assert "vectors.js" in JAVASCRIPT.read_text(encoding="utf-8")
    assert FILE.name in JAVASCRIPT.with_name("vectors.js").read_text(encoding="utf-8")
