"""Judge a recorded run: ``check`` lists every broken promise, ``prove`` raises them.

The rules are pure functions over the evidence; none of them knows the server.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from tests.faults.evidence import Evidence
from tests.faults.history import History, StoredItem
from tests.faults.privacy_rules import receipts_only_move_forward, visitors_learn_nothing_of_notes
from tests.faults.stored_rules import (
    acknowledged_is_stored,
    bodies_are_unaltered,
    devices_keep_their_order,
    one_row_per_client_id,
    positions_are_gap_free,
    retries_keep_their_position,
)
from tests.faults.view_rules import views_are_exact_prefixes
from tests.faults.violations import Violation

SHOWN_VIOLATIONS = 20

RULES: tuple[Callable[[Evidence], Iterator[Violation]], ...] = (
    acknowledged_is_stored,
    bodies_are_unaltered,
    one_row_per_client_id,
    positions_are_gap_free,
    retries_keep_their_position,
    devices_keep_their_order,
    views_are_exact_prefixes,
    visitors_learn_nothing_of_notes,
    receipts_only_move_forward,
)


def check(history: History, stored: Iterable[StoredItem]) -> list[Violation]:
    """Every promise that this run broke; empty when all held."""
    evidence = Evidence(history, list(stored))
    return [violation for rule in RULES for violation in rule(evidence)]


def prove(history: History, stored: Iterable[StoredItem]) -> None:
    """Raise the broken promises as one group; return when all held."""
    violations = check(history, stored)
    if violations:
        raise ExceptionGroup(f"{len(violations)} broken promises", violations[:SHOWN_VIOLATIONS])
