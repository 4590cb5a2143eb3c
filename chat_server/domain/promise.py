"""A promise: a commitment with an owner and a due time, and everything that became of it.

Keeping ends a promise. One whose time has passed is ``missed`` and still owed; moving it makes it ``open`` again, and
its steps remember that it was missed. Where keeping it has lost its sense somebody says so, and it is ``settled``.
"""

from __future__ import annotations

from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from .errors import Conflict, InvalidInput
from .text import clean_line

DAY_MS = 86_400_000
MAX_AHEAD_MS = 366 * DAY_MS
MAX_WHAT_CHARACTERS = 200
MAX_STEPS = 200

PromiseState = Literal["open", "missed", "kept", "settled"]
StepKind = Literal["made", "moved", "missed", "kept", "settled"]
OWED: frozenset[PromiseState] = frozenset({"open", "missed"})


class PromiseStep(Struct, frozen=True):
    """What happened, by which agent (None: by the clock), when, and the time due from then on."""

    kind: StepKind
    by: int | None
    at: int
    due: int
    comment: str = ""


class Promise(Struct, frozen=True):
    """``message`` is the sequence number of the message that made it (agents' numbering), if one did."""

    id: int
    conversation: int
    message: int | None
    owner: int
    what: str
    due: int
    state: PromiseState
    steps: tuple[PromiseStep, ...]


def make(conversation: int, message: int | None, owner: int, what: str, due: int, at: int) -> Promise:
    """A new promise; its id comes with storing it.

    Raises:
        InvalidInput: the time has passed or lies more than a year ahead, or ``what`` is no line of text.
    """
    _check_due(due, at)
    what = clean_line(what, MAX_WHAT_CHARACTERS, "promise")
    return Promise(0, conversation, message, owner, what, due, "open", (PromiseStep("made", owner, at, due),))


def keep(promise: Promise, by: int, at: int, comment: str) -> Promise:
    """What was promised is done, in time or late.

    Raises:
        Conflict: it was kept or settled before.
    """
    _check_owed(promise)
    return _stepped(promise, "kept", PromiseStep("kept", by, at, promise.due, _clean(comment)))


def move(promise: Promise, due: int, by: int, at: int, comment: str) -> Promise:
    """Another time was agreed.

    Raises:
        Conflict: it was kept, or moved too often. InvalidInput: the time has passed or lies more than a year ahead.
    """
    _check_owed(promise)
    _check_due(due, at)
    if len(promise.steps) >= MAX_STEPS:
        raise Conflict(f"expected a promise that was moved less than {MAX_STEPS} times; keep it and make a new one")
    return replace(_stepped(promise, "open", PromiseStep("moved", by, at, due, _clean(comment))), due=due)


def settle(promise: Promise, by: int, at: int, comment: str) -> Promise:
    """It was missed, the customer knows, and nothing is owed any more.

    Raises:
        Conflict: it is settled or kept, or its time has not passed: then it can be kept or moved.
    """
    _check_owed(promise)
    if promise.state != "missed":
        raise Conflict("expected a promise that was missed; this one can still be kept or moved")
    return _stepped(promise, "settled", PromiseStep("settled", by, at, promise.due, _clean(comment)))


def miss(promise: Promise, at: int) -> Promise:
    """Its time has passed; unchanged when it has not, or when that is known already."""
    if promise.state != "open" or promise.due > at:
        return promise
    return _stepped(promise, "missed", PromiseStep("missed", None, at, promise.due))


def _check_owed(promise: Promise) -> None:
    if promise.state not in OWED:
        raise Conflict(f"expected a promise that is still owed; this one was {promise.state}")


def _check_due(due: int, at: int) -> None:
    if not at < due <= at + MAX_AHEAD_MS:
        raise InvalidInput("expected a promise for a time between now and one year from now")


def _clean(comment: str) -> str:
    return clean_line(comment, MAX_WHAT_CHARACTERS, "comment")


def _stepped(promise: Promise, state: PromiseState, step: PromiseStep) -> Promise:
    return replace(promise, state=state, steps=(*promise.steps, step))
