"""``warmline replies``: files in and out, checks, and a score."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from .running import DATA, Refusal, run_command, services_of

if TYPE_CHECKING:
    from rich.console import Console

    from chat_server.actions.services import Services
    from chat_server.commands.reply_files import Format

EXISTING = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.group(short_help="Take replies and phrase rules in and out, check, score.")
def replies() -> None:
    """The reply library and its phrase rules: files in and out, checks, and a score."""


@replies.command("import", short_help="Bring replies or phrase rules in from a file.")
@click.argument("file", type=EXISTING)
@click.option("--dry-run", is_flag=True, help="Only show what would change.")
@click.option("--by", "author", help="Address of the agent in whose name it is proposed.")
@click.option("--approved-by", "approver", help="Address of the supervisor who approved it; else it waits in review.")
@DATA
def import_replies(file: Path, dry_run: bool, author: str | None, approver: str | None, data: Path | None) -> None:
    """Bring the replies or phrase rules of FILE (YAML, or CSV by its name) in: all of them or none.

    Replies that nobody approved wait in review; phrase rules have no review, so a supervisor must stand for them.
    """
    from rich.console import Console
    from rich.progress import Progress

    from chat_server.commands.reply_files import carry_out_import, plan_import
    from chat_server.commands.rule_files import is_rules_file

    console = Console(stderr=True)

    async def run() -> None:
        async with services_of(data) as services:
            if is_rules_file(file):
                await _import_rules(services, file, console, approver, is_dry=dry_run)
                return
            with console.status(f"Reading {file.name}"):
                planned = await plan_import(services, file, author=author, approver=approver)
            for step in planned.planned:
                if step.kind != "same":
                    click.echo(f"{step.kind:8}{step.key}" + (f": {', '.join(step.parts)}" if step.parts else ""))
            for term in planned.new_terms:
                click.echo(f"term    {term}")
            counts = ", ".join(f"{planned.count(kind)} {kind}" for kind in ("new", "changed", "same"))
            if dry_run:
                click.echo(f"{counts}. Nothing was written.")
                return
            if planned.is_empty:
                click.echo(f"{counts}. There was nothing to write.")
                return
            with Progress(console=console, transient=True, disable=not console.is_terminal) as progress:
                task = progress.add_task("Writing", total=None)
                await carry_out_import(
                    services, planned, lambda done, total: progress.update(task, completed=done, total=total)
                )
            click.echo(f"{counts}." + ("" if approver else " What is new waits in review."))

    run_command(run())


async def _import_rules(
    services: Services, file: Path, console: Console, approver: str | None, *, is_dry: bool
) -> None:
    from chat_server.commands.reply_files import person_of
    from chat_server.commands.rule_files import carry_out_rules, plan_rules

    if approver is None and not is_dry:
        raise Refusal("expected --approved-by: phrase rules have no review, a supervisor puts them in force")
    by = person_of(services, approver, may_decide=True)
    with console.status(f"Reading {file.name} and trying its rules"):
        planned = await plan_rules(services, file, by=by)
    for step in (*planned.terms, *(step for step in planned.rules if step.kind != "same")):
        click.echo(f"{step.kind:8}{step.key}" + (f": {', '.join(step.parts)}" if step.parts else ""))
    counts = ", ".join(f"{planned.count(kind)} {kind}" for kind in ("new", "changed", "same"))
    if not is_dry:
        await carry_out_rules(services, planned)
    click.echo(f"{counts}." + (" Nothing was written." if is_dry else ""))


@replies.command("export", short_help="Write replies or phrase rules to a file.")
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path), required=False)
@click.option("--format", "form", type=click.Choice(["yaml", "csv"]), help="Otherwise as FILE's name says.")
@click.option("--rules", is_flag=True, help="The phrase rules in force instead, as YAML.")
@DATA
def export_replies(file: Path | None, form: str | None, rules: bool, data: Path | None) -> None:
    """Write every reply in use to FILE, or to standard output. CSV cells cannot act as formulas."""
    from chat_server.commands.reply_files import export_library, format_of
    from chat_server.commands.rule_files import export_rules

    chosen = form or (format_of(file) if file else "yaml")
    if rules and chosen == "csv":
        raise Refusal("expected YAML for phrase rules; got CSV")

    async def run() -> None:
        async with services_of(data) as services:
            text = await (export_rules(services) if rules else export_library(services, form_of(chosen)))
        if file is None:
            click.echo(text, nl=False)
        else:
            _write(file, text, "utf-8-sig" if chosen == "csv" else "utf-8")

    run_command(run())


def form_of(chosen: str) -> Format:
    """The format of this name."""
    return "csv" if chosen == "csv" else "yaml"


def _write(file: Path, text: str, encoding: str) -> None:
    """A spreadsheet sees UTF-8 only behind a byte order mark, which is why the encoding matters."""
    try:
        file.write_text(text, encoding, newline="")
    except OSError as error:
        raise Refusal(f"expected to write {file}; got: {error.strerror}") from error
    click.echo(f"Wrote {file}.")


@replies.command("check", short_help="Say what an editor would say.")
@click.argument("file", type=EXISTING, required=False)
@DATA
def check_replies(file: Path | None, data: Path | None) -> None:
    """Say what an editor would say about FILE, or about this installation's library; exits with 1 if anything."""
    from chat_server.commands.reply_checks import check_file, check_installed

    async def run() -> None:
        if file is not None:
            found = check_file(file)
        else:
            async with services_of(data) as services:
                found = await check_installed(services)
        for line in found:
            click.echo(line)
        click.echo(f"{len(found)} remark{'s' * (len(found) > 1)}." if found else "Nothing to remark.")
        sys.exit(1 if found else 0)

    run_command(run())


@replies.command("evaluate", short_help="Score phrase rules on unseen sentences.")
@click.argument("files", type=EXISTING, nargs=-1)
@click.option("--rules", type=EXISTING, help="Rules to score, if not the starter's.")
@click.option("--installed", is_flag=True, help="Score the rules in force in this installation.")
@click.option("--sentences", is_flag=True, help="Also list misses and false marks; not for those who write rules.")
@DATA
def evaluate_replies(
    files: tuple[Path, ...], rules: Path | None, installed: bool, sentences: bool, data: Path | None
) -> None:
    """Score phrase rules on sentences that were written without sight of them (FILES, or those that come along)."""
    from chat_server.commands.reply_checks import evaluate_rules, score_lines, starter_or
    from chat_server.commands.rule_files import installed_rules

    async def run() -> None:
        if installed:
            async with services_of(data) as services:
                chosen = await installed_rules(services)
        else:
            chosen = starter_or(rules)
        for line in score_lines(evaluate_rules(chosen, files), with_sentences=sentences):
            click.echo(line)

    run_command(run())
