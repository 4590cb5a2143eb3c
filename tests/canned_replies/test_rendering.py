"""Values fill blanks in their own direction; a reply with an open blank cannot be sent."""

from hypothesis import given, settings
from hypothesis import strategies as st

from canned_replies.placeholder import Placeholder, Value
from canned_replies.rendering import VALUE_LIMIT, Filled, Gap, render
from canned_replies.templates import parse

NAME = Placeholder(name="contact.first_name", kind="name", fallback={"en": "there", "fa": "همراه"})
DUE = Placeholder(name="promise.due", kind="deadline_phrase", makes_promise=True)
KNOWN = {"contact.first_name": NAME, "promise.due": DUE}


def test_a_value_stands_in_its_isolate() -> None:
    """Sara's Latin name sits inside a Persian sentence without moving its punctuation."""
    values = {"contact.first_name": Value(text="Sara", source="contact", read_at_ms=5)}
    rendered = render(parse("سلام {{ contact.first_name }}!"), "fa", values, KNOWN)
    assert rendered.text == "سلام \u2068Sara\u2069!"
    assert rendered.filled == (Filled("contact.first_name", 5, 11, is_fallback=False, source="contact"),)
    assert rendered.is_sendable
    assert values["contact.first_name"].age_ms(12) == 7


def test_each_language_gets_its_own_phrase() -> None:
    """No suffix is glued: the phrase arrives ready-made per language."""
    due = {"promise.due": Value(text={"en": "by 15:00 today", "hu": "ma 15:00-ig"})}
    template = parse("{{ promise.due }}")
    assert render(template, "en", due, KNOWN).text == "\u2068by 15:00 today\u2069"
    assert render(template, "hu", due, KNOWN).text == "\u2068ma 15:00-ig\u2069"
    assert not render(template, "fa", due, KNOWN).is_sendable


def test_a_fallback_fills_an_unknown_name_and_the_texts_own_comes_first() -> None:
    """An anonymous visitor is greeted all the same."""
    assert render(parse("Hi {{ contact.first_name }}"), "en", {}, KNOWN).text == "Hi \u2068there\u2069"
    own = render(parse('Hi {{ contact.first_name or "friend" }}'), "en", {}, KNOWN)
    assert own.text == "Hi \u2068friend\u2069"
    assert own.filled[0].is_fallback


def test_an_open_blank_is_named_with_its_place() -> None:
    """The composer says which blank is open and jumps there."""
    rendered = render(parse("Hi {{ contact.first_name }},\nyou hear {{ promise.due }}."), "en", {}, KNOWN)
    assert rendered.text == "Hi \u2068there\u2069,\nyou hear {{ promise.due }}."
    assert rendered.gaps == (Gap("promise.due", "unfilled", 2, 10, 21, 38),)
    assert rendered.text[21:38] == "{{ promise.due }}"
    assert not rendered.is_sendable


def test_an_unknown_blank_stays_open_even_if_a_value_has_its_name() -> None:
    """Only declared placeholders are filled; a value nobody declared is none."""
    rendered = render(parse('{{ config or "x" }}'), "en", {"config": Value(text="secret")}, KNOWN)
    assert [(gap.name, gap.why) for gap in rendered.gaps] == [("config", "unknown")]
    assert "secret" not in rendered.text


def test_a_value_beyond_the_bound_is_not_filled_in() -> None:
    """Nobody sends a novel through a name."""
    values = {"contact.first_name": Value(text="x" * (VALUE_LIMIT + 1))}
    assert render(parse("{{ contact.first_name }}"), "en", values, KNOWN).gaps[0].why == "too_long"


def test_a_value_cannot_reorder_its_surroundings_or_act_as_a_template() -> None:
    """A visitor who calls himself ``{{ promise.due }}`` is shown as that, in one line, in one isolate."""
    values = {
        "contact.first_name": Value(text="\u2069\u202e{{ promise.due }}\n\x00x"),
        "promise.due": Value(text="now"),
    }
    rendered = render(parse("Hi {{ contact.first_name }}!"), "en", values, KNOWN)
    assert rendered.text == "Hi \u2068{{ promise.due }} x\u2069!"


@given(st.text(max_size=60))
@settings(max_examples=200, deadline=None)
def test_isolates_are_always_balanced(name: str) -> None:
    """Whatever a visitor is called, every isolate that opens closes."""
    text = render(parse("a {{ contact.first_name }} b"), "en", {"contact.first_name": Value(text=name)}, KNOWN).text
    assert text.startswith("a \u2068")
    assert text.endswith("\u2069 b")
    assert text.count("\u2068") == text.count("\u2069") == 1
