"""The shape of a pattern that was read: steps and groups, what can be said about them, and ways through them."""

from collections.abc import Iterator
from typing import Final, Literal, TypeAlias

import msgspec

from canned_replies.errors import PatternRefused
from canned_replies.fault import fault
from canned_replies.languages import Language
from canned_replies.words import AFFIXES, normalise

WORDINGS_LIMIT: Final = 2_000  # only where Persian affixes force a pattern to be spelled out


class Step(msgspec.Struct, frozen=True):
    """A word, the start or end of one, a gap of up to ``size`` words, or an edge of the sentence."""

    kind: Literal["word", "starts", "ends", "gap", "edge"]
    text: str = ""
    size: int = 0


class Group(msgspec.Struct, frozen=True):
    """One of several sequences, or none of them when it is optional."""

    choices: tuple["Sequence", ...]
    is_optional: bool = False


Sequence: TypeAlias = tuple[Step | Group, ...]


def can_begin_with_gap(sequence: Sequence) -> bool:
    """Whether some way through begins with a gap."""
    for item in sequence:
        if isinstance(item, Step):
            return item.kind == "gap"
        if any(map(can_begin_with_gap, item.choices)):
            return True
        if not item.is_optional:
            return False
    return False


def fewest_words(sequence: Sequence) -> int:
    """Named words on the shortest way through."""
    return sum(_fewest_in(item) for item in sequence)


def _fewest_in(item: Step | Group) -> int:
    if isinstance(item, Step):
        return int(item.kind not in ("gap", "edge") and bool(item.text))
    return 0 if item.is_optional else min(map(fewest_words, item.choices))


def most(sequence: Sequence, kind: Literal["gap", "any"]) -> int:
    """Gaps, or steps of any kind, on the longest way through."""
    return sum(
        int(kind in ("any", item.kind))
        if isinstance(item, Step)
        else max(most(choice, kind) for choice in item.choices)
        for item in sequence
    )


def without_last_gap(sequence: Sequence) -> Sequence:
    """The pattern without a gap where it ends: it would mark words that the pattern does not name."""
    last = sequence[-1]
    if isinstance(last, Group):
        return (*sequence[:-1], Group(tuple(map(without_last_gap, last.choices)), last.is_optional))
    return without_last_gap(sequence[:-1]) if last.kind == "gap" and len(sequence) > 1 else sequence


def has_affixes(sequence: Sequence) -> bool:
    """Whether a word of the pattern may join its neighbour, as Persian affixes do."""
    return any(
        item.text in AFFIXES if isinstance(item, Step) else any(map(has_affixes, item.choices)) for item in sequence
    )


def spelled_out(sequence: Sequence, language: Language) -> Iterator[Sequence]:
    """Every way through, with neighbours joined as texts join them; only patterns with affixes need this.

    Raises PatternRefused: when there are more than ``WORDINGS_LIMIT``.
    """
    for way in _ways(sequence):
        steps: list[Step] = []
        run: list[str] = []
        for step in (*way, None):
            if step is not None and step.kind == "word":
                run.append(step.text)
                continue
            steps.extend(words_of(" ".join(run), language))
            run.clear()
            if step is not None:
                steps.append(step)
        yield tuple(steps)


def _ways(sequence: Sequence) -> list[tuple[Step, ...]]:
    ways: list[tuple[Step, ...]] = [()]
    for item in sequence:
        if isinstance(item, Step):
            after: list[tuple[Step, ...]] = [(item,)]
        else:
            after = [way for choice in item.choices for way in _ways(choice)] + [()] * item.is_optional
        if len(ways) * len(after) > WORDINGS_LIMIT:
            raise PatternRefused(fault("pattern_many_wordings", limit=WORDINGS_LIMIT), 1)
        ways = [head + tail for head in ways for tail in after]
    return ways


def words_of(text: str, language: Language) -> tuple[Step, ...]:
    """The text's words as steps, normalised as texts are."""
    return tuple(Step("word", word) for word in normalise(text, language).split())
