"""The library's verbs over a store: what was changed meanwhile is refused, nothing is half-written."""

import asyncio

import pytest

from canned_replies.approval import Proposal
from canned_replies.errors import ChangedMeanwhile, HistoryLost, RepliesError, UnknownReply, VariantsUnfit
from canned_replies.languages import Language
from canned_replies.library import Change, Library
from canned_replies.memory_store import MemoryStore
from canned_replies.reply import Reply, ReplyKey
from tests.canned_replies.people import BENCE, DETAILS, HELLO, KNOWN, REZA, SARA, ZSOFI, saying, signed


class SlowStore(MemoryStore):
    """Lets another task run between reading and writing, as a database would."""

    async def read(self, key: ReplyKey) -> Reply | None:
        """The stored reply, after a turn of the others."""
        found = await super().read(key)
        await asyncio.sleep(0)
        return found


@pytest.fixture
def library() -> Library:
    """A library over a store in which others come between."""
    return Library(SlowStore(), KNOWN)


async def reviewed(library: Library, text: str = "Hello {{ contact.first_name }}") -> Reply:
    """Sara's newest revision in review."""
    reply = await library.propose(HELLO, saying(en=text), signed(SARA))
    return await library.submit(HELLO, len(reply.revisions), signed(SARA), seen=reply.version)


async def test_a_reply_comes_into_use_and_its_history_can_be_read(library: Library) -> None:
    """Sara proposes, Zsófi approves, everybody uses it."""
    reply = await reviewed(library)
    assert await library.in_use() == {}
    await library.approve(HELLO, 1, signed(ZSOFI), seen=reply.version)
    assert (await library.in_use())[HELLO].text("en") == "Hello {{ contact.first_name }}"
    assert [step.state for step in (await library.reply(HELLO)).revision(1).steps] == ["draft", "in_review", "approved"]


async def test_two_supervisors_approving_at_once_end_in_one_history(library: Library) -> None:
    """Zsófi and Reza press the key together: one approval counts, the other hears about it."""
    reply = await reviewed(library)
    results = await asyncio.gather(
        library.approve(HELLO, 1, signed(ZSOFI), seen=reply.version),
        library.approve(HELLO, 1, signed(REZA), seen=reply.version),
        return_exceptions=True,
    )
    assert sorted(type(result).__name__ for result in results) == ["ChangedMeanwhile", "Reply"]
    assert [step.state for step in (await library.reply(HELLO)).revision(1).steps].count("approved") == 1


async def test_approving_what_was_changed_meanwhile_is_refused_with_both_versions(library: Library) -> None:
    """Bence proposed an edit while Zsófi read; she has to look again."""
    reply = await reviewed(library)
    await library.propose(HELLO, saying(en="Hi"), signed(BENCE))
    with pytest.raises(ChangedMeanwhile, match=f"expected version {reply.version} .* version {reply.version + 1}"):
        await library.approve(HELLO, 1, signed(ZSOFI), seen=reply.version)


async def test_two_proposals_at_the_same_time_are_both_kept(library: Library) -> None:
    """Neither Sara's nor Bence's words are lost."""
    await asyncio.gather(
        library.propose(HELLO, saying(en="from Sara"), signed(SARA)),
        library.propose(HELLO, saying(en="from Bence"), signed(BENCE)),
    )
    revisions = (await library.reply(HELLO)).revisions
    assert {revision.text("en") for revision in revisions} == {"from Sara", "from Bence"}
    assert [revision.number for revision in revisions] == [1, 2]


async def test_a_review_can_be_sent_back_and_a_reply_retired(library: Library) -> None:
    """The other verbs go the same way."""
    reply = await reviewed(library)
    reply = await library.send_back(HELLO, 1, signed(ZSOFI, comment="warmer"), seen=reply.version)
    reply = await library.submit(HELLO, 1, signed(SARA), seen=reply.version)
    reply = await library.approve(HELLO, 1, signed(ZSOFI), seen=reply.version)
    reply = await library.retire(HELLO, 1, signed(ZSOFI), seen=reply.version)
    assert await library.in_use() == {}
    assert reply.revision(1).text("en") == "Hello {{ contact.first_name }}"


@pytest.mark.parametrize(
    ("key", "texts", "why"),
    [
        (HELLO, {"en": "Hi {{ contact.frist_name }}"}, "en, line 1, column 4: expected a known blank"),
        (HELLO, {"fa": "سلام\n{{ a|upper }}"}, "fa, line 2, column 5: expected a name"),
        (HELLO, {"en": "  "}, "expected text"),
        (HELLO, {}, "at least one language"),
        ("hello", {"en": "Hi"}, "a key like"),
        ("a." + "b" * 90, {"en": "Hi"}, "a key like"),
    ],
)
async def test_what_cannot_become_a_revision_is_refused(
    library: Library, key: str, texts: dict[Language, str], why: str
) -> None:
    """The author sees language, line and column; nothing is written."""
    with pytest.raises(VariantsUnfit, match=why):
        await library.propose(ReplyKey(key), Proposal(details=DETAILS, texts=texts), signed(SARA))
    with pytest.raises(UnknownReply):
        await library.reply(ReplyKey(key))


async def test_a_store_writes_all_or_nothing_and_loses_nothing() -> None:
    """One outdated change among many, and none of them is written."""
    store = MemoryStore()
    other = ReplyKey("greeting.other")
    with pytest.raises(ChangedMeanwhile):
        await store.write([Change(Reply(HELLO, 1), 0), Change(Reply(other, 5), 4)])
    assert list(await store.read_all()) == []
    library = Library(store, KNOWN)
    reply = await reviewed(library)
    with pytest.raises(HistoryLost):
        await store.write([Change(Reply(HELLO, reply.version + 1), reply.version)])
    assert await store.read(HELLO) == reply


def test_every_refusal_has_a_code_of_its_own() -> None:
    """Whoever shows an error can tell them apart."""
    codes = [error.code for error in RepliesError.__subclasses__()]
    assert len(set(codes)) == len(codes) >= 10
