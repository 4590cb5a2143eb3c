"""Whoever guesses passwords is slowed down, however they go about it; who is right is not."""

from __future__ import annotations

import asyncio
import tracemalloc

import pytest

from chat_server.actions.sign_in import SignedIn, sign_in
from chat_server.actions.throttle import TRIES_PER_ACCOUNT_AND_ADDRESS, TRIES_PER_ADDRESS, SignInThrottle
from chat_server.domain.errors import TooMany, Unauthenticated
from tests.support.house import House
from tests.support.people import PASSWORD


def tries_until_refused(throttle: SignInThrottle, addresses: list[str], emails: list[str]) -> int:
    """How many tries pass, from one address after the other, for one account after the other."""
    for number in range(1_000):
        try:
            throttle.attempt(emails[number % len(emails)], addresses[number % len(addresses)], False, number)
        except TooMany:
            return number
    return 1_000


async def test_a_hundred_guesses_at_once_are_no_more_than_five(house: House) -> None:
    """They do not all find that nobody has failed yet."""
    tries = [sign_in(house.services, "reza@garden.test", f"guess {n}", "10.0.0.9", None) for n in range(100)]
    answers = await asyncio.gather(*tries, return_exceptions=True)
    assert sum(isinstance(answer, Unauthenticated) for answer in answers) == TRIES_PER_ACCOUNT_AND_ADDRESS
    assert sum(isinstance(answer, TooMany) for answer in answers) == 100 - TRIES_PER_ACCOUNT_AND_ADDRESS


async def test_who_is_right_is_never_slowed_down(house: House) -> None:
    """Reza signs in from the office all day long, and a typing mistake counts once."""
    for _ in range(TRIES_PER_ACCOUNT_AND_ADDRESS + 2):
        assert isinstance(await sign_in(house.services, "reza@garden.test", PASSWORD, "10.0.0.9", None), SignedIn)
    with pytest.raises(Unauthenticated):
        await sign_in(house.services, "reza@garden.test", "a mistake", "10.0.0.9", None)
    await sign_in(house.services, "reza@garden.test", PASSWORD, "10.0.0.9", None)


@pytest.mark.parametrize(
    ("addresses", "passes"),
    [
        (["10.0.0.9"], TRIES_PER_ACCOUNT_AND_ADDRESS),
        ([f"2001:db8:1:2::{n:x}" for n in range(1, 400)], TRIES_PER_ACCOUNT_AND_ADDRESS),
        (["10.0.0.9", "::ffff:10.0.0.9"], TRIES_PER_ACCOUNT_AND_ADDRESS),
        (["fe80::1%eth0", "fe80::2%eth1"], TRIES_PER_ACCOUNT_AND_ADDRESS),
    ],
    ids=["one address", "one network of many addresses", "one address in two spellings", "zones"],
)
def test_many_addresses_of_one_place_are_one(addresses: list[str], passes: int) -> None:
    """A home or a rented machine has a whole IPv6 network to itself."""
    assert tries_until_refused(SignInThrottle(), addresses, ["reza@garden.test"]) == passes


def test_many_accounts_from_one_place_end_as_well() -> None:
    """One guess for each of a thousand accounts is guessing, too."""
    emails = [f"agent{n}@garden.test" for n in range(1_000)]
    assert tries_until_refused(SignInThrottle(), ["10.0.0.9"], emails) == TRIES_PER_ADDRESS


def test_what_is_remembered_of_guessers_is_bounded() -> None:
    """Neither many guessers nor addresses of ten thousand letters fill the memory."""
    throttle = SignInThrottle()
    tracemalloc.start()
    for number in range(2_000):
        throttle.attempt(f"{number}" + "x" * 10_000, f"10.0.{number >> 8}.{number & 255}", False, 1)
    used, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert used < 2_000 * 10_000 / 2
