"""Different spellings of a word meet; a text is normalised once and then stays as it is."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from canned_replies.contractions import open_contraction
from canned_replies.errors import TextTooLong
from canned_replies.folding import GROWTH_LIMIT, accepts, bare, fold_word
from canned_replies.languages import LANGUAGES, Language
from canned_replies.words import TEXT_LIMIT, normalise, sentences

LETTERS = "abcdeéiíoóöőuüűABÉŐ’'ʼ.,!?؟…-_ \n%٪{}«»\"“”„`>میشودهاترکكيىئةۀأآإٱؤَُِّٔـ\u200c\u200f\u2068۰۱٤5"
TEXTS = st.text(alphabet=st.one_of(st.sampled_from(LETTERS), st.characters(codec="utf-8")), max_size=120)
LANGUAGE = st.sampled_from(LANGUAGES)


@pytest.mark.parametrize(
    ("typed", "wanted"),
    [
        ("I can't", "i can not"),
        ("I CAN’T", "i can not"),
        ("dont", "do not"),
        ("cannot", "can not"),
        ("shouldn't've", "should not have"),
        ("that's the customer's name", "that is the customer's name"),
        ("let's see", "let us see"),
        ("won't", "will not"),
        ("non-refundable", "non refundable"),
        ("100%", "100 %"),
    ],
)
def test_english_is_lowered_and_its_contractions_opened(typed: str, wanted: str) -> None:
    """Reza writes can't, Sara cant, Bence cannot: one rule finds all three."""
    assert normalise(typed, "en") == wanted


@pytest.mark.parametrize(
    ("typed", "wanted"),
    [
        ("مي‌شود", "میشود"),
        ("می شود", "میشود"),
        ("نمی دانم", "نمیدانم"),
        ("كتاب ها", "کتابها"),
        ("کرده اید", "کردهاید"),
        ("متأسّفانه", "متاسفانه"),
        ("خانهٔ ما", "خانه ما"),
        ("خانۀ ما", "خانه ما"),
        ("خانه\u200cی ما", "خانه ما"),
        ("بدهی ما", "بدهی ما"),
        ("مسؤول", "مسوول"),
        ("ســــلام", "سلام"),
        ("۵ ٥ 5", "5 5 5"),
        ("۱۰۰٪", "100 %"),
    ],
)
def test_persian_spellings_meet(typed: str, wanted: str) -> None:
    """However Zahra's keyboard writes the letters, the words are the same."""
    assert normalise(typed, "fa") == wanted


def test_hungarian_patterns_forgive_missing_accents_but_typed_accents_stay() -> None:
    """Bence types from a phone: ``modomban`` is accepted for ``módomban``; ``é`` is never taken for ``e``."""
    assert accepts("módomban", "modomban")
    assert accepts("lehetőség", "lehetöség") is False
    assert not accepts("meg", "még")
    assert bare("árvíztűrő") == "arvizturo"


def test_quotes_links_code_and_blanks_fill_one_silent_place() -> None:
    """What Zsófi quotes is not what she says."""
    read = sentences('He wrote "I don\'t know" at https://example.com/a {{ x }} `no idea` ok', "en")
    assert [word.text for word in read[0]] == ["he", "wrote", "{{}}", "at", "{{}}", "{{}}", "{{}}", "ok"]


def test_words_know_their_place_in_the_original() -> None:
    """A mark can be drawn exactly under what Sara typed."""
    text = "Hi. I ca\u200dn’t می\u200cدانم"
    places = [(word.text, text[word.start : word.end]) for sentence in sentences(text, "en") for word in sentence]
    assert ("can", "ca\u200dn’t") in places
    assert ("not", "ca\u200dn’t") in places


def test_sentences_end_at_signs_and_lines_but_not_inside_numbers() -> None:
    """3.5 is no sentence end, a line break is."""
    assert [len(sentence) for sentence in sentences("It is 3.5 kg! Yes\nno. End", "en")] == [5, 1, 1, 1]


def test_a_text_beyond_the_bound_is_refused() -> None:
    """Nobody makes the coach read a novel."""
    with pytest.raises(TextTooLong, match="expected at most"):
        sentences("a" * (TEXT_LIMIT + 1), "en")


@given(TEXTS, LANGUAGE)
@settings(max_examples=400, deadline=None)
def test_normalising_is_idempotent_and_bounded(text: str, language: Language) -> None:
    """Whatever is typed, a second pass changes nothing and nothing grows without bound."""
    once = normalise(text, language)
    assert normalise(once, language) == once
    assert len(once) <= GROWTH_LIMIT * len(text) + 4


@given(TEXTS, LANGUAGE)
@settings(max_examples=200, deadline=None)
def test_every_word_lies_inside_the_text_and_in_order(text: str, language: Language) -> None:
    """Ranges are real, ordered and never empty."""
    places = [(word.start, word.end) for sentence in sentences(text, language) for word in sentence]
    assert places == sorted(places)
    assert all(0 <= start < end <= len(text) for start, end in places)


@given(st.text(min_size=1, max_size=30), LANGUAGE)
@settings(max_examples=200, deadline=None)
def test_folding_a_word_is_idempotent(word: str, language: Language) -> None:
    """Folded twice is folded once."""
    assert fold_word(fold_word(word, language), language) == fold_word(word, language)


@given(st.text(alphabet="abcdtnvs'ilmre", min_size=1, max_size=20))
@settings(max_examples=200, deadline=None)
def test_opened_contractions_stay_open(word: str) -> None:
    """Every part that comes out opens to itself."""
    parts = open_contraction(word)
    assert [opened for part in parts for opened in open_contraction(part)] == list(parts)
