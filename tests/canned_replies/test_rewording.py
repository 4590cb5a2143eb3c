"""An edited message becomes a wording for the library: blanks come back, and no customer's name goes along."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from canned_replies.errors import TextTooLong
from canned_replies.languages import isolate
from canned_replies.placeholder import Placeholder
from canned_replies.rewording import fills, reworded

KNOWN = {
    name: Placeholder(name=name, kind="text", fallback={"en": "there", "fa": "همراه"}, is_asked=name == "promise.what")
    for name in ("contact.first_name", "agent.first_name", "promise.due", "promise.what")
}
HELLO = 'Hello {{ contact.first_name or "there" }}, I will send {{ promise.what }} {{ promise.due }}.'
SARA = isolate("Sara")
DUE = isolate("by 15:00 today")
INSERTED = f"Hello {SARA}, I will send your parcel {DUE}."
PERSIAN = "سلام {{ contact.first_name }} گرامی، {{ agent.first_name }} هستم."


def test_what_filled_each_blank_is_found() -> None:
    """Isolates tell it, and where an agent typed a value, the words around it do."""
    found = fills(HELLO, INSERTED)
    assert [(fill.blank.name, INSERTED[fill.start : fill.end]) for fill in found] == [
        ("contact.first_name", SARA),
        ("promise.what", "your parcel"),
        ("promise.due", DUE),
    ]
    assert fills(HELLO, "Something else entirely") == ()
    assert [fill.blank.name for fill in fills("{{ promise.what }}{{ promise.due }}", f"it{DUE}")] == []


@pytest.mark.parametrize(
    ("edited", "expected"),
    [
        (INSERTED, HELLO),
        (INSERTED.replace("I will send", "I'll gladly send"), HELLO.replace("I will send", "I'll gladly send")),
        (f"Thank you for waiting. {INSERTED}", f"Thank you for waiting. {HELLO}"),
        (INSERTED.replace("Sara", "Ms Karimi"), HELLO),
        (INSERTED.replace("your parcel", "the lantern"), HELLO),
        (f"Dear Sara, you get your parcel {DUE}.",
         'Dear {{ contact.first_name or "there" }}, you get {{ promise.what }} {{ promise.due }}.'),
        (f"{INSERTED} Have a good day, Sara!", f'{HELLO} Have a good day, {{{{ contact.first_name or "there" }}}}!'),
        (f"{INSERTED} Sarajevo is far.", f"{HELLO} Sarajevo is far."),
        (f"By 15:00 today it is. {SARA}, by 15:00 today.",
         'By 15:00 today it is. {{ contact.first_name or "there" }}, {{ promise.due }}.'),
        ("All new", "All new"),
    ],
)  # fmt: skip
def test_an_edit_keeps_the_agents_words_and_gives_the_blanks_back(edited: str, expected: str) -> None:
    """Whatever stands around a value, whether the agent touched it or not, and also where a name was typed by hand."""
    assert reworded(HELLO, INSERTED, edited, KNOWN) == expected


def test_persian_keeps_its_joiners() -> None:
    """A name is a whole word: with a suffix behind a joiner it is another one."""
    inserted = f"سلام {isolate('سارا')} گرامی، {isolate('رضا')} هستم."
    edited = inserted.replace("سلام", "درود بر شما") + " سارا‌ها خوش آمدند."
    expected = PERSIAN.replace("سلام", "درود بر شما") + " سارا‌ها خوش آمدند."
    assert reworded(PERSIAN, inserted, edited, KNOWN) == expected


def test_a_fallback_is_only_a_word() -> None:
    """Nobody's name was known: "there" elsewhere in the sentence stays a word."""
    inserted = INSERTED.replace("Sara", "there")
    edited = inserted.replace("your parcel", "the keys that are there")
    assert reworded(HELLO, inserted, edited, KNOWN) == HELLO
    assert reworded(HELLO, inserted, "Are you there", KNOWN) == "Are you there"


words = st.text(st.sampled_from("abé سا،.\n\u200c"), max_size=12)
values = st.text(st.sampled_from("xyzپچ"), min_size=2, max_size=6)


@given(words, values, words, values, words)
def test_what_was_not_edited_is_the_template_again(one: str, first: str, two: str, second: str, three: str) -> None:
    """Any words around any values."""
    template = f"{one}{{{{ contact.first_name }}}}{two}{{{{ agent.first_name }}}}{three}".strip()
    inserted = template.replace("{{ contact.first_name }}", isolate(first))
    inserted = inserted.replace("{{ agent.first_name }}", isolate(second))
    assert reworded(template, inserted, inserted, KNOWN) == template


@given(words, st.text(max_size=60))
def test_whatever_was_typed_nothing_breaks(inserted: str, edited: str) -> None:
    """Any text over any other one: the agent's words without isolates, at most with blanks."""
    found = reworded("Hi {{ contact.first_name }}", inserted, edited, KNOWN)
    assert "\u2068" not in found
    assert "\u2069" not in found


def test_a_message_longer_than_a_reply_is_refused() -> None:
    """Nobody proposes ten thousand letters, and nobody waits for their comparison."""
    with pytest.raises(TextTooLong):
        reworded(HELLO, INSERTED, "x" * 5_001, KNOWN)
