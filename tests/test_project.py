"""What must hold for every file of the project, whoever wrote it."""

from __future__ import annotations

import json
import re
import subprocess
import tomllib
from fnmatch import fnmatch
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parent.parent
TEXT = {".css", ".html", ".js", ".json", ".md", ".py", ".sql", ".toml", ".ts", ".txt", ".yaml", ".yml", ""}


def tracked(*suffixes: str) -> list[Path]:
    """The files that a clone receives, by the endings of their names; all of them without an ending."""
    listing = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    paths = [ROOT / name for name in listing.split("\0") if name]
    return [path for path in paths if path.is_file() and (not suffixes or path.suffix in suffixes)]


def name_of(path: Path) -> str:
    """A path as it is called in the repository."""
    return path.relative_to(ROOT).as_posix()


def lines_matching(pattern: re.Pattern[str], text: str) -> list[str]:
    """Every line in which the pattern occurs, with its number."""
    return [f"{number}: {line.strip()}" for number, line in enumerate(text.splitlines(), 1) if pattern.search(line)]


def complaints(pattern: re.Pattern[str], paths: list[Path]) -> list[str]:
    """Every place in these files where the pattern occurs."""
    return [
        f"{name_of(path)}:{line}"
        for path in paths
        for line in lines_matching(pattern, path.read_text(encoding="utf-8"))
    ]


def is_vendored(path: Path) -> bool:
    """Whether others wrote the file and we carry it."""
    return "vendor" in path.parts


# --- Nothing that belongs to one machine -----------------------------------------------------

MACHINE_PATH = re.compile(r"(?<![\w.~}])/(?:home|root|Users|work|mnt)/\w")
REGISTRY = re.compile(
    r"(?:pypi|python" + r"hosted|npmjs|yarnpkg|jsr|unpkg|jsdelivr|esm|skypack|cdnjs)\.(?:org|com|io|sh|dev)|cdnjs\.",
    re.IGNORECASE,
)
UNFINISHED = re.compile(r"\b(?:TO" + r"DO|FIX" + r"ME|XX" + r"X)\b")


@pytest.mark.parametrize(
    ("pattern", "text", "is_caught"),
    [
        (MACHINE_PATH, "open('/home/sara/key')", True),
        (MACHINE_PATH, "https://shop.example/home/sofa", False),
        (MACHINE_PATH, "/var/lib/warmline", False),
        (REGISTRY, "https://registry.npm" + "js.org/preact", True),
        (REGISTRY, "https://files.python" + "hosted.org/x.whl", True),
        (REGISTRY, "the npm package preact", False),
        (UNFINISHED, "# TO" + "DO: later", True),
        (UNFINISHED, "todos los días", False),
    ],
)
def test_the_patterns_catch_what_they_mean(pattern: re.Pattern[str], text: str, *, is_caught: bool) -> None:
    """The searches below find what they look for and leave the rest alone."""
    assert bool(pattern.search(text)) is is_caught


@pytest.mark.parametrize("pattern", [MACHINE_PATH, REGISTRY, UNFINISHED], ids=["machine", "registry", "unfinished"])
def test_no_file_knows_a_machine_or_a_download_address(pattern: re.Pattern[str]) -> None:
    """Another machine, another mirror: everything works the same; and nothing is left half done."""
    paths = [path for path in tracked() if path.suffix in TEXT and path.name != Path(__file__).name]
    assert complaints(pattern, [path for path in paths if not is_vendored(path)]) == []


def test_the_lock_file_names_no_address() -> None:
    """Packages come from wherever this machine takes its packages."""
    lock = json.loads((ROOT / "package-lock.json").read_text(encoding="utf-8"))
    packages: dict[str, Any] = lock["packages"]
    assert len(packages) > 1
    assert [name for name, package in packages.items() if "resolved" in package] == []


