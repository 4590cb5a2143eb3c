"""Modules become one file, or the reason why not is told."""

from __future__ import annotations

from pathlib import Path

import pytest

from widget.modules import BuildError, join_modules


def write(folder: Path, **modules: str) -> Path:
    """Write modules; the entry is the one called ``entry``."""
    for name, text in modules.items():
        (folder / f"{name}.js").write_text(text, encoding="utf-8")
    return folder / "entry.js"


def test_each_module_comes_once_and_after_what_it_imports(tmp_path: Path) -> None:
    """A diamond of imports becomes one straight line."""
    entry = write(
        tmp_path,
        entry='import { a } from "./a.js";\nimport { b } from "./b.js";\nexport const start = () => a + b;\n',
        a='import { base } from "./base.js";\nexport const a = base + 1;\n',
        b='import { base } from "./base.js";\nexport const b = base + 2;\n',
        base="export const base = 1;\n",
    )
    joined = [line for line in join_modules(entry).splitlines() if line]
    assert joined == [
        "const base = 1;",
        "const a = base + 1;",
        "const b = base + 2;",
        "export const start = () => a + b;",
    ]


def test_an_import_over_several_lines_is_understood(tmp_path: Path) -> None:
    """Long lists of names are broken into lines."""
    entry = write(
        tmp_path,
        entry='import {\n  a,\n  b,\n} from "./a.js";\na();\n',
        a="export function a() {}\nexport const b = 1;\n",
    )
    assert "import" not in join_modules(entry)


def test_a_name_in_two_modules_is_refused(tmp_path: Path) -> None:
    """They would share one scope."""
    entry = write(
        tmp_path,
        entry='import { a } from "./a.js";\nconst twice = a;\n',
        a="const twice = 1;\nexport const a = twice;\n",
    )
    with pytest.raises(BuildError, match=r"expected twice in one module, got it in a\.js and entry\.js"):
        join_modules(entry)


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ('import a from "./a.js";', "expected import"),
        ('import "./a.js";', "expected import"),
        ('import { a } from "package";', "expected import"),
        ('import { a as b } from "./a.js";', "under its own name"),
    ],
)
def test_other_kinds_of_import_are_refused(tmp_path: Path, line: str, reason: str) -> None:
    """Only named imports of neighbours can be joined."""
    with pytest.raises(BuildError, match=reason):
        join_modules(write(tmp_path, entry=f"{line}\n", a="export const a = 1;\n"))


def test_a_circle_is_refused(tmp_path: Path) -> None:
    """Two modules that need one another have no order."""
    entry = write(
        tmp_path,
        entry='import { a } from "./a.js";\na();\n',
        a='import { b } from "./entry.js";\nexport const a = b;\n',
    )
    with pytest.raises(BuildError, match="without a circle"):
        join_modules(entry)
