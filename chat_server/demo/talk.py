"""What a seeded conversation is made of, as plain values. Every time is told in minutes before now."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

Member = Literal["reza", "zsofi", "emma", "nora"]
HOUR = 60.0
DAY = 24 * HOUR


class Said(Struct, frozen=True):
    """A message, by the visitor or by somebody of the team."""

    ago: float
    who: Member | Literal["visitor"]
    text: str


class Noted(Struct, frozen=True):
    """A note that only the team sees."""

    ago: float
    who: Member
    text: str


class Assigned(Struct, frozen=True):
    """The conversation was given to somebody, or back to everyone."""

    ago: float
    who: Member
    to: Member | None


class Resolved(Struct, frozen=True):
    """The matter was settled."""

    ago: float
    who: Member


class Snoozed(Struct, frozen=True):
    """It was set aside until some minutes from now."""

    ago: float
    who: Member
    wakes_in: float


Step = Said | Noted | Assigned | Resolved | Snoozed


class Guest(Struct, frozen=True):
    """A contact: what is known of the person at the widget."""

    key: str
    locale: str
    browser: str
    platform: str
    name: str = ""
    email: str = ""
    phone: str = ""
    note: str = ""
    visits: int = 1
    known_for: float = 0
    """Minutes since the first visit, when that was before the first conversation."""


class Talk(Struct, frozen=True):
    """One conversation: who, what happened, which pages they saw, who has read it, and what is half written."""

    guest: Guest
    steps: tuple[Step, ...]
    pages: tuple[tuple[float, str], ...] = ()
    seen: Literal["read", "delivered", "sent"] = "read"
    """Whether the visitor read the team's last message, only their device has it, or neither."""
    read_by: tuple[Member, ...] = ()
    """Who of the team has read all of it; everybody has read up to their own last step."""
    draft: tuple[Member, str] | None = None

    @property
    def begun_ago(self) -> float:
        """Minutes since the first step."""
        return self.steps[0].ago
