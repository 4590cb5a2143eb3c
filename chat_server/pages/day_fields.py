"""A day in a form: the browser's own field for most readers, three lists of the Jalali calendar for Persian ones."""

from __future__ import annotations

import datetime as dt
from typing import NamedTuple

from canned_replies.fault import fault
from chat_server.actions.problems import unfit_reply
from chat_server.domain.phrases import JALALI_MONTHS, from_jalali, jalali, persian

from .forms import Form

YEARS_BACK, YEARS_AHEAD = 1, 5


class DayField(NamedTuple):
    """What the fields of a day hold, as they were typed: a date, and its parts in the Jalali calendar."""

    iso: str = ""
    day: str = ""
    month: str = ""
    year: str = ""


def shown_day(day: dt.date | None) -> DayField:
    """A day as its fields show it."""
    if day is None:
        return DayField()
    year, month, number = jalali(day)
    return DayField(day.isoformat(), str(number), str(month), str(year))


def typed_day(form: Form, name: str) -> DayField:
    """What was typed, whether it is a day or not."""
    return DayField(form.text(name), *(form.text(f"{name}_{part}") for part in ("day", "month", "year")))


def day_of(form: Form, name: str) -> dt.date | None:
    """The day that the form names; None when it names none.

    Raises:
        ReplyUnfit: only a part of a day, or a day that no calendar has.
    """
    typed = typed_day(form, name)
    parts = (typed.day, typed.month, typed.year)
    if typed.iso:
        return _gregorian(typed.iso)
    if not any(parts):
        return None
    if not all(parts):
        raise unfit_reply(fault("day_incomplete"))
    return _from_parts(*parts)


def _gregorian(iso: str) -> dt.date:
    try:
        return dt.date.fromisoformat(iso)
    except ValueError:
        raise unfit_reply(fault("day_unknown", got=iso[:40])) from None


def _from_parts(day: str, month: str, year: str) -> dt.date:
    try:
        return from_jalali(int(year[:4]), int(month[:2]), int(day[:2]))
    except ValueError:
        raise unfit_reply(fault("day_unknown", got=_said(day, month, year))) from None


def _said(day: str, month: str, year: str) -> str:
    number = int(month) if month.isascii() and month.isdigit() else 0
    name = JALALI_MONTHS[number - 1] if 0 < number <= len(JALALI_MONTHS) else month
    return persian(f"{day} {name} {year}")[:40]


def choices(today: dt.date, *fields: DayField) -> dict[str, list[tuple[int, str]]]:
    """What the lists offer, with its words: days, months, and the years around today and any that is chosen already."""
    this, _, _ = jalali(today)
    chosen = {int(field.year) for field in fields if field.year.isascii() and field.year.isdigit()}
    return {
        "days": [(day, persian(day)) for day in range(1, 32)],
        "months": list(enumerate(JALALI_MONTHS, 1)),
        "years": [(y, persian(y)) for y in sorted({*range(this - YEARS_BACK, this + YEARS_AHEAD + 1), *chosen})],
    }
