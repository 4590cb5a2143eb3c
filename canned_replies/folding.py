"""One word, folded: different spellings of the same word become the same string.

Pure, idempotent and bounded: folding a folded word changes nothing, and the result is at most
``GROWTH_LIMIT`` times as long as the word. The JavaScript coach follows the same tables.
"""

import re
import unicodedata
from typing import Final

from canned_replies.languages import Language

# "i'd" -> "i would" is the steepest growth; NFC and lower-casing add at most a combining mark or two.
GROWTH_LIMIT: Final = 4

# Zero-width letters' companions: they shape or order a word and never distinguish one.
IGNORABLE: Final = "\u00ad\u200b\u200c\u200d\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff"
APOSTROPHES: Final = "'\u2019\u2018\u02bc\uff07"

_DROPPED: Final = [0x00AD, *range(0x200B, 0x2010), *range(0x202A, 0x202F), 0x2060, *range(0x2066, 0x206A), 0xFEFF]
_COMMON: Final[dict[int, str | None]] = {
    **dict.fromkeys(_DROPPED, None),
    **{ord(mark): "'" for mark in APOSTROPHES},
}

_HARAKAT: Final = [0x0640, 0x0670, *range(0x0610, 0x061B), *range(0x064B, 0x0660), *range(0x06D6, 0x06DD)]
_PERSIAN: Final[dict[int, str | None]] = {
    **dict.fromkeys(_HARAKAT, None),
    **{ord(letter): "ی" for letter in "يىئۍ"},
    **{ord(letter): "ا" for letter in "أإآٱ"},
    **{ord(letter): "ه" for letter in "ةۀ"},
    ord("ك"): "ک",
    ord("ؤ"): "و",
    **{ord(digit): str(value) for value, digit in enumerate("۰۱۲۳۴۵۶۷۸۹")},
    **{ord(digit): str(value) for value, digit in enumerate("٠١٢٣٤٥٦٧٨٩")},
    ord("٪"): "%",
}


# «خانه‌ی ما» and «خانهٔ ما» are the same; without ZWNJ, «بدهی» is a word of its own.
_EZAFE: Final = re.compile(r"ه\u200c[یيى]\Z")


def fold_word(word: str, language: Language) -> str:
    """The word in lower case, NFC, without invisible marks; Persian letters and digits unified.

    English contractions stay closed here; ``contractions.open_contraction`` opens them.
    """
    composed = unicodedata.normalize("NFC", word).lower()
    if language == "fa":
        composed = _EZAFE.sub("ه", composed)
    composed = composed.translate(_COMMON)
    if language == "fa":
        composed = unicodedata.normalize("NFC", composed).translate(_PERSIAN)
    return unicodedata.normalize("NFC", composed)


def bare(word: str) -> str:
    """The word without accents: ``é`` -> ``e``; letters that are no accented letters stay."""
    if word.isascii():
        return word
    apart = unicodedata.normalize("NFD", word)
    return "".join(sign for sign in apart if not "\u0300" <= sign <= "\u036f")


def accepts(pattern: str, word: str) -> bool:
    """Hungarian rule: every accented letter of the pattern also accepts the bare letter, never the reverse.

    Both are folded and of equal bare form, so they run letter by letter.
    """
    if pattern == word:
        return True
    return len(pattern) == len(word) and all(
        wanted == typed or bare(wanted) == typed for wanted, typed in zip(pattern, word, strict=True)
    )
