"""What a message carries beside its words: the replies it was made from, and what it promises."""

from __future__ import annotations

from msgspec import Struct


class ReplyUsed(Struct, frozen=True, omit_defaults=True):
    """A revision of a reply, in the language it was inserted in.

    ``edited`` is the share of it that was rewritten before sending, from 0 to 1; None when nobody can tell.
    """

    key: str
    revision: int
    language: str
    edited: float | None = None


class Facts(Struct, frozen=True, omit_defaults=True):
    """Facts about one message. ``promise_due`` is the time it names, whatever became of the promise."""

    replies: tuple[ReplyUsed, ...] = ()
    promise_due: int | None = None
