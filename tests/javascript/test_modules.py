"""The browser's modules have tests of their own in JavaScript; here they count like any other test."""

from __future__ import annotations

import json
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

import pytest

HERE = Path(__file__).parent
ROOT = HERE.parent.parent
FILES = sorted(HERE.rglob("*.test.js"))
LIMIT_S = 120


@dataclass(frozen=True)
class Outcome:
    """How one JavaScript test ended."""

    name: str
    passed: bool
    skipped: bool
    message: str


def run_node(path: Path) -> tuple[list[Outcome], str]:
    """Run one file with Node's own test runner; what it printed besides outcomes comes second."""
    node = shutil.which("node")
    assert node, "expected Node.js on the PATH to test the browser code; `make tools` installs it"
    before, reporter = (f"./{(HERE / name).relative_to(ROOT)}" for name in ("browser.js", "reporter.js"))
    reporting = [f"--test-reporter={reporter}", "--test-reporter-destination=stdout"]
    command = [node, f"--import={before}", "--test", *reporting, str(path)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=LIMIT_S, check=False)
    outcomes = [Outcome(**json.loads(line)) for line in done.stdout.splitlines() if line.startswith('{"name"')]
    return outcomes, done.stderr


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(HERE)))
def test_javascript(path: Path, subtests: pytest.Subtests) -> None:
    """Each test of the file passes, and there is at least one."""
    outcomes, errors = run_node(path)
    assert outcomes, f"expected tests in {path.name}; Node ran none: {errors}"
    for outcome in outcomes:
        with subtests.test(outcome.name):
            assert not outcome.skipped, "expected a test that runs; this one is switched off"
            assert outcome.passed, outcome.message


def test_a_failing_javascript_test_is_told(tmp_path: Path) -> None:
    """A red test in JavaScript arrives here with its name and its reason."""
    path = tmp_path / "sums.test.js"
    path.write_text(
        "import test from 'node:test';\nimport assert from 'node:assert/strict';\n"
        "test('one is one', () => assert.equal(1, 1));\ntest('one is two', () => assert.equal(1, 2));\n",
        encoding="utf-8",
    )
    (path.parent / "package.json").write_text('{"type": "module"}', encoding="utf-8")
    outcomes = {outcome.name: outcome for outcome in run_node(path)[0]}
    assert outcomes["one is one"].passed
    assert not outcomes["one is two"].passed
    assert "1 !== 2" in outcomes["one is two"].message
