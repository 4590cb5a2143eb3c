"""``warmline create-inbox`` and ``create-agent``: what an installation begins with."""

from __future__ import annotations

import secrets
import sys
from pathlib import Path
from typing import Any

import click

from chat_server.domain.people import LOCALES
from chat_server.settings import NEW_PASSWORD

from .running import DATA, run_command, services_of, settings_of

LANGUAGE = click.Choice(LOCALES)


@click.command("create-inbox", short_help="Add an inbox and print its script tag.")
@click.option("--name", required=True, help="Name of the site, as visitors see it.")
@click.option("--origin", "origins", multiple=True, required=True, help="Site that may carry the widget; repeatable.")
@click.option("--color", default="#0B6B70", show_default=True, help="Colour of the brand, as #RRGGBB.")
@click.option("--locale", type=LANGUAGE, default="en", show_default=True, help="For visitors of any other language.")
@DATA
def create_inbox(name: str, origins: tuple[str, ...], color: str, locale: str, data: Path | None) -> None:
    """Add an inbox for a site and print the script tag to put on its pages. Every agent belongs to it at once."""
    from chat_server.actions.inboxes import create_inbox as create

    async def run() -> None:
        async with services_of(data, is_first=True) as services:
            inbox = await create(services, name, color, locale, origins)
            source = f"{settings_of().base_url}/widget.js"
            click.echo(f'<script src="{source}" data-inbox="{inbox.public_key}" async></script>')

    run_command(run())


@click.command("create-agent", short_help="Add somebody who answers, in all inboxes.")
@click.option("--email", required=True, help="Address to sign in with.")
@click.option("--name", required=True, help="Whole name; visitors see the first one.")
@click.option(
    "--role", type=click.Choice(["agent", "supervisor", "admin"]), default="agent", show_default=True,
    help="Agents answer; supervisors and admins also decide on replies and phrase rules.",
)  # fmt: skip
@click.option("--title", default="", help="What visitors read below the name.")
@click.option("--locale", type=LANGUAGE, default="en", show_default=True, help="Language of their console.")
@click.option("--languages", default="en", show_default=True, help="Languages the agent answers in, with commas.")
@click.option(
    "--capacity", type=click.IntRange(1, 100), default=8, show_default=True, help="How many conversations at once."
)
@click.option(
    "--password", envvar=NEW_PASSWORD, show_envvar=True, help="Better left out: other users of the machine can see it."
)
@DATA
def create_agent(email: str, name: str, password: str | None, data: Path | None, **facts: Any) -> None:
    """Add an agent of all inboxes.

    The password is asked for; where nobody can be asked, one is made up and printed.
    """
    from chat_server.actions.agents import create_agent as create
    from chat_server.domain.people import Agent

    chosen = password or ask_password()

    async def run() -> None:
        async with services_of(data, is_first=True) as services:
            agent = Agent(
                id=0,
                email=email,
                name=name,
                title=facts["title"],
                role=facts["role"],
                locale=facts["locale"],
                languages=tuple(language.strip() for language in facts["languages"].split(",") if language.strip()),
                capacity=facts["capacity"],
                is_away=False,
                photo=None,
                inboxes=frozenset(services.directory.inboxes),
            )
            number = await create(services, agent, chosen or (made := secrets.token_urlsafe(12)))
            click.echo(f"Agent {number}: {email}" + ("" if chosen else f", password {made}"))
            if not services.directory.inboxes:
                click.echo("There is no inbox yet. warmline create-inbox adds one, and agents join it.", err=True)

    run_command(run())


def ask_password() -> str | None:
    """A new password, typed twice; None where nobody can be asked."""
    if not sys.stdin.isatty():
        return None
    from chat_server.actions.sign_in import MIN_PASSWORD

    chosen: str = click.prompt(
        f"Password, at least {MIN_PASSWORD} characters", hide_input=True, confirmation_prompt="Once more"
    )
    return chosen
