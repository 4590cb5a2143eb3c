"""Rules are scored on sentences they have never seen; the arithmetic is tried on some that are made up here."""

import pytest

from canned_replies.coach import Coach
from canned_replies.errors import FileRefused
from canned_replies.evaluation import Sentence, evaluate, read_evaluation_text
from canned_replies.phrase_rule import PhraseRule

NO_IDEA = PhraseRule(id="no", reason="dead_end", level="warn", match=("no idea",))
ARABIC = PhraseRule(id="letters", reason="spelling", level="hint", builtin="arabic_letters")

SET = """\
schema: phrase-evaluation/1
about: made up
languages:
  en:
    mark: ["No idea.", "I would not know."]
    leave: ["A good idea.", "There is no idea like yours.", "Hello."]
  fa:
    mark: ["شركت"]
    leave: ["سلام"]
"""


def test_found_missed_and_wrongly_marked_are_counted_per_language() -> None:
    """One of two found, one of three wrongly marked; spelling is no tone."""
    scores = evaluate(read_evaluation_text(SET), {"en": Coach([NO_IDEA], "en"), "fa": Coach([ARABIC], "fa")})
    assert scores["en"].found_share == 1 / 2
    assert scores["en"].wrong_share == 1 / 3
    assert scores["en"].missed == ("I would not know.",)
    assert scores["en"].wrongly_marked == (("There is no idea like yours.", "no"),)
    assert (scores["fa"].found_share, scores["fa"].wrong_share) == (0.0, 0.0)


def test_a_language_without_sentences_or_coach_has_no_score() -> None:
    """No figure is invented."""
    assert evaluate([Sentence("hu", "Nem tudom.", is_to_mark=True)], {}) == {}
    assert evaluate([], {"en": Coach([], "en")}) == {}


@pytest.mark.parametrize(
    ("was", "becomes", "wanted"),
    [
        ("phrase-evaluation/1", "other", "x.yaml:1: schema: expected one of"),
        ("  fa:", "  de:", "languages.de: unknown language"),
        ('    leave: ["سلام"]\n', "", "languages.fa: expected the key 'leave', it is missing"),
        ('["شركت"]', "7", "languages.fa.mark: expected a list, got a number"),
        ("about: made up", "abuot: made up", "unknown key"),
    ],
)
def test_a_mistake_in_a_set_is_named(was: str, becomes: str, wanted: str) -> None:
    """File, line and key, as everywhere."""
    with pytest.raises(FileRefused) as refused:
        read_evaluation_text(SET.replace(was, becomes), "x.yaml")
    assert wanted in str(refused.value)
