"""The people of these tests, and how they sign."""

from typing import Final

from canned_replies.approval import Proposal
from canned_replies.languages import Language
from canned_replies.placeholder import Placeholder
from canned_replies.reply import ReplyKey
from canned_replies.reply_details import ReplyDetails
from canned_replies.revision import PersonId, Signature

SARA: Final = PersonId("sara")  # agent
BENCE: Final = PersonId("bence")  # agent
ZSOFI: Final = PersonId("zsofi")  # supervisor
REZA: Final = PersonId("reza")  # supervisor

HELLO: Final = ReplyKey("greeting.hello")
DETAILS: Final = ReplyDetails(situation="greeting", label={"en": "Hello"}, shortcut={"en": "hello"})
KNOWN: Final = {"contact.first_name": Placeholder(name="contact.first_name", kind="name", fallback={"en": "there"})}


def signed(by: PersonId, at_ms: int = 1, comment: str = "") -> Signature:
    """A signature."""
    return Signature(by, at_ms, comment)


def saying(still_right: frozenset[Language] = frozenset(), **texts: str) -> Proposal:
    """A proposal with these texts: ``saying(en="Hello", fa="سلام")``."""
    return Proposal(details=DETAILS, texts=texts, still_right=still_right)  # type: ignore[arg-type]
