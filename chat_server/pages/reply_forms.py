"""The editor of a reply: its form as a proposal, and a proposal or revision as its form."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from canned_replies.languages import LANGUAGES, Language
from canned_replies.reply_details import MODES, SCOPES, TONES, ActivePeriod, ReplyDetails, Scope
from canned_replies.revision import Revision
from chat_server.actions.replies import Draft
from chat_server.domain.errors import InvalidInput

from .forms import Form

Values = dict[str, Any]


def draft_of(form: Form, base: Revision | None, author: str) -> Draft:
    """What the form proposes; a language whose text was emptied is dropped.

    Raises:
        InvalidInput: a choice that the form does not offer.
    """
    texts: dict[Language, str | None] = {}
    for language in LANGUAGES:
        text = form.body(f"text_{language}").strip("\n")
        if text.strip():
            texts[language] = text
        elif base is not None and base.text(language) is not None:
            texts[language] = None
    return Draft(
        texts=texts,
        details=_details(form, author),
        still_right=frozenset(language for language in LANGUAGES if language in form.all("still_right")),
        based_on=base.number if base else None,
        comment=form.text("comment"),
        is_submitted=form.text("step") != "draft",
    )


def _details(form: Form, author: str) -> ReplyDetails:
    kind, _, owner = form.text("scope").partition(":")
    return ReplyDetails(
        situation=form.text("situation"),
        label=_per_language(form, "label"),
        shortcut=_per_language(form, "shortcut"),
        tone=_choice(form, "tone", TONES),
        mode=_choice(form, "mode", MODES),
        tags=tuple(dict.fromkeys(tag.strip() for tag in form.text("tags").split(",") if tag.strip())),
        scope=Scope(_one_of(kind or "everyone", SCOPES), owner or (author if kind == "own" else "")),
        active=ActivePeriod(
            tuple(sorted({int(day) for day in form.all("weekdays") if day in "0123456" and len(day) == 1})),
            _day(form, "first_day"),
            _day(form, "last_day"),
        ),
        replaces={language: lines for language in LANGUAGES if (lines := form.lines(f"replaces_{language}"))},
    )


def _per_language(form: Form, name: str) -> dict[Language, str]:
    return {language: text for language in LANGUAGES if (text := form.text(f"{name}_{language}"))}


def _choice(form: Form, name: str, choices: tuple[Any, ...]) -> Any:
    return _one_of(form.text(name) or choices[0], choices)


def _one_of(value: str, choices: tuple[Any, ...]) -> Any:
    if value not in choices:
        raise InvalidInput(f"expected one of {', '.join(choices)}; got {value[:40]!r}")
    return value


def _day(form: Form, name: str) -> dt.date | None:
    text = form.text(name)
    try:
        return dt.date.fromisoformat(text) if text else None
    except ValueError:
        raise InvalidInput(f"expected a day like 2026-11-22; got {text[:40]!r}") from None


def values_of(details: ReplyDetails | None, texts: Mapping[Language, str | None], situation: str = "") -> Values:
    """What the form's fields hold for a reply as it stands."""
    details = details or ReplyDetails(situation=situation, label={}, shortcut={})
    scope = details.scope
    return {
        "situation": details.situation,
        "tone": details.tone,
        "mode": details.mode,
        "tags": ", ".join(details.tags),
        "scope": f"{scope.kind}:{scope.owner}" if scope.owner else scope.kind,
        "weekdays": details.active.weekdays,
        "first_day": details.active.first_day.isoformat() if details.active.first_day else "",
        "last_day": details.active.last_day.isoformat() if details.active.last_day else "",
        "label": details.label,
        "shortcut": details.shortcut,
        "replaces": {language: "\n".join(lines) for language, lines in details.replaces.items()},
        "texts": {language: text or "" for language, text in texts.items()},
    }
