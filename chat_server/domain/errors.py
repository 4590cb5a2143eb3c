"""Everything that can be refused, as one family.

WarmlineError
├── InvalidInput          what came cannot be used
│   ├── BodyEmpty         nothing to read in a message
│   ├── BodyTooLong       over the limit
│   ├── ClientIdReused    same client id, other message
│   ├── BlankOpen         a reply with a blank that nobody filled
│   ├── ReplyUnfit        a reply's key or text cannot be used
│   └── RuleUnfit         a phrase rule cannot be used, or fails its own tests
├── Unauthenticated       nobody we know
├── Forbidden             known, but not allowed
│   └── OwnApproval       nobody approves their own
├── NotFound              not there, or not theirs to see
├── Conflict              the state does not allow it
│   ├── ConversationEnded resolved too long ago
│   ├── ChangedMeanwhile  somebody else was quicker
│   ├── SignedInAnew      a form from before the last sign-in
│   └── WrongState        a step that is not possible from there
├── TooMany               slow down
└── Unavailable           try again later
    ├── StorageFull
    └── StorageUnavailable

Each has a stable ``code``, an HTTP ``status``, and a sentence that says what was expected and what came.
``retry_after_s`` is set where trying again later can help.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar


class WarmlineError(Exception):
    """Anything the server refuses. ``str(error)`` may be shown to whoever asked.

    ``problems`` says it again in parts, each with a code and its values, for whoever reads another language.
    """

    code: ClassVar[str] = "error"
    status: ClassVar[int] = 400
    retry_after_s: float | None = None

    def __init__(self, message: str = "", problems: Sequence[Mapping[str, Any]] = ()) -> None:
        super().__init__(message)
        self.problems = problems


class InvalidInput(WarmlineError):
    """What came cannot be used."""

    code = "invalid"


class BodyEmpty(InvalidInput):
    """A message with nothing to read in it."""

    code = "body_empty"


class BodyTooLong(InvalidInput):
    """A message over the limit."""

    code = "body_too_long"


class BodyInvalid(InvalidInput):
    """A message with characters that are no text."""

    code = "body_invalid"


class ClientIdReused(InvalidInput):
    """The same client id came with another message."""

    code = "client_id_reused"
    status = 409


class BadFrame(InvalidInput):
    """A frame that is not of the protocol."""

    code = "bad_frame"


class BlankOpen(InvalidInput):
    """A message made from a reply still has a blank in it."""

    code = "blank_open"


class ReplyUnfit(InvalidInput):
    """A reply's key or one of its texts cannot be used."""

    code = "reply_unfit"


class RuleUnfit(InvalidInput):
    """A phrase rule is not of the format, or does not do what its own tests say."""

    code = "rule_unfit"


class Unauthenticated(WarmlineError):
    """Nobody we know: no, an expired or a forged token, session or password."""

    code = "unauthenticated"
    status = 401


class Forbidden(WarmlineError):
    """Known, but not allowed."""

    code = "forbidden"
    status = 403


class OwnApproval(Forbidden):
    """Four eyes: whoever proposed something does not decide on it."""

    code = "own_approval"


class NotFound(WarmlineError):
    """Not there, or not theirs to see; the two look alike on purpose."""

    code = "not_found"
    status = 404


class Conflict(WarmlineError):
    """The state does not allow it."""

    code = "conflict"
    status = 409


class ConversationEnded(Conflict):
    """Resolved too long ago to go on: a new conversation has to start."""

    code = "conversation_ended"


class ChangedMeanwhile(Conflict):
    """It is no longer what the caller looked at; read it again, then decide."""

    code = "changed_meanwhile"


class SignedInAnew(Conflict):
    """A form was opened before its writer signed in again: they look at it once more before it counts."""

    code = "signed_in_anew"


class WrongState(Conflict):
    """The step is not possible from where it stands."""

    code = "wrong_state"


class TooMany(WarmlineError):
    """Too much in too short a time."""

    code = "too_many"
    status = 429

    def __init__(self, message: str, retry_after_s: float) -> None:
        super().__init__(message)
        self.retry_after_s = retry_after_s


class Unavailable(WarmlineError):
    """Nothing was stored; the same request may succeed later."""

    code = "unavailable"
    status = 503
    retry_after_s = 2.0


class StorageFull(Unavailable):
    """The disk is full."""

    code = "storage_full"
    status = 507
    retry_after_s = 5.0


class StorageUnavailable(Unavailable):
    """The database cannot be written right now."""

    code = "storage_unavailable"
