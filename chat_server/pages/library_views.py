"""What the library's pages show, as values for templates."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from canned_replies.languages import LANGUAGES, Language
from chat_server.actions.reply_reading import all_rows
from chat_server.actions.reply_shelf import ReplyShelf
from chat_server.actions.services import Services
from chat_server.actions.text_pieces import pieces
from chat_server.domain.people import RTL_LOCALES, Agent

from .desk import Desk
from .portions import Portion

Row = dict[str, Any]
LANGUAGE_NAMES = {"en": "English", "fa": "فارسی", "hu": "Magyar"}


_PERSIAN_ALPHABET = "آابپتثجچحخدذرزژسشصضطظعغفقکگلمنوهی"
_PERSIAN_FROM = 0x600


class Tongue(NamedTuple):
    """A language that replies are written in, as pages need it."""

    code: Language
    name: str
    dir: str


TONGUES = tuple(
    Tongue(language, LANGUAGE_NAMES[language], "rtl" if language in RTL_LOCALES else "ltr") for language in LANGUAGES
)


class Side(NamedTuple):
    """The column of situations: ``{key, name, count, waiting}`` each, and how much there is to do."""

    situations: list[Row]
    replies: int
    waiting: int
    missing: int

    @property
    def names(self) -> Mapping[str, str]:
        """The names of situations by their keys."""
        return {entry["key"]: entry["name"] for entry in self.situations}


def in_language(words: Mapping[Any, str], locale: str, otherwise: str = "") -> str:
    """The words of a language, else those of another one, else the last resort."""
    return words.get(locale) or next(iter(words.values()), "") or otherwise


def in_order(name: str) -> tuple[int, ...]:
    """A key that sorts names as a dictionary does: accents aside, Persian letters in their own order."""
    composed = unicodedata.normalize("NFC", name.casefold())
    return tuple(_place(letter) for letter in composed)


def _place(letter: str) -> int:
    at = _PERSIAN_ALPHABET.find(letter)
    return _PERSIAN_FROM + at if at >= 0 else ord(unicodedata.normalize("NFD", letter)[0])


async def all_replies(services: Services, agent: Agent, locale: str) -> list[Row]:
    """Every reply that the agent may read as a card: label, shortcut, text in a language, and what is known of it."""
    shelf = await services.shelf.fresh()
    _, rows = await all_rows(services, agent)
    return [{**row, **_shown(shelf, row, locale)} for row in rows]


def _shown(shelf: ReplyShelf, row: Row, locale: str) -> Row:
    card = shelf.cards.get(row["key"])
    shortcut: Mapping[Any, str] = card.shortcut if card else {}
    texts: Mapping[Any, str] = card.texts if card else {}
    tags: Sequence[str] = card.tags if card else ()
    draft = shelf.drafts.get(row["key"])
    if card is None and draft is not None:
        newest = draft.revisions[-1]
        shortcut, tags = newest.details.shortcut, newest.details.tags
        texts = {language: variant.text for language, variant in newest.variants.items()}
    is_living = card is not None or row["state"] != "retired"
    return {
        "name": in_language(row["label"], locale, row["key"]),
        "shortcut": in_language(shortcut, locale),
        "shortcuts": shortcut,
        "text": texts.get(locale, ""),
        "texts": texts,
        "tags": tags,
        "is_living": is_living,
        "gaps": sum(state != "current" for state in row["languages"].values()) if is_living else 0,
    }


def side_of(rows: Iterable[Row], situations: Mapping[str, Mapping[Any, str]], locale: str) -> Side:
    """Situations in the order of their names, with how many replies each has and how many of them wait."""
    living = [row for row in rows if row["is_living"]]
    listed = []
    for key, names in situations.items():
        own = [row for row in living if row["situation"] == key]
        waiting = sum(len(row["waiting"]) for row in own)
        name = in_language(names, locale, key)
        listed.append({"key": key, "name": name, "count": len(own), "waiting": waiting})
    return Side(
        sorted(listed, key=lambda entry: in_order(entry["name"])),
        len(living),
        sum(len(row["waiting"]) for row in living),
        sum(row["gaps"] > 0 for row in living),
    )


async def shelf_values(desk: Desk) -> Row:
    """What every page of the library shows beside its own: the column of situations, and names for things."""
    rows = await all_replies(desk.services, desk.agent, desk.locale)
    shelf, rules = await desk.services.shelf.fresh(), await desk.services.rules.fresh()
    return {
        "side": side_of(rows, shelf.terms.situations, desk.locale),
        "tongues": TONGUES,
        "pieces": pieces,
        "situation": "",
        "query": "",
        "show": "",
        "reasons": {key: in_language(words, desk.locale) for key, words in rules.reasons.items()},
    }


def grouped(rows: Iterable[Row], side: Side, portion: Portion) -> list[tuple[Row, list[Row]]]:
    """A portion of the rows by situation, in the order of the column."""
    places = {entry["key"]: place for place, entry in enumerate(side.situations)}
    known = (row for row in rows if row["situation"] in places)
    ordered = sorted(known, key=lambda row: places[row["situation"]])
    groups: dict[int, list[Row]] = {}
    for row in ordered[portion.start : portion.end]:
        groups.setdefault(places[row["situation"]], []).append(row)
    return [(side.situations[place], own) for place, own in groups.items()]
