"""What is said about a reply beside its texts, in words that people read: for its own page, and for comparing two."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from canned_replies.languages import LANGUAGES
from canned_replies.reply_details import ActivePeriod, ReplyDetails, Scope
from chat_server.actions.services import Services

from .speech import Speech

WEEK = {"fa": (5, 6, 0, 1, 2, 3, 4)}
"""The days of a week in the order of those who begin it on another day than Monday."""


class Fact(NamedTuple):
    """A detail by its name; ``language`` is empty where it is the same in all of them."""

    name: str
    language: str
    words: str


class Change(NamedTuple):
    """A detail that another revision said differently."""

    name: str
    language: str
    before: str
    after: str


def week_of(locale: str) -> tuple[int, ...]:
    """The days of a week, Monday being 0, from the first on."""
    return WEEK.get(locale, tuple(range(7)))


class DetailWords:
    """Says details in one language; ``situations`` names them by their keys."""

    def __init__(self, services: Services, speech: Speech, situations: Mapping[str, str]) -> None:
        self._services = services
        self._speech = speech
        self._situations = situations

    def about(self, details: ReplyDetails) -> list[Fact]:
        """What a reply's page says of it; what holds always, or is not set, is left out."""
        return [fact for fact in self._shared(details) if fact.words]

    def changes(self, before: ReplyDetails, after: ReplyDetails) -> list[Change]:
        """What the later of two says differently."""
        old, new = ({(f.name, f.language): f.words for f in self._facts(details)} for details in (before, after))
        return [Change(*fact, old[fact], new[fact]) for fact in old if old[fact] != new[fact]]

    def _facts(self, details: ReplyDetails) -> Iterator[Fact]:
        for language in LANGUAGES:
            yield Fact("label", language, details.label.get(language, ""))
            yield Fact("shortcut", language, details.shortcut.get(language, ""))
            yield Fact("replaces", language, " · ".join(details.replaces.get(language, ())))
        yield from self._shared(details)

    def _shared(self, details: ReplyDetails) -> Iterator[Fact]:
        t = self._speech.t
        yield Fact("situation", "", self._situations.get(details.situation, details.situation))
        yield Fact("tone", "", t(f"tone.{details.tone}"))
        yield Fact("mode", "", t(f"mode.{details.mode}"))
        yield Fact("scope", "", self._scope(details.scope))
        yield Fact("tags", "", self._listed(details.tags))
        days = details.active.weekdays
        yield Fact("weekdays", "", self._listed([t(f"weekday.{d}") for d in week_of(self._speech.locale) if d in days]))
        yield Fact("period", "", self._period(details.active))

    def _scope(self, scope: Scope) -> str:
        directory, t = self._services.directory, self._speech.t
        if scope.kind == "team":
            inbox = next((i for i in directory.inboxes.values() if i.public_key == scope.owner), None)
            return t("scope.team_of", name=inbox.name if inbox else scope.owner)
        if scope.kind == "own":
            owner = next((a for a in directory.everyone.values() if scope.owner in (str(a.id), a.email)), None)
            return t("scope.own_of", name=owner.name_in(self._speech.locale)) if owner else t("scope.own")
        return t("scope.everyone")

    def _period(self, active: ActivePeriod) -> str:
        said = {
            name: self._speech.date(day)
            for name, day in (("first", active.first_day), ("last", active.last_day))
            if day is not None
        }
        return self._speech.t(f"period.{'_'.join(said)}", **said) if said else ""

    def _listed(self, words: tuple[str, ...] | list[str]) -> str:
        return f"{self._speech.t('library.comma')} ".join(words)
