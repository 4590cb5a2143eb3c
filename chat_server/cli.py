"""The command line: ``warmline --help``."""

from __future__ import annotations

import asyncio
import json
import sys
from pathlib import Path

import click

from chat_server import __version__
from chat_server.commands.accounts import set_agent
from chat_server.commands.creating import create_agent, create_inbox
from chat_server.commands.describing import set_inbox
from chat_server.commands.replies import replies
from chat_server.commands.running import DATA, run_command, settings_of


@click.group()
@click.version_option(__version__, prog_name="warmline")
def main() -> None:
    """Live chat that you host yourself: a widget for visitors, a console for agents."""


@main.command(short_help="Run the server until it is told to stop.")
@click.option("--host", help="Address to listen on (WARMLINE_HOST).")
@click.option("--port", type=int, help="Port to listen on (WARMLINE_PORT).")
@DATA
def serve(host: str | None, port: int | None, data: Path | None) -> None:
    """Run the server until it is told to stop (Ctrl-C or SIGTERM). Every setting of docs/operations.md holds."""
    from chat_server.serve import serve as run

    run_command(run(settings_of(host=host, port=port, data=data)), with_log=True)


@main.command(short_help="Run a demo: a shop, a team, conversations.")
@click.option("--port", type=int, default=8400, show_default=True, help="Port of the product; the shop takes the next.")
@click.option("--data", type=click.Path(path_type=Path), help="Folder to keep the demo in, else it begins afresh.")
@click.option("--json", "as_json", is_flag=True, help="Print addresses and sign-ins as one line of JSON.")
def demo(port: int, data: Path | None, as_json: bool) -> None:
    """Run the product with a demo shop, agents and conversations."""
    from chat_server.demo.run import run_demo

    run_command(run_demo(port=port, shop_port=port + 1, data=data, as_json=as_json), with_log=True)


@main.command(short_help="Bring the database to this version's shape.")
@DATA
def migrate(data: Path | None) -> None:
    """Bring the database to the shape that this version needs. The server does the same when it starts."""
    from chat_server.storage.migrate import migrate as run
    from chat_server.storage.store import prepare_folder

    settings = settings_of(data=data)

    async def apply() -> None:
        prepare_folder(settings.data)
        applied = run(settings.database_path)
        click.echo(f"Applied {', '.join(map(str, applied))}." if applied else "Nothing to do.")

    run_command(apply())


@main.command(short_help="Check the installation, say what to mend.")
@DATA
def doctor(data: Path | None) -> None:
    """Check the installation and say what to mend; exits with 1 when something must be mended."""
    from chat_server.doctor import examine

    findings = examine(settings_of(data=data))
    for finding in findings:
        click.echo(f"{'ok  ' if finding.is_fine else 'FIX '} {finding.text}")
    sys.exit(0 if all(finding.is_fine for finding in findings) else 1)


@main.command(short_help="Copy the database to a new file.")
@click.argument("target", type=click.Path(path_type=Path))
@DATA
def backup(target: Path, data: Path | None) -> None:
    """Copy the database to the new file TARGET, also while the server runs.

    To restore, stop the server and put the copy in the database's place; docs/operations.md says how.
    """
    from chat_server.storage.store import back_up

    settings = settings_of(data=data)

    async def run() -> None:
        await asyncio.to_thread(back_up, settings.database_path, target)
        click.echo(f"Wrote {target}.")

    run_command(run())


@main.command(short_help="Print the protocol's JSON schema.")
def schema() -> None:
    """Print the protocol's JSON schema, as docs/protocol.schema.json holds it."""
    from chat_server.protocol.schema import protocol_schema

    click.echo(json.dumps(protocol_schema(), indent=2, ensure_ascii=False))


for command in (create_inbox, create_agent, set_inbox, set_agent, replies):
    main.add_command(command)
