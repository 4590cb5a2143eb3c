"""A revision beside the one it started from: texts, what else changed, and who may take which step."""

from __future__ import annotations

from typing import Any, NamedTuple

from canned_replies.languages import LANGUAGES
from canned_replies.reply import Reply
from canned_replies.revision import Revision
from chat_server.actions.coaching import check_reply
from chat_server.actions.reply_reading import differences
from chat_server.actions.services import Services
from chat_server.actions.text_pieces import Sides, pieces, sides
from chat_server.domain.people import Agent

from .library_views import TONGUES, Tongue


class LanguageCard(NamedTuple):
    """One language of a revision, as text, as a difference, as the visitor sees it, and as the coach sees it."""

    tongue: Tongue
    state: str
    pieces: tuple[Any, ...]
    sides: Sides
    seen_before: str
    seen_after: str
    replaces: tuple[str, ...]
    remarks: list[dict[str, Any]]


class Steps(NamedTuple):
    """What this agent can do with a revision; ``why_not`` says what stands between them and approving it."""

    can_approve: bool
    can_send_back: bool
    can_submit: bool
    can_retire: bool
    why_not: str


async def language_cards(
    services: Services, key: str, before: Revision | None, after: Revision
) -> tuple[LanguageCard, ...]:
    """The languages of a revision beside those of an earlier one; languages that neither has are shown as missing."""
    changed = await differences(before, after)
    seen_before = (await _checked(services, key, before))["preview"] if before else {}
    checked = await _checked(services, key, after)
    states = after.variant_states(LANGUAGES)
    return tuple(
        LanguageCard(
            tongue,
            states[language],
            pieces(after.text(language) or ""),
            sides(changed.get(language, ())),
            seen_before.get(language, ""),
            checked["preview"].get(language, ""),
            after.details.replaces.get(language, ()),
            [r for r in (*checked["problems"], *checked["remarks"]) if r["language"] == language],
        )
        for language, tongue in zip(LANGUAGES, TONGUES, strict=True)
    )


async def _checked(services: Services, key: str, revision: Revision) -> dict[str, Any]:
    texts = {language: variant.text for language, variant in revision.variants.items()}
    return await check_reply(services, key, revision.details, texts)


def told_once(history: dict[str, Any]) -> dict[str, Any]:
    """A history in which a comment that came with two steps at once is shown with the first of them."""
    for revision in history["revisions"]:
        said: set[tuple[Any, ...]] = set()
        for step in revision["steps"]:
            signed = (step["by"]["id"], step["at"], step["comment"])
            step["is_saying"] = bool(step["comment"]) and signed not in said
            said.add(signed)
    return history


def steps_for(agent: Agent, reply: Reply, revision: Revision, *, can_approve_own: bool) -> Steps:
    """Which buttons the page offers; the action decides again."""
    is_author = revision.author == str(agent.id)
    in_review = revision.state == "in_review"
    why_not = _why_not(agent, reply, revision, is_own=is_author and not can_approve_own) if in_review else ""
    return Steps(
        can_approve=in_review and not why_not,
        can_send_back=in_review and agent.is_deciding,
        can_submit=revision.state == "draft" and (is_author or agent.is_deciding),
        can_retire=revision.state != "retired" and (agent.is_deciding or (is_author and revision.state != "approved")),
        why_not=why_not,
    )


def _why_not(agent: Agent, reply: Reply, revision: Revision, *, is_own: bool) -> str:
    if reply.in_use is not None and reply.in_use.number != revision.based_on:
        return "stale"
    if not agent.is_deciding:
        return "agent"
    return "own" if is_own else ""
