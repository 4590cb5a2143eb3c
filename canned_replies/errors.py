"""The family of refusals. Each has a stable ``code`` and a sentence: what was expected, what came.

RepliesError
├── UnknownReply            no reply has this key
├── UnknownRevision         the reply has no revision of this number
├── WrongState              the step is not possible from the revision's state
├── OwnApproval             the author tried to approve their own revision
├── ChangedMeanwhile        somebody else changed the reply since it was read
├── HistoryLost             a write would have dropped or altered what was recorded
├── VariantsUnfit           a revision without text, or with a text that cannot be rendered
├── TemplateRefused         a text says more than a blank may say (line and column)
├── PatternRefused          a phrase pattern that the format does not know
├── TextTooLong             a text beyond the bound that keeps every check quick
└── FileRefused             an imported file, with every problem's file, line and key
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar

from canned_replies.fault import Fault

if TYPE_CHECKING:
    from canned_replies.languages import Language
    from canned_replies.problem import Problem


class RepliesError(Exception):
    """Anything this library refuses."""

    code: ClassVar[str] = "replies_error"


class UnknownReply(RepliesError):
    """No reply has this key."""

    code = "unknown_reply"


class UnknownRevision(RepliesError):
    """The reply exists, the revision does not."""

    code = "unknown_revision"


class WrongState(RepliesError):
    """The step is not possible from where the revision stands."""

    code = "wrong_state"


class OwnApproval(RepliesError):
    """Four eyes: the author of a revision does not decide on it."""

    code = "own_approval"


class ChangedMeanwhile(RepliesError):
    """The reply is no longer what the caller looked at; read it again, then decide."""

    code = "changed_meanwhile"


class HistoryLost(RepliesError):
    """A write would have dropped or altered a revision or a step; facts are only ever added."""

    code = "history_lost"


class VariantsUnfit(RepliesError):
    """The proposed texts cannot become a revision; ``language`` and ``place`` (line, column) where a text is meant."""

    code = "variants_unfit"

    def __init__(
        self, key: str, fault: Fault, language: Language | None = None, place: tuple[int, int] | None = None
    ) -> None:
        named = [key, *([language] if language else []), *([f"line {place[0]}, column {place[1]}"] if place else [])]
        super().__init__(f"{', '.join(named)}: {fault}")
        self.fault = fault
        self.language = language
        self.place = place


class TemplateRefused(RepliesError):
    """A text contains something that is no plain blank; ``line`` and ``column`` start at 1."""

    code = "template_refused"

    def __init__(self, fault: Fault, line: int, column: int) -> None:
        super().__init__(f"line {line}, column {column}: {fault}")
        self.fault = fault
        self.line = line
        self.column = column


class PatternRefused(RepliesError):
    """A phrase pattern the format does not know; ``column`` starts at 1."""

    code = "pattern_refused"

    def __init__(self, fault: Fault, column: int) -> None:
        super().__init__(f"column {column}: {fault}")
        self.fault = fault
        self.column = column


class TextTooLong(RepliesError):
    """A text beyond the bound."""

    code = "text_too_long"


class FileRefused(RepliesError):
    """An imported file with problems; nothing of it was taken."""

    code = "file_refused"

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__("\n".join(str(problem) for problem in problems))
        self.problems = tuple(problems)
