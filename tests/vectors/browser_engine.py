"""The browser's coach, asked from Python: one Node.js process answers many questions, a JSON line each."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import msgspec

from canned_replies.languages import Language
from canned_replies.mark import Mark
from canned_replies.pattern_lists import Lists
from canned_replies.phrase_rule import PhraseRule, ToneProfile

ROOT = Path(__file__).parents[2]
PROGRAM = ROOT / "tests" / "javascript" / "coach" / "answer-lines.js"
ENDS_WITHIN_S = 20


class BrowserEngine:
    """The engine of agent_console/static/js/coach/, in a process of its own."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self._process = process

    def ask(self, what: str, **details: object) -> Any:
        """The answer to one question.

        Raises AssertionError: when the engine ended, with what it said.
        """
        assert self._process.stdin
        assert self._process.stdout
        assert self._process.stderr
        try:
            print(json.dumps({"ask": what, **details}, ensure_ascii=True), file=self._process.stdin, flush=True)
            line = self._process.stdout.readline()
        except BrokenPipeError:
            line = ""
        assert line, f"expected an answer; the engine ended: {self._process.stderr.read()}"
        return json.loads(line)

    def use(
        self, rules: Iterable[PhraseRule], language: Language, tone: ToneProfile = "formal", lists: Lists | None = None
    ) -> None:
        """Lay these rules out for the questions that follow."""
        self.ask("rules", rules=[wire_rule(rule) for rule in rules], locale=language, tone=tone, lists=lists or {})

    def check(self, texts: Iterable[str]) -> Any:
        """The marks of each text, or ``too long``."""
        return self.ask("check", texts=list(texts))


@contextmanager
def browser_engine() -> Iterator[BrowserEngine]:
    """An engine that ends with the block."""
    node = shutil.which("node")
    assert node, "expected Node.js on the PATH to test the browser code; `make tools` installs it"
    pipe = subprocess.PIPE
    process = subprocess.Popen(
        [node, str(PROGRAM)], cwd=ROOT, stdin=pipe, stdout=pipe, stderr=pipe, text=True, encoding="utf-8"
    )
    with process:
        try:
            yield BrowserEngine(process)
        finally:
            assert process.stdin
            process.stdin.close()
            try:
                process.wait(ENDS_WITHIN_S)
            except subprocess.TimeoutExpired:
                process.kill()


def wire_rule(rule: PhraseRule) -> dict[str, Any]:
    """A rule as the server gives it to browsers."""
    view: dict[str, Any] = msgspec.to_builtins(rule)
    return {**view, "is_hygiene": rule.is_hygiene}


def utf16_place(text: str, place: int) -> int:
    """A place in code points as browsers count it."""
    return len(text[:place].encode("utf-16-le")) // 2


def wire_mark(text: str, mark: Mark) -> dict[str, Any]:
    """A mark as browsers see it: places in UTF-16 units."""
    view: dict[str, Any] = msgspec.to_builtins(mark)
    return {**view, "start": utf16_place(text, mark.start), "end": utf16_place(text, mark.end)}
