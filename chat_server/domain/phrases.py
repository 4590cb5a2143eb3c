"""Ready-made phrases of time in three languages: no suffix is ever glued to a value, so whole phrases are made here.

Persian dates are Jalali (persiantools agrees with ICU on every day from 1921 to 2099), its digits Persian.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from babel.dates import format_date
from persiantools.jdatetime import JalaliDate

from .errors import InvalidInput

Phrases = dict[str, str]

_PERSIAN_DIGITS = str.maketrans("0123456789", "۰۱۲۳۴۵۶۷۸۹")
JALALI_MONTHS = (
    "فروردین", "اردیبهشت", "خرداد", "تیر", "مرداد", "شهریور", "مهر", "آبان", "آذر", "دی", "بهمن", "اسفند",
)  # fmt: skip
_PERSIAN_DAYS = ("دوشنبه", "سه‌شنبه", "چهارشنبه", "پنجشنبه", "جمعه", "شنبه", "یکشنبه")
_HUNGARIAN_MONTHS_OF = (
    "januárja", "februárja", "márciusa", "áprilisa", "májusa", "júniusa",
    "júliusa", "augusztusa", "szeptembere", "októbere", "novembere", "decembere",
)  # fmt: skip
# "on the 1st, 2nd …": the vowel follows the sound of the number, so it stands in a table.
_HUNGARIAN_DAYS_ON = (
    "1-jén", "2-án", "3-án", "4-én", "5-én", "6-án", "7-én", "8-án", "9-én", "10-én", "11-én", "12-én", "13-án",
    "14-én", "15-én", "16-án", "17-én", "18-án", "19-én", "20-án", "21-én", "22-én", "23-án", "24-én", "25-én",
    "26-án", "27-én", "28-án", "29-én", "30-án", "31-én",
)  # fmt: skip

_HUNGARIAN_WEEKDAYS_ON = ("hétfőn", "kedden", "szerdán", "csütörtökön", "pénteken", "szombaton", "vasárnap")


def zone_of(name: str) -> ZoneInfo:
    """The time zone of this IANA name.

    Raises:
        InvalidInput: there is none.
    """
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise InvalidInput(f"expected a time zone such as Europe/Budapest; got {name[:60]!r}") from None


def moment(at_ms: int, zone: ZoneInfo) -> datetime:
    """A time of the protocol as a wall clock shows it there."""
    return datetime.fromtimestamp(at_ms / 1000, UTC).astimezone(zone)


def persian(text: object) -> str:
    """With Persian digits."""
    return str(text).translate(_PERSIAN_DIGITS)


def deadline(due: datetime, now: datetime) -> Phrases:
    """Until when, to stand in a sentence: ``by 15:00 today``."""
    clock, days = f"{due:%H:%M}", (due.date() - now.date()).days
    en = {0: f"by {clock} today", 1: f"by {clock} tomorrow"}.get(days, f"by {clock} on {_english_day(due, now)}")
    fa_clock = persian(clock)
    fa_day = {0: "امروز", 1: "فردا"}.get(days, f"روز {_persian_day(due)}")
    hu = {0: f"ma {clock}-ig", 1: f"holnap {clock}-ig"}.get(days, f"{_hungarian_day_on(due, now)} {clock}-ig")
    return {"en": en, "fa": f"تا ساعت {fa_clock} {fa_day}", "hu": hu}


def choice(due: datetime, now: datetime) -> Phrases:
    """The same as a choice on a button: ``today 15:00``."""
    clock, days = f"{due:%H:%M}", (due.date() - now.date()).days
    en = {0: "today", 1: "tomorrow"}.get(days, _english_day(due, now))
    fa = {0: "امروز", 1: "فردا"}.get(days, _persian_day(due))
    hu = {0: "ma", 1: "holnap"}.get(days, _hungarian_day(due, now))
    return {"en": f"{en} {clock}", "fa": f"{fa} ساعت {persian(clock)}", "hu": f"{hu} {clock}"}


def since(start: datetime, now: datetime) -> Phrases:
    """Since when somebody is known: the year, and in the current year the month."""
    if start.year == now.year:
        en, hu = f"since {start:%B} {start.year}", f"{start.year} {_HUNGARIAN_MONTHS_OF[start.month - 1]} óta"
    else:
        en, hu = f"since {start.year}", f"{start.year} óta"
    jalali_year, jalali_month, _ = jalali(start)
    month = f"{JALALI_MONTHS[jalali_month - 1]} " if jalali_year == jalali(now)[0] else "سال "
    return {"en": en, "fa": f"از {month}{persian(jalali_year)}", "hu": hu}


def full_day(at: date) -> Phrases:
    """A day on its own: ``22 November 2026``."""
    year, month, number = jalali(at)
    return {
        "en": str(format_date(at, "d MMMM y", locale="en")),
        "fa": persian(f"{number} {JALALI_MONTHS[month - 1]} {year}"),
        "hu": str(format_date(at, "y. MMMM d.", locale="hu")),
    }


def day_and_time(at: datetime) -> Phrases:
    """A moment: ``22 November 2026, 11:20``."""
    day, clock = full_day(at), f"{at:%H:%M}"
    return {"en": f"{day['en']}, {clock}", "fa": f"{day['fa']}، {persian(clock)}", "hu": f"{day['hu']} {clock}"}


def about(seconds: int) -> Phrases:
    """A measured duration, rounded up to what people say."""
    minutes = max(1, -(-seconds // 60))
    if minutes < 60:  # noqa: PLR2004 - minutes of an hour
        unit = "minute" if minutes == 1 else "minutes"
        return {
            "en": f"about {minutes} {unit}",
            "fa": f"حدود {persian(minutes)} دقیقه",
            "hu": f"körülbelül {minutes} perc",
        }
    hours = -(-minutes // 60)
    unit = "hour" if hours == 1 else "hours"
    return {"en": f"about {hours} {unit}", "fa": f"حدود {persian(hours)} ساعت", "hu": f"körülbelül {hours} óra"}


def span(start: int, end: int) -> Phrases:
    """From when until when, in minutes since midnight: ``from 9:00 to 17:00``."""
    first, last = (f"{minutes // 60}:{minutes % 60:02}" for minutes in (start, end))
    return {
        "en": f"from {first} to {last}",
        "fa": f"از ساعت {persian(first)} تا {persian(last)}",
        "hu": f"{first} és {last} között",
    }


def opening(at: datetime, now: datetime) -> Phrases:
    """A moment within the next week or the same day of it: ``tomorrow at 9:00``, ``on Monday at 9:00``."""
    clock, days = f"{at.hour}:{at:%M}", (at.date() - now.date()).days
    en, fa, hu = {0: ("today", "امروز", "ma"), 1: ("tomorrow", "فردا", "holnap")}.get(days) or (
        (f"on {at:%A}", f"روز {_PERSIAN_DAYS[at.weekday()]}", _HUNGARIAN_WEEKDAYS_ON[at.weekday()])
        if days < 7  # noqa: PLR2004 - a week has one of each weekday
        else (f"on {_english_day(at, now)}", f"روز {_persian_day(at)}", _hungarian_day_on(at, now))
    )
    return {"en": f"{en} at {clock}", "fa": f"{fa} ساعت {persian(clock)}", "hu": f"{hu} {clock}-kor"}


def quick_times(now: datetime) -> list[datetime]:
    """Times that are easy to promise: two later today, two tomorrow."""
    soon = now + timedelta(minutes=45)
    today = [now.replace(hour=hour, minute=0, second=0, microsecond=0) for hour in (12, 15, 17, 19)]
    tomorrow = (now + timedelta(days=1)).replace(minute=0, second=0, microsecond=0)
    return [*[time for time in today if time >= soon][:2], tomorrow.replace(hour=10), tomorrow.replace(hour=15)]


def _english_day(day: date, now: date) -> str:
    pattern = "EEEE, d MMMM" if day.year == now.year else "EEEE, d MMMM y"
    return str(format_date(day, pattern, locale="en"))


def _hungarian_day(day: date, now: date) -> str:
    pattern = "MMMM d., EEEE" if day.year == now.year else "y. MMMM d., EEEE"
    return str(format_date(day, pattern, locale="hu"))


def _hungarian_day_on(day: date, now: date) -> str:
    year = "" if day.year == now.year else f"{day.year}. "
    return f"{year}{format_date(day, 'MMMM', locale='hu')} {_HUNGARIAN_DAYS_ON[day.day - 1]}"


def _persian_day(day: date) -> str:
    _, month, number = jalali(day)
    return f"{_PERSIAN_DAYS[day.weekday()]} {persian(number)} {JALALI_MONTHS[month - 1]}"


def jalali(day: date) -> tuple[int, int, int]:
    """Year, month and day of the Persian calendar."""
    found = JalaliDate(date(day.year, day.month, day.day))  # type: ignore[no-untyped-call]
    return found.year, found.month, found.day


def from_jalali(year: int, month: int, day: int) -> date:
    """The day of a Jalali date.

    Raises:
        ValueError: that month has no such day, or there is no such month.
    """
    found = JalaliDate(year, month, day).to_gregorian()  # type: ignore[no-untyped-call]
    return date(found.year, found.month, found.day)
