"""Decisions on a reply, as pure functions: the reply before, a signature, the reply after.

Each checks whether the step is possible, adds what happened with who and when, and leaves the rest as it was.
"""

from collections.abc import Mapping

import msgspec

from canned_replies.errors import ChangedMeanwhile, OwnApproval, WrongState
from canned_replies.languages import Language
from canned_replies.reply import Reply
from canned_replies.reply_details import ReplyDetails
from canned_replies.revision import NEXT_STATES, Revision, Signature, State, Step, Variant


class Policy(msgspec.Struct, frozen=True):
    """What the organisation allows; the default is four eyes."""

    can_approve_own: bool = False


class Proposal(msgspec.Struct, frozen=True, kw_only=True):
    """What somebody wants a reply to say.

    ``still_right`` names languages whose unchanged text was read again and fits the new wording; the other unchanged
    ones are shown as outdated.
    """

    details: ReplyDetails
    texts: Mapping[Language, str]
    still_right: frozenset[Language] = frozenset()


def propose(reply: Reply, proposal: Proposal, signature: Signature, *, based_on: int | None = None) -> Reply:
    """The reply with a new draft.

    ``based_on`` is the revision the author started from, by default the one in use.
    """
    base = reply.revision(based_on) if based_on is not None else reply.in_use
    number = len(reply.revisions) + 1
    revision = Revision(
        number=number,
        details=proposal.details,
        variants=_variants(proposal, base, number),
        steps=(Step("draft", signature),),
        based_on=base.number if base else None,
    )
    return _with(reply, revision)


def submit(reply: Reply, number: int, signature: Signature) -> Reply:
    """The draft goes to review.

    Raises WrongState: when it is no draft.
    """
    return _with(reply, _stepped(reply.revision(number), "in_review", signature))


def send_back(reply: Reply, number: int, signature: Signature) -> Reply:
    """The review asks for more work; the comment says what.

    Raises WrongState: when it is not in review.
    """
    return _with(reply, _stepped(reply.revision(number), "draft", signature))


def approve(reply: Reply, number: int, signature: Signature, policy: Policy) -> Reply:
    """The revision comes into use and the one in use until now retires, in one step.

    Raises WrongState: when it is not in review. OwnApproval: when the author decides and the policy
    forbids it. ChangedMeanwhile: when another revision came into use after the author had started.
    """
    revision = reply.revision(number)
    if signature.by == revision.author and not policy.can_approve_own:
        raise OwnApproval(f"expected somebody other than its author to approve revision {number} of {reply.key}")
    approved = _stepped(revision, "approved", signature)
    current = reply.in_use
    if current is None:
        return _with(reply, approved)
    if current.number != revision.based_on:
        raise ChangedMeanwhile(
            f"expected revision {number} of {reply.key} to start from revision {current.number}, which is in use; "
            f"it started from {revision.based_on}. Propose it again from revision {current.number}."
        )
    return _with(reply, _stepped(current, "retired", signature), approved)


def retire(reply: Reply, number: int, signature: Signature) -> Reply:
    """The revision is given up or taken out of use.

    Raises WrongState: when it is retired already.
    """
    return _with(reply, _stepped(reply.revision(number), "retired", signature))


def _variants(proposal: Proposal, base: Revision | None, number: int) -> dict[Language, Variant]:
    variants: dict[Language, Variant] = {}
    for language, text in proposal.texts.items():
        before = base.variants.get(language) if base else None
        is_kept = before is not None and before.text == text and language not in proposal.still_right
        variants[language] = before if is_kept and before is not None else Variant(text, number)
    return variants


def _stepped(revision: Revision, state: State, signature: Signature) -> Revision:
    if state not in NEXT_STATES[revision.state]:
        raise WrongState(f"revision {revision.number} is {revision.state}, from there it cannot become {state}")
    return msgspec.structs.replace(revision, steps=(*revision.steps, Step(state, signature)))


def _with(reply: Reply, *changed: Revision) -> Reply:
    revisions = {revision.number: revision for revision in (*reply.revisions, *changed)}
    return Reply(reply.key, reply.version + 1, tuple(revisions[number] for number in sorted(revisions)))
