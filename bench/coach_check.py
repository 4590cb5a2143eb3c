"""What the server's check of a message costs: the Python engine on texts of 1,000 characters, in three languages.

The texts are sentences that no rule was written for. Counted is the thread's own processor time, the least of several
rounds, beside what cannot be done without: the same texts parted into sentences of folded words.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

from canned_replies.coach import coaches
from canned_replies.evaluation import read_evaluation
from canned_replies.languages import LANGUAGES, Language
from canned_replies.starter import starter_rules
from canned_replies.words import sentences

from .coach_typing import SENTENCES
from .figure import Figure

LENGTH = 1_000
MOST_MS = 3.0


def measure(_folder: Path, *, is_quick: bool) -> list[Figure]:
    """Milliseconds of processor time per 1,000 characters."""
    rounds = 2 if is_quick else 15
    laid_out = coaches(starter_rules())
    figures = []
    for language in LANGUAGES:
        texts, coach = _texts(language), laid_out[language]
        floor, value = 0.0, 0.0
        for number in range(rounds):
            parted = _per_text(lambda text, language=language: sentences(text, language), texts)  # type: ignore[misc]
            checked = _per_text(coach.check, texts)
            floor, value = (min(floor, parted), min(value, checked)) if number else (parted, checked)
        figures.append(
            Figure(
                f"server's check of {LENGTH:,} characters, {language}",
                value,
                "ms",
                floor=floor,
                most=MOST_MS,
                remark=f"{len(coach.rules)} rules; floor: folding the words",
            )
        )
    return figures


def _texts(language: Language) -> list[str]:
    text = " ".join(sentence.text for sentence in read_evaluation(SENTENCES / f"{language}.yaml"))
    return [text[start : start + LENGTH] for start in range(0, len(text) - LENGTH, LENGTH)]


def _per_text(check: Callable[[str], object], texts: list[str]) -> float:
    began = time.thread_time()
    for text in texts:
        check(text)
    return 1000 * (time.thread_time() - began) / len(texts)
