"""Phrases of time: whole, in three languages, with nothing glued to a value."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from chat_server.domain import phrases
from chat_server.domain.errors import InvalidInput
from tests.support.clock import NOON_MS

BUDAPEST = phrases.zone_of("Europe/Budapest")
NOW = phrases.moment(NOON_MS, BUDAPEST)


@pytest.mark.parametrize(
    ("later", "english", "persian", "hungarian"),
    [
        (timedelta(hours=2), "by 15:00 today", "تا ساعت ۱۵:۰۰ امروز", "ma 15:00-ig"),
        (timedelta(hours=20), "by 09:00 tomorrow", "تا ساعت ۰۹:۰۰ فردا", "holnap 09:00-ig"),
        (
            timedelta(days=9),
            "by 13:00 on Tuesday, 1 December",
            "تا ساعت ۱۳:۰۰ روز سه‌شنبه ۱۰ آذر",
            "december 1-jén 13:00-ig",
        ),
        (
            timedelta(days=60),
            "by 13:00 on Thursday, 21 January 2027",
            "تا ساعت ۱۳:۰۰ روز پنجشنبه ۱ بهمن",
            "2027. január 21-én 13:00-ig",
        ),
    ],
)
def test_a_deadline_stands_in_a_sentence(later: timedelta, english: str, persian: str, hungarian: str) -> None:
    """Today, tomorrow, a day with its name, next year with its number."""
    assert phrases.deadline(NOW + later, NOW) == {"en": english, "fa": persian, "hu": hungarian}


def test_every_day_of_a_month_has_its_hungarian_ending() -> None:
    """The vowel follows the sound: -án for 2, 3, 6, 8, 13, 16, 18, 20, 23, 26, 28 and 30; -jén for 1; else -én."""
    start = datetime(2026, 12, 1, 9, tzinfo=BUDAPEST)
    for number in range(1, 32):
        said = phrases.deadline(start.replace(day=number), NOW - timedelta(days=30))["hu"]
        ending = "jén" if number == 1 else "án" if number in (2, 3, 6, 8, 13, 16, 18, 20, 23, 26, 28, 30) else "én"
        assert said == f"december {number}-{ending} 09:00-ig"


def test_since_when_somebody_is_known() -> None:
    """The year, and in the current one the month; each calendar by its own year."""
    assert phrases.since(NOW - timedelta(days=800), NOW) == {"en": "since 2024", "fa": "از سال ۱۴۰۳", "hu": "2024 óta"}
    this_year = phrases.since(NOW - timedelta(days=300), NOW)
    assert this_year["en"] == "since January 2026"
    assert this_year["hu"] == "2026 januárja óta"
    assert this_year["fa"] == "از سال ۱۴۰۴"


def test_measured_times_are_rounded_up() -> None:
    """One minute, several, hours."""
    assert phrases.about(5)["en"] == "about 1 minute"
    assert phrases.about(150) == {"en": "about 3 minutes", "fa": "حدود ۳ دقیقه", "hu": "körülbelül 3 perc"}
    assert phrases.about(3_601)["en"] == "about 2 hours"


def test_quick_choices_lie_ahead() -> None:
    """At every hour of a day there are times to promise, none of them closer than three quarters of an hour."""
    for hour in range(24):
        now = NOW.replace(hour=hour, minute=30)
        times = phrases.quick_times(now)
        assert times == sorted(times)
        assert all(time - now >= timedelta(minutes=45) for time in times)
        assert 2 <= len(times) <= 4


@pytest.mark.parametrize("name", ["Mars/Olympus", "../../etc/passwd", "", "x" * 5_000, "Europe/Buda\x00pest"])
def test_a_zone_that_is_none_is_refused(name: str) -> None:
    """Whatever a client sends."""
    with pytest.raises(InvalidInput, match="expected a time zone"):
        phrases.zone_of(name)
