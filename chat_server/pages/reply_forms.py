"""The editor of a reply: its form as a proposal, and a proposal or revision as its form."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from canned_replies.languages import LANGUAGES, Language
from canned_replies.reply_details import MODES, SCOPES, TONES, ActivePeriod, ReplyDetails, Scope
from canned_replies.revision import Revision
from chat_server.actions.replies import Draft
from chat_server.domain.errors import InvalidInput

from .day_fields import day_of, shown_day, typed_day
from .forms import Form

Values = dict[str, Any]
COMMA = re.compile("[,،]")
WEEKDAYS = tuple("0123456")


def draft_of(form: Form, base: Revision | None, author: str) -> Draft:
    """What the form proposes; a language whose text was emptied is dropped.

    Raises:
        InvalidInput: a choice that the form does not offer, or a day that is none.
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
        tags=tuple(dict.fromkeys(tag.strip() for tag in COMMA.split(form.text("tags")) if tag.strip())),
        scope=Scope(_one_of(kind or "everyone", SCOPES), owner or (author if kind == "own" else "")),
        active=ActivePeriod(
            tuple(sorted({int(day) for day in form.all("weekdays") if day in WEEKDAYS})),
            day_of(form, "first_day"),
            day_of(form, "last_day"),
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
        "first_day": shown_day(details.active.first_day),
        "last_day": shown_day(details.active.last_day),
        "label": details.label,
        "shortcut": details.shortcut,
        "replaces": {language: "\n".join(lines) for language, lines in details.replaces.items()},
        "texts": {language: text or "" for language, text in texts.items()},
        "still_right": (),
        "comment": "",
    }


def typed_values(form: Form) -> Values:
    """What the form's fields held when it was sent, sense or nonsense."""
    texts, replaces = ({lang: form.body(f"{name}_{lang}") for lang in LANGUAGES} for name in ("text", "replaces"))
    return {
        **{name: form.text(name) for name in ("key", "situation", "tone", "mode", "tags", "scope", "comment")},
        "weekdays": [int(day) for day in form.all("weekdays") if day in WEEKDAYS],
        "first_day": typed_day(form, "first_day"),
        "last_day": typed_day(form, "last_day"),
        "label": _per_language(form, "label"),
        "shortcut": _per_language(form, "shortcut"),
        "replaces": replaces,
        "texts": texts,
        "still_right": form.all("still_right"),
    }
