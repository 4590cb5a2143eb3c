"""Joins ES modules into one file: each once, after what it imports, with its import and export words taken away."""

from __future__ import annotations

import re
from pathlib import Path

IMPORT = re.compile(r'^import \{([^}]*)\} from "(\.[^"]+)";\n', re.MULTILINE)
ANY_IMPORT = re.compile(r"^import\b.*", re.MULTILINE)
EXPORT = re.compile(r"^export (?=(?:async )?(?:function|class|const|let)\b)", re.MULTILINE)
EMPTY_EXPORT = re.compile(r"^export \{\};\n", re.MULTILINE)
NAME = re.compile(r"^(?:export )?(?:async )?(?:function|class|const|let) (\w+)", re.MULTILINE)


class BuildError(Exception):
    """The sources cannot be joined; the sentence says what was expected and what came."""


def join_modules(entry: Path) -> str:
    """The entry module and everything it imports as one text; only the entry keeps its exports."""
    texts: dict[Path, str] = {}
    _collect(entry.resolve(), texts, ())
    _refuse_name_clashes(texts)
    return "\n".join(_bare(path, text, is_entry=path == entry.resolve()) for path, text in texts.items())


def _collect(path: Path, texts: dict[Path, str], importers: tuple[Path, ...]) -> None:
    """Add a module after the modules it imports."""
    if path in importers:
        raise BuildError(f"expected imports without a circle, got one through {path.name}")
    if path in texts:
        return
    text = path.read_text(encoding="utf-8")
    for names, source in IMPORT.findall(text):
        if " as " in names:
            raise BuildError(f"expected an import under its own name in {path.name}, got {names.strip()}")
        _collect((path.parent / source).resolve(), texts, (*importers, path))
    texts[path] = text


def _refuse_name_clashes(texts: dict[Path, str]) -> None:
    """Modules share one scope once they are joined, so a name may be declared in one of them only."""
    owners: dict[str, Path] = {}
    for path, text in texts.items():
        for name in NAME.findall(text):
            if name in owners:
                raise BuildError(f"expected {name} in one module, got it in {owners[name].name} and {path.name}")
            owners[name] = path


def _bare(path: Path, text: str, *, is_entry: bool) -> str:
    body = EMPTY_EXPORT.sub("", IMPORT.sub("", text))
    if left := ANY_IMPORT.search(body):
        raise BuildError(f'expected import {{names}} from "./file.js" in {path.name}, got {left[0]}')
    return body if is_entry else EXPORT.sub("", body)
