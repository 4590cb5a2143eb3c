"""An import is shown first and done whole, or not at all; the starter is fit for use."""

import msgspec
import pytest

from canned_replies.approval import Policy
from canned_replies.checking import check_library, missing_replies
from canned_replies.coach import coaches
from canned_replies.errors import ChangedMeanwhile, OwnApproval
from canned_replies.importing import Importer, carry_out, plan
from canned_replies.library import Library
from canned_replies.library_file import Entry, LibraryFile
from canned_replies.memory_store import MemoryStore
from canned_replies.reply import ReplyKey
from canned_replies.starter import starter_library, starter_rules
from tests.canned_replies.people import BENCE, REZA, SARA, ZSOFI, saying, signed

APPROVED = Importer(signed(SARA, 1, "starter"), signed(ZSOFI, 2))


def with_first(library: LibraryFile, **changes: object) -> LibraryFile:
    """The library with its first entry changed."""
    first = msgspec.structs.replace(library.entries[0], **changes)
    return msgspec.structs.replace(library, entries=(first, *library.entries[1:]))


async def stocked() -> MemoryStore:
    """A store with the starter in use."""
    store = MemoryStore()
    await carry_out(await plan(starter_library(), store, APPROVED), store)
    return store


async def test_the_starter_comes_into_use_signed_by_two() -> None:
    """Sara brings it, Zsófi approves it: 44 replies in three languages, all current."""
    used = await Library(await stocked(), starter_library().placeholders).in_use()
    assert len(used) == 44
    wanted = starter_library().languages
    assert {state for revision in used.values() for state in revision.variant_states(wanted).values()} == {"current"}
    assert [step.signature.by for step in used[ReplyKey("closing.goodbye")].steps] == [SARA, SARA, ZSOFI]


async def test_a_dry_run_shows_what_would_change_and_writes_nothing() -> None:
    """One text and one label differ; the plan says which, the store stays as it was."""
    store = await stocked()
    before = list(await store.read_all())
    first = starter_library().entries[0]
    details = msgspec.structs.replace(first.details, tags=("new",))
    changed = with_first(starter_library(), details=details, texts={**first.texts, "fa": "سلام"})
    planned = await plan(changed, store, APPROVED)
    assert [(step.key, step.kind, step.parts) for step in planned if step.kind != "same"] == [
        (first.key, "changed", ("tags", "text.fa"))
    ]
    assert list(await store.read_all()) == before
    await carry_out(planned, store)
    reply = await store.read(first.key)
    assert reply is not None
    assert [revision.state for revision in reply.revisions] == ["retired", "approved"]


async def test_importing_the_same_again_changes_nothing() -> None:
    """No new revisions, no noise in the history."""
    store = await stocked()
    planned = await plan(starter_library(), store, APPROVED)
    assert {step.kind for step in planned} == {"same"}
    await carry_out(planned, store)
    assert {reply.version for reply in await store.read_all()} == {3}


async def test_without_an_approver_everything_waits_in_review() -> None:
    """A file cannot approve itself."""
    store = MemoryStore()
    await carry_out(await plan(starter_library(), store, Importer(signed(SARA))), store)
    assert {reply.revisions[0].state for reply in await store.read_all()} == {"in_review"}


async def test_nobody_approves_their_own_import_unless_the_policy_allows_it() -> None:
    """Four eyes hold for files, too."""
    alone = Importer(signed(SARA), signed(SARA))
    with pytest.raises(OwnApproval):
        await plan(starter_library(), MemoryStore(), alone)
    allowed = msgspec.structs.replace(alone, policy=Policy(can_approve_own=True))
    assert len(await plan(starter_library(), MemoryStore(), allowed)) == 44


async def test_a_plan_that_was_overtaken_is_refused_whole() -> None:
    """Bence edits one reply between dry run and import: none of the 44 is touched."""
    store = await stocked()
    library = Library(store, starter_library().placeholders)
    texts = msgspec.structs.replace(starter_library(), entries=tuple(map(_louder, starter_library().entries)))
    planned = await plan(texts, store, Importer(signed(REZA), signed(ZSOFI)))
    await library.propose(starter_library().entries[-1].key, saying(en="Other"), signed(BENCE))
    before = list(await store.read_all())
    with pytest.raises(ChangedMeanwhile):
        await carry_out(planned, store)
    assert list(await store.read_all()) == before


def _louder(entry: Entry) -> Entry:
    return msgspec.structs.replace(entry, texts={language: text + "!" for language, text in entry.texts.items()})


def test_the_starter_keeps_its_own_rules() -> None:
    """All languages, blanks never glued, names in the salutation, no text marked, every replaced phrase marked."""
    assert [str(remark) for remark in check_library(starter_library(), coaches(starter_rules()))] == []
    assert missing_replies(starter_rules(), [entry.key for entry in starter_library().entries]) == []


@pytest.mark.parametrize(
    ("text", "remark"),
    [
        ("Unfortunately no.", "en.unfortunately marks 'Unfortunately'"),
        ("Hello {{ contact.first_name }}s", "a letter or suffix is glued to a blank"),
        ("We are happy to see you, {{ contact.first_name }}", "contact.first_name stands after the salutation"),
    ],
)
def test_an_unfit_text_is_remarked_on(text: str, remark: str) -> None:
    """The check says what an editor would say."""
    library = with_first(starter_library(), texts={"en": text, "fa": "سلام", "hu": "Üdvözlöm"})
    assert f"greeting.first_contact (en): {remark}" in map(str, check_library(library, coaches(starter_rules())))


def test_missing_languages_labels_and_unmarked_phrases_are_remarked_on() -> None:
    """What is not there is as visible as what is wrong."""
    first = starter_library().entries[0]
    details = msgspec.structs.replace(
        first.details, label={"en": "a"}, shortcut={"en": "a"}, replaces={"en": ("How lovely",)}
    )
    library = with_first(starter_library(), details=details, texts={"en": "Hello", "fa": "سلام"})
    remarks = [str(remark) for remark in check_library(library, coaches(starter_rules()))]
    assert remarks == [
        "greeting.first_contact (en): no rule marks the replaced phrase 'How lovely'",
        "greeting.first_contact (fa): no label in this language",
        "greeting.first_contact (fa): no shortcut in this language",
        "greeting.first_contact (hu): no text in this language",
    ]
