"""YAML from strangers: plain values with their lines, or a refusal that says where."""

import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from canned_replies import safe_yaml
from canned_replies.errors import FileRefused
from canned_replies.safe_yaml import DEPTH_LIMIT, SIZE_LIMIT, Content, read_bytes, read_file, read_text

BOMB = "a: &a [x, x]\n" + "".join(f"{chr(98 + n)}: &{chr(98 + n)} [*{chr(97 + n)}, *{chr(97 + n)}]\n" for n in range(9))


def plain(content: Content) -> object:
    """The values without their lines."""
    if isinstance(content, dict):
        return {key: plain(node.content) for key, node in content.items()}
    if isinstance(content, list):
        return [plain(node.content) for node in content]
    return content


def test_scalars_are_what_they_look_like() -> None:
    """``no`` is a word, ``12:30`` a time and ``2026-12-24`` a day: all of them text."""
    node, _ = read_text("a: no\nb: 12:30\nc: 2026-12-24\nd: 7\ne: true\nf: ~\ng: '7'\nh: 007\n", "x.yaml")
    assert plain(node.content) == {
        "a": "no",
        "b": "12:30",
        "c": "2026-12-24",
        "d": 7,
        "e": True,
        "f": None,
        "g": "7",
        "h": "007",
    }


def test_every_value_knows_its_line() -> None:
    """An error can point at it."""
    node, _ = read_text("a: 1\nb:\n  - x\n  - y\n", "x.yaml")
    assert isinstance(node.content, dict)
    listed = node.content["b"].content
    assert isinstance(listed, list)
    assert [item.line for item in listed] == [3, 4]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("a: 1\n\tb: 2\n", "x.yaml:2: expected spaces for indentation, got a tab"),
        ("a: 1\nb: 2\na: 3\n", "x.yaml:3: a: expected each key once, got it twice"),
        ("a: {b: 1, b: 2}\n", "x.yaml:1: b: expected each key once, got it twice"),
        (BOMB, "x.yaml:1: expected plain values, got an anchor or alias"),
        ("a: *b\n", "x.yaml:1: expected plain values, got an anchor or alias"),
        ("<<: {a: 1}\nb: &x 1\n", "x.yaml:2: expected plain values, got an anchor or alias"),
        ("a: !!python/object/apply:os.system [id]\n", "x.yaml:1: expected plain values, got the tag"),
        ("a: !!int '3'\n", "x.yaml:1: expected plain values, got the tag"),
        ("? [a]\n: b\n", "x.yaml:1: expected a plain key"),
        ("a: 1\n---\nb: 2\n", "x.yaml:2: expected one document, got a second"),
        ("", "x.yaml:1: expected a document, got an empty file"),
        ("# only a comment\n", "x.yaml:1: expected a document, got an empty file"),
        ("a: [1, 2\nb: 3\n", "x.yaml:2: expected YAML"),
        ("a: 'open\n", "expected YAML"),
        ("a: \x07\n", "expected YAML"),
        ("[" * (DEPTH_LIMIT + 5) + "]" * (DEPTH_LIMIT + 5), f"expected at most {DEPTH_LIMIT} levels"),
    ],
)
def test_what_could_harm_or_mislead_is_refused_with_its_line(text: str, wanted: str) -> None:
    """Tabs, repeated keys, bombs, tags, broken files."""
    with pytest.raises(FileRefused) as refused:
        read_text(text, "x.yaml")
    assert wanted in str(refused.value)


def test_bytes_that_are_no_text_are_refused_with_their_line() -> None:
    """Latin-1 from an old spreadsheet is named, not guessed."""
    with pytest.raises(FileRefused, match=r"x\.yaml:2: expected UTF-8, got byte 0xe9"):
        read_bytes(b"a: 1\nb: caf\xe9\n", "x.yaml")
    assert plain(read_bytes("\ufeffa: 1".encode(), "x.yaml")[0].content) == {"a": 1}


def test_a_file_of_fifty_megabytes_is_refused_unread(tmp_path: Path) -> None:
    """Only as much as the bound is ever read."""
    huge = tmp_path / "huge.yaml"
    with huge.open("wb") as file:
        file.truncate(50 * 1024 * 1024)
    began = time.process_time()
    with pytest.raises(FileRefused, match=f"huge.yaml:1: expected at most {SIZE_LIMIT // 1024 // 1024} MiB"):
        read_file(huge)
    assert time.process_time() - began < 0.5


@pytest.mark.parametrize("sign", ["[", "{a: ", "- "])
def test_nesting_cannot_exhaust_the_stack(sign: str) -> None:
    """A hundred thousand levels are refused like twenty-five."""
    began = time.process_time()
    with pytest.raises(FileRefused):
        read_text(sign * 20_000, "x.yaml")
    assert time.process_time() - began < 2


@given(st.text(alphabet="ab:-[]{}&*!?'\"|>%@`#,\n\t 1~<", max_size=60))
@settings(max_examples=400, deadline=None)
def test_any_text_is_read_or_refused(text: str) -> None:
    """No input escapes the family of refusals."""
    try:
        node, _ = safe_yaml.read_text(text, "x.yaml")
    except FileRefused as refused:
        problems = refused.problems
    else:
        problems = ()
        assert node.line >= 1
    assert all(problem.file == "x.yaml" and problem.line >= 1 for problem in problems)
