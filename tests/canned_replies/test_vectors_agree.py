"""The browser's coach and the server's are one coach: the same marks on every text, in the same places."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Iterator, Sequence
from typing import Any

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from canned_replies.checkers import CHECKERS
from canned_replies.coach import Coach, coaches
from canned_replies.errors import TextTooLong
from canned_replies.folding import bare, fold_word
from canned_replies.languages import LANGUAGES, Language
from canned_replies.phrase_rule import TONE_PROFILES, ToneProfile
from canned_replies.spoken import heard, heard_stem
from canned_replies.starter import starter_rules
from canned_replies.words import Word, sentences
from tests.vectors.browser_engine import BrowserEngine, browser_engine, utf16_place, wire_mark
from tests.vectors.coach_texts import starter_texts
from tests.vectors.make_coach import odd_rules
from tests.vectors.odd_texts import MOVED, Book, odd_texts

COACHES = coaches(starter_rules())
KNOWN = {language: starter_texts(language) for language in LANGUAGES}
# All that this Python's Unicode knows, but for those whose case is a matter of the year.
EVERY_CHARACTER = [
    sign
    for sign in map(chr, range(0x110000))
    if unicodedata.category(sign) not in ("Cs", "Cn", "Co") and sign not in MOVED
]
PER_TEXT = 1_500

# One process answers all examples of a test; its rules are set by the test itself.
GENERATED = settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)


@pytest.fixture(scope="module")
def browser() -> Iterator[BrowserEngine]:
    """The engine that agents' browsers run."""
    with browser_engine() as engine:
        yield engine


def agree(browser: BrowserEngine, coach: Coach, texts: Sequence[str]) -> None:
    """Both engines give the same marks, whole."""
    wanted = [[wire_mark(text, mark) for mark in coach.check(text)] for text in texts]
    assert browser.check(texts) == json.loads(msgspec.json.encode(wanted))


@pytest.mark.parametrize("tone", TONE_PROFILES)
@pytest.mark.parametrize("language", LANGUAGES)
def test_they_agree_on_everything_the_starter_says(
    browser: BrowserEngine, language: Language, tone: ToneProfile
) -> None:
    """Each rule's own tests, each replaced phrase, each text of the starter."""
    listed, lists = starter_rules().rules[language], starter_rules().lists_of(language)
    browser.use(listed, language, tone, lists)
    agree(browser, Coach(listed, language, lists=lists, profile=tone), KNOWN[language])


@pytest.mark.parametrize("language", LANGUAGES)
def test_they_agree_on_odd_texts(browser: BrowserEngine, language: Language) -> None:
    """Emoji, combining marks, mixed scripts, quotes that never close: the same marks all the same."""
    browser.use(starter_rules().rules[language], language, lists=starter_rules().lists_of(language))

    @GENERATED
    @given(st.lists(odd_texts(KNOWN[language]), min_size=1, max_size=10))
    def holds(texts: list[str]) -> None:
        agree(browser, COACHES[language], texts)

    holds()


@pytest.mark.parametrize("language", LANGUAGES)
def test_they_agree_on_odd_rules(browser: BrowserEngine, language: Language) -> None:
    """Whatever a supervisor writes in the format means the same in the browser."""

    @GENERATED
    @given(odd_rules(language))
    def holds(made: tuple[Book, ToneProfile, list[str]]) -> None:
        book, tone, texts = made
        browser.use(book.rules, language, tone, book.lists)
        agree(browser, Coach(book.rules, language, lists=book.lists, profile=tone), texts)

    holds()


@pytest.mark.parametrize("language", LANGUAGES)
def test_they_fold_every_character_alike(browser: BrowserEngine, language: Language) -> None:
    """Each character that Unicode knows, alone and inside a word."""
    words = [word for sign in EVERY_CHARACTER for word in (sign, f"a{sign}Σ")]
    folded = browser.ask("fold", words=words, locale=language)
    wanted = [[fold_word(word, language), bare(word)] for word in words]
    assert [word for word, one, other in zip(words, folded, wanted, strict=True) if one != other] == []


def test_they_hear_every_persian_word_alike(browser: BrowserEngine) -> None:
    """Each word of the starter's Persian, with every ending that is spoken otherwise, and each character inside one."""
    known = {word.text for text in KNOWN["fa"] for sentence in sentences(text, "fa") for word in sentence}
    ends = ("", "ه", "ن", "ین", "ید", "م", "ون", "ونه")
    words = sorted({before + word + end for before in ("", "می", "نمی", "ب", "ا") for word in known for end in ends})
    words += [f"م{sign}ون{sign}ه" for sign in EVERY_CHARACTER]
    assert browser.ask("heard", words=words) == [[heard(word), heard_stem(word)] for word in words]


def test_they_part_every_text_alike(browser: BrowserEngine) -> None:
    """Each character that Unicode knows, between words, at a word's begin and end, and after a full stop."""
    chunks = [EVERY_CHARACTER[at : at + PER_TEXT] for at in range(0, len(EVERY_CHARACTER), PER_TEXT)]
    texts = ["\n".join(f"{sign}a {sign} b{sign}c.{sign}" for sign in chunk) for chunk in chunks]
    parted = browser.ask("words", texts=texts, locale="hu")
    differing = [
        text for text, parts in zip(texts, parted, strict=True) if _in_browser(text, parts) != sentences(text, "hu")
    ]
    assert differing == []


def _in_browser(text: str, parts: list[list[dict[str, Any]]]) -> list[list[Word]]:
    """What the browser read, its places told as Python counts them."""
    places = [place for place, sign in enumerate(text) for _ in range(utf16_place(sign, 1))] + [len(text)]
    return [[Word(word["text"], places[word["start"]], places[word["end"]]) for word in part] for part in parts]


def test_they_know_the_same_capitals(browser: BrowserEngine) -> None:
    """Each character that Unicode knows, shouted."""
    shouts = [f"{sign}ABC DEFG{sign}" for sign in EVERY_CHARACTER]
    heard = browser.ask("shouted", texts=shouts)
    assert [shout for shout, is_heard in zip(shouts, heard, strict=True) if is_heard != _is_shouted(shout)] == []


def _is_shouted(text: str) -> bool:
    at = text.rindex(" ")
    words = [Word(text[start:end], start, end) for start, end in ((0, at), (at + 1, len(text)))]
    return bool(list(CHECKERS["all_caps"](text, [words], None)))


def test_they_agree_when_a_draft_is_too_long(browser: BrowserEngine) -> None:
    """Both count characters: 20,000 emoji are read, one letter more is not."""
    longest = "😀\n" * 10_000
    browser.use(starter_rules().rules["en"], "en", lists=starter_rules().lists_of("en"))
    assert COACHES["en"].check(longest) == []
    with pytest.raises(TextTooLong):
        COACHES["en"].check(f"{longest}a")
    assert browser.check([longest, f"{longest}a"]) == [[], "too long"]
