"""``warmline set-agent``: what an agent is called, their password, and whether they are of the team."""

from __future__ import annotations

import os
import secrets
from pathlib import Path

import click
import msgspec

from chat_server.settings import NEW_PASSWORD

from .creating import ask_password
from .describing import PER_LANGUAGE, words_by_language
from .running import DATA, Refusal, run_command, services_of


@click.command("set-agent", short_help="Rename an agent, renew a password, switch off.")
@click.argument("email")
@click.option("--name", "names", multiple=True, help=f"Whole name, {PER_LANGUAGE} Hungarian: the family name first.")
@click.option("--title", "titles", multiple=True, help=f"What visitors read below the name, {PER_LANGUAGE}")
@click.option("--new-password", is_flag=True, help=f"Ask for a new password, or take it from {NEW_PASSWORD}.")
@click.option("--off/--on", "is_off", default=None, help="Whoever is off cannot sign in; what they wrote stays theirs.")
@DATA
def set_agent(
    email: str,
    names: tuple[str, ...],
    titles: tuple[str, ...],
    new_password: bool,
    is_off: bool | None,
    data: Path | None,
) -> None:
    """Say how the agent with the address EMAIL is called, renew their password, or switch them off. The rest stays.

    A new password is asked for; where nobody can be asked, one is made up and printed. Whoever gets one, or is switched
    off, is signed out everywhere within seconds. What somebody who is off had and did not finish is handed back to all.
    """
    from chat_server.actions.agents import change_agent

    if not (names or titles or new_password or is_off is not None):
        raise Refusal("expected something to set; warmline set-agent --help lists what there is")
    chosen = (os.environ.get(NEW_PASSWORD) or ask_password()) if new_password else None
    made = secrets.token_urlsafe(12) if new_password and not chosen else None

    async def run() -> None:
        async with services_of(data) as services:
            everyone = services.directory.everyone.values()
            agent = next((a for a in everyone if a.email == email.strip().lower()), None)
            if agent is None:
                raise Refusal(f"expected the address of an agent; nobody has {email}")
            changed = msgspec.structs.replace(
                agent,
                names={**agent.names, **words_by_language(names)},
                titles={**agent.titles, **words_by_language(titles)},
                is_active=agent.is_active if is_off is None else not is_off,
            )
            await change_agent(services, changed, chosen or made)
            click.echo(f"Saved {agent.email}" + (f", password {made}" if made else "."))

    run_command(run())
