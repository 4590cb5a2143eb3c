"""``python -m bench``: measure everything, print one table. See ``--help``."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import click
from rich.console import Console
from rich.table import Table

from chat_server.log import set_up_log

from . import (
    coach_check,
    coach_typing,
    coach_weight,
    growth,
    idle_memory,
    library_memory,
    message_cost,
    queries,
    reconnect,
    reply_import,
    reply_picker,
    widget_weight,
)
from .figure import HEADINGS, Figure
from .machine import describe_machine
from .report import write_report
from .running import allow_many_files

WIDTH = 150
"""Columns of the table where no terminal says how many there are."""
MEASUREMENTS: dict[str, Callable[..., list[Figure]]] = {
    "message-cost": message_cost.measure,
    "idle-memory": idle_memory.measure,
    "reconnect": reconnect.measure,
    "growth": growth.measure,
    "widget-weight": widget_weight.measure,
    "reply-picker": reply_picker.measure,
    "coach-typing": coach_typing.measure,
    "coach-weight": coach_weight.measure,
    "coach-check": coach_check.measure,
    "reply-import": reply_import.measure,
    "library-memory": library_memory.measure,
    "queries": queries.measure,
}


@click.command()
@click.option("--quick", "is_quick", is_flag=True, help="Small numbers and short rounds: shows that it runs, no more.")
@click.option("--only", multiple=True, type=click.Choice(list(MEASUREMENTS)), help="Measure only this; repeatable.")
@click.option("--write", "target", type=click.Path(path_type=Path), help="Put the figures into this page.")
def main(is_quick: bool, only: tuple[str, ...], target: Path | None) -> None:
    """Measure Warmline, each figure beside a floor of the same run. Takes some minutes; nothing leaves the machine."""
    allow_many_files()
    machine = describe_machine()
    console = Console(highlight=False)
    if not console.is_terminal:
        console.width = WIDTH
    set_up_log("warning")
    figures: dict[str, list[Figure]] = {}
    with tempfile.TemporaryDirectory(prefix="warmline-bench-") as folder:
        for name in only or MEASUREMENTS:
            started_at = time.monotonic()
            figures[name] = MEASUREMENTS[name](Path(folder), is_quick=is_quick)
            console.print(f"{name}: {time.monotonic() - started_at:.0f} s", style="dim")
    _print(console, machine, [figure for some in figures.values() for figure in some])
    if target is not None:
        write_report(target, machine, figures)


def _print(console: Console, machine: list[tuple[str, str]], figures: list[Figure]) -> None:
    table = Table(*HEADINGS, title="Warmline, measured", caption=", ".join(text for _, text in machine))
    for figure in figures:
        style = {None: "", True: "green", False: "red"}[figure.holds]
        table.add_row(*figure.cells(), style=style)
    console.print(table)


if __name__ == "__main__":
    main()
