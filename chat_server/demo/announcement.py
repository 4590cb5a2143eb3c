"""What the demo says when it is ready: where everything is, and how to sign in."""

from __future__ import annotations

import json
from typing import TextIO

from msgspec import Struct
from rich.console import Console, Group
from rich.panel import Panel
from rich.table import Table
from rich.text import Text

from .team import INBOX_KEY, PASSWORD, TEAM


class Announcement(Struct, frozen=True):
    """Addresses of a running demo."""

    shop: str
    console: str
    data: str
    is_new: bool

    @property
    def script_tag(self) -> str:
        """What the shop, or any other allowed site, puts on its pages."""
        return f'<script src="{self.console}/widget.js" data-inbox="{INBOX_KEY}" async></script>'


def print_json(announcement: Announcement, out: TextIO) -> None:
    """All of it as one line of JSON, for programs."""
    line = {
        "shop": announcement.shop,
        "console": announcement.console,
        "widget": announcement.script_tag,
        "inbox": INBOX_KEY,
        "data": announcement.data,
        "is_new": announcement.is_new,
        "sign_ins": [
            {"name": p.name, "email": p.email, "password": PASSWORD, "role": p.role, "locale": p.locale} for p in TEAM
        ],
    }
    print(json.dumps(line, ensure_ascii=False), file=out, flush=True)


def print_for_people(announcement: Announcement, console: Console | None = None) -> None:
    """The same for eyes."""
    console = console or Console(soft_wrap=False)
    people = Table(box=None, padding=(0, 3, 0, 0), header_style="dim")
    for column in ("sign in as", "role", "console in", "answers in"):
        people.add_column(column)
    for person in TEAM:
        people.add_row(person.email, person.role, person.locale, ", ".join(person.languages))
    panel = Group(
        _addresses(announcement),
        Text(),
        people,
        Text(),
        Text.assemble("password for all of them  ", (PASSWORD, "bold"), ("  (a demo’s, for nothing else)", "dim")),
    )
    console.print(Panel(panel, title="Warmline demo", border_style="cyan", padding=(1, 3), expand=False))
    # Outside the frame, so that it can be copied as it is.
    console.print("The widget on a page of yours:", style="dim")
    console.print(announcement.script_tag, soft_wrap=True, highlight=False, markup=False)
    console.print("Ctrl-C ends it.", style="dim")


def _addresses(announcement: Announcement) -> Table:
    table = Table.grid(padding=(0, 3, 0, 0))
    begun = "begun afresh" if announcement.is_new else "continued"
    table.add_row("demo shop", Text(f"{announcement.shop}/", style="bold cyan"))
    table.add_row("console", Text(f"{announcement.console}/console", style="bold cyan"))
    table.add_row("data", Text(f"{announcement.data} ({begun})", style="dim", overflow="fold"))
    return table
