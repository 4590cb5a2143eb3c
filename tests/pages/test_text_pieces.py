"""Texts in pieces: blanks as chips, differences as two sides that people can read."""

from __future__ import annotations

from collections.abc import Iterable

import pytest

from canned_replies.difference import difference
from chat_server.actions.text_pieces import Piece, pieces, sides
from chat_server.pages.library_views import in_order
from chat_server.pages.rule_views import marked
from chat_server.pages.speech import Speech
from chat_server.words import words_of


def written(found: Iterable[Piece]) -> str:
    """Pieces as one text again."""
    return "".join(f"[{piece.text}]" if piece.is_blank else piece.text for piece in found)


def test_blanks_stand_apart_with_their_fallbacks() -> None:
    """What is between them stays as it was written."""
    found = pieces('Hello {{ contact.first_name or "there" }}, by {{promise.due}}.')
    assert found == (
        Piece("Hello "),
        Piece("contact.first_name", is_blank=True, fallback="there"),
        Piece(", by "),
        Piece("promise.due", is_blank=True),
        Piece("."),
    )


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("I will ask and get back to you as soon as possible.", "I will write to you {{ promise.due }}."),
        ("در اسرع وقت خبر می‌دهم.", "تا {{ promise.due }} خبر می‌دهم."),
        ("", "Új szöveg"),
        ("same", "same"),
    ],
)
def test_each_side_has_its_own_text_whole(before: str, after: str) -> None:
    """Put together again, the sides are the two texts, and what stayed is the same on both."""
    both = sides(difference(before, after))
    assert written(piece for run in both.before for piece in run.pieces) == written(pieces(before))
    assert written(piece for run in both.after for piece in run.pieces) == written(pieces(after))
    assert {run.kind for run in both.before} <= {"same", "removed"}
    assert {run.kind for run in both.after} <= {"same", "added"}


def test_a_phrase_that_went_is_one_run_and_not_a_row_of_words() -> None:
    """Spaces between changed words belong to the change."""
    both = sides(difference("back to you as soon as possible.", "back to you with a clear answer."))
    assert [run.kind for run in both.before] == ["same", "removed", "same"]
    assert [run.kind for run in both.after] == ["same", "added", "same"]


def test_marks_count_as_browsers_do() -> None:
    """Places are UTF-16 units: a face outside the first plane is two of them."""
    text = "😀 calm down, please"
    found = marked(text, [{"start": 3, "end": 12}, {"start": 8, "end": 12}])
    assert [stretch.text for stretch in found] == ["😀 ", "calm down", ", please"]
    assert [stretch.mark is not None for stretch in found] == [False, True, False]


def test_names_stand_in_the_order_of_their_alphabet() -> None:
    """پ comes after ب and گ after ک; É stands beside E."""
    assert sorted(["گل", "پدر", "یاد", "بهار", "کار"], key=in_order) == ["بهار", "پدر", "کار", "گل", "یاد"]
    assert sorted(["Zárás", "Átadás", "Érkezés", "Dob", "Fal"], key=in_order) == [
        "Átadás",
        "Dob",
        "Érkezés",
        "Fal",
        "Zárás",
    ]


@pytest.mark.parametrize(
    ("locale", "number", "share", "moment"),
    [
        ("en", "1,204", "31%", "22 November 2026, 12:00"),
        ("fa", "۱,۲۰۴", "۳۱٪", "۱ آذر ۱۴۰۵، ۱۲:۰۰"),
        ("hu", "1\u00a0204", "31%", "2026. november 22. 12:00"),
    ],
)
def test_figures_and_times_are_written_as_people_write_them(locale: str, number: str, share: str, moment: str) -> None:
    """Persian digits and Jalali days for Reza, Hungarian order for Zsófi."""
    speech = Speech(locale, words_of(locale, "library"))
    written = (speech.number(1204).replace("\u202f", "\u00a0"), speech.percent(0.312), speech.moment(1_795_348_800_000))
    assert written[1:] == (share, moment)
    assert written[0].replace("٬", ",") == number


def test_plurals_and_isolates() -> None:
    """One and several have their own sentence; a name is set apart from the sentence around it."""
    speech = Speech("en", words_of("en", "library"))
    assert speech.t("library.uses", count=1) == "used once"
    assert speech.t("library.uses", count=3) == "used 3 times"
    assert speech.t("edit.title", name="سلام") == "A change to: \u2068سلام\u2069"
    with pytest.raises(KeyError):
        speech.t("no.such_word")
