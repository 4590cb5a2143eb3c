"""Who acts: a visitor or an agent, and what they may see."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from msgspec import Struct

if TYPE_CHECKING:
    from .conversation import Head

Role = Literal["agent", "supervisor", "admin"]
Tone = Literal["formal", "friendly"]
LOCALES = ("en", "fa", "hu")
RTL_LOCALES = frozenset({"fa"})


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


def locale_or(wanted: str, fallback: str) -> str:
    """The supported language nearest to a tag such as ``fa-IR``, else the fallback."""
    language = wanted.replace("_", "-").split("-")[0].lower()
    return language if language in LOCALES else fallback
