"""Searching the library's browser."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence

from canned_replies.picker import folded

from .library_views import Row


class Finder:
    """Finds replies by what people type: any language, any spelling, words in any order."""

    def __init__(self) -> None:
        self._folded: dict[str, tuple[int, str]] = {}

    async def prepare(self, rows: Sequence[Row]) -> None:
        """Fold what was not folded yet, so that the first search of a large library is as quick as the next."""
        await asyncio.to_thread(lambda: [self._hay(row) for row in rows])

    async def find(self, rows: Sequence[Row], query: str) -> list[Row]:
        """The rows that have every word of the query somewhere."""
        return await asyncio.to_thread(self._find, rows, query[:100])

    def _find(self, rows: Sequence[Row], query: str) -> list[Row]:
        wanted = folded(query).split()
        return [row for row in rows if all(word in self._hay(row) for word in wanted)]

    def _hay(self, row: Row) -> str:
        known = self._folded.get(row["key"])
        if known is None or known[0] != row["version"]:
            words = [
                row["key"],
                *row["label"].values(),
                *row["shortcuts"].values(),
                *row["tags"],
                *row["texts"].values(),
            ]
            known = self._folded[row["key"]] = (row["version"], folded("\n".join(words)))
        return known[1]
