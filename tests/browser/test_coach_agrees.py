"""The coach in the browsers that agents use marks what the vectors say, in the same places."""

from __future__ import annotations

import json
import shutil
from typing import Any

import msgspec
import pytest
from playwright.sync_api import Browser, Playwright

from canned_replies.phrase_rule import PhraseRule
from tests.support.server import Server
from tests.vectors.browser_engine import wire_rule
from tests.vectors.make_coach import FILE

DIFFERENTLY_MARKED = """
async (vectors) => {
  const { Coach } = await import("/static/now/js/coach/coach.js");
  return vectors.flatMap(({ rules, lists, locale, tone, cases }) => {
    const coach = new Coach(rules, locale, tone, lists);
    const marks = (text) => coach.check(text).map(({ rule, start, end, swap }) => [rule, start, end, swap]);
    const isOther = ([text, wanted]) => JSON.stringify(marks(text)) !== JSON.stringify(wanted);
    return cases.filter(isOther).map(([text]) => text);
  });
}
"""


def vectors() -> list[dict[str, Any]]:
    """The vectors, their rules written out as the server would."""
    read = json.loads(FILE.read_text(encoding="utf-8"))
    return [{**one, "rules": [wire_rule(msgspec.convert(rule, PhraseRule)) for rule in one["rules"]]} for one in read]


def opened(playwright: Playwright, name: str) -> Browser:
    """Debian's browser of this name."""
    path = shutil.which("chromium" if name == "chromium" else "firefox-esr")
    assert path is not None, f"expected {name} to be installed; make tools installs it"
    if name == "chromium":
        return playwright.chromium.launch(executable_path=path)
    return playwright.firefox.launch(channel="moz-firefox", executable_path=path)


@pytest.mark.parametrize("name", ["chromium", "firefox"])
def test_every_vector_is_marked_alike(playwright: Playwright, server: Server, name: str) -> None:
    """Regular expressions, normalisation and letters are the browser's own; the marks are not."""
    made = vectors()
    browser = opened(playwright, name)
    try:
        page = browser.new_page()
        page.goto(f"{server.url}/sign-in")
        assert sum(len(one["cases"]) for one in made) > 2_000
        assert page.evaluate(DIFFERENTLY_MARKED, made) == []
    finally:
        browser.close()
