"""Two versions side by side: what went, what came, in reading order."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from canned_replies.difference import difference, edited_share
from canned_replies.errors import TextTooLong


def test_words_and_blanks_are_whole_pieces() -> None:
    """Nobody wants half a word or half a blank in red."""
    stretches = difference("Hello {{ contact.first_name }}, wait", "Hello {{ agent.first_name }}, thank you")
    assert [(stretch.kind, stretch.text) for stretch in stretches] == [
        ("same", "Hello "),
        ("removed", "{{ contact.first_name }}"),
        ("added", "{{ agent.first_name }}"),
        ("same", ", "),
        ("removed", "wait"),
        ("added", "thank you"),
    ]


def test_persian_words_with_joiners_stay_whole() -> None:
    """«می‌شود» is one word."""
    assert [stretch.text for stretch in difference("این می‌شود", "این نمی‌شود")] == ["این ", "می‌شود", "نمی‌شود"]


def test_how_far_a_reply_was_edited() -> None:
    """Nothing, a part, everything."""
    assert edited_share("Hello", "Hello") == 0
    assert edited_share("", "") == 0
    assert edited_share("abc", "xyz") == 1
    assert 0 < edited_share("Hello there, Sara", "Hello there, Reza") < 0.5


def test_texts_beyond_the_bound_are_refused_and_the_longest_are_quick() -> None:
    """A history page never hangs."""
    with pytest.raises(TextTooLong):
        difference("a" * 5_001, "")
    symbols = "".join(map(chr, range(0x2190, 0x2190 + 4_000)))
    began = time.process_time()
    for before, after in (
        ("a b " * 1_250, "b a " * 1_250),
        ("." * 5_000, ".!" * 2_500),
        ("a. " * 1_600, "b. " * 1_600),
        (symbols, symbols[::-1]),
    ):
        stretches = difference(before, after)
        assert "".join(stretch.text for stretch in stretches if stretch.kind != "added") == before
    assert time.process_time() - began < 2


def test_a_long_text_with_a_few_changes_shows_just_these() -> None:
    """Far beyond what is compared word by word, what both begin and end with is still the same."""
    before = " ".join(f"word{n}" for n in range(500))
    after = before.replace("word10 ", "ten ").replace("word490", "490")
    changed = [stretch.text for stretch in difference(before, after) if stretch.kind != "same"]
    assert changed == ["word10", "ten", "word490", "490"]


@given(st.text(max_size=40), st.text(max_size=40))
@settings(max_examples=200, deadline=None)
def test_both_texts_can_be_put_together_again(before: str, after: str) -> None:
    """The difference drops nothing and invents nothing."""
    stretches = difference(before, after)
    assert "".join(stretch.text for stretch in stretches if stretch.kind != "added") == before
    assert "".join(stretch.text for stretch in stretches if stretch.kind != "removed") == after
    assert 0 <= edited_share(before, after) <= 1
