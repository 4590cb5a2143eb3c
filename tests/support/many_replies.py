"""A library as large as an organisation's after years: replies made from the starter's."""

from __future__ import annotations

import msgspec

from canned_replies.library_file import Entry, LibraryFile
from canned_replies.reply import ReplyKey
from canned_replies.starter import starter_library


def many_replies(count: int, *tags: str) -> LibraryFile:
    """This many replies, in all situations; every ninth has no Hungarian text. Other tags make other revisions."""
    starter = starter_library()
    entries = [_copy(starter.entries[number % len(starter.entries)], number, tags) for number in range(count)]
    return msgspec.structs.replace(starter, entries=tuple(entries))


def _copy(entry: Entry, number: int, tags: tuple[str, ...]) -> Entry:
    details = msgspec.structs.replace(
        entry.details,
        label={language: f"{label} {number}" for language, label in entry.details.label.items()},
        shortcut={language: f"{shortcut}{number}" for language, shortcut in entry.details.shortcut.items()},
        tags=tags,
        replaces={},
    )
    texts = {language: text for language, text in entry.texts.items() if language != "hu" or number % 9}
    return msgspec.structs.replace(entry, key=ReplyKey(f"{entry.key}_{number}"), details=details, texts=texts)
