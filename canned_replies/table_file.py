"""Reading a spreadsheet's CSV, as ``exporting.to_csv`` writes it: the same checks, the same kind of problems.

A table says less than a library file. Placeholders and situations are those the library has, and what has no column
(tags, scope, active days, replaced phrases) stays as it is.
"""

import csv
import io
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final

import msgspec

from canned_replies.exporting import to_variable, unguard
from canned_replies.languages import LANGUAGES, PerLanguage
from canned_replies.library_file import SCHEMA, LibraryFile, library_from
from canned_replies.placeholder import Placeholder
from canned_replies.problem import Problems
from canned_replies.reply import ReplyKey
from canned_replies.reply_details import ReplyDetails
from canned_replies.safe_yaml import SIZE_LIMIT, Content, Node

_FIXED: Final = ("key", "situation", "mode", "tone")
_KINDS: Final = ("label", "slash", "text")
_BLANK: Final = re.compile(r"\{\{\s*([a-z][a-z0-9_]*(?:\.[a-z0-9_]+)*)")


def read_table(
    path: Path,
    situations: Mapping[str, PerLanguage],
    placeholders: Mapping[str, Placeholder],
    known: Mapping[ReplyKey, ReplyDetails],
) -> LibraryFile:
    """The replies of a table; ``known`` are the details they have until now.

    Raises FileRefused: with every problem's file, line and key.
    """
    problems = Problems(path.name)
    rows = list(_rows(_text(path, problems), problems))
    problems.refuse_if_any()
    document: dict[str, Content] = {
        "schema": SCHEMA,
        "id": "table",
        "version": 1,
        "languages": _nodes(list(LANGUAGES)),
        "variables": _nodes({name: to_variable(placeholder) for name, placeholder in placeholders.items()}),
        "situations": _nodes({key: dict(labels) for key, labels in situations.items()}),
        "replies": [Node(row, line) for line, row in rows],
    }
    library = library_from(Node({key: Node(content, 1) for key, content in document.items()}, 1), problems)
    entries = tuple(
        msgspec.structs.replace(entry, details=_kept(entry.details, known.get(entry.key))) for entry in library.entries
    )
    return msgspec.structs.replace(library, entries=entries)


def _text(path: Path, problems: Problems) -> str:
    with path.open("rb") as file:
        raw = file.read(SIZE_LIMIT + 1)
    if len(raw) > SIZE_LIMIT:
        problems.add(1, "", f"expected at most {SIZE_LIMIT // 1024 // 1024} MiB, got a larger file")
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        problems.add(raw.count(b"\n", 0, error.start) + 1, "", f"expected UTF-8, got byte {raw[error.start]:#04x}")
        text = ""
    if "\0" in text:
        problems.add(text.count("\n", 0, text.index("\0")) + 1, "", "expected text, got a NUL character")
    problems.refuse_if_any()
    return text


def _rows(text: str, problems: Problems) -> Iterator[tuple[int, dict[str, Node]]]:
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    line = 1
    try:
        header = [name.strip() for name in next(reader, [])]
        _check_header(header, problems)
        line = reader.line_num + 1
        for cells in reader:
            if any(cell.strip() for cell in cells):
                yield line, _reply(header, cells, line, problems)
            line = reader.line_num + 1
    except csv.Error as error:
        problems.add(line, "", f"expected CSV: {error}")


def _check_header(header: list[str], problems: Problems) -> None:
    columns = [f"{kind}.{language}" for kind in _KINDS for language in LANGUAGES]
    for name in _FIXED:
        if name not in header:
            problems.add(1, name, "expected this column, it is missing")
    for name in header:
        if name not in (*_FIXED, *columns):
            problems.add(1, name[:80], f"unknown column; expected one of {', '.join((*_FIXED, *columns))}")
    if len(set(header)) < len(header):
        problems.add(1, "", "expected each column once")
    problems.refuse_if_any()


def _reply(header: list[str], cells: list[str], line: int, problems: Problems) -> dict[str, Node]:
    if len(cells) != len(header):
        problems.add(line, "", f"expected {len(header)} cells, got {len(cells)}")
        problems.refuse_if_any()
    row = {name: unguard(cell) for name, cell in zip(header, cells, strict=True)}
    reply: dict[str, Node] = {name: Node(row[name], line) for name in _FIXED}
    for kind in _KINDS:
        given = {language: row.get(f"{kind}.{language}", "") for language in LANGUAGES}
        reply[kind] = Node({language: Node(text, line) for language, text in given.items() if text.strip()}, line)
    texts = [row.get(f"text.{language}", "") for language in LANGUAGES]
    names = dict.fromkeys(name for text in texts for name in _BLANK.findall(text))
    reply["variables"] = Node([Node(name, line) for name in names], line)
    return reply


def _kept(details: ReplyDetails, known: ReplyDetails | None) -> ReplyDetails:
    if known is None:
        return details
    return msgspec.structs.replace(
        known,
        situation=details.situation,
        label=details.label,
        shortcut=details.shortcut,
        tone=details.tone,
        mode=details.mode,
    )


def _nodes(value: object) -> Content:
    """Plain values as the reader of files would have given them."""
    if isinstance(value, dict):
        return {str(key): Node(_nodes(inner), 1) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [Node(_nodes(inner), 1) for inner in value]
    return value  # type: ignore[return-value]
