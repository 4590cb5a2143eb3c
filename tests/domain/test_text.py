"""What counts as a message."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chat_server.domain.errors import BodyEmpty, BodyInvalid, BodyTooLong, InvalidInput, WarmlineError
from chat_server.domain.text import MAX_BODY_CHARACTERS, SUMMARY_CHARACTERS, clean_body, clean_line, summary


@pytest.mark.parametrize(
    "body", ["", "   ", "\n\t", "\u200c\u200b", "\u202e\u2066", "\u0301\u0301", "\u3000", "\ufeff"]
)
def test_nothing_visible_is_no_message(body: str) -> None:
    """Space, joiners, bidi controls and lone accents are nothing to read."""
    with pytest.raises(BodyEmpty, match="at least one visible character"):
        clean_body(body)


@pytest.mark.parametrize(
    ("body", "clue"),
    [("a\x00b", "U+0000, at position 1"), ("\x1b[31m", "U+001B"), ("so \ud83d", "half of a surrogate")],
)
def test_what_is_not_text_is_named(body: str, clue: str) -> None:
    """The refusal names the character and its place."""
    with pytest.raises(BodyInvalid, match=clue.replace("+", r"\+")):
        clean_body(body)


def test_ten_thousand_characters_and_no_more() -> None:
    """The limit counts characters, not bytes."""
    assert len(clean_body("ک" * MAX_BODY_CHARACTERS)) == MAX_BODY_CHARACTERS
    with pytest.raises(BodyTooLong, match="at most 10,000 characters; got 10,001"):
        clean_body("ک" * (MAX_BODY_CHARACTERS + 1))


@pytest.mark.parametrize("body", ["نمی‌دانم", "Köszönöm!", "👩‍👩‍👧", "a\u0301", "1", "שלום", "مَرحَباً"])
def test_every_script_is_kept_letter_by_letter(body: str) -> None:
    """Joiners, accents and emoji are part of what people write."""
    assert clean_body(body) == body


def test_line_breaks_are_made_one() -> None:
    """Windows and old Macs end lines differently; messages do not."""
    assert clean_body("  one\r\ntwo\rthree\n ") == "one\ntwo\nthree"


@given(st.text())
def test_cleaning_twice_is_cleaning_once(body: str) -> None:
    """What is accepted stays as it is, and everything else is refused by name."""
    try:
        cleaned = clean_body(body)
    except WarmlineError:
        return
    assert clean_body(cleaned) == cleaned
    cleaned.encode("utf-8")


@given(st.text())
def test_a_summary_is_one_short_line(body: str) -> None:
    """Lists show one line of bounded length."""
    line = summary(body)
    assert len(line) <= SUMMARY_CHARACTERS
    assert "\n" not in line


def test_a_name_is_one_line() -> None:
    """Names keep their letters and lose the space around them."""
    assert clean_line(" سارا کریمی ", 40, "name") == "سارا کریمی"
    with pytest.raises(InvalidInput, match="name of at most 3"):
        clean_line("Sára Kovács", 3, "name")
