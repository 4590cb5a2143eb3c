"""A text is literal pieces and blanks; everything else is refused with its place."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from canned_replies.errors import TemplateRefused
from canned_replies.templates import BLANKS_LIMIT, TEXT_LIMIT, Blank, blanks, parse


def test_a_text_is_read_into_literals_and_blanks() -> None:
    """Sara's salutation: a blank with a fallback, a numbered blank, and the text around them."""
    assert parse('Hi {{ contact.first_name or "there" }}!\n1. {{ step.1 }}') == (
        "Hi ",
        Blank("contact.first_name", '{{ contact.first_name or "there" }}', 1, 4, "there"),
        "!\n1. ",
        Blank("step.1", "{{ step.1 }}", 2, 4),
    )


def test_text_without_blanks_comes_back_whole() -> None:
    """Line ends become one kind; nothing else changes, not even a single brace."""
    assert parse("a {b} 100%\r\n#c\r\n") == ("a {b} 100%\n#c\n",)


@pytest.mark.parametrize(
    ("text", "line", "column", "why"),
    [
        ("Hello\n  {{ name | upper }}", 2, 11, "cannot compute"),
        ("{{ a.b() }}", 1, 7, "cannot compute"),
        ("x {% if a %}", 1, 3, "a statement"),
        ("x {# a #}", 1, 3, "a comment"),
        ("{{- a }}", 1, 1, "plain braces"),
        ("a {{ b", 1, 3, "to close"),
        ("a }} b", 1, 3, "before this"),
        ("{{ }}", 1, 1, "expected a blank"),
        ("{{ a b }}", 1, 1, "expected a blank"),
        ("{{ __class__ }}", 1, 4, "small letters"),
        ("{{ a.Name }}", 1, 6, "small letters"),
        ("{{ a or b }}", 1, 1, "a text in quotes"),
        ('{{ "text" }}', 1, 1, "expected a name"),
        ("{{ a.b.c.d.e }}", 1, 1, "at most 4 parts"),
        ("{{ 1.5 }}", 1, 4, "cannot compute"),
        ("{{ true }}", 1, 1, "expected a name"),
    ],
)
def test_everything_else_is_refused_with_line_and_column(text: str, line: int, column: int, why: str) -> None:
    """Zsófi sees which sign the library does not take."""
    with pytest.raises(TemplateRefused) as refused:
        parse(text)
    assert (refused.value.line, refused.value.column) == (line, column)
    assert why in str(refused.value)


@pytest.mark.parametrize(
    "text",
    [
        "a" * (TEXT_LIMIT + 1),
        "{{ a }}" * (BLANKS_LIMIT + 1),
        "{{" * 2_500,
        "{{ " + "(" * 4_000,
        "{{ " + "a." * 2_000 + "a }}",
        "{{ " + "a or " * 900 + '"b" }}',
        "{{ " + "-" * 4_000 + "1 }}",
        "{{ " + "not " * 1_200 + "a }}",
        '{{ a or "' + "x" * 300 + '" }}',
        '{{ a or "' + "\\" * 4_000 + '" }}',
    ],
    ids=lambda text: text[:12],
)
def test_texts_that_would_take_long_are_refused_quickly(text: str) -> None:
    """Size, depth and number are bounded."""
    began = time.process_time()
    with pytest.raises(TemplateRefused):
        parse(text)
    assert time.process_time() - began < 0.25


@given(st.text(alphabet=st.one_of(st.sampled_from("{}{}%#ab.1|()'\"or -_\n "), st.characters()), max_size=60))
@settings(max_examples=400, deadline=None)
def test_any_text_is_read_whole_or_refused(text: str) -> None:
    """What was read can be put together again; nothing is dropped, nothing is run."""
    try:
        template = parse(text)
    except TemplateRefused:
        return
    unchanged = "".join(piece if isinstance(piece, str) else piece.source for piece in template)
    assert unchanged == text.replace("\r\n", "\n").replace("\r", "\n")
    assert all(blank.name for blank in blanks(template))
