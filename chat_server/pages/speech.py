"""What a page says: words with their values, plurals, digits and times of one language."""

from __future__ import annotations

from datetime import UTC, date, datetime

from babel.numbers import format_decimal, format_percent

from canned_replies.languages import isolate
from chat_server.domain.phrases import day_and_time, full_day, persian
from chat_server.words import direction_of, word


class Speech:
    """One language's words. Numbers get its digits; other values are set in isolates, so that no name turns a line."""

    def __init__(self, locale: str, words: dict[str, str]) -> None:
        self.locale = locale
        self._words = words

    @property
    def is_rtl(self) -> bool:
        """Whether its readers begin at the right."""
        return direction_of(self.locale) == "rtl"

    def t(self, key: str, **values: object) -> str:
        """A sentence; ``count`` chooses between ``key.one`` and ``key.other``.

        Raises:
            KeyError: the catalogue has no such key.
        """
        if "count" in values and f"{key}.other" in self._words:
            key = f"{key}.one" if values["count"] == 1 else f"{key}.other"
        return word(self._words, key, **{name: self._said(value) for name, value in values.items()})

    def knows(self, key: str) -> bool:
        """Whether there is such an entry."""
        return key in self._words

    def beginning(self, *starts: str) -> dict[str, str]:
        """The entries whose keys begin so, for scripts."""
        return {key: text for key, text in self._words.items() if key.startswith(starts)}

    def number(self, value: float) -> str:
        """With the language's digits."""
        return self._digits(format_decimal(value, locale=self.locale))

    def percent(self, share: float) -> str:
        """A share of one, in whole per cent."""
        return self._digits(format_percent(round(share, 2), locale=self.locale))

    def moment(self, at_ms: int) -> str:
        """Day and time in UTC, for browsers that do not run our scripts; those that do show their own zone."""
        return day_and_time(_utc(at_ms))[self.locale]

    def day(self, at_ms: int) -> str:
        """The day alone."""
        return full_day(_utc(at_ms))[self.locale]

    def date(self, day: date) -> str:
        """A day of the calendar that the language's readers use."""
        return full_day(day)[self.locale]

    def _digits(self, written: str) -> str:
        return persian(written).replace("%", "٪") if self.locale == "fa" else written

    def _said(self, value: object) -> str:
        return self.number(value) if isinstance(value, int | float) else isolate(str(value))


def _utc(at_ms: int) -> datetime:
    return datetime.fromtimestamp(at_ms / 1000, UTC)
