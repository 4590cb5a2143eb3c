"""``warmline replies``: files from strangers into the library, and out of it."""

from __future__ import annotations

import csv
import io
import shutil
import time
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from canned_replies.library_file import read_library
from canned_replies.starter import starter_library
from chat_server.cli import main

HEADER = "schema: reply-library/1\nid: mine\nversion: 1\nlanguages: [en, fa]\ndefault_status: approved\n"
TERMS = (
    "variables:\n  contact.first_name: {kind: name}\nsituations:\n  greeting: {en: Greeting, fa: خوشامد}\nreplies:\n"
)
HELLO = (
    "  - {key: greeting.mine, situation: greeting, mode: manual, tone: warm, label: {en: Mine}, slash: {en: mine},\n"
    "     variables: [contact.first_name],\n"
    "     text: {en: 'Hello {{ contact.first_name }}', fa: 'سلام {{ contact.first_name }}'}}\n"
)


@pytest.fixture
def data(stocked: Path, tmp_path: Path) -> Path:
    """An installation with a team and the starter."""
    folder = tmp_path / "data"
    shutil.copytree(stocked, folder)
    return folder


def replies(*words: str | Path, data: Path | None = None) -> Result:
    """What somebody types after ``warmline replies``."""
    where = ["--data", str(data)] if data else []
    return CliRunner().invoke(main, ["replies", *map(str, words), *where])


def written(folder: Path, text: str, name: str = "mine.yaml") -> Path:
    """A file to import."""
    path = folder / name
    path.write_text(text, "utf-8")
    return path


@pytest.mark.parametrize("proposed", [HELLO, None])
def test_what_waits_is_approved_by_the_same_file(data: Path, tmp_path: Path, proposed: str | None) -> None:
    """Reza brings a reply in, new or better worded, and later Nora stands for the very same file."""
    text = (
        HEADER + TERMS + proposed if proposed else replies("export", data=data).output.replace("Good question.", "Ah.")
    )
    path = written(tmp_path, text)
    assert "waits in review" in replies("import", path, "--by", "reza@garden.test", data=data).output
    assert "There was nothing to write." in replies("import", path, "--by", "reza@garden.test", data=data).output
    approved = replies("import", path, "--approved-by", "nora@garden.test", data=data)
    assert "0 new, 1 changed" in approved.output
    assert ("greeting.mine" if proposed else "en: Ah.") in replies("export", data=data).output
    assert "0 changed" in replies("import", path, "--approved-by", "nora@garden.test", data=data).output


def test_a_dry_run_shows_what_an_import_would_do_and_the_import_does_it(data: Path, tmp_path: Path) -> None:
    """New, changed and same are told; what Nora approves is in use, and a second time nothing is left to do."""
    path = written(tmp_path, HEADER + TERMS + HELLO)
    dry = replies("import", path, "--dry-run", data=data)
    assert dry.exit_code == 0, dry.output
    assert "new     greeting.mine" in dry.output
    assert "1 new, 0 changed, 0 same. Nothing was written." in dry.output
    real = replies("import", path, "--approved-by", "nora@garden.test", data=data)
    assert "1 new, 0 changed, 0 same." in real.output
    assert "greeting.mine" in replies("export", data=data).output
    assert "0 new, 0 changed, 1 same." in replies("import", path, "--approved-by", "nora@garden.test", data=data).output
    changed = written(tmp_path, HEADER + TERMS + HELLO.replace("Hello", "Good day"))
    assert "changed greeting.mine: text.en" in replies("import", changed, "--dry-run", data=data).output


def test_new_blanks_alone_are_an_import_too(data: Path, tmp_path: Path) -> None:
    """A file that only adds a placeholder changes no reply, and is not forgotten."""
    path = written(tmp_path, HEADER + TERMS + HELLO)
    replies("import", path, data=data)
    more = written(tmp_path, HEADER + TERMS.replace("situations:", "  order.colour: {kind: text}\nsituations:") + HELLO)
    done = replies("import", more, data=data)
    assert "term    placeholder order.colour" in done.output
    assert "0 new, 0 changed, 1 same." in done.output
    assert "order.colour" in replies("export", data=data).output
    assert "order.colour" not in replies("import", more, "--dry-run", data=data).output


def test_without_an_approver_what_is_new_waits_in_review(data: Path, tmp_path: Path) -> None:
    """It is not in use, and importing it again proposes nothing twice."""
    path = written(tmp_path, HEADER + TERMS + HELLO)
    assert "waits in review" in replies("import", path, "--by", "reza@garden.test", data=data).output
    assert "greeting.mine" not in replies("export", data=data).output
    assert "0 new, 0 changed, 1 same." in replies("import", path, data=data).output


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (HEADER + "\tvariables: {}\n", "mine.yaml:6: expected spaces"),
        (HEADER + TERMS + HELLO + HELLO, "mine.yaml:14: replies[1].key: expected each key once"),
        (HEADER + TERMS + HELLO.replace("tone: warm", "tone: cross"), "replies[0].tone: expected one of"),
        (HEADER + TERMS + HELLO.replace("fa: '", "de: '"), "replies[0].text.de: unknown language"),
        (HEADER + TERMS + HELLO.replace("'Hello {{", "'Hello {{ 7*7 }} {{"), "replies[0].text.en: line 1, column"),
        (HEADER + "a: &x [*x]\n", "got an anchor"),
        ("", "got an empty file"),
    ],
)
def test_a_faulty_file_is_refused_with_file_line_and_key(data: Path, tmp_path: Path, text: str, said: str) -> None:
    """Every fault is told, and nothing of the file is taken."""
    before = replies("export", data=data).output
    refused = replies("import", written(tmp_path, text), "--approved-by", "nora@garden.test", data=data)
    assert refused.exit_code == 1
    assert said in refused.output
    assert "Traceback" not in refused.output
    assert replies("export", data=data).output == before


