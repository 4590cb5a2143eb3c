"""Prices as people write them."""

from __future__ import annotations

import pytest

from chat_server.demo.prices import write_number, write_price


@pytest.mark.parametrize(
    ("amount", "locale", "text"),
    [
        (48, "en", "€48"),
        (1_250, "en", "€1,250"),
        (640_000, "fa", "۶۴۰٬۰۰۰\u00a0تومان"),
        (5_990, "hu", "5\u00a0990\u00a0Ft"),
        (990, "hu", "990\u00a0Ft"),
    ],
)
def test_each_language_has_its_own_way(amount: int, locale: str, text: str) -> None:
    """Euro in front, toman and forint behind, grouped as that language groups."""
    assert write_price(amount, locale) == text


def test_a_count_is_written_with_the_languages_digits() -> None:
    """Sara counts in Persian digits."""
    assert write_number(3, "fa") == "۳"
