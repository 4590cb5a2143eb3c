"""Broken promises, by name. Each says in one sentence who was promised what, and what came.

``Violation``
├── of what is stored: ``LostMessage``, ``AlteredBody``, ``StoredTwice``, ``InventedMessage``,
│   ``BrokenNumbering``, ``BrokenVisitorNumbering``, ``ReorderedDevice``
├── of an acknowledgement: ``MovedAcknowledgement``
├── of a view: ``SkippedItem``, ``RepeatedItem``, ``PhantomItem``, ``BrokenSnapshot``,
│   ``IncompleteView``
├── of privacy: ``LeakedToVisitor``
└── of receipts: ``ReceiptWentBack``
"""

from __future__ import annotations


class Violation(AssertionError):
    """A guarantee of delivery did not hold."""


class LostMessage(Violation):
    """Acknowledged, and not in the database."""


class AlteredBody(Violation):
    """Stored with another text than was sent."""


class StoredTwice(Violation):
    """One client id of one sender, more than one row."""


class InventedMessage(Violation):
    """A row whose client id nobody sent."""


class BrokenNumbering(Violation):
    """The agents' positions of a conversation are not 1..n."""


class BrokenVisitorNumbering(Violation):
    """The visitor's positions are not 1..m over exactly what a visitor may see, in the same order."""


class ReorderedDevice(Violation):
    """Two messages of one device stand in the other order than they were written."""


class MovedAcknowledgement(Violation):
    """The same message was acknowledged at two positions, or not where it is stored."""


class SkippedItem(Violation):
    """A view has a hole: a later item came before an earlier one."""


class RepeatedItem(Violation):
    """A view was given an item that it already had."""


class PhantomItem(Violation):
    """A view was given an item that is not in the database, or not like that."""


class BrokenSnapshot(Violation):
    """A snapshot has a hole, is older than what the view held, or hides that there is more."""


class IncompleteView(Violation):
    """All was quiet, and a view still lacked items."""


class LeakedToVisitor(Violation):
    """A visitor's frame carried something that only agents may know."""


class ReceiptWentBack(Violation):
    """A receipt was smaller than one before it."""