def test_every_dependency_is_pinned() -> None:
    """Two machines that install on two days get the same."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    wanted = [*project["dependencies"], *project["optional-dependencies"]["test"]]
    names = {_normal(re.split(r"[<>=\[ ]", requirement)[0]) for requirement in wanted}
    lines = [line for line in (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines() if line[:1] != "#"]
    assert [line for line in lines if not re.fullmatch(r"[\w.-]+==[\w.]+", line)] == []
    assert names - {_normal(line.split("==")[0]) for line in lines} == set()


def _normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def test_every_file_the_product_needs_is_packaged() -> None:
    """Installed from a package it finds its templates, words, fonts and migrations, as in a clone."""
    tool = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["setuptools"]
    patterns = [*tool["package-data"]["*"], "*.py", "*.d.ts"]
    product = tuple(pattern.replace("*", "/") for pattern in tool["packages"]["find"]["include"])
    names = [name_of(path) for path in tracked() if name_of(path).startswith(product)]
    assert len(names) > 100
    assert [name for name in names if not any(fnmatch(Path(name).name, pattern) for pattern in patterns)] == []


# --- Files that must be well made ------------------------------------------------------------


def _without_repeats(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    names = [name for name, _ in pairs]
    repeated = sorted({name for name in names if names.count(name) > 1})
    if repeated:
        raise ValueError(f"expected each key once; these come twice: {repeated}")
    return dict(pairs)


def test_no_json_file_has_a_key_twice() -> None:
    """The second of two equal keys would win in silence."""
    for path in tracked(".json"):
        json.loads(path.read_text(encoding="utf-8"), object_pairs_hook=_without_repeats)


def test_a_repeated_key_is_caught() -> None:
    """The search for repeated keys finds one inside another object too."""
    with pytest.raises(ValueError, match="'send'"):
        json.loads('{"words": {"send": "Send", "send": "Go"}}', object_pairs_hook=_without_repeats)


def test_vendored_files_have_their_licence_beside_them() -> None:
    """Who wrote it, which version and under which licence stands in the same folder."""
    folders = {path.parent for path in tracked(".js", ".woff2", ".css") if is_vendored(path) or path.suffix == ".woff2"}
    assert folders
    for folder in folders:
        names = [path.name for path in folder.iterdir()]
        assert any(re.search(r"LICEN[CS]E|OFL", name) for name in names), f"expected a licence in {name_of(folder)}"
        assert "README.md" in names, f"expected {name_of(folder)}/README.md to name origin and versions"


DANGEROUS = re.compile(
    r"\b(?:inner|outer)HTML\b|insertAdjacentHTML|document\.write\b|\beval\(|new Function\(|setHTMLUnsafe"
)


def test_no_browser_code_turns_text_into_markup() -> None:
    """What people write never becomes HTML or code: there is no sink for it."""
    paths = [path for path in tracked(".js") if name_of(path).startswith(("widget/", "agent_console/", "chat_server/"))]
    assert complaints(DANGEROUS, [path for path in paths if not is_vendored(path)]) == []


# --- Both directions of writing ----------------------------------------------------------------

_SIDE = r"(?:left|right)"
_LONG = rf"(?:(?:scroll-)?(?:margin|padding)|border)-{_SIDE}(?:-\w+)?|border-(?:top|bottom)-{_SIDE}-radius"
_VALUE = rf"(?:text-align|float|clear)\s*:\s*{_SIDE}\b"
IN_STYLES = re.compile(rf"(?<![\w.-])(?:{_SIDE}|{_LONG})\s*:|{_VALUE}")
IN_CODE = re.compile(rf"(?<![\w.-])(?:{_LONG})\s*:|{_VALUE}|(?:^\s*|[;{{]){_SIDE}\s*:[^,;{{}}]*;|\{{{_SIDE}:\S")
"""In code a bare ``left:`` may be part of a rectangle; it is a style when a semicolon ends it."""


@pytest.mark.parametrize(
    ("style", "is_caught"),
    [
        ("  margin-left: 4px;", True),
        (".a{left:0}", True),
        ("text-align: right;", True),
        ("border-top-left-radius: 6px;", True),
        ("margin-inline-start: 4px;", False),
        ("text-align: start;", False),
        ("inset-inline-end: 16px;", False),
        ("const box = { left: 3, right: 4 };", False),
        ("const { left } = rect;", False),
    ],
)
def test_physical_sides_are_recognised(style: str, *, is_caught: bool) -> None:
    """A style that names left or right is found; code that measures a rectangle is not one."""
    assert bool(IN_CODE.search(style)) is is_caught


def test_styles_know_start_and_end_but_not_left_and_right() -> None:
    """In a Persian interface everything mirrors, because no style names a physical side."""
    code = [path for path in tracked(".js", ".html") if not is_vendored(path) and "tests" not in path.parts]
    assert complaints(IN_CODE, code) == []
    assert complaints(IN_STYLES, tracked(".css")) == []
