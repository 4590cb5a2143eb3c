"""A ReplyStore that lives as long as the program: for tests, tools and examples."""

from collections.abc import Sequence

from canned_replies.errors import ChangedMeanwhile, HistoryLost
from canned_replies.library import Change
from canned_replies.reply import Reply, ReplyKey


class MemoryStore:
    """Replies in a dictionary. No await stands between check and write, so tasks cannot come between."""

    def __init__(self) -> None:
        self._replies: dict[ReplyKey, Reply] = {}

    async def read(self, key: ReplyKey) -> Reply | None:
        """See ``ReplyStore.read``."""
        return self._replies.get(key)

    async def read_all(self) -> Sequence[Reply]:
        """See ``ReplyStore.read_all``."""
        return [self._replies[key] for key in sorted(self._replies)]

    async def write(self, changes: Sequence[Change]) -> None:
        """See ``ReplyStore.write``."""
        for change in changes:
            self._check(change)
        self._replies.update({change.reply.key: change.reply for change in changes})

    def _check(self, change: Change) -> None:
        key = change.reply.key
        stored = self._replies.get(key) or Reply(key)
        if stored.version != change.expected_version:
            raise ChangedMeanwhile(
                f"expected version {change.expected_version} of {key}, it is at version {stored.version} by now"
            )
        if not change.reply.continues(stored):
            raise HistoryLost(f"expected {key} to keep every revision and step it had")
