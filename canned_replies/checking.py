"""What an editor would say about a library: house rules and the coach, applied to every text."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

import msgspec

from canned_replies.coach import Coach
from canned_replies.fault import Fault, fault
from canned_replies.languages import Language
from canned_replies.library_file import Entry, LibraryFile
from canned_replies.phrase_rule import RuleSet
from canned_replies.templates import parse
from canned_replies.words import sentences

SALUTATION_WORDS: Final = 3

# No suffix is ever glued to a blank: neither language can guess the vowel of a name.
_GLUED: Final = re.compile(r"\w\{\{|\}\}[\w\u200c]|\}\}-\w")


class Remark(msgspec.Struct, frozen=True):
    """One thing to look at: which reply, which language, what."""

    key: str
    language: Language
    fault: Fault

    def __str__(self) -> str:
        """The remark as one line."""
        return f"{self.key} ({self.language}): {self.fault}"


def check_library(library: LibraryFile, coaches: Mapping[Language, Coach]) -> list[Remark]:
    """Every remark on every reply of the library, in its order."""
    return [
        Remark(entry.key, language, found)
        for entry in library.entries
        for language in library.languages
        for found in _remarks(entry, language, library, coaches.get(language))
    ]


def missing_replies(rules: RuleSet, keys: Sequence[str]) -> list[str]:
    """Rules that offer a reply the library does not have, as ``rule: key``."""
    known = set(keys)
    return [
        f"{rule.id}: {key}"
        for listed in rules.rules.values()
        for rule in listed
        for key in rule.replies
        if key not in known
    ]


def _remarks(entry: Entry, language: Language, library: LibraryFile, coach: Coach | None) -> Iterator[Fault]:
    text = entry.texts.get(language)
    if text is None:
        yield fault("text_missing")
        return
    for name, labels in (("label", entry.details.label), ("shortcut", entry.details.shortcut)):
        if language not in labels:
            yield fault(f"{name}_missing")
    if _GLUED.search(text):
        yield fault("suffix_glued")
    yield from _misplaced(text, language, library)
    if coach is not None:
        yield from (fault("phrase_marked", rule=mark.rule, words=mark.words) for mark in coach.check(text))
        for phrase in entry.details.replaces.get(language, ()):
            if not coach.check(phrase):
                yield fault("replaced_unmarked", phrase=phrase)


def _misplaced(text: str, language: Language, library: LibraryFile) -> Iterator[Fault]:
    """A name with a fallback reads well after the salutation only."""
    before = ""
    for piece in parse(text):
        if isinstance(piece, str):
            before += piece
            continue
        placeholder = library.placeholders.get(piece.name)
        words = [word for sentence in sentences(before, language) for word in sentence]
        if placeholder and placeholder.only == "salutation" and len(words) > SALUTATION_WORDS:
            yield fault("after_salutation", name=piece.name)
        before += piece.source
