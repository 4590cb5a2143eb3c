"""The server's own coach: checks for editors, and counts for the record. It never stands in a message's way."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

from canned_replies.checking import check_library
from canned_replies.coach import Coach
from canned_replies.errors import TemplateRefused
from canned_replies.fault import Fault, fault
from canned_replies.languages import Language, as_language
from canned_replies.library_file import Entry, LibraryFile
from canned_replies.mark import Mark, utf16_range
from canned_replies.placeholder import Placeholder, Value
from canned_replies.rendering import render
from canned_replies.reply import ReplyKey
from canned_replies.reply_details import ReplyDetails
from canned_replies.templates import blanks, parse
from chat_server.domain.people import Tone
from chat_server.storage.database import Database
from chat_server.storage.phrase_rules import count_signals

from .problems import problem_view
from .sent_texts import SentText
from .services import Services

DAY_MS = 86_400_000
Remark = dict[str, Any]


async def count_sent_marks(services: Services) -> int:
    """Look at what was sent since the last time, and count per rule what was still marked; returns how many texts."""
    texts = services.sent.take()
    if not texts:
        return 0
    rules = await services.rules.fresh()
    counts: Counter[tuple[str, str]] = Counter()
    for text in texts:
        language = as_language(text.locale)
        if language is not None:
            coach = await rules.coach(language, text.tone)
            counts.update(await asyncio.to_thread(_marked, coach, text))
    if counts:
        await _count(services, counts)
    return len(texts)


def _marked(coach: Coach, text: SentText) -> list[tuple[str, str]]:
    return [(mark.rule, "sent") for mark in coach.check(text.body)]


async def _count(services: Services, counts: Mapping[tuple[str, str], int]) -> None:
    day = services.clock.now_ms() // DAY_MS

    async def count(db: Database) -> None:
        await count_signals(db, day, counts)

    await services.store.writer.run(count, is_aside=True)


async def note_signal(services: Services, rule: str, kind: str, count: int) -> None:
    """An agent accepted or ignored a mark of a rule, or said that it is not right here. Unknown rules count nothing."""
    if rule in (await services.rules.fresh()).versions:
        await _count(services, {(rule, kind): count})


async def check_text(services: Services, language: Language, tone: Tone, text: str) -> list[dict[str, Any]]:
    """Every mark of a text, as it travels."""
    coach = await (await services.rules.fresh()).coach(language, tone)
    marks = await asyncio.to_thread(coach.check, text)
    return [mark_view(text, mark) for mark in marks]


def mark_view(text: str, mark: Mark) -> dict[str, Any]:
    """A mark with its place in UTF-16 units, as browsers count."""
    start, end = utf16_range(text, mark)
    return {
        "rule": mark.rule, "level": mark.level, "reason": mark.reason, "start": start, "end": end, "words": mark.words,
        "swap": mark.swap, "say": mark.say, "replies": mark.replies, "is_hygiene": mark.is_hygiene,
    }  # fmt: skip


async def check_reply(
    services: Services, key: str, details: ReplyDetails, texts: Mapping[Language, str]
) -> dict[str, Any]:
    """What an editor would say about a reply: what keeps it from being proposed, advice, and how it reads."""
    placeholders = (await services.shelf.fresh()).placeholders
    problems = [problem for language, text in texts.items() for problem in _problems(language, text, placeholders)]
    wrong = {problem["language"] for problem in problems}
    sound = {language: text for language, text in texts.items() if language not in wrong}
    rules = await services.rules.fresh()
    remarks: list[Remark] = _house_remarks(key, details, sound, placeholders)
    for language, text in sound.items():
        coach = await rules.coach(language, "formal")
        remarks += await asyncio.to_thread(_coach_remarks, coach, language, text, details)
    return {"problems": problems, "remarks": remarks, "preview": _preview(sound, placeholders)}


def _problems(language: Language, text: str, placeholders: Mapping[str, Placeholder]) -> Iterable[dict[str, Any]]:
    try:
        found = blanks(parse(text))
    except TemplateRefused as refused:
        yield problem_view(refused.fault, language=language, line=refused.line, column=refused.column)
        return
    if not text.strip():
        yield problem_view(fault("text_blank"), language=language, line=1, column=1)
    for blank in found:
        if blank.name not in placeholders:
            unknown = fault("blank_unknown", got=blank.name)
            yield problem_view(unknown, language=language, line=blank.line, column=blank.column)


def _house_remarks(
    key: str, details: ReplyDetails, texts: Mapping[Language, str], placeholders: Mapping[str, Placeholder]
) -> list[Remark]:
    entry = Entry(key=ReplyKey(key), details=details, texts=texts)
    library = LibraryFile(
        id="proposal", version=1, languages=tuple(texts), placeholders=placeholders, situations={}, entries=(entry,)
    )
    return [_remark(remark.language, remark.fault) for remark in check_library(library, {})]


def _coach_remarks(coach: Coach, language: Language, text: str, details: ReplyDetails) -> list[Remark]:
    found = [_mark_remark(language, text, mark) for mark in coach.check(text)]
    unmarked = [phrase for phrase in details.replaces.get(language, ()) if not coach.check(phrase)]
    return found + [_remark(language, fault("replaced_unmarked", phrase=phrase)) for phrase in unmarked]


def _mark_remark(language: Language, text: str, mark: Mark) -> Remark:
    return {**_remark(language, fault("phrase_marked", rule=mark.rule, words=mark.words)), **mark_view(text, mark)}


def _remark(language: Language, found: Fault) -> Remark:
    return problem_view(found, language=language, rule=None, level=None, start=None, end=None)


def _preview(texts: Mapping[Language, str], placeholders: Mapping[str, Placeholder]) -> dict[Language, str]:
    """How the visitor would read it, with each placeholder's example."""
    examples = {name: Value(text=p.example, source="example") for name, p in placeholders.items() if p.example}
    return {language: render(parse(text), language, examples, placeholders).text for language, text in texts.items()}
