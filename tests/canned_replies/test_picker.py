"""A few letters find the reply, in any of its languages and with any keyboard."""

import time

import pytest

from canned_replies.approval import Policy, Proposal, approve, propose, submit
from canned_replies.picker import RESULTS_LIMIT, Context, Index, folded, index, search
from canned_replies.reply import Reply, ReplyKey
from canned_replies.revision import Revision
from canned_replies.starter import starter_library
from tests.canned_replies.people import SARA, signed


def stocked(copies: int = 1) -> dict[ReplyKey, Revision]:
    """The starter in use, as often as asked for."""
    policy = Policy(can_approve_own=True)
    used: dict[ReplyKey, Revision] = {}
    for number in range(copies):
        for entry in starter_library().entries:
            key = ReplyKey(f"{entry.key}{number or ''}")
            reply = propose(Reply(key), Proposal(details=entry.details, texts=entry.texts), signed(SARA))
            reply = approve(submit(reply, 1, signed(SARA)), 1, signed(SARA), policy)
            used[key] = reply.revisions[0]
    return used


STARTER = index(stocked(), starter_library().situations)


def first(query: str, context: Context | None = None) -> str:
    """The best result's key."""
    return search(STARTER, query, context or Context())[0].key


@pytest.mark.parametrize(
    ("query", "key"),
    [
        ("hello", "greeting.first_contact"),
        ("hel", "greeting.first_contact"),
        ("سلام", "greeting.first_contact"),
        ("udv", "greeting.first_contact"),
        ("üdv", "greeting.first_contact"),
        ("angry.plan", "angry.plan"),
        ("own error", "apology.own_error"),
        ("جايگاه در صف", "wait.queue_position"),
        ("Hibaelhar", "troubleshooting.details"),
        ("elnézést", "apology.own_error"),
        ("wlcmbk", "greeting.returning"),
        ("ügyszáma", "complaint_received.logged"),
        ("خواسته", "wish_noted.added"),
    ],
)
def test_a_reply_is_found_by_what_people_type(query: str, key: str) -> None:
    """Shortcut, key, label or words of the text; Arabic letters, missing accents, skipped letters."""
    assert first(query) == key


def test_every_shortcut_of_every_language_comes_first() -> None:
    """What was typed on purpose wins."""
    for entry in starter_library().entries:
        for shortcut in entry.details.shortcut.values():
            best = search(STARTER, shortcut, Context())
            top = {found.key for found in best if found.score == best[0].score}
            assert entry.key in top, shortcut


def test_an_empty_query_offers_what_fits_the_conversation() -> None:
    """The visitor is upset: Bence is offered how to answer that, his own habit first."""
    context = Context(
        situations=("angry",), own_uses={ReplyKey("angry.plan"): 9}, recent=(ReplyKey("closing.goodbye"),)
    )
    assert [found.key for found in search(STARTER, "", context)][:3] == [
        "angry.plan",
        "angry.acknowledge",
        "closing.goodbye",
    ]


def test_what_fits_nowhere_finds_nothing_and_results_are_bounded() -> None:
    """No random list for a random query; every word has to fit."""
    assert search(STARTER, "qzxj", Context()) == []
    assert search(STARTER, "hello qzxj", Context()) == []
    assert len(search(STARTER, "e", Context())) == RESULTS_LIMIT


def test_folding_meets_every_keyboard() -> None:
    """One form for Persian, Arabic and accented letters."""
    assert folded("Köszöntés") == "koszontes"
    assert folded("گفت‌وگو") == folded("گفتوگو")
    assert folded("can't") == "can not"
    assert folded(folded("نمي دانم, Ők {{ x }}")) == folded("نمي دانم, Ők {{ x }}")


def test_two_thousand_replies_are_searched_in_a_moment() -> None:
    """The index is made once; a keystroke costs a fraction of a frame even here."""
    large: Index = index(stocked(46))
    assert len(large.rows) > 2_000
    began = time.process_time()
    for query in ("h", "hello", "visszater", "qzxjkw", "x" * 5_000, "a b c d e f g h i j"):
        search(large, query, Context())
    assert (time.process_time() - began) / 6 < 0.25
