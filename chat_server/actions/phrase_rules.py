"""Phrase rules: supervisors change them, their own tests decide whether they can be published."""

from __future__ import annotations

import asyncio
from collections.abc import Container, Iterator, Mapping, Sequence
from typing import Any, Final

from canned_replies.errors import PatternRefused
from canned_replies.fault import Fault, fault
from canned_replies.languages import Language, PerLanguage
from canned_replies.library import KEY_LIMIT
from canned_replies.pattern_lists import Lists, written_out
from canned_replies.patterns import read_pattern
from canned_replies.phrase_rule import PhraseRule
from canned_replies.rule_tests import FailedTest, failed_tests
from chat_server.domain.errors import Forbidden, NotFound, RuleUnfit
from chat_server.domain.people import Agent
from chat_server.domain.text import clean_line
from chat_server.log import log
from chat_server.protocol.codec import encode
from chat_server.protocol.frames import RulesChanged
from chat_server.storage.database import Database
from chat_server.storage.pattern_lists import ListVersion, add_list_versions
from chat_server.storage.phrase_rules import RuleVersion, add_versions, save_reasons, signal_counts, versions_of

from .problems import Problem, problem_view, unfit_rule
from .services import Services

DAY_MS = 86_400_000
FIGURES_DAYS: Final = 90
MAX_LISTED: Final = 200  # patterns or texts of one kind
MAX_TEXT_CHARACTERS: Final = 500
NOISY_FROM: Final = 20  # answers, below which nobody can tell
NOISY_SHARE: Final = 0.6
PATTERNS: Final = ("match", "unless", "unless_followed")
KINDS: Final = ("accepted", "ignored", "not_here", "sent")


async def rule_history(services: Services, rule: str) -> list[RuleVersion]:
    """Every version of a rule, oldest first.

    Raises:
        NotFound: there is none of this id.
    """
    found = await versions_of(services.store.reader(), rule)
    if not found:
        raise NotFound(f"expected the id of a phrase rule; got {rule[:80]!r}")
    return found


async def try_rule(services: Services, language: Language, rule: PhraseRule) -> tuple[list[Problem], list[FailedTest]]:
    """What keeps a rule from being published: problems of its form, else its failing tests."""
    shelf = await services.rules.fresh()
    lists, cards = shelf.lists(language), (await services.shelf.fresh()).cards
    # Every agent's coach carries the rules, so they name only what every agent may read.
    known = {key for key in rule.replies if key in cards and cards[key].scope.kind == "everyone"}
    problems = [
        *line_problems(rule, language, lists),
        *(problem_view(found, field=field) for field, found in _faults(rule, shelf.reasons)),
        *(problem_view(fault("reply_unknown", got=key), field="replies") for key in rule.replies if key not in known),
    ]
    if problems:
        return problems, []
    return [], await asyncio.to_thread(failed_tests, rule, language, lists)


async def publish_rule(
    services: Services, agent: Agent, rule_id: str, language: Language, rule: PhraseRule | None,
    *, seen: int, comment: str = "",
) -> RuleVersion:  # fmt: skip
    """Put a new version of a rule in force, or with None withdraw it; every console hears of it.

    Raises:
        Forbidden: that takes a supervisor or an admin. ChangedMeanwhile: ``seen`` is not the latest version.
        RuleUnfit: it is not of the format, or its own tests fail.
    """
    if not agent.is_deciding:
        raise Forbidden("expected a supervisor or an admin to change phrase rules")
    if rule is not None:
        await _check(services, rule_id, language, rule)
    known = (await services.rules.fresh()).versions.get(rule_id)
    if known is not None and known.language != language:
        fixed = fault("rule_language_fixed", rule=rule_id, language=known.language, got=language)
        raise unfit_rule([problem_view(fixed)])
    if rule is None and known is None:
        raise NotFound(f"expected the id of a phrase rule; got {rule_id[:80]!r}")
    said = clean_line(comment, MAX_TEXT_CHARACTERS, "comment")
    version = RuleVersion(rule_id, seen + 1, language, rule, str(agent.id), services.clock.now_ms(), said)
    await store_rules(services, [version])
    log.info("rule_published", rule=rule_id, version=version.version, agent=agent.id)
    return version


