"""Write ``coach.json``: texts, and the marks that both engines must give. ``python -m tests.vectors.make_coach``.

The rules are written down beside the texts, so that the vectors test engines and a new wording of a rule breaks none.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, Final, TypeVar

import msgspec
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from canned_replies.coach import Coach
from canned_replies.languages import LANGUAGES, Language
from canned_replies.phrase_rule import TONE_PROFILES, PhraseRule, RuleTests, ToneProfile
from canned_replies.starter import starter_rules
from tests.vectors.browser_engine import utf16_place
from tests.vectors.coach_texts import starter_texts
from tests.vectors.odd_texts import Book, books, odd_texts, texts_about

FILE: Final = Path(__file__).with_name("coach.json")
ODD_TEXTS: Final = 150
ODD_RULES: Final = 25

Made = TypeVar("Made")
Vector = dict[str, Any]


def vectors() -> Iterator[Vector]:
    """The starter by language and tone, then rules and texts that nobody would write; the same at every run."""
    for language in LANGUAGES:
        book = Book(starter_rules().rules[language], starter_rules().lists_of(language))
        texts = starter_texts(language)
        yield _vector("starter", language, "formal", book, [*texts, *_made(odd_texts(texts), ODD_TEXTS)])
    for language in LANGUAGES:
        for made, tone, texts in _made(odd_rules(language), ODD_RULES):
            yield _vector("odd rules", language, tone, made, texts)


@st.composite
def odd_rules(draw: st.DrawFn, language: Language) -> tuple[Book, ToneProfile, list[str]]:
    """Rules with lists, a tone, and texts that are about them or about anything."""
    book = draw(books(language))
    texts = texts_about(book, language) | odd_texts(starter_texts(language)[:50], most=8)
    return book, draw(st.sampled_from(TONE_PROFILES)), draw(st.lists(texts, min_size=4, max_size=8))


def _made(strategy: st.SearchStrategy[Made], count: int) -> list[Made]:
    made: list[Made] = []

    @settings(max_examples=count, derandomize=True, database=None, deadline=None, phases=[Phase.generate])
    @given(strategy)
    def collect(one: Made) -> None:
        made.append(one)

    collect()
    return made


def _vector(name: str, language: Language, tone: ToneProfile, book: Book, texts: Sequence[str]) -> Vector:
    coach = Coach(book.rules, language, lists=book.lists, profile=tone)
    return {
        "name": name,
        "locale": language,
        "tone": tone,
        "lists": {name: list(patterns) for name, patterns in book.lists.items()},
        "rules": [_bare_rule(rule) for rule in book.rules],
        "cases": [[text, marks_of(coach, text)] for text in dict.fromkeys(texts)],
    }


def _bare_rule(rule: PhraseRule) -> dict[str, Any]:
    """What decides where a rule marks, and its swaps; the rest has its default."""
    bare = msgspec.structs.replace(rule, test=RuleTests(), say=(), replies=())
    view: dict[str, Any] = msgspec.to_builtins(bare)
    return {key: value for key, value in view.items() if value not in ([], (), None, False) and key != "test"}


def marks_of(coach: Coach, text: str) -> list[list[Any]]:
    """Each mark as rule, start, end (in UTF-16 units) and swaps."""
    return [
        [mark.rule, utf16_place(text, mark.start), utf16_place(text, mark.end), list(mark.swap)]
        for mark in coach.check(text)
    ]


def written(made: Sequence[Vector]) -> str:
    """One rule and one case a line, so that a difference can be read."""
    return "[" + ",\n".join(map(_written, made)) + "]\n"


def _written(vector: Vector) -> str:
    parts = [f'"{key}": {json.dumps(vector[key])}' for key in ("name", "locale", "tone", "lists")]
    parts += [f'"{key}": [\n{_lines(vector[key])}\n]' for key in ("rules", "cases")]
    return "{" + ", ".join(parts) + "}"


def _lines(items: Sequence[Any]) -> str:
    # Escapes keep invisible signs visible, and files of any editor's normalisation the same.
    return ",\n".join(json.dumps(item, separators=(",", ":")) for item in items)


if __name__ == "__main__":
    FILE.write_text(written(list(vectors())), encoding="utf-8")
