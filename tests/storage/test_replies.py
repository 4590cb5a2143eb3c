"""The reply library on the real database."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from canned_replies.approval import Proposal
from canned_replies.errors import ChangedMeanwhile
from canned_replies.library import Change, Library
from canned_replies.memory_store import MemoryStore
from canned_replies.placeholder import Placeholder
from canned_replies.reply import Reply, ReplyKey
from canned_replies.reply_details import ActivePeriod, ReplyDetails, Scope
from canned_replies.revision import PersonId, Signature
from chat_server.domain.errors import Conflict
from chat_server.storage.replies import SqlReplyStore, library_change, write_changes
from chat_server.storage.store import Store, open_store

KEY = ReplyKey("greeting.hello")
NAME = {"contact.first_name": Placeholder(name="contact.first_name", kind="name")}
PATIENCE_S = 10


@pytest.fixture
async def store(tmp_path: Path) -> AsyncIterator[Store]:
    """An empty store."""
    opened = await open_store(tmp_path / "warmline.sqlite3")
    yield opened
    await opened.close()


@pytest.fixture
def library(store: Store) -> Library:
    """A library on it."""
    return Library(SqlReplyStore(store), NAME)


def signed(who: str, at: int = 1) -> Signature:
    """Somebody's signature."""
    return Signature(PersonId(who), at, f"says {who}")


def proposal(english: str = "Hello {{ contact.first_name }}") -> Proposal:
    """A proposal that uses everything a reply can have."""
    details = ReplyDetails(
        situation="greeting",
        label={"en": "Hello", "fa": "سلام"},
        shortcut={"en": "hi"},
        tags=("first", "سلام"),
        scope=Scope("own", "4"),
        active=ActivePeriod(weekdays=(0, 6)),
        replaces={"hu": ("Mit akar?",)},
    )
    return Proposal(details=details, texts={"en": english, "fa": "سلام {{ contact.first_name }}\nخوش آمدید"})


async def test_a_reply_reads_back_as_it_was_decided(store: Store, library: Library) -> None:
    """Sara proposes, Zsófi sends back, Sara submits again, Zsófi approves: not a comma is lost."""
    memory = Library(MemoryStore(), NAME)
    for each in (library, memory):
        reply = await each.propose(KEY, proposal(), signed("sara"))
        reply = await each.submit(KEY, 1, signed("sara", 2), seen=reply.version)
        reply = await each.send_back(KEY, 1, signed("zsofi", 3), seen=reply.version)
        reply = await each.submit(KEY, 1, signed("sara", 4), seen=reply.version)
        reply = await each.approve(KEY, 1, signed("zsofi", 5), seen=reply.version)
        await each.propose(KEY, proposal("Hello again"), signed("reza", 6))
    assert await library.reply(KEY) == await memory.reply(KEY)
    assert await SqlReplyStore(store).read_all() == [await memory.reply(KEY)]
    assert await library_change(store.reader()) == 6


async def test_two_supervisors_who_approve_at_once_make_one_history(store: Store, library: Library) -> None:
    """Zsófi and Nora decide in the same moment on two revisions: one comes into use, the other has to look again."""
    await library.propose(KEY, proposal("Hello"), signed("sara"))
    await library.propose(KEY, proposal("Good day"), signed("sara"))
    await library.submit(KEY, 1, signed("sara"), seen=2)
    reply = await library.submit(KEY, 2, signed("sara"), seen=3)
    outcomes = await asyncio.gather(
        library.approve(KEY, 1, signed("zsofi"), seen=reply.version),
        library.approve(KEY, 2, signed("nora"), seen=reply.version),
        return_exceptions=True,
    )
    assert sorted(type(outcome).__name__ for outcome in outcomes) == ["ChangedMeanwhile", "Reply"]
    stored = await library.reply(KEY)
    approvals = [step for revision in stored.revisions for step in revision.steps if step.state == "approved"]
    assert len(approvals) == 1
    assert stored.version == reply.version + 1


async def test_however_many_decide_at_once_no_step_is_lost_or_repeated(library: Library) -> None:
    """Ten people retire, approve and send back the same revision together: the history holds exactly what succeeded."""
    reply = await library.propose(KEY, proposal(), signed("sara"))
    reply = await library.submit(KEY, 1, signed("sara"), seen=reply.version)
    verbs = [library.approve, library.send_back, library.retire] * 4
    async with asyncio.timeout(PATIENCE_S):
        outcomes = await asyncio.gather(
            *(verb(KEY, 1, signed(f"person {n}"), seen=reply.version) for n, verb in enumerate(verbs)),
            return_exceptions=True,
        )
    done = [outcome for outcome in outcomes if isinstance(outcome, Reply)]
    assert len(done) == 1
    assert all(isinstance(outcome, ChangedMeanwhile) for outcome in outcomes if outcome is not done[0])
    assert await library.reply(KEY) == done[0]


async def test_proposals_at_the_same_time_all_stand(library: Library) -> None:
    """Three agents propose at once; each gets a revision of their own."""
    await asyncio.gather(*(library.propose(KEY, proposal(f"Hello {n}"), signed(f"agent {n}")) for n in range(3)))
    reply = await library.reply(KEY)
    assert sorted(revision.text("en") or "" for revision in reply.revisions) == ["Hello 0", "Hello 1", "Hello 2"]
    assert reply.version == 3


async def test_a_write_of_many_is_all_or_nothing(store: Store, library: Library) -> None:
    """One change of the list comes too late: none of them is stored, and the library has not moved."""
    first = await library.propose(KEY, proposal(), signed("sara"))
    other = Reply(ReplyKey("greeting.other"), 1, first.revisions)
    late = Change(Reply(KEY, 1, first.revisions), 0)
    with pytest.raises(ChangedMeanwhile, match=r"expected version 0 of greeting\.hello"):
        await SqlReplyStore(store).write([Change(other, 0), late])
    assert [reply.key for reply in await SqlReplyStore(store).read_all()] == [KEY]
    assert await library_change(store.reader()) == 1


async def test_nothing_recorded_can_be_written_over(store: Store, library: Library) -> None:
    """A change that forgets a revision is refused, whoever made it."""
    await library.propose(KEY, proposal(), signed("sara"))
    forgetful = Change(Reply(KEY, 2, ()), 1)
    with pytest.raises(Conflict, match="keep every revision"):
        await store.writer.run(lambda db: write_changes(db, [forgetful]))
    assert len((await library.reply(KEY)).revisions) == 1


async def test_a_refused_decision_harms_no_message_of_the_same_commit(store: Store, library: Library) -> None:
    """The refusal undoes its own savepoint; a neighbour in the same commit stands."""
    reply = await library.propose(KEY, proposal(), signed("sara"))
    stale = Change(Reply(KEY, 9, reply.revisions), 8)
    outcomes = await asyncio.gather(
        SqlReplyStore(store).write([stale]),
        store.writer.run(lambda db: db.execute("INSERT INTO meta VALUES ('neighbour', 'stands')")),
        return_exceptions=True,
    )
    assert isinstance(outcomes[0], ChangedMeanwhile)
    row = await store.reader().fetch_one("SELECT value FROM meta WHERE key = 'neighbour'")
    assert row == ("stands",)
