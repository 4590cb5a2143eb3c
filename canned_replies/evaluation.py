"""How good a set of rules is, measured on sentences that were written without sight of it.

Only marks on tone count: spelling of the script is mended with one key and says nothing about tone.
"""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Final

import msgspec

from canned_replies import safe_yaml
from canned_replies.coach import Coach
from canned_replies.fields import Field
from canned_replies.languages import Language
from canned_replies.problem import Problems

SCHEMA: Final = "phrase-evaluation/1"
SENTENCE_LIMIT: Final = 2_000


class Sentence(msgspec.Struct, frozen=True):
    """A sentence of the set and whether a good editor would mark it."""

    language: Language
    text: str
    is_to_mark: bool


class Score(msgspec.Struct, frozen=True):
    """What the rules did with one language's sentences."""

    found: int
    missed: tuple[str, ...]
    left: int
    wrongly_marked: tuple[tuple[str, str], ...]  # sentence, rule

    @property
    def found_share(self) -> float:
        """Of the sentences to mark, the share that was marked."""
        return _share(self.found, self.found + len(self.missed))

    @property
    def wrong_share(self) -> float:
        """Of the sentences to leave, the share that was marked."""
        return _share(len(self.wrongly_marked), self.left + len(self.wrongly_marked))


def evaluate(sentences: Iterable[Sentence], coaches: Mapping[Language, Coach]) -> dict[Language, Score]:
    """One score per language that has sentences and a coach."""
    by_language: dict[Language, list[Sentence]] = {}
    for sentence in sentences:
        by_language.setdefault(sentence.language, []).append(sentence)
    return {
        language: _score(listed, coaches[language]) for language, listed in by_language.items() if language in coaches
    }


def _score(sentences: Iterable[Sentence], coach: Coach) -> Score:
    found, left = 0, 0
    missed: list[str] = []
    wrong: list[tuple[str, str]] = []
    for sentence in sentences:
        marks = [mark for mark in coach.check(sentence.text) if not mark.is_hygiene]
        if sentence.is_to_mark and marks:
            found += 1
        elif sentence.is_to_mark:
            missed.append(sentence.text)
        elif marks:
            wrong.append((sentence.text, marks[0].rule))
        else:
            left += 1
    return Score(found, tuple(missed), left, tuple(wrong))


def _share(part: int, whole: int) -> float:
    return part / whole if whole else 0.0


def read_evaluation(path: Path) -> tuple[Sentence, ...]:
    """The sentences of a file: ``languages: {en: {mark: [...], leave: [...]}}``.

    Raises FileRefused: with every problem's file, line and key.
    """
    return _sentences(*safe_yaml.read_file(path))


def read_evaluation_text(text: str, file: str = "evaluation.yaml") -> tuple[Sentence, ...]:
    """The sentences of a text; see ``read_evaluation``."""
    return _sentences(*safe_yaml.read_text(text, file))


def _sentences(node: safe_yaml.Node, problems: Problems) -> tuple[Sentence, ...]:
    top = Field(node, "", problems).mapping(required=("schema", "languages"), known=("about",))
    problems.refuse_if_any()
    top["schema"].choice((SCHEMA,), SCHEMA)
    read = tuple(
        Sentence(language, text, is_to_mark)
        for language, field in top["languages"].per_language().items()
        for text, is_to_mark in _listed(field)
    )
    problems.refuse_if_any()
    return read


def _listed(field: Field) -> Iterable[tuple[str, bool]]:
    keys = field.mapping(required=("mark", "leave"))
    for name, is_to_mark in (("mark", True), ("leave", False)):
        if name in keys:
            yield from ((text, is_to_mark) for text in keys[name].texts(limit=SENTENCE_LIMIT))
