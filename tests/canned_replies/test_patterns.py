"""Patterns are read into bounded steps and groups; what is no pattern is refused with its column."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from canned_replies.errors import PatternRefused
from canned_replies.graph import Graph
from canned_replies.pattern_shape import Step, spelled_out
from canned_replies.patterns import read_pattern


def hits(pattern: str, *words: str) -> set[tuple[int, int]]:
    """Where the pattern fits."""
    graph: Graph[str] = Graph("en")
    graph.add(read_pattern(pattern, "en"), "x")
    return {(first, after) for _, first, after in graph.hits(words)}


@pytest.mark.parametrize("who", [("i",), ("we", "two")])
@pytest.mark.parametrize("how", [(), ("really",), ("so",)])
@pytest.mark.parametrize("between", [(), ("far",), ("so", "far")])
def test_every_way_through_a_pattern_fits(who: tuple[str, ...], how: tuple[str, ...], between: tuple[str, ...]) -> None:
    """Alternatives, an optional part, a gap."""
    words = (*who, *how, "go", *between, "away")
    assert hits("(i|we two) [really |so] go .. away", *words) == {(0, len(words))}


@pytest.mark.parametrize("words", ["we go away", "i go so very far away", "i really so go away", "go away"])
def test_no_other_way_fits(words: str) -> None:
    """Half an alternative, a longer gap, both options at once."""
    assert hits("(i|we two) [really|so] go .. away", *words.split()) == set()


def test_a_gap_at_the_end_reaches_as_far_as_it_may() -> None:
    """Antipatterns use it; a gap at the beginning says nothing."""
    assert hits(".. no ..", "a", "no", "b", "c", "d") == {(1, 2), (1, 3), (1, 4)}


def test_affixes_join_across_groups_as_they_do_in_texts() -> None:
    """«شلوغ ایم» is typed with a space and read as one word."""
    ways = set(spelled_out(read_pattern("(شلوغ|گرفتار) (ایم|هستیم)", "fa"), "fa"))
    assert (Step("word", "شلوغایم"),) in ways
    assert (Step("word", "گرفتار"), Step("word", "هستیم")) in ways


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
        ("(.. a|b) c", 1, "a word before the first gap"),
        ("[a] .. b", 1, "a word before the first gap"),
        ("no ..a", 4, "a gap like"),
        ("a .. b .. c .. d .. e", 1, "at most 3 gaps"),
        ("((((((a))))))", 6, "inside each other"),
        ("a " + "b" * 41, 3, "at most 40 characters"),
        ("no ---", 4, "expected a word"),
        ("no< idea", 1, "patterns are words"),
        ("< >", 1, "at least one word"),
    ],
)
def test_what_is_no_pattern_is_refused_with_its_column(pattern: str, column: int, why: str) -> None:
    """Zsófi sees where she slipped."""
    with pytest.raises(PatternRefused) as refused:
        read_pattern(pattern, "en")
    assert why in str(refused.value)
    assert refused.value.column == column


@pytest.mark.parametrize(
    "pattern",
    ["word " * 10_000, "(a|b) " * 41, "[a] " * 30, "(" * 1_000, "a" * 10_000, "x " * 60],
    ids=lambda pattern: pattern[:12],
)
def test_patterns_that_would_explode_are_refused_at_once(pattern: str) -> None:
    """Size and depth are bounded before any work is done."""
    began = time.process_time()
    with pytest.raises(PatternRefused):
        read_pattern(pattern, "en")
    assert time.process_time() - began < 0.5


def test_many_alternatives_cost_only_their_length_unless_affixes_join() -> None:
    """Twelve groups of four are forty-eight words, not sixteen million ways."""
    assert hits("(a|b|c|d) " * 12, *"abcdabcdabcd") == {(0, 12)}
    with pytest.raises(PatternRefused, match="at most 2000 wordings"):
        Graph[str]("fa").add(read_pattern("(آ|ب|پ|ها) " * 12, "fa"), "x")


@given(st.text(alphabet="ab ()[]|*.2%'", max_size=40))
@settings(max_examples=300, deadline=None)
def test_any_text_is_either_a_pattern_or_refused(pattern: str) -> None:
    """There is no third way."""
    try:
        read = read_pattern(pattern, "en")
    except PatternRefused:
        return
    Graph[str]("en").add(read, "x")
