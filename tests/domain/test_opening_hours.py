"""When a team is there, in phrases that stand in a sentence of each language."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from chat_server.domain.errors import InvalidInput
from chat_server.domain.opening_hours import OpeningHours, read_hours

WEEK = read_hours(["mon-fri 9:00-17:30", "sat 10:00-14:00"], "Europe/Budapest")


def at(day: int, hour: int, minute: int = 0) -> int:
    """A moment of November 2026 in UTC; the 22nd is a Sunday, and Budapest is one hour ahead."""
    return round(datetime(2026, 11, day, hour, minute, tzinfo=UTC).timestamp() * 1000)


def test_the_hours_of_today_are_a_phrase_in_three_languages() -> None:
    """As the starter's replies say them; a closed day has none."""
    assert WEEK.today(at(23, 12)) == {
        "en": "from 9:00 to 17:30",
        "fa": "از ساعت ۹:۰۰ تا ۱۷:۳۰",
        "hu": "9:00 és 17:30 között",
    }
    assert WEEK.today(at(22, 12)) is None


@pytest.mark.parametrize(
    ("now", "english", "persian", "hungarian"),
    [
        (at(23, 6), "today at 9:00", "امروز ساعت ۹:۰۰", "ma 9:00-kor"),
        (at(23, 12), "tomorrow at 9:00", "فردا ساعت ۹:۰۰", "holnap 9:00-kor"),
        (at(28, 15), "on Monday at 9:00", "روز دوشنبه ساعت ۹:۰۰", "hétfőn 9:00-kor"),
        (at(27, 23, 30), "today at 10:00", "امروز ساعت ۱۰:۰۰", "ma 10:00-kor"),
    ],
    ids=["before opening", "while open", "after the weekend's last hours", "midnight is the inbox's, not UTC's"],
)
def test_the_next_opening_is_told_from_the_inboxs_clock(now: int, english: str, persian: str, hungarian: str) -> None:
    """Today, tomorrow, or the day by its name."""
    assert WEEK.next_open(now) == {"en": english, "fa": persian, "hu": hungarian}


def test_a_team_that_is_there_once_a_week_says_the_date() -> None:
    """On Monday afternoon, «on Monday» would mean another day."""
    mondays = read_hours(["mon 9:00-12:00"], "Europe/Budapest")
    assert mondays.next_open(at(23, 14)) == {
        "en": "on Monday, 30 November at 9:00",
        "fa": "روز دوشنبه ۹ آذر ساعت ۹:۰۰",
        "hu": "november 30-án 9:00-kor",
    }
    assert OpeningHours("UTC", {}).next_open(at(23, 14)) is None


def test_when_the_clocks_change_the_shop_opens_by_the_clock_on_its_wall() -> None:
    """On 25 October 2026 Budapest goes back to winter time."""
    saturday = round(datetime(2026, 10, 24, 20, tzinfo=UTC).timestamp() * 1000)
    sundays = read_hours(["sun 9:00-12:00"], "Europe/Budapest")
    assert (sundays.next_open(saturday) or {})["en"] == "tomorrow at 9:00"
    assert (sundays.next_open(round(datetime(2026, 10, 25, 7, 59, tzinfo=UTC).timestamp() * 1000)) or {})["en"] == (
        "today at 9:00"
    )
    assert (sundays.next_open(round(datetime(2026, 10, 25, 8, 1, tzinfo=UTC).timestamp() * 1000)) or {})["en"] == (
        "on Sunday, 1 November at 9:00"
    )


def test_the_later_line_holds() -> None:
    """The rule first, then its exceptions; weeks may go round."""
    hours = read_hours(["sat-thu 8:00-16:00", "wed closed", "THU 8:00 - 12:00"], "Asia/Tehran")
    assert sorted(hours.days) == [0, 1, 3, 5, 6]
    assert hours.days[3] == (480, 720)


@pytest.mark.parametrize(
    "line", ["", "monday 9:00-17:00", "mon 9-17", "mon 17:00-9:00", "mon 9:00-24:30", "mon 9:60-10:00", "xyz closed"]
)
def test_hours_that_cannot_be_are_refused(line: str) -> None:
    """With an example of what can."""
    with pytest.raises(InvalidInput, match="expected hours"):
        read_hours([line], "UTC")


def test_so_is_a_zone_that_is_none() -> None:
    """Names of the IANA list."""
    with pytest.raises(InvalidInput, match="expected a time zone"):
        read_hours([], "Mars/Olympus")
