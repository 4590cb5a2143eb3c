"""The command line: ``warmline --help``."""

from __future__ import annotations

import asyncio
import json
import secrets
import sys
from pathlib import Path
from typing import Any

import click

from chat_server import __version__
from chat_server.commands.describing import set_agent, set_inbox
from chat_server.commands.replies import replies
from chat_server.commands.running import run_command, settings_of
from chat_server.settings import LOCALES_HELP, NEW_PASSWORD


@click.group()
@click.version_option(__version__, prog_name="warmline")
def main() -> None:
    """Live chat that you host yourself: a widget for visitors, a console for agents."""


@main.command()
@click.option("--host", help="Address to listen on (WARMLINE_HOST).")
@click.option("--port", type=int, help="Port to listen on (WARMLINE_PORT).")
@click.option("--data", type=click.Path(path_type=Path), help="Folder of the database (WARMLINE_DATA).")
def serve(host: str | None, port: int | None, data: Path | None) -> None:
    """Run the server until it is told to stop (Ctrl-C or SIGTERM)."""
    from chat_server.serve import serve as run

    run_command(run(settings_of(host=host, port=port, data=data)), with_log=True)


@main.command()
@click.option("--port", type=int, default=8400, show_default=True, help="Port of the product; the shop takes the next.")
@click.option("--data", type=click.Path(path_type=Path), help="Folder to keep the demo in.")
@click.option("--json", "as_json", is_flag=True, help="Print addresses and sign-ins as one line of JSON.")
def demo(port: int, data: Path | None, as_json: bool) -> None:
    """Run the product with a demo shop, agents and conversations."""
    from chat_server.demo.run import run_demo

    run_command(run_demo(port=port, shop_port=port + 1, data=data, as_json=as_json), with_log=True)


@main.command("create-inbox")
@click.option("--name", required=True, help="Name of the site, as visitors see it.")
@click.option("--origin", "origins", multiple=True, required=True, help="Site that may carry the widget; repeatable.")
@click.option("--color", default="#0B6B70", show_default=True, help="Colour of the brand.")
@click.option("--locale", default="en", show_default=True, help=LOCALES_HELP)
@click.option("--data", type=click.Path(path_type=Path), help="Folder of the database (WARMLINE_DATA).")
def create_inbox(name: str, origins: tuple[str, ...], color: str, locale: str, data: Path | None) -> None:
    """Add an inbox for a site and print the script tag to put on its pages."""
    from chat_server.actions.inboxes import create_inbox as create
    from chat_server.actions.services import open_services
    from chat_server.clock import SystemClock

    settings = settings_of(data=data)

    async def run() -> None:
        async with open_services(settings, SystemClock()) as services:
            inbox = await create(services, name, color, locale, origins)
            click.echo(f'<script src="{settings.base_url}/widget.js" data-inbox="{inbox.public_key}" async></script>')

    run_command(run())


@main.command("create-agent")
@click.option("--email", required=True, help="Address to sign in with.")
@click.option("--name", required=True, help="Name; visitors see the first one.")
@click.option(
    "--role",
    type=click.Choice(["agent", "supervisor", "admin"]),
    default="agent",
    show_default=True,
    help="What they may do.",
)
@click.option("--title", default="", help="What visitors read below the name.")
@click.option("--locale", default="en", show_default=True, help=LOCALES_HELP)
@click.option("--languages", default="en", show_default=True, help="Languages the agent answers in, with commas.")
@click.option("--capacity", default=8, show_default=True, help="How many conversations at once.")
@click.option("--password", envvar=NEW_PASSWORD, help="Better left out: then it is asked for or made up.")
@click.option("--data", type=click.Path(path_type=Path), help="Folder of the database (WARMLINE_DATA).")
def create_agent(email: str, name: str, password: str | None, data: Path | None, **facts: Any) -> None:
    """Add an agent of all inboxes. Without --password one is asked for; without a terminal one is made and printed."""
    from chat_server.actions.agents import create_agent as create
    from chat_server.actions.services import open_services
    from chat_server.clock import SystemClock
    from chat_server.domain.people import Agent

    chosen = password or _ask_password()
    settings = settings_of(data=data)

    async def run() -> None:
        async with open_services(settings, SystemClock()) as services:
            agent = Agent(
                id=0,
                email=email,
                name=name,
                title=facts["title"],
                role=facts["role"],
                locale=facts["locale"],
                languages=tuple(language.strip() for language in facts["languages"].split(",")),
                capacity=facts["capacity"],
                is_away=False,
                photo=None,
                inboxes=frozenset(services.directory.inboxes),
            )
            number = await create(services, agent, chosen or (made := secrets.token_urlsafe(12)))
            click.echo(f"Agent {number}: {email}" + ("" if chosen else f", password {made}"))
            if not services.directory.inboxes:
                click.echo("There is no inbox yet: add one with warmline create-inbox, then agents join it.", err=True)

    run_command(run())


@main.command()
@click.option("--data", type=click.Path(path_type=Path), help="Folder of the database (WARMLINE_DATA).")
def migrate(data: Path | None) -> None:
    """Bring the database to the shape this version needs (serve does it, too)."""
    from chat_server.storage.migrate import migrate as run
    from chat_server.storage.store import prepare_folder

    settings = settings_of(data=data)

    async def apply() -> None:
        prepare_folder(settings.data)
        applied = run(settings.database_path)
        click.echo(f"Applied {', '.join(map(str, applied))}." if applied else "Nothing to do.")

    run_command(apply())


@main.command()
@click.option("--data", type=click.Path(path_type=Path), help="Folder of the database (WARMLINE_DATA).")
def doctor(data: Path | None) -> None:
    """Check the installation and say what to mend; exits with 1 when something must be mended."""
    from chat_server.doctor import examine

    findings = examine(settings_of(data=data))
    for finding in findings:
        click.echo(f"{'ok  ' if finding.is_fine else 'FIX '} {finding.text}")
    sys.exit(0 if all(finding.is_fine for finding in findings) else 1)


@main.command()
@click.argument("target", type=click.Path(path_type=Path))
@click.option("--data", type=click.Path(path_type=Path), help="Folder of the database (WARMLINE_DATA).")
def backup(target: Path, data: Path | None) -> None:
    """Copy the database to TARGET, also while the server runs. To restore, put the copy in its place."""
    from chat_server.storage.store import back_up

    settings = settings_of(data=data)

    async def run() -> None:
        await asyncio.to_thread(back_up, settings.database_path, target)
        click.echo(f"Wrote {target}.")

    run_command(run())


@main.command()
def schema() -> None:
    """Print the protocol's JSON schema, as docs/protocol.schema.json holds it."""
    from chat_server.protocol.schema import protocol_schema

    click.echo(json.dumps(protocol_schema(), indent=2, ensure_ascii=False))


def _ask_password() -> str | None:
    if not sys.stdin.isatty():
        return None
    chosen: str = click.prompt("Password", hide_input=True, confirmation_prompt=True)
    return chosen


main.add_command(replies)
main.add_command(set_inbox)
main.add_command(set_agent)
