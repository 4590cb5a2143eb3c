"""Reading ``reply-library/1``: a file of replies becomes a LibraryFile, or a list of problems."""

import datetime as dt
from collections.abc import Callable, Collection, Mapping
from pathlib import Path
from typing import Any, Final, Literal

import msgspec

from canned_replies import safe_yaml
from canned_replies.errors import TemplateRefused
from canned_replies.fields import Field
from canned_replies.languages import Language, PerLanguage
from canned_replies.library import is_key
from canned_replies.placeholder import KINDS, Placeholder
from canned_replies.problem import Problems
from canned_replies.reply import ReplyKey
from canned_replies.reply_details import MODES, SCOPES, TONES, ActivePeriod, ReplyDetails, Scope
from canned_replies.templates import TEXT_LIMIT, blanks, parse

SCHEMA: Final = "reply-library/1"
_TOP: Final = ("schema", "id", "version", "languages", "variables", "situations", "replies")
_TOP_OPTIONAL: Final = ("licence", "default_status", "tones")
_REPLY: Final = ("key", "situation", "mode", "tone", "label", "slash", "variables", "text")
_REPLY_OPTIONAL: Final = ("replaces", "tags", "scope", "active")
_VARIABLE: Final = ("kind", "fallback", "example", "ask_agent", "makes_promise", "only")

Status = Literal["approved", "draft"]


class Entry(msgspec.Struct, frozen=True, kw_only=True):
    """One reply as written in a file; ``line`` is where it begins."""

    key: ReplyKey
    details: ReplyDetails
    texts: PerLanguage
    line: int = 0


class LibraryFile(msgspec.Struct, frozen=True, kw_only=True):
    """Everything a library file says."""

    id: str
    version: int
    languages: tuple[Language, ...]
    placeholders: Mapping[str, Placeholder]
    situations: Mapping[str, PerLanguage]
    entries: tuple[Entry, ...]
    licence: str = ""
    default_status: Status = "draft"


def read_library(path: Path) -> LibraryFile:
    """The replies of a file.

    Raises FileRefused: with every problem's file, line and key.
    """
    return library_from(*safe_yaml.read_file(path))


def read_library_text(text: str, file: str = "library.yaml") -> LibraryFile:
    """The replies of a text; see ``read_library``."""
    return library_from(*safe_yaml.read_text(text, file))


def library_from(node: safe_yaml.Node, problems: Problems) -> LibraryFile:
    """The replies of a document that is read already; see ``read_library``."""
    top = Field(node, "", problems).mapping(known=_TOP_OPTIONAL, required=_TOP)
    problems.refuse_if_any()
    top["schema"].choice((SCHEMA,), SCHEMA)
    statuses: tuple[Status, ...] = ("approved", "draft")
    placeholders = {name: _placeholder(name, field) for name, field in top["variables"].mapping().items()}
    situations = {key: field.text_per_language() for key, field in top["situations"].mapping().items()}
    reader = _EntryReader(placeholders, situations)
    read = LibraryFile(
        id=top["id"].text(),
        version=top["version"].number(least=1),
        languages=top["languages"].languages(),
        placeholders=placeholders,
        situations=situations,
        entries=tuple(entry for field in top["replies"].items() if (entry := reader.read(field))),
        licence=top["licence"].text() if "licence" in top else "",
        default_status=top["default_status"].choice(statuses, "draft") if "default_status" in top else "draft",
    )
    problems.refuse_if_any()
    return read


def _placeholder(name: str, field: Field) -> Placeholder:
    keys = field.mapping(known=_VARIABLE, required=("kind",))
    return Placeholder(
        name=name,
        kind=keys["kind"].choice(KINDS, "text") if "kind" in keys else "text",
        fallback=keys["fallback"].text_per_language() if "fallback" in keys else {},
        example=keys["example"].text_per_language() if "example" in keys else {},
        is_asked="ask_agent" in keys and keys["ask_agent"].flag(),
        makes_promise="makes_promise" in keys and keys["makes_promise"].flag(),
        only=keys["only"].choice(("salutation",), "salutation") if "only" in keys else None,  # type: ignore[arg-type]
    )


