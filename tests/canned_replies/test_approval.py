"""A revision's life: proposed, reviewed, in use, retired; four eyes; nothing overwritten."""

import datetime as dt

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from canned_replies import approval
from canned_replies.approval import Policy
from canned_replies.errors import ChangedMeanwhile, OwnApproval, RepliesError, UnknownRevision, WrongState
from canned_replies.reply import Reply
from canned_replies.reply_details import ActivePeriod
from tests.canned_replies.people import BENCE, HELLO, REZA, SARA, ZSOFI, saying, signed

FOUR_EYES = Policy()


def in_review(*, text: str = "Hello", reply: Reply | None = None, based_on: int | None = None) -> Reply:
    """A reply with Sara's newest revision in review."""
    before = reply or Reply(HELLO)
    drafted = approval.propose(before, saying(en=text), signed(SARA), based_on=based_on)
    return approval.submit(drafted, len(drafted.revisions), signed(SARA, 2))


def in_use(text: str = "Hello") -> Reply:
    """A reply whose first revision is in use."""
    return approval.approve(in_review(text=text), 1, signed(ZSOFI, 3, "good"), FOUR_EYES)


def test_a_revision_goes_from_draft_to_use_and_each_step_is_signed() -> None:
    """Sara proposes, Zsófi approves; who, when and the comment stay."""
    revision = in_use().revision(1)
    assert [(step.state, step.signature.by, step.signature.at_ms) for step in revision.steps] == [
        ("draft", SARA, 1),
        ("in_review", SARA, 2),
        ("approved", ZSOFI, 3),
    ]
    assert revision.steps[-1].signature.comment == "good"


def test_nobody_approves_their_own_revision_unless_the_policy_allows_it() -> None:
    """Four eyes by default; a shop of one may decide alone."""
    reply = in_review()
    with pytest.raises(OwnApproval, match="other than its author"):
        approval.approve(reply, 1, signed(SARA), FOUR_EYES)
    assert approval.approve(reply, 1, signed(SARA), Policy(can_approve_own=True)).in_use is not None


def test_the_approved_revision_stays_in_use_until_the_next_is_approved() -> None:
    """While Bence's edit is discussed, the team keeps its words."""
    reply = in_review(text="Hi", reply=in_use("Hello"))
    assert reply.in_use is not None
    assert reply.in_use.text("en") == "Hello"
    after = approval.approve(reply, 2, signed(ZSOFI, 9), FOUR_EYES)
    assert [revision.state for revision in after.revisions] == ["retired", "approved"]
    assert after.revision(1).steps[-1].signature == signed(ZSOFI, 9)


def test_two_proposals_from_the_same_base_cannot_both_win() -> None:
    """Approving the second would silently undo the first, so it has to be proposed again."""
    reply = in_use()
    reply = in_review(text="Hi", reply=reply)
    reply = in_review(text="Hey", reply=reply)
    reply = approval.approve(reply, 2, signed(ZSOFI), FOUR_EYES)
    with pytest.raises(ChangedMeanwhile, match="Propose it again from revision 2"):
        approval.approve(reply, 3, signed(REZA), FOUR_EYES)
    again = in_review(text="Hey", reply=reply, based_on=2)
    used = approval.approve(again, 4, signed(REZA), FOUR_EYES).in_use
    assert used is not None
    assert used.text("en") == "Hey"


def test_a_review_can_send_back_and_a_draft_can_be_given_up() -> None:
    """Zsófi asks for more; Sara changes her mind."""
    reply = approval.send_back(in_review(), 1, signed(ZSOFI, 5, "shorter, please"))
    assert reply.revision(1).state == "draft"
    assert approval.retire(reply, 1, signed(SARA)).revision(1).state == "retired"


@pytest.mark.parametrize("verb", [approval.submit, approval.send_back])
def test_steps_that_are_not_possible_are_refused(verb: type) -> None:
    """What is in use cannot be submitted or sent back."""
    with pytest.raises(WrongState, match="revision 1 is approved"):
        verb(in_use(), 1, signed(ZSOFI))


