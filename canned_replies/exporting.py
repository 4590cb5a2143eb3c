"""A library as YAML that reads back to the same, and as CSV that a spreadsheet may open safely."""

import csv
import io
from collections.abc import Mapping
from typing import Any, Final

import yaml

from canned_replies.library_file import SCHEMA, Entry, LibraryFile
from canned_replies.placeholder import Placeholder
from canned_replies.reply_details import ActivePeriod, ReplyDetails, Scope
from canned_replies.templates import blanks, parse

# A cell that begins like this is taken for a formula by spreadsheets (OWASP, "CSV injection").
FORMULA_SIGNS: Final = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
GUARD: Final = "'"

_DUMPER: Final[type[Any]] = getattr(yaml, "CSafeDumper", yaml.SafeDumper)


class _Dumper(_DUMPER):  # type: ignore[misc]
    """Never writes anchors: the reader refuses them."""

    def ignore_aliases(self, data: object) -> bool:  # noqa: ARG002 - the signature is PyYAML's
        """Write equal values out each time."""
        return True


def to_yaml(library: LibraryFile) -> str:
    """The library in the format of the starter; ``read_library_text`` gives the same library back."""
    document = {
        "schema": SCHEMA,
        "id": library.id,
        "version": library.version,
        **({"licence": library.licence} if library.licence else {}),
        "languages": list(library.languages),
        "default_status": library.default_status,
        "variables": {name: to_variable(placeholder) for name, placeholder in library.placeholders.items()},
        "situations": {key: dict(label) for key, label in library.situations.items()},
        "replies": [_reply(entry) for entry in library.entries],
    }
    return as_yaml(document)


def as_yaml(document: Mapping[str, object]) -> str:
    """A document in its own order, one line a value, without anchors."""
    return str(yaml.dump(document, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=1_000_000))


def to_variable(placeholder: Placeholder) -> dict[str, object]:
    """A placeholder as a library file writes it."""
    given = {
        "kind": placeholder.kind,
        "fallback": dict(placeholder.fallback),
        "example": dict(placeholder.example),
        "ask_agent": placeholder.is_asked,
        "makes_promise": placeholder.makes_promise,
        "only": placeholder.only,
    }
    return {key: value for key, value in given.items() if value}


def _reply(entry: Entry) -> dict[str, object]:
    details = entry.details
    return {
        "key": str(entry.key),
        "situation": details.situation,
        "mode": details.mode,
        "tone": details.tone,
        "label": dict(details.label),
        "slash": dict(details.shortcut),
        "variables": _names(entry),
        "text": dict(entry.texts),
        **_options(details),
    }


def _names(entry: Entry) -> list[str]:
    found = [blank.name for text in entry.texts.values() for blank in blanks(parse(text))]
    return list(dict.fromkeys(found))


def _options(details: ReplyDetails) -> dict[str, object]:
    options: dict[str, object] = {}
    if details.replaces:
        options["replaces"] = {language: list(phrases) for language, phrases in details.replaces.items()}
    if details.tags:
        options["tags"] = list(details.tags)
    if details.scope != Scope():
        options["scope"] = {"kind": details.scope.kind, "owner": details.scope.owner}
    if details.active != ActivePeriod():
        options["active"] = _active(details.active)
    return options


def _active(period: ActivePeriod) -> dict[str, object]:
    days: Mapping[str, object] = {
        "weekdays": list(period.weekdays),
        "first_day": period.first_day.isoformat() if period.first_day else None,
        "last_day": period.last_day.isoformat() if period.last_day else None,
    }
    return {key: value for key, value in days.items() if value}


def to_csv(library: LibraryFile) -> str:
    """One row a reply, one column a language and kind; encode it as ``utf-8-sig`` so that spreadsheets see UTF-8."""
    table = io.StringIO()
    writer = csv.writer(table, quoting=csv.QUOTE_ALL)
    kinds = [(kind, language) for kind in ("label", "slash", "text") for language in library.languages]
    writer.writerow(["key", "situation", "mode", "tone", *(f"{kind}.{language}" for kind, language in kinds)])
    for entry in library.entries:
        details = entry.details
        texts = {"label": details.label, "slash": details.shortcut, "text": entry.texts}
        cells = [entry.key, details.situation, details.mode, details.tone]
        cells += [texts[kind].get(language, "") for kind, language in kinds]
        writer.writerow([guard(cell) for cell in cells])
    return table.getvalue()


def guard(cell: str) -> str:
    """The cell, kept from being a formula by an apostrophe; one that begins with an apostrophe gets another."""
    return GUARD + cell if cell.lstrip(" \u00a0").startswith((*FORMULA_SIGNS, GUARD)) else cell


def unguard(cell: str) -> str:
    """The cell as it was before ``guard``."""
    return cell.removeprefix(GUARD)
