"""Finding a reply from a few letters: fuzzy over key, label, shortcut and text of all languages, folded.

An ``Index`` is made when the library changes; ``search`` is a pure function of the index, what was typed and what is
known of the conversation.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Final

import msgspec

from canned_replies.folding import bare
from canned_replies.languages import Language, PerLanguage
from canned_replies.reply import ReplyKey
from canned_replies.revision import Revision
from canned_replies.words import OPAQUE, normalise

QUERY_LIMIT: Final = 60  # characters of a query that are looked at
RESULTS_LIMIT: Final = 20

# A shortcut is typed on purpose, a text is read by chance.
_SHORTCUT, _KEY, _LABEL, _SITUATION_NAME, _TEXT = 100.0, 70.0, 60.0, 40.0, 25.0
_WHOLE, _START, _INSIDE, _SCATTERED = 1.0, 0.85, 0.6, 0.25
_SITUATION, _OWN_USE, _TEAM_USE, _RECENT = 12.0, 8.0, 4.0, 4.0
_TEXT_FOLDED_LIMIT: Final = 600

_LATIN: Final = re.compile("[A-Za-z]")
_ARABIC: Final = re.compile("[\u0600-\u06ff]")


class Context(msgspec.Struct, frozen=True, kw_only=True):
    """What is known of the conversation and the agent; uses are counts, ``recent`` is newest first."""

    language: Language = "en"
    situations: tuple[str, ...] = ()
    own_uses: Mapping[ReplyKey, int] = msgspec.field(default_factory=dict)
    team_uses: Mapping[ReplyKey, int] = msgspec.field(default_factory=dict)
    recent: tuple[ReplyKey, ...] = ()


class Found(msgspec.Struct, frozen=True):
    """A reply that fits, and how well; only the order of scores means anything."""

    key: ReplyKey
    score: float


class _Row(msgspec.Struct, frozen=True):
    key: ReplyKey
    situation: str
    fields: tuple[tuple[float, str], ...]


class Index(msgspec.Struct, frozen=True):
    """Replies folded for searching."""

    rows: tuple[_Row, ...]


def index(in_use: Mapping[ReplyKey, Revision], situations: Mapping[str, PerLanguage] | None = None) -> Index:
    """The approved revisions, ready to be searched; ``situations`` are the situations' names per language."""
    names = {
        key: tuple((_SITUATION_NAME, folded(name)) for name in labels.values())
        for key, labels in (situations or {}).items()
    }
    return Index(
        tuple(_row(key, revision, names.get(revision.details.situation, ())) for key, revision in in_use.items())
    )


def search(replies: Index, query: str, context: Context) -> list[Found]:
    """The replies that fit, best first; an empty query gives what fits the conversation."""
    wanted = folded(query[:QUERY_LIMIT]).split()
    scored = (Found(row.key, score) for row in replies.rows if (score := _score(row, wanted, context)) > 0)
    return sorted(scored, key=lambda found: (-found.score, found.key))[:RESULTS_LIMIT]


def folded(text: str) -> str:
    """The text as search sees it: every language's folding, no accents, separators as spaces.

    Which language a few letters are in cannot be known while they are typed, so the foldings of all that they may be
    in are applied (the Hungarian one is part of the others).
    """
    plain = text.replace("_", " ").replace(".", " ")
    for language in _spoken(plain):
        plain = normalise(plain, language).replace("\n", " ")
    return " ".join(bare(plain).replace(OPAQUE, " ").split())


def _spoken(text: str) -> Iterator[Language]:
    if _LATIN.search(text) or not _ARABIC.search(text):
        yield "en"
    if _ARABIC.search(text):
        yield "fa"


def _row(key: ReplyKey, revision: Revision, names: tuple[tuple[float, str], ...]) -> _Row:
    details = revision.details
    fields = [(_KEY, folded(key)), *names]
    fields += [(_SHORTCUT, folded(shortcut)) for shortcut in details.shortcut.values()]
    fields += [(_LABEL, folded(label)) for label in details.label.values()]
    fields += [(_LABEL, folded(tag)) for tag in details.tags]
    fields += [(_TEXT, folded(variant.text)[:_TEXT_FOLDED_LIMIT]) for variant in revision.variants.values()]
    return _Row(key, details.situation, tuple(dict.fromkeys(fields)))


def _score(row: _Row, wanted: list[str], context: Context) -> float:
    """Every typed word must be found somewhere; what fits the conversation comes on top."""
    total = 0.0
    for word in wanted:
        best = max(weight * _closeness(word, field, weight) for weight, field in row.fields)
        if best <= 0:
            return 0
        total += best
    return total / max(1, len(wanted)) + _fit(row, context) + (0 if wanted else 1)


def _closeness(word: str, field: str, weight: float) -> float:
    """How well a word fits a field: whole, its start, a word's start, inside, or scattered in order."""
    at = field.find(word)
    if at == 0:
        return _WHOLE if len(word) == len(field) else _START + 0.1 * len(word) / len(field)
    if at > 0:
        return _START - 0.05 if field[at - 1] == " " else _INSIDE
    if weight <= _TEXT or len(word) < len("abc"):
        return 0
    return _SCATTERED if _is_scattered(word, field) else 0


def _is_scattered(letters: Iterable[str], field: str) -> bool:
    at = -1
    for letter in letters:
        at = field.find(letter, at + 1)
        if at < 0:
            return False
    return True


def _fit(row: _Row, context: Context) -> float:
    fit = _SITUATION if row.situation in context.situations else 0.0
    fit += _OWN_USE * _saturated(context.own_uses.get(row.key, 0))
    fit += _TEAM_USE * _saturated(context.team_uses.get(row.key, 0))
    if row.key in context.recent:
        fit += _RECENT / (1 + context.recent.index(row.key))
    return fit


def _saturated(count: int) -> float:
    """Uses count, but a hundred are not ten times ten: grows towards 1."""
    return count / (count + 5)
