"""``warmline replies check`` and ``evaluate``: what an editor would say, and how good the phrase rules are."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from canned_replies import evaluation
from canned_replies.checking import check_library, missing_replies
from canned_replies.coach import coaches
from canned_replies.errors import FileRefused
from canned_replies.evaluation import Score, Sentence, read_evaluation
from canned_replies.languages import Language
from canned_replies.library_file import LibraryFile, read_library
from canned_replies.phrase_rule import RuleSet
from canned_replies.rule_tests import all_failed_tests
from canned_replies.rules_file import read_rules
from canned_replies.starter import starter_rules
from chat_server.actions.services import Services

from .reply_files import library_in_use
from .rule_files import installed_rules, is_rules_file

EVALUATION = Path(evaluation.__file__).parent / "evaluation"
GOAL_FOUND, GOAL_WRONG = 0.75, 0.05


def check_file(path: Path) -> list[str]:
    """Everything there is to say about a library or a file of phrase rules.

    Raises:
        FileRefused: it cannot be read; with every problem's file, line and key.
    """
    if is_rules_file(path):
        return _rule_problems(path)
    return _remarks(read_library(path), starter_rules())


def _rule_problems(path: Path) -> list[str]:
    try:
        read_rules(path, is_tried=True)
    except FileRefused as refused:
        return [str(problem) for problem in refused.problems]
    return []


async def check_installed(services: Services) -> list[str]:
    """The same about the library and the rules of this installation."""
    library, rules = await library_in_use(services), await installed_rules(services)
    failed = [str(failed) for failed in all_failed_tests(rules)]
    return _remarks(library, rules) + failed + missing_replies(rules, [entry.key for entry in library.entries])


def evaluate_rules(rules: RuleSet, files: Sequence[Path]) -> dict[Language, Score]:
    """The score of some rules per language, on sentences that were written without sight of them."""
    paths = files or sorted(EVALUATION.glob("*.yaml"))
    sentences: list[Sentence] = [sentence for path in paths for sentence in read_evaluation(path)]
    return evaluation.evaluate(sentences, coaches(rules))


def starter_or(path: Path | None) -> RuleSet:
    """The rules of a file, by default the starter's."""
    return starter_rules() if path is None else read_rules(path)


def score_lines(scores: dict[Language, Score], *, with_sentences: bool) -> Iterator[str]:
    """A score in words; sentences only where somebody asks for them, because who writes rules must not see them."""
    for language, score in scores.items():
        marked, left = score.found + len(score.missed), score.left + len(score.wrongly_marked)
        is_reached = score.found_share >= GOAL_FOUND and score.wrong_share <= GOAL_WRONG
        yield (
            f"{language}  found {score.found:3} of {marked:3} = {score.found_share:6.1%}   "
            f"wrongly marked {len(score.wrongly_marked):3} of {left:3} = {score.wrong_share:6.1%}   "
            f"{'goal reached' if is_reached else 'short of the goal'}"
        )
        if with_sentences:
            yield from (f"    missed: {sentence}" for sentence in score.missed)
            yield from (f"    wrongly marked by {rule}: {sentence}" for sentence, rule in score.wrongly_marked)
    yield f"goal: found at least {GOAL_FOUND:.0%}, wrongly marked at most {GOAL_WRONG:.0%}, in every language"


def _remarks(library: LibraryFile, rules: RuleSet) -> list[str]:
    return [str(remark) for remark in check_library(library, coaches(rules))]
