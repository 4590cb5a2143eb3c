"""Measure the browser's coach: ``python -m tests.vectors.measure_coach``. How: agent_console/static/js/coach/README.md.

Chromium at a quarter of this machine's speed types drafts of sentences that no rule was made for; then Chromium and
Firefox give the marks of the vectors.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from statistics import fmean, quantiles
from threading import Thread
from typing import Any, Final

import brotli
import click
import msgspec
import rjsmin
from playwright.sync_api import Browser, Page, Playwright, sync_playwright

from canned_replies.evaluation import read_evaluation
from canned_replies.languages import LANGUAGES, Language
from canned_replies.phrase_rule import PhraseRule
from canned_replies.starter import starter_rules
from tests.vectors.browser_engine import ROOT, wire_rule
from tests.vectors.make_coach import FILE

SLOWDOWN: Final = 4
DRAFT_LENGTH: Final = 500
DRAFTS: Final = 5
ENGINE: Final = ROOT / "agent_console" / "static" / "js" / "coach"
IN_PAGE: Final = ("coach-client.js", "transports.js")
PAGE: Final = """<!doctype html><title>coach</title>
<script type="importmap">{"imports": {"warmline/client/": "/widget/client/",
  "warmline/client-of-the-coach": "/agent_console/static/js/coach/coach-client.js"}}</script>
<script type="module" src="/tests/vectors/coach_page.js"></script>"""


class Files(SimpleHTTPRequestHandler):
    """This project's files, and the page that runs them."""

    def do_GET(self) -> None:
        """The page, or a file."""
        if self.path != "/page":
            return super().do_GET()
        self.send_response(200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.end_headers()
        self.wfile.write(PAGE.encode())
        return None

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base class's name
        """Only figures are printed."""


@contextmanager
def served() -> Iterator[str]:
    """The address of the page while the block lasts."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Files, directory=str(ROOT)))
    Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}/page"
    finally:
        server.shutdown()
        server.server_close()


def drafts(language: Language) -> list[str]:
    """Drafts of sentences that were written without sight of the rules."""
    path = ROOT / "canned_replies" / "evaluation" / f"{language}.yaml"
    text = " ".join(sentence.text for sentence in read_evaluation(path))
    return [text[at * DRAFT_LENGTH : (at + 1) * DRAFT_LENGTH] for at in range(DRAFTS)]


def answer(language: Language) -> dict[str, Any]:
    """The rules as the server gives them."""
    rules = starter_rules()
    reasons = msgspec.to_builtins(rules.reasons)
    listed, lists = list(map(wire_rule, rules.rules[language])), rules.lists_of(language)
    return {"change": 1, "locale": language, "reasons": reasons, "rules": listed, "lists": lists}


def opened(browser: Browser, address: str) -> Page:
    """The page, ready."""
    page = browser.new_page()
    page.goto(address)
    page.wait_for_function("window.isReady === true")
    return page


def measure(browser: Browser, address: str, language: Language) -> None:
    """Print the figures of one language; each measurement has a fresh page."""
    listed, texts = answer(language), drafts(language)
    for name, slowdown in (("typeInPage", 1), ("typeInPage", SLOWDOWN), ("typeInWorker", SLOWDOWN)):
        page = opened(browser, address)
        page.context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": slowdown})
        found = page.evaluate(f"async ([answer, drafts]) => window.{name}(answer, drafts)", [listed, texts])
        click.echo(
            f"{language} {name} at 1/{slowdown}: " + ", ".join(f"{key} {_told(value)}" for key, value in found.items())
        )
        page.close()


def _told(figure: float | Sequence[float]) -> str:
    if isinstance(figure, (int, float)):
        return f"{figure:.1f} ms"
    if len(figure) <= 1:
        return f"{[round(value) for value in figure]}"
    cuts = quantiles(figure, n=100)
    return f"mean {fmean(figure):.2f} p50 {cuts[49]:.2f} p95 {cuts[94]:.2f} max {max(figure):.2f} ms ({len(figure)})"


def vectors() -> list[dict[str, Any]]:
    """The vectors, their rules written out as the server would."""
    read = json.loads(FILE.read_text(encoding="utf-8"))
    return [{**one, "rules": [wire_rule(msgspec.convert(rule, PhraseRule)) for rule in one["rules"]]} for one in read]


def compare(browser: Browser, address: str) -> None:
    """Print how many vectors this browser marks otherwise."""
    made = vectors()
    page = opened(browser, address)
    differing = page.evaluate("(made) => window.disagreements(made)", made)
    cases = sum(len(one["cases"]) for one in made)
    click.echo(f"{browser.browser_type.name} {browser.version}: {len(differing)} of {cases} texts are marked otherwise")


def weigh() -> None:
    """Print what the engine adds to the console, brotli."""
    files = sorted(ENGINE.glob("*.js"))
    in_page = [path for path in files if path.name in IN_PAGE]
    in_worker = [path for path in files if path.name not in IN_PAGE]
    for where, listed in (("page", in_page), ("worker", in_worker)):
        as_one = rjsmin.jsmin("".join(path.read_text(encoding="utf-8") for path in listed)).encode()
        apart = sum(len(brotli.compress(path.read_bytes())) for path in listed)
        click.echo(
            f"{where}: {len(listed)} files, brotli {apart} bytes; minified as one {len(brotli.compress(as_one))} bytes"
        )


def main(playwright: Playwright) -> None:
    """Print everything."""
    weigh()
    with served() as address:
        chromium = playwright.chromium.launch(executable_path=shutil.which("chromium"))
        for language in LANGUAGES:
            measure(chromium, address, language)
        compare(chromium, address)
        chromium.close()
        firefox = playwright.firefox.launch(channel="moz-firefox", executable_path=shutil.which("firefox-esr"))
        compare(firefox, address)
        firefox.close()


if __name__ == "__main__":
    with sync_playwright() as started:
        main(started)
