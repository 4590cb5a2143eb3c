"""``warmline set-inbox`` and ``set-agent``: what visitors read, in each language, and when the team is there."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import click
import msgspec

from chat_server.domain.opening_hours import OpeningHours, read_hours
from chat_server.domain.phrases import zone_of

from .running import DATA, Refusal, run_command, services_of

IN = "as LANGUAGE=WORDS, such as fa=…; repeatable."


@click.command("set-inbox", short_help="Say where an inbox works and what its visitors read.")
@click.argument("key")
@click.option("--origin", "origins", multiple=True, help="Site that may carry the widget; repeatable. Replaces all.")
@click.option("--name", "names", multiple=True, help=f"Name that visitors read, {IN}")
@click.option("--greeting", "greetings", multiple=True, help=f"First words of the widget, {IN}")
@click.option("--team", "teams", multiple=True, help=f"Name of the team that answers, {IN}")
@click.option("--hours", multiple=True, help="When somebody is there: 'mon-fri 9:00-17:00'; repeatable. Replaces all.")
@click.option("--zone", help="Time zone of the hours, such as Europe/Budapest.  [default: as before, at first UTC]")
@DATA
def set_inbox(key: str, data: Path | None, zone: str | None, **lines: tuple[str, ...]) -> None:
    """Say on which sites the inbox KEY works, what visitors read in each language, and when its team is there.

    KEY is the data-inbox of the script tag; warmline doctor lists all. What is not named stays as it is.
    """
    from chat_server.actions.inboxes import describe_inbox

    if not (zone or any(lines.values())):
        raise Refusal("expected something to set; warmline set-inbox --help lists what there is")

    async def run() -> None:
        async with services_of(data) as services:
            inbox = services.directory.inbox_by_key(key)
            changed = msgspec.structs.replace(
                inbox,
                allowed_origins=lines["origins"] or inbox.allowed_origins,
                names={**inbox.names, **_words(lines["names"])},
                greeting={**inbox.greeting, **_words(lines["greetings"])},
                team_names={**inbox.team_names, **_words(lines["teams"])},
                hours=_hours(inbox.hours, lines["hours"], zone),
            )
            await describe_inbox(services, changed)
            click.echo(f"Saved {key}.")

    run_command(run())


@click.command("set-agent", short_help="Say how an agent is called in each language.")
@click.argument("email")
@click.option("--name", "names", multiple=True, help=f"Whole name, {IN} Hungarian ones begin with the family name.")
@click.option("--title", "titles", multiple=True, help=f"What visitors read below the name, {IN}")
@DATA
def set_agent(email: str, names: tuple[str, ...], titles: tuple[str, ...], data: Path | None) -> None:
    """Say how the agent with the address EMAIL is called in each language. What is not named stays."""
    from chat_server.actions.agents import describe_agent

    if not (names or titles):
        raise Refusal("expected a name or a title; warmline set-agent --help says how")

    async def run() -> None:
        async with services_of(data) as services:
            agent = next((a for a in services.directory.agents.values() if a.email == email.strip().lower()), None)
            if agent is None:
                raise Refusal(f"expected the address of an agent; nobody has {email}")
            changed = msgspec.structs.replace(
                agent, names={**agent.names, **_words(names)}, titles={**agent.titles, **_words(titles)}
            )
            await describe_agent(services, changed)
            click.echo(f"Saved {agent.email}.")

    run_command(run())


def _hours(before: OpeningHours | None, said: tuple[str, ...], zone: str | None) -> OpeningHours | None:
    """The hours from now on: a zone that is not named stays, and a zone alone moves the hours there."""
    where = zone or (before.zone if before else "UTC")
    if said:
        return read_hours(said, where)
    if zone is None:
        return before
    if before is None:
        raise Refusal("expected --hours beside --zone; this inbox has none yet")
    zone_of(zone)
    return msgspec.structs.replace(before, zone=zone)


def _words(given: Iterable[str]) -> dict[str, str]:
    found = {}
    for pair in given:
        locale, sign, words = pair.partition("=")
        if not sign:
            raise Refusal(f"expected LANGUAGE=WORDS, such as hu=Kert és Társa; got {pair[:60]!r}")
        found[locale.strip()] = words.strip()
    return found
