"""Typed reading of a YAML node: every answer is of the type asked for, every surprise becomes a problem."""

from collections.abc import Collection, Iterator
from typing import TypeVar

from canned_replies.languages import LANGUAGES, Language, as_language
from canned_replies.problem import Problems
from canned_replies.safe_yaml import Node

Choice = TypeVar("Choice", bound=str)


class Field:
    """One place in the document: its node, its key path, and where problems go."""

    __slots__ = ("_node", "_problems", "key")

    def __init__(self, node: Node, key: str, problems: Problems) -> None:
        self._node = node
        self._problems = problems
        self.key = key

    @property
    def line(self) -> int:
        """The line the value begins on, from 1."""
        return self._node.line

    def refuse(self, message: str) -> None:
        """Note that this place is wrong."""
        self._problems.add(self.line, self.key, message)

    def mapping(self, *, known: Collection[str] = (), required: Collection[str] = ()) -> dict[str, "Field"]:
        """The fields inside; keys that are not ``known`` and ``required`` keys that are missing are noted."""
        content = self._node.content
        if not isinstance(content, dict):
            self._refuse_type("a map")
            return {}
        for key in required:
            if key not in content:
                self.refuse(f"expected the key {key!r}, it is missing")
        for key in content:
            if known and key not in known and key not in required:
                expected = ", ".join(sorted({*known, *required}))
                self._problems.add(content[key].line, self._below(key), f"unknown key; expected one of {expected}")
        return {key: Field(node, self._below(key), self._problems) for key, node in content.items()}

    def items(self) -> Iterator["Field"]:
        """The fields of a list."""
        content = self._node.content
        if not isinstance(content, list):
            self._refuse_type("a list")
            return
        for place, node in enumerate(content):
            yield Field(node, f"{self.key}[{place}]", self._problems)

    def text(self, *, limit: int = 500) -> str:
        """Text that is not blank."""
        content = self._node.content
        if not isinstance(content, str):
            self._refuse_type("text")
            return ""
        if not content.strip():
            self.refuse("expected text, got a blank one")
        if len(content) > limit:
            self.refuse(f"expected at most {limit} characters, got {len(content)}")
        if "\0" in content:
            self.refuse("expected text, got a NUL character")
        return content

    def number(self, *, least: int = 0, most: int = 1_000_000) -> int:
        """A whole number within bounds."""
        content = self._node.content
        if isinstance(content, bool) or not isinstance(content, int):
            self._refuse_type("a whole number")
            return least
        if not least <= content <= most:
            self.refuse(f"expected a number from {least} to {most}, got {content}")
        return content

    def flag(self) -> bool:
        """``true`` or ``false``."""
        if not isinstance(self._node.content, bool):
            self._refuse_type("true or false")
        return self._node.content is True

    def choice(self, choices: Collection[Choice], default: Choice) -> Choice:
        """One of the choices; the default stands in when it is another."""
        given = self.text()
        for choice in choices:
            if choice == given:
                return choice
        if given:
            self.refuse(f"expected one of {', '.join(choices)}, got {given!r}")
        return default

    def texts(self, *, limit: int = 500) -> tuple[str, ...]:
        """A list of texts."""
        return tuple(field.text(limit=limit) for field in self.items())

    def per_language(self) -> dict[Language, "Field"]:
        """The fields of a map from language to anything; unknown languages are noted."""
        found: dict[Language, Field] = {}
        for key, field in self.mapping().items():
            language = as_language(key)
            if language is None:
                field.refuse(f"unknown language; expected one of {', '.join(LANGUAGES)}")
            else:
                found[language] = field
        return found

    def text_per_language(self, *, limit: int = 500) -> dict[Language, str]:
        """A map from language to text."""
        return {language: field.text(limit=limit) for language, field in self.per_language().items()}

    def languages(self) -> tuple[Language, ...]:
        """A list of known languages."""
        return tuple(field.choice(LANGUAGES, "en") for field in self.items())

    def _below(self, key: str) -> str:
        return f"{self.key}.{key}" if self.key else key

    def _refuse_type(self, wanted: str) -> None:
        content = self._node.content
        names = {dict: "a map", list: "a list", str: "text", bool: "true or false", int: "a number"}
        self.refuse(f"expected {wanted}, got {names.get(type(content), 'nothing')}")
