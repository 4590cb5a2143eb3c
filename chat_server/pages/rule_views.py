"""What the pages of phrase rules show: rules by reason, a text with its marks, a rule as a form."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple, get_args

from canned_replies.languages import Language
from canned_replies.phrase_rule import LEVELS, TONE_PROFILES, PhraseRule, RuleTests, ToneProfile
from chat_server.domain.errors import InvalidInput

from .forms import Form
from .library_views import in_language, in_order

MAX_TRIED = 5_000
LISTS = ("match", "unless", "unless_followed", "swap", "say", "replies")
Row = dict[str, Any]


class Stretch(NamedTuple):
    """Some of a tried text, and its mark."""

    text: str
    mark: Row | None


def marked(text: str, marks: Sequence[Row]) -> tuple[Stretch, ...]:
    """A text in stretches; where marks overlap, the first one is drawn."""
    units = text.encode("utf-16-le")
    found: list[Stretch] = []
    end = 0
    for mark in marks:
        start, after = 2 * mark["start"], 2 * mark["end"]
        if start < end:
            continue
        found.append(Stretch(units[end:start].decode("utf-16-le"), None))
        found.append(Stretch(units[start:after].decode("utf-16-le"), mark))
        end = after
    found.append(Stretch(units[end:].decode("utf-16-le"), None))
    return tuple(stretch for stretch in found if stretch.text)


def by_reason(
    rules: Sequence[PhraseRule], figures: Sequence[Row], reasons: Mapping[str, Mapping[Any, str]], locale: str
) -> list[Row]:
    """Rules under their reasons, in the order of the reasons' words; each with what agents made of its marks."""
    counts = {row["id"]: row for row in figures}
    groups: dict[str, list[Row]] = {}
    for rule in rules:
        if rule.id in counts:
            groups.setdefault(rule.reason, []).append({"rule": rule, **counts[rule.id]})
    named = [
        {"key": key, "why": in_language(reasons.get(key, {}), locale, key), "rules": listed}
        for key, listed in groups.items()
    ]
    return sorted(named, key=lambda group: in_order(group["why"]))


def rule_of(form: Form, rule_id: str, known: PhraseRule | None) -> PhraseRule:
    """The form as a rule; what is built in (a checker written in code) stays as it was.

    Raises:
        InvalidInput: a choice that the form does not offer.
    """
    level = form.text("level")
    if level not in LEVELS:
        raise InvalidInput(f"expected one of {', '.join(LEVELS)} as level; got {level[:40]!r}")
    profiles: tuple[ToneProfile, ...] = tuple(p for p in TONE_PROFILES if p in form.all("profiles"))
    lists = {name: form.lines(name) for name in LISTS}
    return PhraseRule(
        id=rule_id,
        reason=form.text("reason"),
        level=next(known_level for known_level in LEVELS if known_level == level),
        profiles=profiles,
        builtin=known.builtin if known else None,
        limit=known.limit if known else None,
        autofix=known.autofix if known else False,
        test=RuleTests(flag=form.lines("flag"), passing=form.lines("passing")),
        **lists,
    )


def fields_of(rule: PhraseRule | None) -> Row:
    """What the form's fields hold."""
    lists = {name: "\n".join(getattr(rule, name)) if rule else "" for name in LISTS}
    return {
        **lists,
        "reason": rule.reason if rule else "",
        "level": rule.level if rule else "hint",
        "profiles": rule.profiles if rule else TONE_PROFILES,
        "builtin": rule.builtin if rule else None,
        "flag": "\n".join(rule.test.flag) if rule else "",
        "passing": "\n".join(rule.test.passing) if rule else "",
    }


def changed_fields(theirs: Row, mine: Row) -> list[tuple[str, Any]]:
    """The fields in which a colleague's version differs, with what they hold there."""
    return [(name, value) for name, value in theirs.items() if value != mine[name]]


def language_of(wanted: str, otherwise: str) -> Language:
    """A language by its code, else another one."""
    codes = get_args(Language)
    found: Language = wanted if wanted in codes else otherwise if otherwise in codes else "en"  # type: ignore[assignment]
    return found
