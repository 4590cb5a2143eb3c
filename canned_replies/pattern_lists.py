"""Lists of patterns that several rules share: a rule names one as ``@offer`` where a pattern could stand.

Rules and lists are kept apart wherever they lie or travel, so that fifty patterns of an offer are there once; a coach
puts them together when it lays its patterns out.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Final, TypeAlias

from canned_replies.errors import PatternRefused
from canned_replies.fault import fault
from canned_replies.phrase_rule import PhraseRule

LIST_SIGN: Final = "@"
Lists: TypeAlias = Mapping[str, tuple[str, ...]]


def listed_name(pattern: str) -> str | None:
    """The name of the list that stands in a pattern's place; None for a pattern."""
    return pattern.removeprefix(LIST_SIGN) if pattern.startswith(LIST_SIGN) else None


def written_out(patterns: Iterable[str], lists: Lists) -> Iterator[str]:
    """The patterns, those of lists among them.

    Raises PatternRefused: when there is no list of a name.
    """
    for pattern in patterns:
        name = listed_name(pattern)
        if name is None:
            yield pattern
        elif name in lists:
            yield from lists[name]
        else:
            raise PatternRefused(fault("list_unknown", got=pattern), 1)


def names_in(rules: Iterable[PhraseRule]) -> set[str]:
    """The names of the lists that some rules use."""
    patterns = [part for rule in rules for part in (*rule.match, *rule.unless, *rule.unless_followed)]
    return {name for pattern in patterns if (name := listed_name(pattern)) is not None}
