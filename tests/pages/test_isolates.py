"""Isolates of direction on the library's pages: a value has one, never one inside another."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.parser import HTMLParser

import pytest

from tests.api.library_people import EN, PAGE, client_of, propose
from tests.support.forms import form_of
from tests.support.house import House

OPENS, CLOSES = "\u2066\u2067\u2068", "\u2069"
ISOLATING = {"bdi", "textarea"}
ONE_ISOLATE = re.compile(f"[{OPENS}][^{OPENS}{CLOSES}]*{CLOSES}")


class _Depths(HTMLParser):
    """Collects texts in which an isolate opens inside another; an element that isolates counts as one of its own."""

    def __init__(self) -> None:
        super().__init__()
        self._open: list[str] = []
        self.doubled: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._open.append(tag)
        for _, value in attrs:
            self._look(value or "")

    def handle_endtag(self, tag: str) -> None:
        while self._open and self._open.pop() != tag:
            pass

    def handle_data(self, data: str) -> None:
        self._look(data)
        around = self._open[-1] if self._open else ""
        if around in ISOLATING and ONE_ISOLATE.fullmatch(data.strip()):
            self.doubled.append(f"<{around}>{data.strip()}")

    def _look(self, text: str) -> None:
        depth = 0
        for sign in text:
            depth += (sign in OPENS) - (sign == CLOSES)
            if depth > 1:
                self.doubled.append(text.strip())
                return


def doubled(page: str) -> list[str]:
    """The texts of a page with an isolate too many."""
    reader = _Depths()
    reader.feed(page)
    return reader.doubled


def pages_of(number: int) -> Iterator[str]:
    """Pages that put values into sentences."""
    yield from ("/library?q=colleague", "/library?show=gaps", "/library/review", PAGE, f"{PAGE}?done=proposed")
    yield from (f"{PAGE}/revisions/{number}", f"{PAGE}/edit?from={number}", "/rules/fa.dont_know")


def test_an_isolate_too_many_is_noticed() -> None:
    """In a sentence, in an attribute, and where the element isolates already."""
    assert doubled("<p>of \u2068the \u2068team\u2069\u2069</p>") == ["of \u2068the \u2068team\u2069\u2069"]
    assert doubled("<p title='\u2068\u2067x\u2069\u2069'>x</p>") == ["\u2068\u2067x\u2069\u2069"]
    assert doubled("<bdi>\u2068Sara\u2069</bdi>") == ["<bdi>\u2068Sara\u2069"]
    assert doubled("<p>\u2068Sara\u2069 and \u2068Reza\u2069</p>") == []


@pytest.mark.parametrize("name", ["Reza", "Zsófi", "Nora"])
async def test_every_value_is_isolated_once(library_house: House, name: str) -> None:
    """Also in what is refused, and in what changed beside the texts."""
    who = await client_of(library_house, name)
    days = {"first_day": "2026-11-22", "last_day": "2027-03-20"}
    await propose(who, {"text_en": EN, "scope": "own", "tags": "نوروز، gift", **days})
    for path in pages_of(2):
        page = await who.get(path)
        assert page.status_code == 200, path
        assert doubled(page.text) == [], path
    for wrong in ({"text_en": "{{ no.such }}"}, {"text_en": "{{ a + b }}"}, {"last_day": "2026-13-01"}):
        assert doubled((await propose(who, wrong)).text) == []
    action, fields = form_of((await who.get("/rules/en.dont_know")).text, "rule")
    refused = await who.post(action, data={**fields, "match": "no (way\n@nothing", "flag": "Hello.", "step": "publish"})
    assert doubled(refused.text) == []
    await who.aclose()
