"""What can be wrong with a reply or rule: a stable code and its values, so that readers can be told in their language.

The sentence here is the English one of command lines and logs: what was expected, what came. Codes are for programs and
for catalogues of words; they stay when a sentence is worded better.
"""

from collections.abc import Mapping
from typing import Final

import msgspec

SENTENCES: Final[Mapping[str, str]] = {
    # A reply's text and its blanks.
    "text_missing": "no text in this language",
    "text_blank": "expected text, got a blank one",
    "text_too_long": "expected at most {limit} characters, got {got}",
    "texts_missing": "expected a text in at least one language, got none",
    "too_many_blanks": "expected at most {limit} blanks",
    "blank_unclosed": "expected '}}}}' to close this blank",
    "blank_unopened": "expected '{{{{' before this '}}}}'",
    "blank_malformed": "expected a blank like {{{{ contact.first_name }}}}: {detail}",
    "blank_empty": "expected one name in a blank",
    "blank_too_long": "expected a blank of at most {limit} characters",
    "blank_computes": "expected a name, got {got!r}; a blank cannot compute",
    "blank_unknown": "expected a known blank, got {got!r}",
    "blank_uneven": "expected plain braces, got {got!r}",
    "statement_found": "expected text or a blank, got a statement",
    "comment_found": "expected text or a blank, got a comment",
    "name_malformed": "expected a name of small letters, digits and single _, got {got!r}",
    "name_number": "expected a number of one or two digits, got {got!r}",
    "name_expected": "expected a name, or a name and a fallback text",
    "name_too_deep": "expected a name of at most {limit} parts, got {got}",
    "fallback_malformed": "expected a text in quotes after `or`",
    "fallback_too_long": "expected a fallback of at most {limit} characters, got {got}",
    # What an editor would say about a reply.
    "label_missing": "no label in this language",
    "shortcut_missing": "no shortcut in this language",
    "suffix_glued": "a letter or suffix is glued to a blank",
    "after_salutation": "{name} stands after the salutation",
    "phrase_marked": "{rule} marks {words!r}",
    "replaced_unmarked": "no rule marks the replaced phrase {phrase!r}",
    # A reply beside its texts.
    "key_malformed": "expected a key like greeting.first_contact, got {got!r}",
    "key_taken": "expected a key that is still free; there is a reply with the key {got!r}",
    "day_incomplete": "expected day, month and year, or none of them",
    "day_unknown": "expected a day of the calendar; got {got!r}",
    "period_reversed": "expected the last day not to come before the first",
    "situation_unknown": "expected one of the library's situations; got {got!r}",
    # A phrase rule.
    "rule_id_malformed": "expected an id like en.calm_down; got {got!r}",
    "rule_id_length": "expected 1 to {limit} characters",
    "rule_language_fixed": "expected {rule} to stay a rule of {language}; got {got}",
    "reason_unknown": "expected a known reason, got {got!r}",
    "match_or_builtin": "expected either `match` or `builtin`",
    "profile_missing": "expected at least one tone",
    "flag_missing": "expected at least one sentence that must be marked",
    "reply_unknown": "expected the key of a reply in use for everyone, got {got!r}",
    "list_too_long": "expected at most {limit}, got {got}",
    "line_length": "expected texts of 1 to {limit} characters",
    "test_unmarked": "expected {sentence!r} to be marked",
    "test_marked": "expected {sentence!r} to stay clean",
    # A pattern of a rule, or the list that stands in its place.
    "list_unknown": "expected the name of a list of patterns, got {got!r}",
    "pattern_too_long": "expected at most {limit} characters, got {got}",
    "pattern_gap_first": "expected a word before the first gap",
    "pattern_fits_all": "expected at least one word on every way through; this would match everything",
    "pattern_many_gaps": "expected at most {limit} gaps on one way through",
    "pattern_many_words": "expected at most {limit} words on one way through",
    "pattern_many_wordings": "expected a pattern that stands for at most {limit} wordings",
    "pattern_too_deep": "expected at most {limit} groups inside each other",
    "pattern_unexpected": "unexpected {got!r}",
    "pattern_word_expected": "expected a word",
    "pattern_no_word": "expected a word, got {got!r}",
    "pattern_unclosed": "expected {sign!r}",
    "pattern_gap_size": "expected a gap of 1 to {limit} words, got {got!r}",
    "pattern_gap_form": "expected a gap like .. or ..4, got {got!r}",
    "pattern_regex": "expected a word, word* or *word, got {got!r}; patterns are words, not regular expressions",
    "pattern_long_word": "expected a word of at most {limit} characters, got {got}",
}


class Fault(msgspec.Struct, frozen=True):
    """One thing that is wrong; ``code`` is a key of ``SENTENCES``, ``values`` fill its gaps."""

    code: str
    values: Mapping[str, str | int] = {}

    def __str__(self) -> str:
        """The English sentence."""
        return SENTENCES[self.code].format_map(self.values)


def fault(code: str, **values: str | int) -> Fault:
    """A fault with its values."""
    return Fault(code, values)
