"""The builtin checks: habits of writing that no list of words can describe.

Each takes the text, its sentences and the rule's limit, and yields ``(start, end, mended or None)``.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from typing import Final

from canned_replies.phrase_rule import Builtin
from canned_replies.words import OPAQUE, Word

Finding = tuple[int, int, str | None]
Sentences = Sequence[Sequence[Word]]
Checker = Callable[[str, Sentences, int | None], Iterator[Finding]]

SHOUTED_WORDS: Final = 2  # long words in capitals beside each other; fewer is an abbreviation
SHOUTED_LENGTH: Final = 4  # SMS, PIN, GDPR-like codes are shorter or stand alone
WALL_LIMIT: Final = 420

_REPEATED = re.compile(r"[!?؟]{2,}")
_LIST_LINE = re.compile(r"[ \t]*(?:[-*•]|[0-9۰-۹]{1,2}[.)])[ \t]")
_ARABIC = {ord("ي"): "ی", ord("ك"): "ک"}
_PREFIXES = frozenset({"می", "نمی"})
_PLURALS = frozenset({"ها", "های", "هایی", "ترین"})
_AFTER_HE = frozenset({"ام", "اید", "ایم", "اند", "ای"})
_ZWNJ = "\u200c"


def all_caps(text: str, sentences: Sentences, _limit: int | None) -> Iterator[Finding]:
    """Runs of capitals with at least two longer words in them."""
    for sentence in sentences:
        run: list[Word] = []
        for word in (*sentence, None):
            if word is not None and _is_capital(text[word.start : word.end]):
                run.append(word)
                continue
            if sum(len(text[kept.start : kept.end]) >= SHOUTED_LENGTH for kept in run) >= SHOUTED_WORDS:
                yield run[0].start, run[-1].end, None
            run = []


def _is_capital(word: str) -> bool:
    return word.isupper() and word.isalpha()


def repeated_punctuation(text: str, sentences: Sentences, _limit: int | None) -> Iterator[Finding]:
    """``??``, ``!!!``, ``?!``; the first sign alone is offered."""
    skipped = [(word.start, word.end) for sentence in sentences for word in sentence if word.text == OPAQUE]
    for match in _REPEATED.finditer(text):
        if not any(start <= match.start() < end for start, end in skipped):
            yield match.start(), match.end(), match.group()[0]


def wall_of_text(text: str, _sentences: Sentences, limit: int | None) -> Iterator[Finding]:
    """A paragraph longer than the limit that is no list item."""
    start = 0
    for line in text.split("\n"):
        if len(line) > (limit or WALL_LIMIT) and not _LIST_LINE.match(line):
            yield start, start + len(line), None
        start += len(line) + 1


def arabic_letters(text: str, sentences: Sentences, _limit: int | None) -> Iterator[Finding]:
    """Words with the Arabic ي or ك; the Persian spelling is offered."""
    last = -1
    for sentence in sentences:
        for word in sentence:
            typed = text[word.start : word.end]
            mended = typed.translate(_ARABIC)
            if mended != typed and word.text != OPAQUE and word.start > last:
                last = word.start
                yield word.start, word.end, mended


def persian_zwnj(text: str, _sentences: Sentences, _limit: int | None) -> Iterator[Finding]:
    """``می شود`` and ``کتاب ها``: a joined word typed with a space; the joined spelling is offered."""
    for first, second in pairwise(re.finditer(r"[^\W_\u200c]+(?:\u200c[^\W_]+)*", text)):
        gap = text[first.end() : second.start()]
        if gap == " " and _belong_together(first.group(), second.group()):
            yield first.start(), second.end(), first.group() + _ZWNJ + second.group()


def _belong_together(first: str, second: str) -> bool:
    folded = first.translate(_ARABIC)
    return (
        folded in _PREFIXES
        or second.translate(_ARABIC) in _PLURALS
        or (folded.endswith("ه") and second.translate(_ARABIC) in _AFTER_HE)
    )


CHECKERS: Final[dict[Builtin, Checker]] = {
    "all_caps": all_caps,
    "repeated_punctuation": repeated_punctuation,
    "wall_of_text": wall_of_text,
    "arabic_letters": arabic_letters,
    "persian_zwnj": persian_zwnj,
}
