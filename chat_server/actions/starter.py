"""The starter: a new installation begins with approved replies and phrase rules in three languages.

Replies are brought once; from then on they are the team's own. Rules that nobody has touched follow the starter of
later versions; those that a supervisor changed or withdrew stay as they are.
"""

from __future__ import annotations

import asyncio
import hashlib
from collections.abc import Mapping, Sequence

import msgspec

from canned_replies import starter
from canned_replies.approval import Policy
from canned_replies.importing import Importer, plan
from canned_replies.library_file import LibraryFile
from canned_replies.memory_store import MemoryStore
from canned_replies.phrase_rule import PhraseRule, RuleSet
from canned_replies.revision import PersonId, Signature
from chat_server.log import log
from chat_server.storage.database import Database
from chat_server.storage.meta import fetch_fact, state_fact
from chat_server.storage.pattern_lists import ListVersion, add_list_versions, current_lists
from chat_server.storage.phrase_rules import RuleVersion, add_versions, current_rules, save_reasons
from chat_server.storage.replies import library_change, write_changes
from chat_server.storage.reply_terms import Terms, save_terms

from .services import Services

STARTER = "starter"
REPLIES_FACT = "starter_replies"
RULES_FACT = "starter_rules"


async def bring_starter(services: Services) -> None:
    """See that the starter is there; on later starts that costs a look at a file and two rows.

    Raises:
        Unavailable: it could not be stored; nothing of it was.
    """
    db = services.store.reader()
    mark = await asyncio.to_thread(_mark_of_rules)
    if await fetch_fact(db, REPLIES_FACT) is None:
        library = await asyncio.to_thread(starter.starter_library)
        count = await services.store.writer.run(lambda db: _bring_replies(db, library, services.clock.now_ms()))
        log.info("starter_replies", count=count)
    if await fetch_fact(db, RULES_FACT) != mark:
        rules = await asyncio.to_thread(starter.starter_rules)
        count = await services.store.writer.run(lambda db: _bring_rules(db, rules, mark, services.clock.now_ms()))
        log.info("starter_rules", count=count)


async def _bring_replies(db: Database, library: LibraryFile, now: int) -> int:
    """Everything approved, unless somebody was quicker with a library of their own."""
    await state_fact(db, REPLIES_FACT, str(library.version))
    if await library_change(db):
        return 0
    signature = Signature(PersonId(STARTER), now)
    importer = Importer(author=signature, approver=signature, policy=Policy(can_approve_own=True))
    planned = await plan(library, MemoryStore(), importer)
    await save_terms(db, Terms(library.situations, library.placeholders))
    await write_changes(db, [step.change for step in planned if step.change is not None])
    return len(planned)


async def _bring_rules(db: Database, rules: RuleSet, mark: str, now: int) -> int:
    await state_fact(db, RULES_FACT, mark)
    await save_reasons(db, rules.reasons)
    await add_list_versions(db, _due_lists(rules, await current_lists(db), now))
    known = {version.id: version for version in await current_rules(db)}
    wanted = {rule.id: (language, rule) for language, listed in rules.rules.items() for rule in listed}
    versions = [
        RuleVersion(name, _next(known, name), language, rule, STARTER, now, "")
        for name, (language, rule) in wanted.items()
        if _is_due(known.get(name), rule)
    ]
    versions += [
        msgspec.structs.replace(version, version=version.version + 1, rule=None, at=now)
        for name, version in known.items()
        if name not in wanted and version.by == STARTER and version.rule is not None
    ]
    if versions:
        await add_versions(db, versions)
    return len(versions)


def _due_lists(rules: RuleSet, stored: Sequence[ListVersion], now: int) -> list[ListVersion]:
    """Lists that are new or read differently now; those that somebody brought in themselves stay as they are."""
    known = {(version.language, version.name): version for version in stored}
    due = []
    for language, named in rules.lists.items():
        for name, patterns in named.items():
            before = known.get((language, name))
            if before is None or (before.by == STARTER and before.patterns != patterns):
                number = before.version + 1 if before else 1
                due.append(ListVersion(language, name, number, patterns, STARTER, now))
    return due


def _is_due(known: RuleVersion | None, rule: PhraseRule) -> bool:
    """Whether a rule is new, or is the starter's own and reads differently now."""
    return known is None or (known.by == STARTER and known.rule != rule)


def _next(known: Mapping[str, RuleVersion], name: str) -> int:
    return known[name].version + 1 if name in known else 1


def _mark_of_rules() -> str:
    """Changes with the file, and changed once when rules began to keep the names of their lists."""
    return f"{hashlib.sha256(starter.RULES.read_bytes()).hexdigest()}, with lists"
