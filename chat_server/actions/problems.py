"""What is wrong with a reply or a rule, as it travels: a code, its values, where, and the English sentence."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from canned_replies.errors import RepliesError, VariantsUnfit
from canned_replies.fault import Fault, fault
from chat_server.domain.errors import Conflict, ReplyUnfit, RuleUnfit

Problem = dict[str, Any]


def problem_view(fault: Fault, **where: Any) -> Problem:
    """A fault with its place; ``message`` is for logs and for those who know no other words for the code."""
    return {"code": fault.code, "values": fault.values, "message": str(fault), **where}


def problems_of(error: RepliesError) -> Sequence[Problem]:
    """What the library refused, in parts."""
    if not isinstance(error, VariantsUnfit):
        return ()
    line, column = error.place or (None, None)
    return (problem_view(error.fault, language=error.language, line=line, column=column),)


def unfit_reply(fault: Fault) -> ReplyUnfit:
    """A refusal of a reply for one reason."""
    return ReplyUnfit(str(fault), [problem_view(fault)])


def taken_key(key: str) -> Conflict:
    """A refusal because another reply has the key."""
    taken = fault("key_taken", got=key[:80])
    return Conflict(str(taken), [problem_view(taken)])


def unfit_rule(problems: Sequence[Problem]) -> RuleUnfit:
    """A refusal of a rule for its problems; the sentence names the first ten."""
    return RuleUnfit("; ".join(_line(problem) for problem in problems[:10]), problems)


def _line(problem: Problem) -> str:
    named = [problem.get("field"), problem.get("text"), problem.get("column") and f"column {problem['column']}"]
    place = ", ".join(str(part) for part in named if part)
    return f"{place}: {problem['message']}" if place else str(problem["message"])
