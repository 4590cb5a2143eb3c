"""A text as sentences of folded words, each knowing where it stands in the original.

The coach, the picker and the patterns all read text through this one door, so a pattern and a typed
sentence are always normalised the same way. One pass of one expression; every alternative ends at its
own opening sign, so the time grows with the text's length and with nothing else.
"""

import re
from collections.abc import Iterator
from typing import Final

import msgspec

from canned_replies.contractions import open_contraction
from canned_replies.errors import TextTooLong
from canned_replies.folding import APOSTROPHES, IGNORABLE, fold_word
from canned_replies.languages import Language

TEXT_LIMIT: Final = 20_000

# Combining marks that belong to the letter before them (Latin accents, Arabic vowel signs).
_MARKS = "\u0300-\u036f\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e8\u06ea-\u06ed"
_LETTER = rf"[^\W_][{_MARKS}]*"
_IN_WORD: Final = rf"[\w{_MARKS}]"
# "Tell 'em", "the '90s": an apostrophe that stands for letters opens no quotation.
_CUT_SHORT: Final = r"(?-i:[0-9]|(?:[eE]m|[cC]ause|[cC]os|[cC]uz|[tT]is|[tT]was|[tT]il|[bB]out|[nN])(?![^\W_]))"
_SKIPPED_KINDS: Final = (
    r"```[\s\S]*?```",  # fenced code
    r"`[^`\n]+`",
    r"\{\{[^{}]*\}\}",  # a blank of a reply
    r"^[ \t]*>[^\n]*",  # a quoted line
    r'"[^"\n]*"',
    r"“[^“”\n]*”",
    r"„[^„”“\n]*[”“]",
    r"«[^«»\n]*»",
    # 'single quotes': one that follows a word (the agents' phones) opens none, one inside a word (don't) closes none
    rf"(?<!{_IN_WORD})['‘](?!\s|{_CUT_SHORT})(?:[^'‘’\n]|(?<={_IN_WORD})['’](?={_IN_WORD}))+(?<!\s)['’](?!{_IN_WORD})",
    r"(?:https?://|www\.)[^\s<>«»“”\"]+",
    r"(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}\.[\w.-]{1,63}",
)
_SKIPPED: Final = "|".join(_SKIPPED_KINDS)
_SCAN: Final = re.compile(
    rf"(?P<skipped>{_SKIPPED})"
    rf"|(?P<word>{_LETTER}(?:[{IGNORABLE}]*(?:[{APOSTROPHES}][{IGNORABLE}]*)?{_LETTER})*)"
    r"|(?P<percent>[%٪])"
    r"|(?P<end>[!?؟…\n]|\.(?![^\W_]))",
    re.MULTILINE | re.IGNORECASE,
)

_JOINED_TO_NEXT: Final = frozenset({"می", "نمی"})
_JOINED_BACK: Final = frozenset(["ها", "های", "تر", "ترین", "ام", "ات", "اش", "ای", "اید", "ایم", "اند"])
AFFIXES: Final = _JOINED_TO_NEXT | _JOINED_BACK

# A skipped stretch fills a place in the sentence (a gap may step over it) and equals no word.
OPAQUE: Final = "{{}}"

# Where a sentence begins and ends, for patterns that hold only there ("Hold on", not "hold on to the receipt").
BEGIN: Final = "<"
END: Final = ">"
EDGES: Final = frozenset({BEGIN, END})


class Word(msgspec.Struct):
    """A folded word and its range ``[start, end)`` in the original text, in code points."""

    text: str
    start: int
    end: int


def sentences(text: str, language: Language) -> list[list[Word]]:
    """The text's sentences as folded words; skipped stretches stand as one ``OPAQUE`` word each.

    Raises TextTooLong: beyond ``TEXT_LIMIT`` characters.
    """
    if len(text) > TEXT_LIMIT:
        message = f"expected at most {TEXT_LIMIT} characters, got {len(text)}"
        raise TextTooLong(message)
    found: list[list[Word]] = [[]]
    for match in _SCAN.finditer(text):
        if match.lastgroup == "end":
            if found[-1]:
                found.append([])
        else:
            found[-1].extend(_folded(match, language))
    if not found[-1]:
        found.pop()
    return [_joined(sentence) for sentence in found] if language == "fa" else found


def _folded(match: re.Match[str], language: Language) -> Iterator[Word]:
    if match.lastgroup == "skipped":
        yield Word(OPAQUE, match.start(), match.end())
        return
    folded = "%" if match.lastgroup == "percent" else fold_word(match.group(), language)
    parts = open_contraction(folded) if language == "en" else (folded,)
    for part in parts:
        if part:
            yield Word(part, match.start(), match.end())


def _joined(sentence: list[Word]) -> list[Word]:
    """Persian affixes that were typed with a space, back on their word."""
    joined: list[Word] = []
    for word in sentence:
        previous = joined[-1] if joined else None
        belongs = (
            previous is not None
            and OPAQUE not in (previous.text, word.text)
            and (previous.text in _JOINED_TO_NEXT or word.text in _JOINED_BACK)
        )
        if previous is not None and belongs:
            joined[-1] = Word(previous.text + word.text, previous.start, word.end)
        else:
            joined.append(word)
    return joined


def normalise(text: str, language: Language) -> str:
    """The text as folded words: a space between words, a line a sentence. Idempotent."""
    return "\n".join(" ".join(word.text for word in sentence) for sentence in sentences(text, language))
