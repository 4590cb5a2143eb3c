"""``warmline set-inbox`` and ``set-agent``: what visitors read, in each language, and when the team is there."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import click
import msgspec

from .running import Refusal, run_command, services_of

DATA = click.option("--data", type=click.Path(path_type=Path), help="Folder of the database (WARMLINE_DATA).")
IN = "as LANGUAGE=WORDS, such as fa=…; repeatable."


@click.command("set-inbox")
@click.argument("key")
@click.option("--name", "names", multiple=True, help=f"Name that visitors read, {IN}")
@click.option("--greeting", "greetings", multiple=True, help=f"First words of the widget, {IN}")
@click.option("--team", "teams", multiple=True, help=f"Name of the team that answers, {IN}")
@click.option("--hours", multiple=True, help="When somebody is there: 'mon-fri 9:00-17:00', 'sun closed'; repeatable.")
@click.option("--zone", default="UTC", show_default=True, help="Time zone of the hours, such as Europe/Budapest.")
@DATA
def set_inbox(
    key: str, names: tuple[str, ...], greetings: tuple[str, ...], teams: tuple[str, ...], hours: tuple[str, ...],
    zone: str, data: Path | None,
) -> None:  # fmt: skip
    """Say what visitors of the inbox KEY read in each language, and when its team is there. What is not named stays."""
    from chat_server.actions.inboxes import describe_inbox
    from chat_server.domain.opening_hours import read_hours

    async def run() -> None:
        async with services_of(data) as services:
            inbox = services.directory.inbox_by_key(key)
            changed = msgspec.structs.replace(
                inbox,
                names={**inbox.names, **_words(names)},
                greeting={**inbox.greeting, **_words(greetings)},
                team_names={**inbox.team_names, **_words(teams)},
                hours=read_hours(hours, zone) if hours else inbox.hours,
            )
            await describe_inbox(services, changed)
            click.echo(f"{key}: kept.")

    run_command(run())


@click.command("set-agent")
@click.argument("email")
@click.option("--name", "names", multiple=True, help=f"Whole name, {IN} Hungarian ones begin with the family name.")
@click.option("--title", "titles", multiple=True, help=f"What visitors read below the name, {IN}")
@DATA
def set_agent(email: str, names: tuple[str, ...], titles: tuple[str, ...], data: Path | None) -> None:
    """Say how the agent with the address EMAIL is called in each language. What is not named stays."""
    from chat_server.actions.agents import describe_agent

    async def run() -> None:
        async with services_of(data) as services:
            agent = next((a for a in services.directory.agents.values() if a.email == email.strip().lower()), None)
            if agent is None:
                raise Refusal(f"expected the address of an agent; nobody has {email}")
            changed = msgspec.structs.replace(
                agent, names={**agent.names, **_words(names)}, titles={**agent.titles, **_words(titles)}
            )
            await describe_agent(services, changed)
            click.echo(f"{email}: kept.")

    run_command(run())


def _words(given: Iterable[str]) -> dict[str, str]:
    found = {}
    for pair in given:
        locale, sign, words = pair.partition("=")
        if not sign:
            raise Refusal(f"expected LANGUAGE=WORDS, such as hu=Kert és Társa; got {pair[:60]!r}")
        found[locale.strip()] = words.strip()
    return found
