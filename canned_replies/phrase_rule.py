"""A phrase rule: a wording to avoid, the reason, and what to say instead."""

from collections.abc import Mapping
from typing import Final, Literal, get_args

import msgspec

from canned_replies.languages import Language, PerLanguage

Level = Literal["hint", "warn", "confirm"]
Builtin = Literal["all_caps", "repeated_punctuation", "wall_of_text", "arabic_letters", "persian_zwnj"]
ToneProfile = Literal["formal", "friendly"]

LEVELS: Final[tuple[Level, ...]] = get_args(Level)
BUILTINS: Final[tuple[Builtin, ...]] = get_args(Builtin)
TONE_PROFILES: Final[tuple[ToneProfile, ...]] = get_args(ToneProfile)

# Spelling of the script is mended with one key; it says nothing about tone and never counts as such.
HYGIENE_REASONS: Final = frozenset({"spelling"})


class RuleTests(msgspec.Struct, frozen=True):
    """Sentences a rule must mark (``flag``) and must leave (``passing``)."""

    flag: tuple[str, ...] = ()
    passing: tuple[str, ...] = ()


class PhraseRule(msgspec.Struct, frozen=True, kw_only=True):
    """One rule as written; patterns are laid out when a coach is made, and ``@offer`` names a list of them."""

    id: str
    reason: str
    level: Level
    match: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()
    unless_followed: tuple[str, ...] = ()
    swap: tuple[str, ...] = ()
    say: tuple[str, ...] = ()
    replies: tuple[str, ...] = ()
    profiles: tuple[ToneProfile, ...] = TONE_PROFILES
    builtin: Builtin | None = None
    limit: int | None = None
    autofix: bool = False
    test: RuleTests = RuleTests()

    @property
    def is_hygiene(self) -> bool:
        """Whether the rule is about spelling rather than tone."""
        return self.reason in HYGIENE_REASONS


class RuleSet(msgspec.Struct, frozen=True, kw_only=True):
    """A set of rules per language, with the reasons they point to and the lists of patterns they share."""

    id: str
    version: int
    library: str
    reasons: Mapping[str, PerLanguage]
    rules: Mapping[Language, tuple[PhraseRule, ...]]
    lists: Mapping[Language, Mapping[str, tuple[str, ...]]] = {}

    def lists_of(self, language: Language) -> Mapping[str, tuple[str, ...]]:
        """The lists of one language."""
        return self.lists.get(language, {})
