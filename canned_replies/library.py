"""The library: each verb reads a reply, lets the rules of ``approval`` decide, and writes what came of it.

A store only has to read and to write conditionally; who may call which verb is the caller's business.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Final, Protocol

import msgspec

from canned_replies import approval
from canned_replies.approval import Policy, Proposal
from canned_replies.errors import ChangedMeanwhile, TemplateRefused, UnknownReply, VariantsUnfit
from canned_replies.fault import fault
from canned_replies.placeholder import Placeholder
from canned_replies.reply import Reply, ReplyKey
from canned_replies.revision import Revision, Signature
from canned_replies.templates import blanks, parse

# Proposals never contradict each other, so one that lost a race simply goes again.
PROPOSE_ATTEMPTS: Final = 5
KEY_LIMIT: Final = 80

_KEY: Final = re.compile(r"[a-z0-9_]+(?:\.[a-z0-9_]+)+")


class Change(msgspec.Struct, frozen=True):
    """A reply as it shall be, and the version it had when it was read (0: it did not exist)."""

    reply: Reply
    expected_version: int


class ReplyStore(Protocol):
    """Where replies are kept."""

    async def read(self, key: ReplyKey) -> Reply | None:
        """The reply of this key with all its revisions."""

    async def read_all(self) -> Sequence[Reply]:
        """Every reply, in the order of their keys."""

    async def write(self, changes: Sequence[Change]) -> None:
        """Write all of the changes or none.

        Raises ChangedMeanwhile: when a stored version is not the expected one. HistoryLost: when a change would
        drop or alter what was recorded.
        """


class Library:
    """The verbs of a reply's life; ``seen`` is always the version of the reply the caller looked at."""

    def __init__(
        self, store: ReplyStore, placeholders: Mapping[str, Placeholder], *, policy: Policy | None = None
    ) -> None:
        self._store = store
        self._placeholders = placeholders
        self._policy = policy or Policy()

    async def reply(self, key: ReplyKey) -> Reply:
        """The reply with its whole history.

        Raises UnknownReply: when there is none of this key.
        """
        found = await self._store.read(key)
        if found is None:
            raise UnknownReply(f"expected the key of a reply, got {key!r}")
        return found

    async def in_use(self) -> dict[ReplyKey, Revision]:
        """Every reply's approved revision; replies without one are left out."""
        return {reply.key: reply.in_use for reply in await self._store.read_all() if reply.in_use is not None}

    async def propose(
        self, key: ReplyKey, proposal: Proposal, signature: Signature, *, based_on: int | None = None
    ) -> Reply:
        """A new draft of the reply; the first one makes the reply.

        Raises VariantsUnfit: when the key or a text cannot be used.
        """
        check_proposal(key, proposal, self._placeholders)
        for attempt in range(1, PROPOSE_ATTEMPTS + 1):
            before = await self._store.read(key) or Reply(key)
            after = approval.propose(before, proposal, signature, based_on=based_on)
            try:
                await self._store.write([Change(after, before.version)])
            except ChangedMeanwhile:
                if attempt == PROPOSE_ATTEMPTS:
                    raise
            else:
                return after
        raise AssertionError

    async def submit(self, key: ReplyKey, number: int, signature: Signature, *, seen: int) -> Reply:
        """The draft goes to review. Raises as ``approval.submit`` and ChangedMeanwhile."""
        return await self._change(key, seen, lambda reply: approval.submit(reply, number, signature))

    async def send_back(self, key: ReplyKey, number: int, signature: Signature, *, seen: int) -> Reply:
        """The review asks for more work. Raises as ``approval.send_back`` and ChangedMeanwhile."""
        return await self._change(key, seen, lambda reply: approval.send_back(reply, number, signature))

    async def approve(self, key: ReplyKey, number: int, signature: Signature, *, seen: int) -> Reply:
        """The revision comes into use. Raises as ``approval.approve`` and ChangedMeanwhile."""
        return await self._change(key, seen, lambda reply: approval.approve(reply, number, signature, self._policy))

    async def retire(self, key: ReplyKey, number: int, signature: Signature, *, seen: int) -> Reply:
        """The revision is taken out of use. Raises as ``approval.retire`` and ChangedMeanwhile."""
        return await self._change(key, seen, lambda reply: approval.retire(reply, number, signature))

    async def _change(self, key: ReplyKey, seen: int, decide: Callable[[Reply], Reply]) -> Reply:
        before = await self.reply(key)
        if before.version != seen:
            raise ChangedMeanwhile(
                f"expected version {seen} of {key}, it is at version {before.version} by now; read it again"
            )
        after = decide(before)
        await self._store.write([Change(after, seen)])
        return after


def is_key(key: str) -> bool:
    """Whether this can be a reply's key: ``situation.name``, in small letters."""
    return len(key) <= KEY_LIMIT and _KEY.fullmatch(key) is not None


def check_proposal(key: str, proposal: Proposal, placeholders: Mapping[str, Placeholder]) -> None:
    """Whether a revision can come of it.

    Raises VariantsUnfit: with the language, line and column of what cannot be used.
    """
    if not is_key(key):
        raise VariantsUnfit(key[:KEY_LIMIT], fault("key_malformed", got=key[:KEY_LIMIT]))
    if not proposal.texts:
        raise VariantsUnfit(key, fault("texts_missing"))
    for language, text in proposal.texts.items():
        try:
            found = blanks(parse(text))
        except TemplateRefused as refused:
            raise VariantsUnfit(key, refused.fault, language, (refused.line, refused.column)) from refused
        if not text.strip():
            raise VariantsUnfit(key, fault("text_blank"), language)
        for blank in found:
            if blank.name not in placeholders:
                raise VariantsUnfit(key, fault("blank_unknown", got=blank.name), language, (blank.line, blank.column))
