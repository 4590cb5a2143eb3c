"""A reply: a stable key and all its revisions, oldest first. ``version`` counts every change of any kind."""

from typing import NewType

import msgspec

from canned_replies.errors import UnknownRevision
from canned_replies.revision import Revision

ReplyKey = NewType("ReplyKey", str)


class Reply(msgspec.Struct, frozen=True):
    """What is known of a reply; nothing in it is ever overwritten."""

    key: ReplyKey
    version: int = 0
    revisions: tuple[Revision, ...] = ()

    @property
    def in_use(self) -> Revision | None:
        """The approved revision; there is at most one."""
        return next((revision for revision in self.revisions if revision.state == "approved"), None)

    def revision(self, number: int) -> Revision:
        """The revision of this number, counted from 1.

        Raises UnknownRevision: when there is none.
        """
        if not 1 <= number <= len(self.revisions):
            raise UnknownRevision(f"expected a revision from 1 to {len(self.revisions)} of {self.key}, got {number}")
        return self.revisions[number - 1]

    def continues(self, earlier: "Reply") -> bool:
        """Whether everything recorded earlier is still here unchanged, with only steps and revisions added."""
        return (
            self.key == earlier.key
            and self.version > earlier.version
            and len(self.revisions) >= len(earlier.revisions)
            and all(_continues(now, then) for now, then in zip(self.revisions, earlier.revisions, strict=False))
        )


def _continues(now: Revision, then: Revision) -> bool:
    return msgspec.structs.replace(now, steps=now.steps[: len(then.steps)]) == then
