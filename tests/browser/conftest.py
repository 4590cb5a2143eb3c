"""Real browsers against a real server. Each person has a browser context of their own."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Playwright, expect, sync_playwright

from tests.support.people import PASSWORD
from tests.support.server import Server, Site, running_server, running_site

# Several browsers and servers share this machine's cores; patience costs nothing where things are quick.
WAIT_MS = 20_000
expect.set_options(timeout=WAIT_MS)


@pytest.fixture(scope="module")
def playwright() -> Iterator[Playwright]:
    """Playwright, once a file: while it runs, its event loop keeps every asynchronous test from running."""
    with sync_playwright() as started:
        yield started


@pytest.fixture(scope="module")
def chromium(playwright: Playwright) -> Iterator[Browser]:
    """Debian's Chromium, once a file; contexts keep people apart."""
    path = shutil.which("chromium")
    assert path is not None, "expected chromium to be installed; make test installs it"
    browser = playwright.chromium.launch(executable_path=path)
    yield browser
    browser.close()


@pytest.fixture(scope="module")
def firefox(playwright: Playwright) -> Iterator[Browser]:
    """Debian's Firefox, once a file."""
    path = shutil.which("firefox-esr")
    assert path is not None, "expected firefox-esr to be installed; make test installs it"
    browser = playwright.firefox.launch(channel="moz-firefox", executable_path=path)
    yield browser
    browser.close()


@pytest.fixture(params=["chromium", "firefox"])
def engine(request: pytest.FixtureRequest) -> Browser:
    """Each of the engines that Playwright drives, in turn."""
    browser: Browser = request.getfixturevalue(request.param)
    return browser


@pytest.fixture
def site() -> Iterator[Site]:
    """A website on a foreign origin, still empty."""
    with running_site() as running:
        yield running


@pytest.fixture
def server(tmp_path: Path, site: Site) -> Iterator[Server]:
    """A furnished server that allows the site to carry its widget."""
    with running_server(tmp_path / "data", (site.url,)) as running:
        yield running


def sign_in(page: Page, server: Server, email: str) -> None:
    """Sign an agent in and wait for the console."""
    page.set_default_timeout(WAIT_MS)
    page.goto(f"{server.url}/sign-in")
    page.fill("#email", email)
    page.fill("#password", PASSWORD)
    page.click("button[type=submit]")
    page.wait_for_url("**/console")
