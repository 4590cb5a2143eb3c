"""The checker is trusted with everything else here, so it is tried on planted bugs first."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.faults.checker import check, prove
from tests.faults.flawed_houses import PLANTED_BUGS
from tests.faults.history import History
from tests.faults.model_house import House
from tests.faults.violations import LostMessage, Violation

SARA, BENCE = 1, 2


def a_day(house: House) -> House:
    """Sara and Bence talk with Reza and Zsófi; there are notes, retries, cuts and a crash."""
    sara, tab = house.visitor("Sara", SARA), house.visitor("Sara's tab", SARA)
    bence = house.visitor("Bence", BENCE)
    reza, zsofi = house.agent("Reza", SARA), house.agent("Zsófi", BENCE)
    for client in (sara, tab, bence, reza, zsofi):
        house.connect(client)
    house.send(sara, "Hello,\nmy lamp flickers")
    house.send(sara, "It is order 1042")
    house.send(bence, "Jó napot!")
    house.commit()
    house.send(reza, "She wrote last week, too", "note")
    house.act(SARA)
    house.send(reza, "Good morning Sara, let me look")
    house.commit()
    house.read(SARA)
    house.repeat(sara)
    house.commit()
    house.cut(tab)
    house.cut(reza)
    house.send(sara, "Thank you")
    house.send(sara, "I am here until noon")
    house.commit()
    house.connect(tab)
    house.connect(reza)
    house.send(sara, "Are you there?")
    house.send(zsofi, "Segíthetek?")
    house.crash()
    for client in house.clients[:3]:
        house.connect(client)
    house.connect(house.agent("Reza's phone", SARA))
    house.commit()
    house.read(SARA)
    house.drain()
    return house


def names(violations: list[Violation]) -> set[str]:
    """What was broken, without the sentences."""
    return {type(violation).__name__ for violation in violations}


def test_a_day_without_bugs_is_accepted() -> None:
    """A perfect house gets no complaint over a day with cuts, retries and a crash."""
    house = a_day(House())
    assert check(house.history, house.rows) == []


@pytest.mark.parametrize(("flawed", "expected"), PLANTED_BUGS, ids=lambda item: item.__name__)
def test_a_planted_bug_is_caught(flawed: type[House], expected: type[Violation]) -> None:
    """Each of the planted bugs is caught, and by its right name."""
    house = a_day(flawed())
    found = check(house.history, house.rows)
    assert expected.__name__ in names(found), found


def test_every_kind_of_violation_has_a_planted_bug() -> None:
    """No rule of the checker stands there untried."""
    assert {expected for _, expected in PLANTED_BUGS} == set(Violation.__subclasses__())


def test_a_violation_reads_as_a_sentence() -> None:
    """Whoever finds a broken promise in the log understands it without the code."""
    house = a_day(House())
    stored = [row for row in house.rows if row.client_id != "Sara-002"]
    with pytest.raises(ExceptionGroup) as raised:
        prove(house.history, stored)
    lost = raised.value.subgroup(LostMessage)
    assert lost is not None
    assert str(lost.exceptions[0]) == "Sara was told that Sara-002 is stored at 2, but it is not stored"


def test_a_history_survives_being_saved(tmp_path: Path) -> None:
    """The evidence of a failed run can be judged again later."""
    house = a_day(House())
    house.history.save(tmp_path / "history.json")
    again = History.load(tmp_path / "history.json")
    assert again == house.history
    assert check(again, house.rows) == []


STEPS = st.lists(
    st.one_of(
        st.tuples(st.sampled_from(["send", "note", "repeat", "cut", "connect"]), st.integers(0, 5)),
        st.tuples(st.sampled_from(["commit", "crash", "act", "read"]), st.integers(1, 2)),
    ),
    max_size=60,
)


@given(STEPS)
@settings(max_examples=200, deadline=None)
def test_whatever_happens_in_a_sound_house_is_accepted(steps: list[tuple[str, int]]) -> None:
    """No order of sends, cuts, crashes and retries makes the checker complain without reason."""
    house = House()
    for conversation in (SARA, BENCE):
        house.visitor(f"visitor {conversation}", conversation)
        house.visitor(f"tab of {conversation}", conversation)
        house.agent(f"agent of {conversation}", conversation)
    for step, number in steps:
        take(house, step, number)
    house.drain()
    assert check(house.history, house.rows) == []


def take(house: House, step: str, number: int) -> None:
    """One step of a random day."""
    if step in ("commit", "crash"):
        getattr(house, step)()
    elif step in ("act", "read"):
        getattr(house, step)(number)
    elif step == "send":
        house.send(house.clients[number], f"message at {len(house.rows)}")
    elif step == "note":
        house.send(house.agents[number % 2], f"note at {len(house.rows)}", "note")
    else:
        getattr(house, step)(house.clients[number])