async def store_rules(
    services: Services, versions: Sequence[RuleVersion],
    *, lists: Sequence[ListVersion] = (), reasons: Mapping[str, PerLanguage] | None = None,
) -> None:  # fmt: skip
    """Store versions of rules, the lists they share and the reasons they point to in one change; tell every console."""

    async def add(db: Database) -> int:
        await save_reasons(db, reasons or {})
        await add_list_versions(db, lists)
        return await add_versions(db, versions)

    def tell(change: int) -> None:
        frame = encode(RulesChanged(change))
        for _, listener in services.feed.everyone():
            listener.put(frame)

    await services.store.writer.run(add, tell)


async def rule_figures(services: Services) -> dict[str, Any]:
    """What agents made of each rule's marks lately; a rule is noisy when most who answered did not want it."""
    today = services.clock.now_ms() // DAY_MS
    since = today - FIGURES_DAYS
    counts = await signal_counts(services.store.reader(), since)
    rows = []
    for version in (await services.rules.fresh()).versions.values():
        row = {kind: counts.get((version.id, kind), 0) for kind in KINDS}
        answers = row["accepted"] + row["ignored"] + row["not_here"]
        is_noisy = answers >= NOISY_FROM and (answers - row["accepted"]) / answers > NOISY_SHARE
        if version.rule is not None:
            rows.append({"id": version.id, "locale": version.language, **row, "is_noisy": is_noisy})
    return {"since": since * DAY_MS, "rules": rows}


async def _check(services: Services, rule_id: str, language: Language, rule: PhraseRule) -> None:
    if rule.id != rule_id:
        raise RuleUnfit(f"expected the rule of the address, {rule_id[:80]!r}; got {rule.id[:80]!r}")
    problems, failed = await try_rule(services, language, rule)
    if problems or failed:
        raise unfit_rule([*problems, *(problem_view(test.fault) for test in failed)])


def line_problems(rule: PhraseRule, language: Language, lists: Lists) -> Iterator[Problem]:
    """What the editor would not take: patterns that are none, too many lines, lines that are empty or long."""
    for field in PATTERNS:
        for text in getattr(rule, field)[:MAX_LISTED]:
            yield from _pattern_problem(field, text, language, lists)
    for field, texts in _listed(rule).items():
        if len(texts) > MAX_LISTED:
            yield problem_view(fault("list_too_long", limit=MAX_LISTED, got=len(texts)), field=field)
        if field not in PATTERNS and any(not text.strip() or len(text) > MAX_TEXT_CHARACTERS for text in texts):
            yield problem_view(fault("line_length", limit=MAX_TEXT_CHARACTERS), field=field)


def _listed(rule: PhraseRule) -> dict[str, Sequence[str]]:
    listed = {name: getattr(rule, name) for name in (*PATTERNS, "swap", "say", "replies")}
    return listed | {"flag": rule.test.flag, "passing": rule.test.passing}


def _faults(rule: PhraseRule, reasons: Container[str]) -> Iterator[tuple[str, Fault]]:
    if not rule.id.strip() or len(rule.id) > KEY_LIMIT:
        yield "id", fault("rule_id_length", limit=KEY_LIMIT)
    if rule.reason not in reasons:
        yield "reason", fault("reason_unknown", got=rule.reason[:80])
    if bool(rule.match) == (rule.builtin is not None):
        yield "match", fault("match_or_builtin")
    if not rule.profiles:
        yield "profiles", fault("profile_missing")
    if rule.match and not rule.test.flag:
        yield "flag", fault("flag_missing")


def _pattern_problem(field: str, pattern: str, language: Language, lists: Lists) -> Iterator[Problem]:
    try:
        for part in written_out([pattern], lists):
            read_pattern(part, language)
    except PatternRefused as refused:
        yield problem_view(refused.fault, field=field, text=pattern[:60], column=refused.column)
