"""A revision: one proposed version of a reply, with every step it took. Immutable; steps are only added."""

from collections.abc import Iterable, Mapping
from typing import Final, Literal, NewType

import msgspec

from canned_replies.languages import Language
from canned_replies.reply_details import ReplyDetails

PersonId = NewType("PersonId", str)
State = Literal["draft", "in_review", "approved", "retired"]
VariantState = Literal["current", "outdated", "missing"]

# draft -> in_review -> approved -> retired; a review may send back, and what is not in use may be given up.
NEXT_STATES: Final[Mapping[State, frozenset[State]]] = {
    "draft": frozenset({"in_review", "retired"}),
    "in_review": frozenset({"approved", "draft", "retired"}),
    "approved": frozenset({"retired"}),
    "retired": frozenset(),
}


class Signature(msgspec.Struct, frozen=True):
    """Who decided, when (ms since the epoch) and what they said about it."""

    by: PersonId
    at_ms: int
    comment: str = ""


class Step(msgspec.Struct, frozen=True):
    """A revision came into a state, signed."""

    state: State
    signature: Signature


class Variant(msgspec.Struct, frozen=True):
    """The text in one language and the revision in which it was last written or confirmed."""

    text: str
    written_in: int


class Revision(msgspec.Struct, frozen=True, kw_only=True):
    """One version: details, a variant per language, where it came from and what happened to it."""

    number: int
    details: ReplyDetails
    variants: Mapping[Language, Variant]
    steps: tuple[Step, ...]
    based_on: int | None = None

    @property
    def state(self) -> State:
        """Where the revision stands."""
        return self.steps[-1].state

    @property
    def author(self) -> PersonId:
        """Who proposed it."""
        return self.steps[0].signature.by

    def text(self, language: Language) -> str | None:
        """The text in this language, if it was written."""
        variant = self.variants.get(language)
        return variant.text if variant else None

    def variant_states(self, wanted: Iterable[Language]) -> dict[Language, VariantState]:
        """Which languages are missing, and which were left behind when another was rewritten."""
        newest = max((variant.written_in for variant in self.variants.values()), default=0)
        states: dict[Language, VariantState] = {}
        for language in wanted:
            variant = self.variants.get(language)
            if variant is None:
                states[language] = "missing"
            else:
                states[language] = "current" if variant.written_in == newest else "outdated"
        return states
