"""What is said about a reply beside its text: where it belongs, how it is found, who may use it, and when."""

import datetime as dt
from collections.abc import Mapping
from typing import Final, Literal, get_args

import msgspec

from canned_replies.languages import Language, PerLanguage

Tone = Literal["warm", "clear", "apologetic", "reassuring", "grateful", "practical"]
Mode = Literal["manual", "auto", "both"]
ScopeKind = Literal["everyone", "team", "own"]

TONES: Final[tuple[Tone, ...]] = get_args(Tone)
MODES: Final[tuple[Mode, ...]] = get_args(Mode)
SCOPES: Final[tuple[ScopeKind, ...]] = get_args(ScopeKind)


class Scope(msgspec.Struct, frozen=True):
    """Who finds the reply: everyone, one team, or one person; ``owner`` names the team or person."""

    kind: ScopeKind = "everyone"
    owner: str = ""


class ActivePeriod(msgspec.Struct, frozen=True):
    """The days on which a reply is offered; no weekdays means all of them (Monday is 0)."""

    weekdays: tuple[int, ...] = ()
    first_day: dt.date | None = None
    last_day: dt.date | None = None

    def covers(self, day: dt.date) -> bool:
        """Whether the reply is offered on this day."""
        return (
            (not self.weekdays or day.weekday() in self.weekdays)
            and (self.first_day is None or self.first_day <= day)
            and (self.last_day is None or day <= self.last_day)
        )


class ReplyDetails(msgspec.Struct, frozen=True, kw_only=True):
    """Everything of a revision that is not its text."""

    situation: str
    label: PerLanguage
    shortcut: PerLanguage
    tone: Tone = "warm"
    mode: Mode = "manual"
    tags: tuple[str, ...] = ()
    scope: Scope = Scope()
    active: ActivePeriod = ActivePeriod()
    replaces: Mapping[Language, tuple[str, ...]] = msgspec.field(default_factory=dict)
