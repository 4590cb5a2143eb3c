"""``warmline set-inbox``: what visitors read, in each language, and when the team is there."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import click
import msgspec

from chat_server.domain.opening_hours import OpeningHours, read_hours
from chat_server.domain.phrases import zone_of

from .running import DATA, Refusal, run_command, services_of

PER_LANGUAGE = "as LANGUAGE=WORDS, such as fa=…; repeatable."


@click.command("set-inbox", short_help="Say where an inbox works and what its visitors read.")
@click.argument("key")
@click.option("--origin", "origins", multiple=True, help="Site that may carry the widget; repeatable. Replaces all.")
@click.option("--name", "names", multiple=True, help=f"Name that visitors read, {PER_LANGUAGE}")
@click.option("--greeting", "greetings", multiple=True, help=f"First words of the widget, {PER_LANGUAGE}")
@click.option("--team", "teams", multiple=True, help=f"Name of the team that answers, {PER_LANGUAGE}")
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
                names={**inbox.names, **words_by_language(lines["names"])},
                greeting={**inbox.greeting, **words_by_language(lines["greetings"])},
                team_names={**inbox.team_names, **words_by_language(lines["teams"])},
                hours=_hours(inbox.hours, lines["hours"], zone),
            )
            await describe_inbox(services, changed)
            click.echo(f"Saved {key}.")

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


def words_by_language(given: Iterable[str]) -> dict[str, str]:
    """The words of options that say them as LANGUAGE=WORDS.

    Raises:
        Refusal: one does not.
    """
    found = {}
    for pair in given:
        locale, sign, words = pair.partition("=")
        if not sign:
            raise Refusal(f"expected LANGUAGE=WORDS, such as hu=Kert és Társa; got {pair[:60]!r}")
        found[locale.strip()] = words.strip()
    return found
