"""Texts and rules that nobody would write: what two engines must agree on all the same."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Sequence
from random import Random
from typing import Final, NamedTuple

from hypothesis import strategies as st

from canned_replies.errors import PatternRefused
from canned_replies.languages import Language
from canned_replies.pattern_lists import Lists, written_out
from canned_replies.patterns import read_pattern
from canned_replies.phrase_rule import BUILTINS, Builtin, PhraseRule

# Their case moved between Unicode versions: whether they shout, or end a word with sigma, is a matter of the year.
MOVED: Final = "\u0295\u10fc\ua7f2\ua7f3\ua7f4\uab69\U0001171e"

SPACES: Final = (" ", "  ", "\u00a0", "\u2028", "\x1c", "\r\n", "\t", "\x85", "\ufeff", "\u200c", "\u200d", "\u200e")
QUOTES: Final = (" '", "' ", " \u2018", "\u2019 ")
SIGNS: Final = (*"'\u2019”“„«»`-_*.%٪@,\"", "'\u200c", "```", "http://", "httpſ://", "www.", "a@b.c")
GLUE: Final = (
    " ",
    " ",
    ", ",
    "، ",
    ". ",
    "! ",
    "?! ",
    "؟ ",
    "… ",
    "\n",
    "\n> ",
    " > ",
    "\n- ",
    "{{ ",
    " }}",
    *SPACES,
    *QUOTES,
    *SIGNS,
)

ODD: Final = (
    "😀 👩\u200d👩\u200d👧 🇭🇺 e\u0301 q\u0301 o\u0308 ő Ű İ ı ſ ß ẞ ΟΔΟΣ Σ ﬁ ǅ \u2126 \u212a 𝐧𝐨 𐐨𐐀 𠮷 "
    "क़ שלום ไม่ 不行 한국 ½ ² ① Ⅷ ۱۲ ٣ १२ \u0301 \u0345 \u0651 "
    "می نمی ها های تر ام اید مي كتاب خانه\u00a0ای می\u200cشود مـی کِتاب أنا ئ ۀ ي\u0654 "
    "'tis 'EM '90s agents' "
    "can't CAN'T cant shouldn't've it's customer's o'clock I'D '' rock'n'roll won\u2019t ill PLEASE STOP NOW "
    "ÁRVÍZ árvíz arviz Ő _ x_y a.b 3.5 100% " + " ".join(("a" * 45, "é" * 45, "😀" * 20))
).split(" ")
SENTENCE_LIMIT: Final = 300  # characters


def _characters() -> st.SearchStrategy[str]:
    # A character that one side's Unicode does not know yet has no class to agree on.
    return st.characters(exclude_categories=("Cs", "Cn"), exclude_characters=MOVED)


def _from(items: Sequence[str]) -> st.SearchStrategy[str]:
    # Drawn by number: thousands of items would otherwise be printed with every failure.
    return st.integers(0, len(items) - 1).map(lambda at: items[at])


def odd_texts(known: Sequence[str], *, most: int = 25) -> st.SearchStrategy[str]:
    """Known wordings, their words, odd pieces and any characters, oddly glued and changed as typists change them."""
    sentences = [text for text in known if len(text) <= SENTENCE_LIMIT]
    words = sorted({word for text in sentences for word in text.split()})
    piece = _from(words) | _from(sentences) | st.sampled_from(ODD) | st.text(_characters(), max_size=4)
    changed = st.builds(lambda text, change: change(text), piece, st.sampled_from(CHANGES))
    part = st.builds(lambda text, glue: text + glue, changed, st.sampled_from(GLUE))
    return st.lists(part, max_size=most).map("".join)


def _decomposed(text: str) -> str:
    return unicodedata.normalize("NFD", text)


def _bare(text: str) -> str:
    return re.sub("[\u0300-\u036f]", "", _decomposed(text))


def _arabic(text: str) -> str:
    return text.replace("ی", "ي").replace("ک", "ك")


CHANGES: Final[tuple[Callable[[str], str], ...]] = (
    *(str, str, str, str.upper, str.lower, str.title, str.swapcase, _decomposed, _bare, _arabic),
    *(lambda text: text.replace(" ", "\u200c"), lambda text: text.replace("\u200c", " "), lambda text: text[1:]),
    *(lambda text: text.replace("'", "\u2019"), lambda text: text.replace("'", ""), "\u200e".join),
)

SPOKEN: Final = ("می‌تونم", "می‌توانم", "آروم", "آرام", "رو", "را", "می‌شه", "می‌گیرن", "می‌گیرند", "کردین", "کردید")
VOCABULARY: Final[dict[Language, tuple[str, ...]]] = {
    "en": ("a", "b", "c", "no", "not", "can", "can't", "it's", "𝐧𝐨", "naïve", "%", "don't", "a.b", "x'y"),
    "fa": ("می", "شود", "می‌شود", "ها", "کتاب", "کتاب‌ها", "تر", "امکان‌پذیر", "ام", "خانه", "a", "۳", "٪", *SPOKEN),
    "hu": ("a", "á", "ő", "o", "nem", "tudok", "áll", "all", "módomban", "q\u0301x", "𝐧ő", "c", "%"),
}


def patterns(language: Language) -> st.SearchStrategy[str]:
    """Patterns of the format, all its signs inside each other."""
    word = st.sampled_from(VOCABULARY[language])
    starred = word.filter(str.isalpha).flatmap(lambda stem: st.sampled_from((f"{stem}*", f"*{stem}", f"{stem[:1]}*")))
    gap = st.sampled_from(("..", "..1", "..4", "<", ">"))

    def deeper(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
        choices = st.lists(inner, min_size=1, max_size=3).map("|".join)
        grouped = choices.map("({})".format) | choices.map("[{}]".format)
        return st.lists(inner | grouped | gap, min_size=1, max_size=3).map(" ".join)

    written = st.recursive(word | word | starred, deeper, max_leaves=8)
    return written.filter(lambda pattern: _is_read(pattern, language))


def _is_read(pattern: str, language: Language) -> bool:
    try:
        read_pattern(pattern, language)
    except PatternRefused:
        return False
    return True


class Book(NamedTuple):
    """Rules of one language and the lists of patterns that they name."""

    rules: Sequence[PhraseRule]
    lists: Lists


def books(language: Language) -> st.SearchStrategy[Book]:
    """A few rules that share their words, so that they meet in one graph, and a list that some of them name."""
    several = st.lists(patterns(language), max_size=3).map(tuple)
    return st.builds(lambda listed, shared: Book(listed, {"shared": shared}), _rules(language), several)


def _rules(language: Language) -> st.SearchStrategy[list[PhraseRule]]:
    several = st.lists(patterns(language) | st.just("@shared"), max_size=3).map(tuple)
    made = st.builds(
        _rule,
        match=st.lists(patterns(language), min_size=1, max_size=3).map(tuple),
        unless=st.just(()) | several,
        unless_followed=st.just(()) | several,
        profiles=st.sampled_from((("formal",), ("friendly",), ("formal", "friendly"))),
        builtin=st.none() | st.sampled_from(BUILTINS),
    )
    return st.lists(made, min_size=1, max_size=4).map(_numbered)


def _rule(builtin: Builtin | None, **parts: object) -> PhraseRule:
    return PhraseRule(id="", reason="dead_end", level="warn", builtin=builtin, limit=30, **parts)  # type: ignore[arg-type]


def _numbered(listed: list[PhraseRule]) -> list[PhraseRule]:
    return [
        PhraseRule(**{**{name: getattr(rule, name) for name in rule.__struct_fields__}, "id": f"rule.{number}"})
        for number, rule in enumerate(listed)
    ]


def texts_about(book: Book, language: Language) -> st.SearchStrategy[str]:
    """What the rules' patterns say in one of their wordings each, among words of their vocabulary."""
    named = [pattern for rule in book.rules for pattern in (*rule.match, *rule.unless, *rule.unless_followed)]
    written = list(written_out(named, book.lists))
    said = st.builds(_said, st.sampled_from(written), st.randoms())
    glue = st.sampled_from((" ", " ", " ", ", ", ". ", "\u200c", " 😀 ", ' "a" '))
    part = st.tuples(said | said | st.sampled_from(VOCABULARY[language]), glue)
    return st.lists(part.map("".join), max_size=12).map("".join)


_INNERMOST: Final = re.compile(r"\(([^()\[\]]*)\)|(\[)([^()\[\]]*)\]")


def _said(pattern: str, chance: Random) -> str:
    """One way through the pattern."""

    def choose(group: re.Match[str]) -> str:
        is_optional = group[2] is not None
        choices = group[3 if is_optional else 1].split("|")
        return "" if is_optional and chance.random() < 1 / 2 else chance.choice(choices)

    while _INNERMOST.search(pattern):
        pattern = _INNERMOST.sub(choose, pattern)
    fillers = {"<": [". "], ">": [". "], "..": ["", "x", "x 😀"], "..1": ["", "x"], "..4": ["", "x x", "x x x x"]}
    words = [chance.choice(fillers.get(part, [part])).replace("*", "o") for part in pattern.split()]
    return " ".join(words)
