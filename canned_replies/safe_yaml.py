"""YAML that a stranger may upload: plain maps, lists and scalars, each knowing its line.

Threats this closes: anchors that multiply ("billion laughs"), tags that build objects, a key given twice
of which the last silently wins, nesting that exhausts the stack, and files too large to look at. Scalars follow
YAML 1.2's core schema, so ``no`` and ``12:30`` stay the text they look like.
"""

import re
from pathlib import Path
from typing import Final, TypeAlias, Union

import msgspec
import yaml

from canned_replies.problem import Problems

SIZE_LIMIT: Final = 24 * 1024 * 1024  # bytes; 10,000 replies in three languages are about 10 MiB
DEPTH_LIMIT: Final = 20

Scalar: TypeAlias = str | int | bool | None
Content: TypeAlias = Union["dict[str, Node]", "list[Node]", Scalar]

_INTEGER: Final = re.compile(r"-?(?:0|[1-9][0-9]{0,17})")
_NULLS: Final = frozenset({"", "~", "null", "Null", "NULL"})
_FLAGS: Final = {"true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False}
_TAB: Final = re.compile(r"^ *\t", re.MULTILINE)
_PARSER: Final = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class Node(msgspec.Struct):
    """A value and the line it begins on (from 1)."""

    content: Content
    line: int


def read_file(path: Path) -> tuple[Node, Problems]:
    """The file's one document; see ``read_text``."""
    with path.open("rb") as file:
        raw = file.read(SIZE_LIMIT + 1)
    return read_bytes(raw, path.name)


def read_bytes(raw: bytes, file: str) -> tuple[Node, Problems]:
    """The document in the bytes and an open list for what readers find wrong in it.

    Raises FileRefused: when the bytes are too many, no UTF-8 or no plain YAML.
    """
    problems = Problems(file)
    if len(raw) > SIZE_LIMIT:
        problems.add(1, "", f"expected at most {SIZE_LIMIT // 1024 // 1024} MiB, got a larger file")
        problems.refuse_if_any()
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        problems.add(raw.count(b"\n", 0, error.start) + 1, "", f"expected UTF-8, got byte {raw[error.start]:#04x}")
        problems.refuse_if_any()
        raise AssertionError from error
    return _read(text, problems), problems


def read_text(text: str, file: str) -> tuple[Node, Problems]:
    """The same for a text that is already decoded."""
    return read_bytes(text.encode("utf-8", "surrogatepass"), file)


def _read(text: str, problems: Problems) -> Node:
    tab = _TAB.search(text)
    if tab:
        problems.add(text.count("\n", 0, tab.end()) + 1, "", "expected spaces for indentation, got a tab")
        problems.refuse_if_any()
    node = Node(None, 1)
    try:
        node = _Builder(text, problems).document()
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        problems.add(mark.line + 1 if mark else 1, "", f"expected YAML: {error.problem or error.context}")
    except yaml.YAMLError as error:
        problems.add(1, "", f"expected YAML: {str(error).splitlines()[0]}")
    problems.refuse_if_any()
    return node


class _Builder:
    """Turns parse events into nodes; aliases, anchors and tags never get as far as a value."""

    def __init__(self, text: str, problems: Problems) -> None:
        self._events = yaml.parse(text, Loader=_PARSER)
        self._problems = problems

    def document(self) -> Node:
        self._next()
        if isinstance(self._next(), yaml.StreamEndEvent):
            self._refuse(1, "expected a document, got an empty file")
        node = self._node(self._next(), 0)
        self._next()
        following = self._next()
        if not isinstance(following, yaml.StreamEndEvent):
            self._refuse(_line(following), "expected one document, got a second")
        return node

    def _node(self, event: yaml.Event, depth: int) -> Node:
        line = _line(event)
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            self._refuse(line, "expected plain values, got an anchor or alias")
        if depth > DEPTH_LIMIT:
            self._refuse(line, f"expected at most {DEPTH_LIMIT} levels")
        if isinstance(event, yaml.ScalarEvent):
            return Node(self._scalar(event, line), line)
        self._refuse_tag(getattr(event, "tag", None), line)
        if isinstance(event, yaml.MappingStartEvent):
            return Node(self._mapping(depth), line)
        return Node(self._sequence(depth), line)

    def _mapping(self, depth: int) -> dict[str, Node]:
        found: dict[str, Node] = {}
        while not isinstance(event := self._next(), yaml.MappingEndEvent):
            line = _line(event)
            key = self._key(event, line)
            if key in found:
                self._problems.add(line, key, "expected each key once, got it twice")
            found[key] = self._node(self._next(), depth + 1)
        return found

    def _key(self, event: yaml.Event, line: int) -> str:
        if not isinstance(event, yaml.ScalarEvent) or event.anchor:
            self._refuse(line, "expected a plain key")
        return str(getattr(event, "value", ""))

    def _sequence(self, depth: int) -> list[Node]:
        found: list[Node] = []
        while not isinstance(event := self._next(), yaml.SequenceEndEvent):
            found.append(self._node(event, depth + 1))
        return found

    def _scalar(self, event: yaml.ScalarEvent, line: int) -> Scalar:
        self._refuse_tag(event.tag, line)
        value = str(event.value)
        if not event.implicit[0]:
            return value
        if value in _NULLS:
            return None
        if value in _FLAGS:
            return _FLAGS[value]
        return int(value) if _INTEGER.fullmatch(value) else value

    def _refuse_tag(self, tag: str | None, line: int) -> None:
        if tag and tag != "!":
            self._refuse(line, f"expected plain values, got the tag {tag}")

    def _refuse(self, line: int, message: str) -> None:
        self._problems.add(line, "", message)
        self._problems.refuse_if_any()

    def _next(self) -> yaml.Event:
        return next(self._events)


def _line(event: yaml.Event) -> int:
    return event.start_mark.line + 1 if event.start_mark else 1
