"""What the demo says has happened: enough variety to show the product, and nothing impossible."""

from __future__ import annotations

import re
from collections import Counter

import pytest

from chat_server.demo.content import TALKS
from chat_server.demo.products import BY_SLUG
from chat_server.demo.talk import Noted, Resolved, Said, Snoozed, Talk
from chat_server.demo.team import GREETING, PASSWORD, REPLY_TARGET_S, STARTERS, TEAM
from chat_server.domain.people import LOCALES

MEMBERS = {person.key: person for person in TEAM}
ids = [f"{talk.guest.key}-{round(talk.begun_ago)}" for talk in TALKS]


def waiting_minutes(talk: Talk) -> float | None:
    """How long a visitor has been waiting; None when nobody waits."""
    waiting: float | None = None
    for step in talk.steps:
        if isinstance(step, Said):
            waiting = (waiting or step.ago) if step.who == "visitor" else None
        elif isinstance(step, Resolved):
            waiting = None
    return waiting


def test_three_agents_and_a_supervisor_speak_the_three_languages() -> None:
    """Reza answers in Persian, Zsófi in Hungarian, Emma in English; each sees the console in their own language."""
    assert Counter(person.role for person in TEAM) == {"agent": 3, "supervisor": 1}
    assert {person.key: person.locale for person in TEAM} == {"reza": "fa", "zsofi": "hu", "emma": "en", "nora": "en"}
    assert {language for person in TEAM for language in person.languages} == set(LOCALES)
    assert len({person.email for person in TEAM}) == len(TEAM)
    assert len(PASSWORD) >= 10


def test_visitors_are_greeted_in_each_language() -> None:
    """Greeting and first questions exist wherever a visitor may be."""
    assert set(GREETING) == set(STARTERS) == set(LOCALES)
    assert {len(questions) for questions in STARTERS.values()} == {3}


def test_every_language_has_conversations() -> None:
    """Whoever answers finds something to do."""
    counts = Counter(talk.guest.locale for talk in TALKS)
    assert len(TALKS) >= 14
    assert min(counts[locale] for locale in LOCALES) >= 4


def test_waiting_times_show_every_colour() -> None:
    """Somebody has waited a short while, somebody over half of the target, and somebody too long."""
    target = REPLY_TARGET_S / 60
    waits = [minutes / target for talk in TALKS if (minutes := waiting_minutes(talk)) is not None]
    assert len([share for share in waits if share < 0.5]) >= 2
    assert len([share for share in waits if 0.5 <= share < 1]) >= 2
    assert len([share for share in waits if share >= 1]) >= 2


def test_there_is_something_of_everything() -> None:
    """Notes, a snooze, settled matters, half-written replies, people with and without a name, one who came back."""
    steps = [step for talk in TALKS for step in talk.steps]
    assert [step for step in steps if isinstance(step, Noted)]
    assert [step for step in steps if isinstance(step, Snoozed)]
    assert len([step for step in steps if isinstance(step, Resolved)]) >= 4
    assert [talk for talk in TALKS if talk.draft]
    assert {bool(talk.guest.name) for talk in TALKS} == {True, False}
    assert max(Counter(talk.guest.key for talk in TALKS).values()) > 1


@pytest.mark.parametrize("talk", TALKS, ids=ids)
def test_a_conversation_goes_forward_in_time(talk: Talk) -> None:
    """Steps stand in the order in which they happened, the visitor begins, and nothing lies in the future."""
    agos = [step.ago for step in talk.steps]
    assert agos == sorted(agos, reverse=True)
    assert len(set(agos)) == len(agos)
    assert min(agos) > 0
    first = talk.steps[0]
    assert isinstance(first, Said)
    assert first.who == "visitor"


@pytest.mark.parametrize("talk", TALKS, ids=ids)
def test_whoever_answers_speaks_the_visitors_language(talk: Talk) -> None:
    """Nobody answers in a language that they do not speak."""
    answering = {step.who for step in talk.steps if isinstance(step, Said) and step.who != "visitor"}
    assert [who for who in answering if talk.guest.locale not in MEMBERS[who].languages] == []
    if talk.draft:
        assert talk.guest.locale in MEMBERS[talk.draft[0]].languages


@pytest.mark.parametrize("talk", TALKS, ids=ids)
def test_pages_were_seen_in_the_visitors_language(talk: Talk) -> None:
    """The pages a visitor saw are pages of the shop, in the language in which they write."""
    for _, path in talk.pages:
        assert path.startswith(f"/{talk.guest.locale}/")
        if "/products/" in path:
            assert path.rpartition("/")[2] in BY_SLUG


def test_people_are_invented() -> None:
    """Addresses and numbers are of the kinds that belong to nobody."""
    for talk in TALKS:
        assert re.fullmatch(r"|\S+@(example\.com|\w+\.example)", talk.guest.email), talk.guest.email
        assert re.fullmatch(r"|[\d +]+ 555 \d{4}", talk.guest.phone), talk.guest.phone