def test_only_supervisors_approve_an_import(data: Path, tmp_path: Path) -> None:
    """Reza may not, nobody unknown may, and Nora not her own."""
    path = written(tmp_path, HEADER + TERMS + HELLO)
    for people, said in (
        (("--approved-by", "reza@garden.test"), "expected a supervisor"),
        (("--approved-by", "who@garden.test"), "nobody has who@garden.test"),
        (("--by", "nora@garden.test", "--approved-by", "nora@garden.test"), "nora@garden.test did"),
    ):
        refused = replies("import", path, *people, data=data)
        assert refused.exit_code == 1
        assert said in refused.output


def test_what_is_exported_comes_back_as_it_was(data: Path, tmp_path: Path) -> None:
    """YAML says everything; a table keeps what it has no column for."""
    for name in ("library.yaml", "library.csv"):
        assert replies("export", tmp_path / name, data=data).exit_code == 0
        again = replies("import", tmp_path / name, "--approved-by", "nora@garden.test", data=data)
        assert "0 new, 0 changed, 44 same." in again.output, again.output
    exported = read_library(tmp_path / "library.yaml")
    assert {entry.key: entry.texts for entry in exported.entries} == {
        entry.key: entry.texts for entry in starter_library().entries
    }


def test_a_table_from_a_spreadsheet_is_checked_like_any_file(data: Path, tmp_path: Path) -> None:
    """A changed cell is a changed reply; a formula stays text; a fault is told with its line."""
    replies("export", tmp_path / "library.csv", data=data)
    rows = list(csv.reader(io.StringIO((tmp_path / "library.csv").read_text("utf-8-sig"), newline="")))
    column = rows[0].index("text.en")
    plain = next(row for row in rows[1:] if not any("{{" in cell for cell in row))
    plain[column] = "'=HYPERLINK(1) as plain text"
    path = _table(tmp_path, rows)
    done = replies("import", path, "--approved-by", "nora@garden.test", data=data)
    assert "changed" in done.output, done.output
    assert "=HYPERLINK(1) as plain text" in replies("export", data=data).output
    assert "\"'=HYPERLINK" in replies("export", "--format", "csv", data=data).output
    plain[column] = "{% x %}"
    refused = replies("import", _table(tmp_path, rows), data=data)
    assert refused.exit_code == 1
    assert "text.en: line 1, column 1: expected text or a blank, got a statement" in refused.output
    rows[0][0] = "name"
    assert "table.csv:1: key: expected this column" in replies("import", _table(tmp_path, rows), data=data).output


def _table(folder: Path, rows: list[list[str]]) -> Path:
    text = io.StringIO()
    csv.writer(text).writerows(rows)
    return written(folder, text.getvalue(), "table.csv")


def test_check_says_what_an_editor_would_say(tmp_path: Path) -> None:
    """Nothing about a good file, one line for each thing about another, and a failing rule by its sentence."""
    clean = HEADER.replace("[en, fa]", "[en]") + TERMS + HELLO
    good = replies("check", written(tmp_path, clean))
    assert (good.exit_code, good.output) == (0, "Nothing to remark.\n")
    cold = replies(
        "check",
        written(
            tmp_path, clean.replace("Hello {{ contact.first_name }}", "Please calm down, {{ contact.first_name }}")
        ),
    )
    assert cold.exit_code == 1
    assert "greeting.mine (en): " in cold.output
    rules = (
        "schema: phrase-rules/1\nid: mine\nversion: 1\nlibrary: mine\nreasons:\n  cold: {en: Cold.}\n"
        "languages:\n  en:\n    - {id: en.a, reason: cold, level: hint, match: [banana], test: {flag: [An apple.]}}\n"
    )
    failing = replies("check", written(tmp_path, rules))
    assert "mine.yaml:9: languages.en[0].test.flag[0]: expected 'An apple.' to be marked" in failing.output
    assert failing.exit_code == 1


def test_evaluate_speaks_in_figures() -> None:
    """The score is told per language, without the sentences, which who writes rules must not see."""
    scored = replies("evaluate")
    assert scored.exit_code == 0, scored.output
    assert [line[:2] for line in scored.output.splitlines()] == ["en", "fa", "hu", "go"]
    assert "missed:" not in scored.output


def test_ten_thousand_replies_come_in_at_once(data: Path, tmp_path: Path) -> None:
    """A large library is one change, and takes seconds."""
    entries = [HELLO.replace("greeting.mine", f"greeting.number_{n}") for n in range(10_000)]
    path = written(tmp_path, HEADER + TERMS + "".join(entries))
    started = time.monotonic()
    done = replies("import", path, "--approved-by", "nora@garden.test", data=data)
    assert "10000 new, 0 changed, 0 same." in done.output
    assert time.monotonic() - started < 120
