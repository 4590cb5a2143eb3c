"""The languages a reply can be written in, and the marks that keep foreign values apart."""

from collections.abc import Mapping
from typing import Final, Literal, TypeAlias, get_args

Language: TypeAlias = Literal["en", "fa", "hu"]

LANGUAGES: Final[tuple[Language, ...]] = get_args(Language)

RIGHT_TO_LEFT: Final[frozenset[Language]] = frozenset({"fa"})

# UAX #9: a first-strong isolate lets a Latin name sit inside a Persian sentence (and the other way round)
# without pulling the punctuation around it to the wrong side.
FIRST_STRONG_ISOLATE: Final = "\u2068"
POP_DIRECTIONAL_ISOLATE: Final = "\u2069"

PerLanguage: TypeAlias = Mapping[Language, str]


def isolate(value: str) -> str:
    """The value inside FSI … PDI, so that its direction stays its own."""
    return f"{FIRST_STRONG_ISOLATE}{value}{POP_DIRECTIONAL_ISOLATE}"


def as_language(name: object) -> Language | None:
    """The language of this name, if this library knows it."""
    return next((language for language in LANGUAGES if language == name), None)
