"""A reply's text, read into plain pieces: literal text and blanks. Nothing in it is ever run.

Jinja2's own lexer and parser read the text; an allow-list of nodes decides. A blank is a dotted name and at most one
fallback: ``{{ contact.first_name or "there" }}``. Calls, filters, tests, operators, subscripts, statements,
comments and whitespace control are refused with line and column, and since rendering only looks a name up in
a table, there is no code a template could reach even if one slipped through.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Final, NoReturn

import jinja2
import msgspec
from jinja2 import nodes

from canned_replies.errors import TemplateRefused
from canned_replies.fault import Fault, fault

TEXT_LIMIT: Final = 5_000  # characters of one text
BLANKS_LIMIT: Final = 50
NAME_PARTS_LIMIT: Final = 4
FALLBACK_LIMIT: Final = 200
BLANK_LIMIT: Final = 400  # characters between the braces
BLANKS_KEPT: Final = 1_000

_ENVIRONMENT: Final = jinja2.Environment(keep_trailing_newline=True, autoescape=True)
_NAME: Final = re.compile(r"[a-z][a-z0-9]*(?:_[a-z0-9]+)*")
_NUMBER: Final = re.compile(r"[0-9]{1,2}")
_ALLOWED_TOKENS: Final = frozenset({"whitespace", "name", "operator", "integer", "string"})
_OPENING: Final = {
    "block_begin": "statement_found",
    "raw_begin": "statement_found",
    "comment_begin": "comment_found",
    "linestatement_begin": "statement_found",
}


class Blank(msgspec.Struct, frozen=True):
    """A named gap; ``source`` is what stands in the text, ``fallback`` what fills it when the value is unknown."""

    name: str
    source: str
    line: int
    column: int
    fallback: str | None = None


Template = tuple[str | Blank, ...]


class _Token(msgspec.Struct, frozen=True):
    kind: str
    text: str
    at: int


def parse(text: str) -> Template:
    """The text as literal pieces and blanks, in order.

    Raises TemplateRefused: at the first thing that is neither, with its line and column.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if len(text) > TEXT_LIMIT:
        _refuse(text, TEXT_LIMIT, fault("text_too_long", limit=TEXT_LIMIT, got=len(text)))
    template = tuple(
        _literal(text, group[0]) if group[0].kind == "data" else _blank(text, group) for group in _grouped(text)
    )
    if len(blanks(template)) > BLANKS_LIMIT:
        _refuse(text, 0, fault("too_many_blanks", limit=BLANKS_LIMIT))
    return template


def blanks(template: Template) -> list[Blank]:
    """The template's blanks, in order; a name that stands twice comes twice."""
    return [piece for piece in template if isinstance(piece, Blank)]


def _grouped(text: str) -> Iterator[list[_Token]]:
    """Literal tokens alone, the tokens of a blank together."""
    group: list[_Token] = []
    for token in _tokens(text):
        if not group and token.kind == "data":
            yield [token]
            continue
        group.append(token)
        _check_token(text, token, group)
        if token.kind == "variable_end":
            yield group
            group = []
    if group:
        _refuse(text, group[0].at, fault("blank_unclosed"))


def _tokens(text: str) -> Iterator[_Token]:
    at = 0
    try:
        for _, kind, value in _ENVIRONMENT.lex(text):
            yield _Token(kind, value, at)
            at += len(value)
    except jinja2.TemplateSyntaxError as error:
        _refuse(text, at, fault("blank_malformed", detail=error.message or ""))


def _check_token(text: str, token: _Token, group: list[_Token]) -> None:
    if token.kind in _OPENING:
        _refuse(text, token.at, fault(_OPENING[token.kind]))
    if token.kind in ("variable_begin", "variable_end"):
        if len(token.text) != len("{{"):
            _refuse(text, token.at, fault("blank_uneven", got=token.text))
        return
    if token.at - group[0].at > BLANK_LIMIT:
        _refuse(text, group[0].at, fault("blank_too_long", limit=BLANK_LIMIT))
    if token.kind not in _ALLOWED_TOKENS or (token.kind == "operator" and token.text != "."):
        _refuse(text, token.at, fault("blank_computes", got=token.text))
    if token.kind == "name" and not _NAME.fullmatch(token.text):
        _refuse(text, token.at, fault("name_malformed", got=token.text))
    if token.kind == "integer" and not _NUMBER.fullmatch(token.text):
        _refuse(text, token.at, fault("name_number", got=token.text))


def _literal(text: str, token: _Token) -> str:
    stray = token.text.find("}}")
    if stray >= 0:
        _refuse(text, token.at + stray, fault("blank_unopened"))
    return token.text


def _blank(text: str, group: list[_Token]) -> Blank:
    """The allow-list of nodes: one output of a path, or of a path ``or`` a text."""
    at, source = group[0].at, "".join(token.text for token in group)
    try:
        body = _nodes(source)
    except jinja2.TemplateSyntaxError as error:
        _refuse(text, at, fault("blank_malformed", detail=error.message or ""))
    if len(body) != 1 or not isinstance(body[0], nodes.Output) or len(body[0].nodes) != 1:
        _refuse(text, at, fault("blank_empty"))
    expression, fallback = body[0].nodes[0], None
    if isinstance(expression, nodes.Or):
        fallback = _fallback(text, at, expression.right)
        expression = expression.left
    line, column = _place(text, at)
    return Blank(_path(text, at, expression), source, line, column, fallback)


@lru_cache(maxsize=BLANKS_KEPT)
def _nodes(source: str) -> list[nodes.Node]:
    """A large library has the same few blanks again and again; nobody changes the nodes."""
    return _ENVIRONMENT.parse(source).body


def _fallback(text: str, at: int, node: nodes.Expr) -> str:
    if not isinstance(node, nodes.Const) or not isinstance(node.value, str) or not node.value.strip():
        _refuse(text, at, fault("fallback_malformed"))
    if len(node.value) > FALLBACK_LIMIT:
        _refuse(text, at, fault("fallback_too_long", limit=FALLBACK_LIMIT, got=len(node.value)))
    return node.value


def _path(text: str, at: int, node: nodes.Expr) -> str:
    parts: list[str] = []
    while not isinstance(node, nodes.Name):
        if isinstance(node, nodes.Getattr):
            parts.append(node.attr)
            node = node.node
        elif isinstance(node, nodes.Getitem) and isinstance(node.arg, nodes.Const) and isinstance(node.arg.value, int):
            parts.append(str(node.arg.value))
            node = node.node
        else:
            _refuse(text, at, fault("name_expected"))
    parts.append(node.name)
    if len(parts) > NAME_PARTS_LIMIT:
        _refuse(text, at, fault("name_too_deep", limit=NAME_PARTS_LIMIT, got=len(parts)))
    return ".".join(reversed(parts))


def _place(text: str, at: int) -> tuple[int, int]:
    line_start = text.rfind("\n", 0, at) + 1
    return text.count("\n", 0, at) + 1, at - line_start + 1


def _refuse(text: str, at: int, why: Fault) -> NoReturn:
    raise TemplateRefused(why, *_place(text, at))
