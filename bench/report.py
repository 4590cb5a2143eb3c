"""The page of figures: what is between the two marks is replaced, the words around it stay."""

from __future__ import annotations

from pathlib import Path

from .figure import HEADINGS, Figure

BEGIN, END = "<!-- figures: begin -->", "<!-- figures: end -->"
TITLES = {
    "message-cost": "A message",
    "idle-memory": "An idle connection",
    "reconnect": "Everybody comes back at once",
    "growth": "Growing",
    "widget-weight": "The widget",
    "reply-picker": "The picker",
    "coach-typing": "The coach while an agent types",
    "coach-weight": "What the coach adds to the console",
    "coach-check": "The coach on the server",
    "reply-import": "A large library comes in",
    "library-memory": "A large library in memory",
    "queries": "Ways of asking the database",
}


def write_report(page: Path, machine: list[tuple[str, str]], figures: dict[str, list[Figure]]) -> None:
    """Refresh the figures of a page.

    Raises:
        ValueError: the page has no marks between which figures belong.
    """
    text = page.read_text("utf-8")
    if BEGIN not in text or END not in text:
        raise ValueError(f"expected {BEGIN} and {END} in {page}")
    before, after = text.split(BEGIN)[0], text.split(END)[1]
    page.write_text(f"{before}{BEGIN}\n\n{as_markdown(machine, figures)}\n{END}{after}", "utf-8")


def as_markdown(machine: list[tuple[str, str]], figures: dict[str, list[Figure]]) -> str:
    """The machine and a table for each measurement."""
    parts = ["| the machine | |\n|---|---|\n" + "".join(f"| {name} | {text} |\n" for name, text in machine)]
    for name, some in figures.items():
        parts.append(f"### {TITLES[name]}\n\n{_table(some)}")
    return "\n".join(parts)


def _table(figures: list[Figure]) -> str:
    rows = [HEADINGS, *(figure.cells() for figure in figures)]
    used = [column for column in range(len(HEADINGS)) if any(row[column] for row in rows[1:])]
    lines = ["| " + " | ".join(row[column] for column in used) + " |" for row in rows]
    return "\n".join([lines[0], "|" + "---|" * len(used), *lines[1:]]) + "\n"
