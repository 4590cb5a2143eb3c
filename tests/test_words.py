"""One catalogue of words in three languages, equal in rank: none may say less than another."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from canned_replies.fault import SENTENCES

WORDS = Path(__file__).parent.parent / "chat_server" / "words"
LANGUAGES = ("en", "fa", "hu")
NAMESPACES = sorted({path.stem for path in WORDS.glob("*/*.json")})
PLACEHOLDER = re.compile(r"\{(\w*)\}")


def catalogue(language: str, namespace: str) -> dict[str, str]:
    """The words of one part of the product in one language."""
    words: dict[str, str] = json.loads((WORDS / language / f"{namespace}.json").read_text(encoding="utf-8"))
    return words


def differences(words: dict[str, str], others: dict[str, str]) -> list[str]:
    """What one catalogue has and another lacks: keys, and gaps in the sentences."""
    found = [f"{key}: only one of the two has it" for key in sorted(words.keys() ^ others.keys())]
    for key in sorted(words.keys() & others.keys()):
        mine, theirs = ({*PLACEHOLDER.findall(text[key])} for text in (words, others))
        if mine != theirs:
            found.append(f"{key}: expected the placeholders {sorted(mine)}, got {sorted(theirs)}")
    return found


def test_the_catalogue_is_there() -> None:
    """Widget, console and pages have words."""
    assert {"widget", "console", "pages"} <= set(NAMESPACES)


@pytest.mark.parametrize("namespace", NAMESPACES)
@pytest.mark.parametrize("language", [language for language in LANGUAGES if language != "en"])
def test_all_languages_say_the_same(language: str, namespace: str) -> None:
    """Reza and Zsófi read every sentence that Tom reads, with the same values in it."""
    assert differences(catalogue("en", namespace), catalogue(language, namespace)) == []


def test_a_missing_word_and_a_missing_value_are_noticed() -> None:
    """The comparison finds a key that is not there and a placeholder that was lost."""
    found = differences({"send": "Send", "left": "{count} left"}, {"left": "maradt"})
    assert found == ["send: only one of the two has it", "left: expected the placeholders ['count'], got []"]


@pytest.mark.parametrize("namespace", NAMESPACES)
@pytest.mark.parametrize("language", LANGUAGES)
def test_no_sentence_is_empty_or_untidy(language: str, namespace: str) -> None:
    """Every word is there, without stray spaces, and every placeholder has a name."""
    words = catalogue(language, namespace)
    assert words
    assert [key for key, text in words.items() if not text.strip() or text != text.strip()] == []
    assert [key for key, text in words.items() if "" in PLACEHOLDER.findall(text)] == []


@pytest.mark.parametrize("namespace", NAMESPACES)
@pytest.mark.parametrize("language", LANGUAGES)
def test_plurals_come_in_pairs(language: str, namespace: str) -> None:
    """Where there is a sentence for several there is one for a single one."""
    words = catalogue(language, namespace)
    several = [key.removesuffix(".other") for key in words if key.endswith(".other")]
    assert [key for key in several if f"{key}.one" not in words] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_problem_of_a_reply_or_a_rule_has_words(language: str) -> None:
    """Whatever the checkers find, Reza and Zsófi are told in their own words, with values that really come along."""
    words = catalogue(language, "problems")
    assert {*words} == {f"problem.{code}" for code in SENTENCES}
    for code, sentence in SENTENCES.items():
        values = {name.partition("!")[0] for name in re.findall(r"(?<!\{)\{(\w+)(?:!r)?\}", sentence)}
        assert {*PLACEHOLDER.findall(words[f"problem.{code}"])} <= values, code


ARABIC_LETTERS = re.compile("[\u0643\u064a\u0649]")


@pytest.mark.parametrize("namespace", NAMESPACES)
def test_persian_is_written_with_persian_letters(namespace: str) -> None:
    """Arabic kaf and yeh look alike in some fonts and break search in all of them."""
    assert [key for key, text in catalogue("fa", namespace).items() if ARABIC_LETTERS.search(text)] == []
