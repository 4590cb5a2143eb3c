"""Who acts: a visitor or an agent, and what they may see."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from msgspec import Struct

from .opening_hours import OpeningHours

if TYPE_CHECKING:
    from .conversation import Head

Role = Literal["agent", "supervisor", "admin"]
Tone = Literal["formal", "friendly"]
LOCALES = ("en", "fa", "hu")
RTL_LOCALES = frozenset({"fa"})
FAMILY_NAME_FIRST = frozenset({"hu"})


class Visitor(Struct, frozen=True):
    """A person at the widget of one inbox."""

    inbox: int
    contact: int
    locale: str = "en"

    def may_see(self, head: Head) -> bool:
        """Only their own conversations."""
        return head.contact == self.contact and head.inbox == self.inbox


class Agent(Struct, frozen=True):
    """A person who answers, with the inboxes they belong to."""

    id: int
    email: str
    name: str
    title: str
    role: Role
    locale: str
    languages: tuple[str, ...]
    capacity: int
    is_away: bool
    photo: str | None
    inboxes: frozenset[int]
    names: dict[str, str] = {}
    titles: dict[str, str] = {}
    is_active: bool = True

    def name_in(self, locale: str) -> str:
        """The whole name for readers of a language; people of that language in the order they use themselves.

        ``name`` begins with the given name. A Hungarian's name is turned around for Hungarian readers and a foreigner's
        is not, as Hungarians do.
        """
        if locale in self.names:
            return self.names[locale]
        given, _, family = self.name.partition(" ")
        return f"{family} {given}" if family and locale == self.locale in FAMILY_NAME_FIRST else self.name

    def first_name_in(self, locale: str) -> str:
        """What visitors call them."""
        written = self.names.get(locale, "")
        return given_name(written, locale) if written else given_name(self.name)

    def title_in(self, locale: str) -> str:
        """What visitors read below the name."""
        return self.titles.get(locale) or self.title

    @property
    def is_deciding(self) -> bool:
        """Whether they decide on replies, phrase rules and the quality of service."""
        return self.role in ("supervisor", "admin")

    def may_see(self, head: Head) -> bool:
        """Conversations of their inboxes."""
        return head.inbox in self.inboxes


Actor = Visitor | Agent


class Inbox(Struct, frozen=True):
    """One site's stream of conversations."""

    id: int
    public_key: str
    name: str
    color: str
    locale: str
    allowed_origins: tuple[str, ...]
    greeting: dict[str, str]
    starters: dict[str, list[str]]
    reply_target_s: int
    tone: Tone = "formal"
    names: dict[str, str] = {}
    team_names: dict[str, str] = {}
    hours: OpeningHours | None = None

    def name_in(self, locale: str) -> str:
        """The name that visitors read."""
        return self.names.get(locale) or self.name

    def greeting_in(self, locale: str) -> str:
        """The first words of the widget; in the inbox's own language where there are none."""
        return self.greeting.get(locale) or self.greeting.get(self.locale, "")


def given_name(name: str, locale: str = "") -> str:
    """The given name of a whole one that is written as people of a language do; without one it comes first."""
    words = name.split()
    return words[1] if locale in FAMILY_NAME_FIRST and len(words) > 1 else words[0]


def locale_or(wanted: str, fallback: str) -> str:
    """The supported language nearest to a tag such as ``fa-IR``, else the fallback."""
    language = wanted.replace("_", "-").split("-")[0].lower()
    return language if language in LOCALES else fallback
