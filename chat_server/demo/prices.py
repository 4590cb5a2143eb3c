"""Prices as people write them in each of the shop's languages. ``static/prices.js`` is the browser's half."""

from __future__ import annotations

from msgspec import Struct

PERSIAN_DIGITS = str.maketrans("0123456789", "۰۱۲۳۴۵۶۷۸۹")


class Delivery(Struct, frozen=True):
    """What delivery costs, and the sum from which it is free."""

    price: int
    free_from: int


DELIVERY = {"en": Delivery(6, 60), "fa": Delivery(120_000, 3_000_000), "hu": Delivery(1_990, 25_000)}


def write_price(amount: int, locale: str) -> str:
    """``€48``, ``۲٬۹۸۰٬۰۰۰ تومان`` or ``18 990 Ft``; spaces inside do not break."""
    if locale == "fa":
        return f"{write_number(amount, locale)}\u00a0تومان"
    if locale == "hu":
        return f"{write_number(amount, locale)}\u00a0Ft"
    return f"€{write_number(amount, locale)}"


def write_number(number: int, locale: str) -> str:
    """A whole number with that language's digits and separators."""
    grouped = f"{number:,}"
    if locale == "fa":
        return grouped.replace(",", "\u066c").translate(PERSIAN_DIGITS)
    return grouped.replace(",", "\u00a0") if locale == "hu" else grouped