class _EntryReader:
    """Reads one reply after another; remembers the keys that were given."""

    def __init__(self, placeholders: Collection[str], situations: Collection[str]) -> None:
        self._placeholders = placeholders
        self._situations = situations
        self._keys: set[str] = set()

    def read(self, field: Field) -> Entry | None:
        keys = field.mapping(known=_REPLY_OPTIONAL, required=_REPLY)
        if not all(key in keys for key in _REPLY):
            return None
        details = ReplyDetails(
            situation=keys["situation"].choice(self._situations, ""),
            label=keys["label"].text_per_language(limit=80),
            shortcut=keys["slash"].text_per_language(limit=40),
            tone=keys["tone"].choice(TONES, "warm"),
            mode=keys["mode"].choice(MODES, "manual"),
            **_options(keys),
        )
        texts = self._texts(keys["text"], set(keys["variables"].texts()))
        return Entry(key=self._key(keys["key"]), details=details, texts=texts, line=field.line)

    def _key(self, field: Field) -> ReplyKey:
        key = field.text()
        if not is_key(key):
            field.refuse(f"expected a key like greeting.first_contact, got {key[:80]!r}")
        if key in self._keys:
            field.refuse(f"expected each key once, got {key!r} twice")
        self._keys.add(key)
        return ReplyKey(key)

    def _texts(self, field: Field, declared: set[str]) -> PerLanguage:
        texts: dict[Language, str] = {}
        for language, text in field.per_language().items():
            texts[language] = text.text(limit=TEXT_LIMIT)
            self._check_blanks(text, texts[language], declared)
        if not texts:
            field.refuse("expected a text in at least one language")
        return texts

    def _check_blanks(self, field: Field, text: str, declared: set[str]) -> None:
        try:
            used = {blank.name for blank in blanks(parse(text))}
        except TemplateRefused as refused:
            field.refuse(str(refused))
            return
        for name in sorted(used - set(self._placeholders)):
            field.refuse(f"expected blanks that `variables` of the file declares, got {name!r}")
        for name in sorted(used ^ declared):
            expected = "declared and missing" if name in declared else "used and not declared"
            field.refuse(f"expected the same blanks as this reply's `variables`: {name!r} is {expected}")


def _options(keys: Mapping[str, Field]) -> dict[str, Any]:
    readers: dict[str, Callable[[Field], object]] = {
        "tags": Field.texts,
        "replaces": lambda field: {language: texts.texts() for language, texts in field.per_language().items()},
        "scope": _scope,
        "active": _active,
    }
    return {key: read(keys[key]) for key, read in readers.items() if key in keys}


def _scope(field: Field) -> Scope:
    keys = field.mapping(known=("owner",), required=("kind",))
    kind = keys["kind"].choice(SCOPES, "everyone") if "kind" in keys else "everyone"
    if (kind == "everyone") == ("owner" in keys):
        field.refuse("expected `owner` for team and own, and none for everyone")
    return Scope(kind, keys["owner"].text() if "owner" in keys else "")


def _active(field: Field) -> ActivePeriod:
    keys = field.mapping(known=("weekdays", "first_day", "last_day"))
    return ActivePeriod(
        weekdays=tuple(day.number(most=6) for day in keys["weekdays"].items()) if "weekdays" in keys else (),
        first_day=_day(keys["first_day"]) if "first_day" in keys else None,
        last_day=_day(keys["last_day"]) if "last_day" in keys else None,
    )


def _day(field: Field) -> dt.date | None:
    given = field.text()
    try:
        return dt.date.fromisoformat(given)
    except ValueError:
        field.refuse(f"expected a day like 2026-12-24, got {given!r}")
        return None
