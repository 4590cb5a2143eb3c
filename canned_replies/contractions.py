"""English contractions, opened: ``can't`` and ``cant`` are both ``can not``."""

from typing import Final

_WHOLE: Final[dict[str, tuple[str, ...]]] = {
    "can't": ("can", "not"),
    "won't": ("will", "not"),
    "shan't": ("shall", "not"),
    "ain't": ("is", "not"),
    "let's": ("let", "us"),
    "cannot": ("can", "not"),
}

# Typed without the apostrophe. "ill", "well", "were", "its", "id" are words of their own and stay.
_BARE_STEMS: Final = (
    *("do", "does", "did", "is", "are", "was", "were", "have", "has", "had"),
    *("could", "would", "should", "must", "need"),
)
_WITHOUT_APOSTROPHE: Final[dict[str, tuple[str, ...]]] = {
    **{f"{stem}nt": (stem, "not") for stem in _BARE_STEMS},
    "cant": ("can", "not"),
    "wont": ("will", "not"),
    "im": ("i", "am"),
    "ive": ("i", "have"),
    "youre": ("you", "are"),
    "youve": ("you", "have"),
    "youll": ("you", "will"),
    "theyre": ("they", "are"),
    "weve": ("we", "have"),
    "thats": ("that", "is"),
}

_ENDINGS: Final = {"n't": "not", "'m": "am", "'re": "are", "'ve": "have", "'ll": "will", "'d": "would"}

# Only after these is 's a verb; elsewhere it is a possessive ("the customer's name").
_BEFORE_IS: Final = frozenset(
    {"it", "that", "there", "here", "what", "who", "where", "when", "how", "why", "he", "she", "this"}
    | {"everything", "something", "nothing", "one"}
)


def open_contraction(word: str) -> tuple[str, ...]:
    """The words inside a folded English word; a word without a contraction comes back alone.

    Endings are opened from the right until none is left (``shouldn't've`` -> ``should not have``),
    so opening what was opened changes nothing.
    """
    tail: tuple[str, ...] = ()
    while word:
        whole = _WHOLE.get(word) or _WITHOUT_APOSTROPHE.get(word)
        if whole is not None:
            return (*whole, *tail)
        if "'" not in word:
            return (word, *tail)
        stem, ending = _split_ending(word)
        if not ending:
            return (word, *tail)
        word, tail = stem, (ending, *tail)
    return tail


def _split_ending(word: str) -> tuple[str, str]:
    for ending, opened in _ENDINGS.items():
        if word.endswith(ending) and len(word) > len(ending):
            return word[: -len(ending)], opened
    if word.endswith("'s") and word[:-2] in _BEFORE_IS:
        return word[:-2], "is"
    return word, ""
