"""A file into a library: first a plan that shows what would change, then all of it in one write, or nothing."""

from collections.abc import Mapping, Sequence
from typing import Literal

import msgspec

from canned_replies import approval
from canned_replies.approval import Policy, Proposal
from canned_replies.library import Change, ReplyStore
from canned_replies.library_file import Entry, LibraryFile
from canned_replies.reply import Reply, ReplyKey
from canned_replies.revision import Revision, Signature

Kind = Literal["new", "changed", "same"]


class Planned(msgspec.Struct, frozen=True):
    """What the import would do to one reply; ``parts`` are the changed ones, such as ``text.fa`` or ``label``."""

    key: ReplyKey
    kind: Kind
    parts: tuple[str, ...] = ()
    change: Change | None = None


class Importer(msgspec.Struct, frozen=True):
    """Who brings the replies in and, if they may come into use at once, who approves them."""

    author: Signature
    approver: Signature | None = None
    policy: Policy = Policy()


async def plan(library: LibraryFile, store: ReplyStore, importer: Importer) -> list[Planned]:
    """What importing the file would do; nothing is written.

    New revisions wait in review unless an approver signs and the file says ``approved``; then so do those that wait
    already and say the same.

    Raises OwnApproval: when author and approver are the same person and the policy forbids it.
    """
    stored = {reply.key: reply for reply in await store.read_all()}
    is_approved = library.default_status == "approved" and importer.approver is not None
    return [_planned(entry, stored, importer, is_approved=is_approved) for entry in library.entries]


async def carry_out(planned: Sequence[Planned], store: ReplyStore) -> None:
    """Write the plan in one go.

    Raises ChangedMeanwhile: when a reply is no longer what the plan saw; nothing is written then.
    """
    await store.write([step.change for step in planned if step.change is not None])


def _planned(entry: Entry, stored: Mapping[ReplyKey, Reply], importer: Importer, *, is_approved: bool) -> Planned:
    before = stored.get(entry.key, Reply(entry.key))
    latest = before.revisions[-1] if before.revisions else None
    waiting = latest if latest and _is_waiting(entry, latest) else None
    shown = before.in_use or latest
    parts = _differences(entry, shown) if shown else ()
    is_there = shown is not None and not parts and (before.in_use is not None or waiting is None)
    if is_there or (waiting is not None and not is_approved):
        return Planned(entry.key, "same")
    after = _brought_in(before, entry, importer, waiting, is_approved=is_approved)
    return Planned(entry.key, "changed" if shown else "new", parts, Change(after, before.version))


def _is_waiting(entry: Entry, latest: Revision) -> bool:
    """Whether the same was proposed already and nobody has decided on it: bringing it in twice adds nothing."""
    return latest.state in ("draft", "in_review") and not _differences(entry, latest)


def _brought_in(
    reply: Reply, entry: Entry, importer: Importer, waiting: Revision | None, *, is_approved: bool
) -> Reply:
    after, number = reply, len(reply.revisions)
    if waiting is None:
        after = approval.propose(after, Proposal(details=entry.details, texts=entry.texts), importer.author)
        number += 1
    if waiting is None or waiting.state == "draft":
        after = approval.submit(after, number, importer.author)
    if is_approved and importer.approver is not None:
        after = approval.approve(after, number, importer.approver, importer.policy)
    return after


def _differences(entry: Entry, revision: Revision) -> tuple[str, ...]:
    details = [
        name
        for name in entry.details.__struct_fields__
        if getattr(entry.details, name) != getattr(revision.details, name)
    ]
    languages = sorted({*entry.texts, *revision.variants})
    texts = [f"text.{language}" for language in languages if entry.texts.get(language) != revision.text(language)]
    return (*details, *texts)
