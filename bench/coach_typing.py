"""What one key costs the coach, and what the page pays while the coach comes: the real console, at a quarter speed.

An agent types the last letters of drafts of 500 characters, made of sentences that no rule was written for. Counted is
the time that the worker reads one draft. Chromium slows down pages, not workers ("only supported for pages"); so the
worker is slowed down from within: after each task it spins three times as long as the task took.

The coach comes with the first letter: worker, rules, warming up. Meanwhile the page's thread is asked for a turn again
and again; the longest it kept others waiting stands beside the same for a letter when the coach was there. Both run on
the wall's clock, other programs' share included. Therefore the same is typed in several consoles, one after another,
and each key, and each coming of the coach, counts as in its calmest round.
"""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from pathlib import Path

from playwright.sync_api import Worker

from canned_replies.evaluation import read_evaluation
from canned_replies.languages import LANGUAGES, Language

from .console import SLOWDOWN, Shop, Writer, shop
from .figure import Figure, percentile
from .probes import LONGEST_TURN, SLOW_WORKER

DRAFT_LENGTH = 500
SENTENCES = Path(__file__).parents[1] / "canned_replies" / "evaluation"
MOST_PER_KEY_MS, LONGEST_TASK_MS = 4.0, 50.0
APPEARS_WITHIN_S = 20.0
BETWEEN_KEYS_MS = 60


@dataclass
class Sitting:
    """What one agent's console showed, in milliseconds."""

    keys: list[float] = field(default_factory=list)
    coming: float = 0.0
    there: float = 0.0


def measure(folder: Path, *, is_quick: bool) -> list[Figure]:
    """Milliseconds per key in three languages, and the page's longest task."""
    rounds, drafts, letters = (1, 1, 5) if is_quick else (4, 3, 40)
    figures: list[Figure] = []
    with shop(folder / "coach-typing") as place:
        done = {
            language: [_sit_down(place, language, drafts, letters) for _ in range(rounds)] for language in LANGUAGES
        }
    for language, sittings in done.items():
        figures += _key_figures(language, sittings)
    figures += [_coming_figure(language, sittings) for language, sittings in done.items()]
    return figures


def drafts_of(language: Language, count: int) -> list[str]:
    """Drafts of sentences that were written without sight of the rules."""
    text = " ".join(sentence.text for sentence in read_evaluation(SENTENCES / f"{language}.yaml"))
    return [text[at * DRAFT_LENGTH : (at + 1) * DRAFT_LENGTH] for at in range(count)]


def _sit_down(place: Shop, language: Language, drafts: int, letters: int) -> Sitting:
    done = Sitting()
    with place.writer(language) as writer:
        _warm_hands(writer)
        writer.page.evaluate(LONGEST_TURN)
        first = drafts_of(language, 1)[0]
        writer.press(first[0])
        worker = _coach(writer)
        worker.evaluate(SLOW_WORKER, SLOWDOWN)
        for count, letter in enumerate(first[1:3], 1):
            # The answer to this letter comes after all that the coach had to do in order to be there.
            writer.press(letter)
            worker.evaluate("(count) => until(count)", count)
            longest: float = writer.page.evaluate("longest()")
            done.coming, done.there = (longest, 0.0) if count == 1 else (done.coming, longest)
        writer.clear()
        for draft in drafts_of(language, drafts):
            done.keys += _type(writer, worker, draft, letters)
    return done


def _warm_hands(writer: Writer) -> None:
    """Type a note, which is nobody's to coach: what the first letters cost anyhow is not the coach's doing."""
    reply, note = writer.page.locator(".composer-tab").all()
    note.click()
    for letter in "warm hands":
        writer.press(letter)
        writer.page.wait_for_timeout(BETWEEN_KEYS_MS)
    writer.clear()
    reply.click()
    writer.page.wait_for_timeout(BETWEEN_KEYS_MS)


def _coach(writer: Writer) -> Worker:
    deadline = time.monotonic() + APPEARS_WITHIN_S
    while not writer.page.workers:
        assert time.monotonic() < deadline, "expected the coach to come with the first letter"
        writer.page.wait_for_timeout(5)
    return writer.page.workers[0]


def _type(writer: Writer, worker: Worker, draft: str, letters: int) -> list[float]:
    worker.evaluate("taken.length = 0")
    writer.paste(draft[:-letters])
    worker.evaluate("until(1)")
    for count, letter in enumerate(draft[-letters:], 2):
        writer.press(letter)
        worker.evaluate("(count) => until(count)", count)
    taken: list[float] = worker.evaluate("taken")
    writer.clear()
    return taken[1:]


def _key_figures(language: Language, sittings: list[Sitting]) -> list[Figure]:
    calmest = sorted(map(min, zip(*(sitting.keys for sitting in sittings), strict=True)))
    worst = max(percentile(sorted(sitting.keys), 0.95) for sitting in sittings)
    name = f"coach, a key in a draft of {DRAFT_LENGTH}, {language}"
    remark = f"worker slowed down {SLOWDOWN} times; {len(sittings)} rounds, the busiest gave {worst:.1f} ms"
    return [
        Figure(f"{name}, median", percentile(calmest, 0.5), "ms"),
        Figure(f"{name}, 95th percentile", percentile(calmest, 0.95), "ms", most=MOST_PER_KEY_MS, remark=remark),
    ]


def _coming_figure(language: Language, sittings: list[Sitting]) -> Figure:
    return Figure(
        f"longest task of the page while the coach comes, {language}",
        min(sitting.coming for sitting in sittings),
        "ms",
        floor=min(sitting.there for sitting in sittings),
        most=LONGEST_TASK_MS,
        remark=f"page slowed down {SLOWDOWN} times; floor: a letter when it is there",
    )
