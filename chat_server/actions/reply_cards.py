"""Replies as consoles see them: the picker's card, the overview's row, the whole history. Pure functions."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import Any

import msgspec

from canned_replies.languages import LANGUAGES, PerLanguage
from canned_replies.reply import Reply
from canned_replies.reply_details import ReplyDetails, Scope
from canned_replies.revision import Revision
from chat_server.domain.people import Agent
from chat_server.protocol.frames import ReplyCard, ReplyDays, ReplyScope

PersonNamed = Callable[[str], dict[str, Any]]
"""Who signed, as ``{id, name}``."""
# Stored texts have been read by the strict parser; to list their blanks, looking for names is enough.
_BLANK = re.compile(r"\{\{\s*([a-z][a-z0-9_]*(?:\.[a-z0-9_]+)*)")


def card_of(reply: Reply) -> ReplyCard | None:
    """The revision in use, for pickers; None when none is."""
    revision = reply.in_use
    if revision is None:
        return None
    details = revision.details
    texts = {language: variant.text for language, variant in revision.variants.items()}
    states = revision.variant_states(texts)
    return ReplyCard(
        key=reply.key,
        revision=revision.number,
        situation=details.situation,
        label=_by_name(details.label),
        shortcut=_by_name(details.shortcut),
        tone=details.tone,
        mode=details.mode,
        tags=details.tags,
        scope=ReplyScope(details.scope.kind, details.scope.owner),
        active=_days(details),
        texts=_by_name(texts),
        outdated=tuple(language for language, state in states.items() if state == "outdated"),
        blanks=blank_names(texts.values()),
    )


def blank_names(texts: Iterable[str]) -> tuple[str, ...]:
    """The names of the blanks in some texts, each once, in order."""
    return tuple(dict.fromkeys(name for text in texts for name in _BLANK.findall(text)))


def may_find(agent: Agent, inbox_keys: Iterable[str], card: ReplyCard) -> bool:
    """Whether an agent is offered a reply: everyone's, their own, and their teams'."""
    return _is_for(agent, inbox_keys, card.scope)


def may_read(agent: Agent, inbox_keys: Iterable[str], scope: Scope) -> bool:
    """Whether an agent may look at a reply of this scope: whoever is offered it, and those who decide."""
    return agent.is_deciding or _is_for(agent, inbox_keys, scope)


def scope_of(reply: Reply) -> Scope:
    """Whom a reply is for: as the revision in use says, else the newest one."""
    return (reply.in_use or reply.revisions[-1]).details.scope


def _is_for(agent: Agent, inbox_keys: Iterable[str], scope: Scope | ReplyScope) -> bool:
    """Until there are teams, a team is those who share an inbox (its key)."""
    if scope.kind == "everyone":
        return True
    if scope.kind == "own":
        return scope.owner in (str(agent.id), agent.email)
    return scope.owner in set(inbox_keys)


def overview_of(reply: Reply) -> dict[str, Any]:
    """A reply as one row of the library."""
    newest = reply.revisions[-1]
    shown = reply.in_use or newest
    return {
        "key": reply.key,
        "version": reply.version,
        "situation": shown.details.situation,
        "label": shown.details.label,
        "scope": shown.details.scope,
        "in_use": reply.in_use.number if reply.in_use else None,
        "newest": newest.number,
        "state": newest.state,
        "waiting": [revision.number for revision in reply.revisions if revision.state == "in_review"],
        "languages": shown.variant_states(LANGUAGES),
        "at": max(step.signature.at_ms for revision in reply.revisions for step in revision.steps),
    }


def queue_of(reply: Reply, person: PersonNamed) -> list[dict[str, Any]]:
    """The drafts of a reply and what waits for a decision."""
    return [
        {
            "key": reply.key,
            "number": revision.number,
            "version": reply.version,
            "state": revision.state,
            "based_on": revision.based_on,
            "situation": revision.details.situation,
            "label": revision.details.label,
            "author": person(revision.author),
            "at": revision.steps[-1].signature.at_ms,
            "comment": revision.steps[-1].signature.comment,
            "languages": revision.variant_states(LANGUAGES),
        }
        for revision in reply.revisions
        if revision.state in ("draft", "in_review")
    ]


def history_of(reply: Reply, agent: Agent, person: PersonNamed) -> dict[str, Any]:
    """A reply with everything that happened to it, newest revision first."""
    return {
        "key": reply.key,
        "version": reply.version,
        "in_use": reply.in_use.number if reply.in_use else None,
        "can": ["propose", "decide"] if agent.is_deciding else ["propose"],
        "revisions": [_revision(revision, person) for revision in reversed(reply.revisions)],
    }


def _revision(revision: Revision, person: PersonNamed) -> dict[str, Any]:
    states = revision.variant_states(LANGUAGES)
    return {
        "number": revision.number,
        "state": revision.state,
        "based_on": revision.based_on,
        "details": msgspec.to_builtins(revision.details),
        "texts": {
            language: {"text": variant.text, "written_in": variant.written_in, "state": states[language]}
            for language, variant in revision.variants.items()
        },
        "missing": [language for language, state in states.items() if state == "missing"],
        "steps": [
            {
                "state": step.state,
                "by": person(step.signature.by),
                "at": step.signature.at_ms,
                "comment": step.signature.comment,
            }
            for step in revision.steps
        ],
    }


def _by_name(texts: PerLanguage) -> dict[str, str]:
    return {str(language): text for language, text in texts.items()}


def _days(details: ReplyDetails) -> ReplyDays:
    active = details.active
    return ReplyDays(
        active.weekdays,
        active.first_day.isoformat() if active.first_day else None,
        active.last_day.isoformat() if active.last_day else None,
    )
