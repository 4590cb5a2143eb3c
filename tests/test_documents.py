"""Documentation is part of the product: it arrives with the code, and it is wrong when it disagrees."""

from __future__ import annotations

import re
import tomllib
from dataclasses import fields
from pathlib import Path

import click
import pytest

from chat_server.settings import NEW_PASSWORD, Settings

ROOT = Path(__file__).parent.parent
DOCS = ROOT / "docs"
DOCUMENTED_PARTS = ("canned_replies", "widget")
PAGES = sorted([*ROOT.glob("*.md"), *DOCS.rglob("*.md"), *(ROOT / part / "README.md" for part in DOCUMENTED_PARTS)])
LINK = re.compile(r"\]\(([^()\s]+)\)")
FENCE = re.compile(r"^```.*?^```", re.MULTILINE | re.DOTALL)
PRODUCT = ("chat_server", "widget", "agent_console", "canned_replies", "tests", "bench", "docs", "scripts")


def prose(path: Path) -> str:
    """A page without its blocks of code."""
    return FENCE.sub("", path.read_text(encoding="utf-8"))


def anchors(path: Path) -> set[str]:
    """The names under which the headings of a page can be linked."""
    titles = re.findall(r"^#+ (.+)$", prose(path), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", title.lower()).replace(" ", "-") for title in titles}


def broken_links(path: Path, text: str) -> list[str]:
    """The relative links of a text that lead nowhere, seen from where the page lies."""
    broken = []
    for link in LINK.findall(text):
        if re.match(r"[a-z]+:", link):
            continue
        target, _, anchor = link.partition("#")
        file = (path.parent / target).resolve() if target else path
        if not file.exists() or (anchor and anchor not in anchors(file)):
            broken.append(link)
    return broken


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_every_link_leads_somewhere(path: Path) -> None:
    """Pages, pictures and headings that a page points to are there."""
    assert broken_links(path, prose(path)) == []


def test_a_broken_link_is_noticed() -> None:
    """A missing file and a missing heading are both found; a good link is not complained about."""
    text = "[a](docs/nowhere.md) [b](README.md#no-such-heading) [c](LICENSE)"
    assert broken_links(ROOT / "README.md", text) == ["docs/nowhere.md", "README.md#no-such-heading"]


def test_every_page_can_be_reached_from_the_readme() -> None:
    """A reader who follows links from the first page finds everything."""
    seen: set[Path] = set()
    waiting = [ROOT / "README.md"]
    while waiting:
        path = waiting.pop()
        if path in seen or path.suffix != ".md":
            continue
        seen.add(path)
        links = [link.partition("#")[0] for link in LINK.findall(prose(path)) if not re.match(r"[a-z]+:", link)]
        waiting += [(path.parent / link).resolve() for link in links if link]
    assert [page.relative_to(ROOT).as_posix() for page in PAGES if page not in seen] == []


PLACE = re.compile(rf"`((?:{'|'.join(PRODUCT)})/[\w./-]*)`")


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_every_file_a_page_names_exists(path: Path) -> None:
    """A walk through the code leads along files that are there."""
    assert sorted({place for place in PLACE.findall(prose(path)) if not (ROOT / place).exists()}) == []


# --- Settings and commands -----------------------------------------------------------------------

OPERATIONS = DOCS / "operations.md"
ROW = re.compile(r"^\| `(WARMLINE_\w+)` \| (.+?) \| (.+?) \|$", re.MULTILINE)


def rows() -> dict[str, tuple[str, str]]:
    """The table of settings: default and explanation by name."""
    found = ROW.findall(OPERATIONS.read_text(encoding="utf-8"))
    return {name: (default, explanation) for name, default, explanation in found}


def expected_rows() -> dict[str, tuple[str, str]]:
    """What the table has to say, from the settings themselves."""
    return {
        field.metadata["env"]: (f"`{field.default}`" if str(field.default) else "empty", field.metadata["help"])
        for field in fields(Settings)
    }


def test_every_setting_is_documented() -> None:
    """The table says of each setting what the program says, default included."""
    assert rows() == expected_rows()


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_no_page_names_a_setting_that_does_not_exist(path: Path) -> None:
    """An operator who copies a setting from a page does not get an error."""
    named = set(re.findall(r"WARMLINE_[A-Z_]*[A-Z]", path.read_text(encoding="utf-8")))
    assert named <= {*expected_rows(), NEW_PASSWORD}


def commands() -> dict[str, click.Command]:
    """Every command of ``warmline`` by name."""
    from chat_server.cli import main  # noqa: PLC0415  # a test of its own must say when this fails

    assert isinstance(main, click.Group)
    return dict(main.commands)


def test_every_command_has_help_and_is_documented() -> None:
    """``warmline --help`` explains each command, and so does the page for operators."""
    page = OPERATIONS.read_text(encoding="utf-8")
    found = commands()
    assert {"serve", "create-agent", "migrate", "doctor", "backup", "demo"} <= set(found)
    assert [name for name, command in found.items() if not (command.help or "").strip()] == []
    assert [name for name in found if f"warmline {name}" not in page] == []


def test_every_metric_is_documented() -> None:
    """Who watches the server can look up what a figure means."""
    source = (ROOT / "chat_server" / "pages" / "health.py").read_text(encoding="utf-8")
    names = re.findall(r'(Counter|Gauge)MetricFamily\(\s*"(\w+)"', source)
    assert names
    page = OPERATIONS.read_text(encoding="utf-8")
    exported = [f"{name}_total" if kind == "Counter" else name for kind, name in names]
    assert [name for name in exported if f"| `{name}` |" not in page] == []


def test_every_option_has_help() -> None:
    """No option has to be guessed."""
    options = [
        (name, parameter)
        for name, command in commands().items()
        for parameter in command.params
        if isinstance(parameter, click.Option)
    ]
    assert options
    assert [f"{name} --{option.name}" for name, option in options if not option.help] == []


def test_every_command_a_page_shows_exists() -> None:
    """What a page tells somebody to type can be typed."""
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    for path in PAGES:
        text = path.read_text(encoding="utf-8")
        shown = re.findall(r"(?:^|`|\s{4})(make|warmline) ([a-z][a-z-]*)", text, re.MULTILINE)
        known = {"make": targets, "warmline": set(commands())}
        assert [f"{program} {word}" for program, word in shown if word not in known[program]] == [], path.name


def test_the_changelog_knows_this_version() -> None:
    """What changed in the version that is about to be released is written down."""
    version = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"]
    titles = re.findall(r"^## (.+)$", (ROOT / "CHANGELOG.md").read_text(encoding="utf-8"), re.MULTILINE)
    assert titles
    assert any(title.startswith((version, "Unreleased")) for title in titles)
