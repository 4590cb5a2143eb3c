"""A placeholder: a named gap that replies may carry, what kind of phrase fills it, and from where."""

from collections.abc import Mapping
from typing import Final, Literal, get_args

import msgspec

from canned_replies.languages import Language, PerLanguage

# Values arrive as ready-made phrases of their language; the kind tells whoever builds them which phrase.
Kind = Literal[
    "name",
    "text",
    "code",
    "number",
    "money",
    "url",
    "duration",
    "quote",
    "sentence",
    "full_sentence",
    "noun_phrase",
    "since_phrase",
    "time_phrase",
    "range_phrase",
    "deadline_phrase",
]
KINDS: Final[tuple[Kind, ...]] = get_args(Kind)


class Placeholder(msgspec.Struct, frozen=True, kw_only=True):
    """What a blank of this name stands for."""

    name: str
    kind: Kind
    fallback: PerLanguage = msgspec.field(default_factory=dict)
    example: PerLanguage = msgspec.field(default_factory=dict)
    is_asked: bool = False  # the agent is asked; nothing can look it up
    makes_promise: bool = False  # sending it leaves a promise with this due time
    only: Literal["salutation"] | None = None  # where the blank may stand


class Value(msgspec.Struct, frozen=True, kw_only=True):
    """A verified value: the phrase (one for all languages or one each), its source and when it was read."""

    text: str | Mapping[Language, str]
    source: str = ""
    read_at_ms: int | None = None

    def in_language(self, language: Language) -> str:
        """The phrase in this language, empty when there is none."""
        return self.text if isinstance(self.text, str) else self.text.get(language, "")

    def age_ms(self, now_ms: int) -> int | None:
        """How old the value is; None when nobody noted when it was read."""
        return None if self.read_at_ms is None else now_ms - self.read_at_ms
