"""When a team is there: hours per weekday in a time zone, and what can be said of them in three languages."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from typing import Final

from msgspec import Struct

from .errors import InvalidInput
from .phrases import Phrases, moment, opening, span, zone_of

DAYS: Final = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
DAY_MINUTES: Final = 24 * 60
_SAID: Final = re.compile(r"([a-z]{3})(?:-([a-z]{3}))?\s+(?:(closed)|(\d{1,2}):(\d{2})\s*-\s*(\d{1,2}):(\d{2}))")


class OpeningHours(Struct, frozen=True):
    """``days`` maps weekdays (0: Monday) to minutes since midnight, from and until; other days are closed."""

    zone: str
    days: Mapping[int, tuple[int, int]]

    def today(self, now_ms: int) -> Phrases | None:
        """From when until when somebody is there today; None on a day that is closed."""
        now = moment(now_ms, zone_of(self.zone))
        hours = self.days.get(now.weekday())
        return None if hours is None else span(*hours)

    def next_open(self, now_ms: int) -> Phrases | None:
        """When somebody will be there next, after this moment; None for a team that never opens."""
        now = moment(now_ms, zone_of(self.zone))
        starts = (self._opens(now, days) for days in range(8))
        later = next((start for start in starts if start is not None and start > now), None)
        return None if later is None else opening(later, now)

    def _opens(self, now: datetime, days: int) -> datetime | None:
        day = now.replace(hour=0, minute=0, second=0, microsecond=0) + timedelta(days=days)
        hours = self.days.get(day.weekday())
        return None if hours is None else day.replace(hour=hours[0] // 60, minute=hours[0] % 60)


def read_hours(said: Iterable[str], zone: str) -> OpeningHours:
    """Hours as people write them: ``mon-fri 9:00-17:00``, ``sat 10:00-14:00``, ``sun closed``; the later line holds.

    Raises:
        InvalidInput: a line or the time zone cannot be read.
    """
    zone_of(zone)
    days: dict[int, tuple[int, int]] = {}
    for line in said:
        match = _SAID.fullmatch(line.strip().lower())
        if match is None or match[1] not in DAYS or (match[2] or match[1]) not in DAYS:
            raise InvalidInput(f"expected hours such as 'mon-fri 9:00-17:00' or 'sun closed'; got {line[:60]!r}")
        for day in _between(match[1], match[2] or match[1]):
            days.pop(day, None)
            if match[3] is None:
                days[day] = _minutes(line, *map(int, match.groups()[3:]))
    return OpeningHours(zone, days)


def _between(first: str, last: str) -> Iterable[int]:
    start, length = DAYS.index(first), (DAYS.index(last) - DAYS.index(first)) % 7 + 1
    return [(start + offset) % 7 for offset in range(length)]


def _minutes(line: str, *clock: int) -> tuple[int, int]:
    hour, minute, to_hour, to_minute = clock
    start, end = hour * 60 + minute, to_hour * 60 + to_minute
    if minute > 59 or to_minute > 59 or not start < end <= DAY_MINUTES or start >= DAY_MINUTES:  # noqa: PLR2004 - minutes
        raise InvalidInput(f"expected hours that begin before they end, within one day; got {line[:60]!r}")
    return start, end