def test_a_draft_cannot_skip_its_review_and_a_retired_one_stays_retired() -> None:
    """There are no short cuts and no ghosts."""
    draft = approval.propose(Reply(HELLO), saying(en="Hello"), signed(SARA))
    with pytest.raises(WrongState, match="is draft, from there it cannot become approved"):
        approval.approve(draft, 1, signed(ZSOFI), FOUR_EYES)
    retired = approval.retire(in_use(), 1, signed(ZSOFI))
    assert retired.in_use is None
    with pytest.raises(WrongState):
        approval.retire(retired, 1, signed(ZSOFI))


def test_an_unknown_revision_is_named() -> None:
    """A stale link leads to a sentence, not to somebody else's revision."""
    with pytest.raises(UnknownRevision, match="from 1 to 1"):
        in_use().revision(2)
    with pytest.raises(UnknownRevision):
        in_use().revision(0)


def test_missing_and_outdated_languages_are_visible() -> None:
    """Bence rewrites the English; the Persian is behind until somebody confirms it, the Hungarian is missing."""
    reply = approval.propose(Reply(HELLO), saying(en="Hello", fa="سلام"), signed(SARA))
    reply = approval.propose(reply, saying(en="Welcome", fa="سلام"), signed(BENCE), based_on=1)
    assert reply.revision(2).variant_states(["en", "fa", "hu"]) == {"en": "current", "fa": "outdated", "hu": "missing"}
    confirmed = saying(still_right=frozenset({"fa"}), en="Welcome", fa="سلام")
    reply = approval.propose(reply, confirmed, signed(BENCE), based_on=2)
    assert reply.revision(3).variant_states(["en", "fa"])["fa"] == "current"


def test_a_reply_can_be_offered_on_some_days_only() -> None:
    """The holiday greeting is for the holidays, the weekend note for weekends."""
    weekend = ActivePeriod(weekdays=(5, 6))
    holidays = ActivePeriod(first_day=dt.date(2026, 12, 24), last_day=dt.date(2026, 12, 26))
    assert weekend.covers(dt.date(2026, 11, 22))
    assert not weekend.covers(dt.date(2026, 11, 23))
    assert [holidays.covers(dt.date(2026, 12, day)) for day in (23, 24, 26, 27)] == [False, True, True, False]
    assert ActivePeriod().covers(dt.date(2026, 1, 1))


def test_a_history_that_lost_or_altered_something_is_no_continuation() -> None:
    """Stores ask this before they write."""
    reply = in_use()
    longer = in_review(text="Hi", reply=reply)
    altered = msgspec.structs.replace(longer.revisions[0], steps=longer.revisions[0].steps[1:])
    assert longer.continues(reply)
    assert not reply.continues(longer)
    assert not Reply(HELLO, longer.version + 1, (altered, *longer.revisions[1:])).continues(longer)


VERBS = st.lists(
    st.tuples(
        st.sampled_from(["propose", "submit", "send_back", "approve", "retire"]),
        st.integers(1, 4),
        st.sampled_from([SARA, BENCE, ZSOFI]),
    ),
    max_size=25,
)


@given(VERBS)
@settings(max_examples=150, deadline=None)
def test_whatever_people_do_the_history_only_grows_and_one_revision_at_most_is_in_use(
    deeds: list[tuple[str, int, str]],
) -> None:
    """Every step is kept, every approval has four eyes, never two revisions in use."""
    reply = Reply(HELLO)
    for moment, (verb, number, by) in enumerate(deeds):
        signature = signed(by, moment)  # type: ignore[arg-type]
        before = reply
        try:
            if verb == "propose":
                reply = approval.propose(reply, saying(en=f"text {moment}"), signature)
            elif verb == "approve":
                reply = approval.approve(reply, number, signature, FOUR_EYES)
            else:
                reply = getattr(approval, verb)(reply, number, signature)
        except RepliesError:
            continue
        assert reply.continues(before)
        assert sum(revision.state == "approved" for revision in reply.revisions) <= 1
        for revision in reply.revisions:
            assert all(step.signature.by != revision.author for step in revision.steps if step.state == "approved")
