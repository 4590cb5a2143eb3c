"""The starter: 22 situations, 44 replies and the phrase rules that go with them, in three languages."""

from functools import cache
from pathlib import Path
from typing import Final

from canned_replies.library_file import LibraryFile, read_library
from canned_replies.phrase_rule import RuleSet
from canned_replies.rules_file import read_rules

FOLDER: Final = Path(__file__).parent
RULES: Final = FOLDER / "phrase_rules.yaml"
LIBRARY: Final = FOLDER / "starter_library.yaml"


@cache
def starter_rules() -> RuleSet:
    """The starter's phrase rules; read once."""
    return read_rules(RULES, reply_keys=[entry.key for entry in starter_library().entries])


@cache
def starter_library() -> LibraryFile:
    """The starter's replies, placeholders and situations; read once."""
    return read_library(LIBRARY)
