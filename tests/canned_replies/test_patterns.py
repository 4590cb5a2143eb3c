"""Patterns are spelled out into bounded sequences; what is no pattern is refused with its column."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from canned_replies.errors import PatternRefused
from canned_replies.patterns import WORDINGS_LIMIT, spell_out


def texts(pattern: str) -> set[str]:
    """The wordings as lines."""
    return {" ".join(step.text or f"..{step.size}" for step in wording) for wording in spell_out(pattern, "en")}


def test_alternatives_and_optional_parts_are_spelled_out() -> None:
    """Every wording is there, and no other."""
    assert texts("(i|we two) [really |so] go ..") == {
        f"{who} {how}go ..2" for who in ("i", "we two") for how in ("really ", "so ", "")
    }


@pytest.mark.parametrize(
    ("pattern", "column", "why"),
    [
        (r"\bno\b", 1, "regular expression"),
        ("^no$", 1, "regular expression"),
        ("no (idea", 9, "expected ')'"),
        ("no idea)", 8, "unexpected"),
        ("no [idea)", 9, "expected ']'"),
        ("no ()", 5, "expected a word"),
        ("no (a||b)", 7, "expected a word"),
        ("*", 1, "expected a word"),
        ("a*b", 1, "expected a word, word"),
        ("*a*", 1, "expected a word, word"),
        ("no ..0 idea", 4, "a gap of 1 to 9"),
        ("no ..99 idea", 4, "a gap of 1 to 9"),
        ("[no]", 1, "at least one word"),
        ("..", 1, "at least one word"),
        ("", 1, "expected a word"),
        ("a .. b .. c .. d .. e", 1, "at most 3 gaps"),
        ("((((((a))))))", 6, "inside each other"),
        ("a " + "b" * 41, 3, "at most 40 characters"),
        ("no ---", 4, "expected a word"),
    ],
)
def test_what_is_no_pattern_is_refused_with_its_column(pattern: str, column: int, why: str) -> None:
    """Zsófi sees where she slipped."""
    with pytest.raises(PatternRefused) as refused:
        spell_out(pattern, "en")
    assert why in str(refused.value)
    assert refused.value.column == column


@pytest.mark.parametrize(
    "pattern",
    ["word " * 10_000, "(a|b) " * 40, "[a] " * 30, "(" * 1_000, "a" * 10_000, "(a|b|c|d) " * 12, "x " * 60],
    ids=lambda pattern: pattern[:12],
)
def test_patterns_that_would_explode_are_refused_at_once(pattern: str) -> None:
    """Size, product and depth are bounded before any work is done."""
    began = time.process_time()
    with pytest.raises(PatternRefused):
        spell_out(pattern, "en")
    assert time.process_time() - began < 0.5


@given(st.text(alphabet="ab ()[]|*.2%'", max_size=40))
@settings(max_examples=300, deadline=None)
def test_any_text_is_either_a_pattern_or_refused(pattern: str) -> None:
    """There is no third way, and the product stays within its bound."""
    try:
        wordings = spell_out(pattern, "en")
    except PatternRefused:
        return
    assert 1 <= len(wordings) <= WORDINGS_LIMIT
