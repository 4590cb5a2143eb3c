"""WebKit, driven over the WebDriver protocol: Playwright drives the other two engines, but not Debian's WebKitGTK.

Only what the journeys need. https://www.w3.org/TR/webdriver2/
"""

from __future__ import annotations

import os
import shutil
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx

from .server import free_port

WITHIN_S = 15
START_WITHIN_S = 20
DEEP = """
const within = (root, [host, ...rest]) =>
  rest.length
    ? within(root.querySelector(host)?.shadowRoot ?? new DocumentFragment(), rest)
    : [...root.querySelectorAll(host)];
const deepAll = (selector) => within(document, selector.split(' >>> '));
const deep = (selector) => deepAll(selector)[0];
"""
"""Finds through shadow roots: ``warmline-chat >>> textarea``."""
ENTER = "\ue007"
ELEMENT = "element-6066-11e4-a52e-4f735466cecf"


class Tab:
    """One window of a browser of its own: nothing in it is shared with another session."""

    def __init__(self, driver: httpx.Client, session: str) -> None:
        self._driver = driver
        self._path = f"/session/{session}"

    def go(self, address: str) -> None:
        """Load a page."""
        self._ask("POST", "/url", url=address)

    def reload(self) -> None:
        """Load the same page again."""
        self._ask("POST", "/refresh")

    def run(self, script: str, *values: Any) -> Any:
        """What a script returns; ``deep(selector)`` and ``deepAll(selector)`` find elements in it."""
        return self._ask("POST", "/execute/sync", script=f"{DEEP} {script}", args=list(values))

    def wait(self, script: str, *values: Any) -> Any:
        """Ask until a script returns something.

        Raises:
            TimeoutError: it never does.
        """
        deadline = time.monotonic() + WITHIN_S
        while not (found := self.run(script, *values)):
            if time.monotonic() > deadline:
                raise TimeoutError(f"expected something of {script} {values}; got {found!r}")
            time.sleep(0.05)
        return found

    def click(self, selector: str) -> None:
        """Click where somebody would."""
        self._ask("POST", f"/element/{self._element(selector)}/click")

    def type(self, selector: str, text: str) -> None:
        """Keys for one element; ``ENTER`` is one of them."""
        self._ask("POST", f"/element/{self._element(selector)}/value", text=text)

    def _element(self, selector: str) -> str:
        return str(self.wait("return deep(arguments[0]);", selector)[ELEMENT])

    def _ask(self, method: str, path: str, **body: Any) -> Any:
        answer = self._driver.request(method, self._path + path, json=body)
        value = answer.json()["value"]
        assert answer.is_success, f"expected WebKit to do {path}; it said {value}"
        return value


@contextmanager
def webkit() -> Iterator[Tab]:
    """Debian's WebKit with one window, on a screen that nobody sees."""
    mini_browser = sorted(map(str, Path("/usr/lib").glob("*/webkit2gtk-4.*/MiniBrowser")))
    driver_path = shutil.which("WebKitWebDriver")
    assert mini_browser, "expected WebKit's MiniBrowser to be installed; make tools installs it"
    assert driver_path, "expected WebKitWebDriver to be installed; make tools installs it"
    with _screen() as display, _driver(driver_path, display) as driver:
        options = {"binary": mini_browser[0], "args": ["--automation"]}
        wanted = {"capabilities": {"alwaysMatch": {"webkitgtk:browserOptions": options}}}
        session = driver.post("/session", json=wanted).raise_for_status().json()["value"]["sessionId"]
        try:
            yield Tab(driver, session)
        finally:
            driver.delete(f"/session/{session}")


@contextmanager
def _screen() -> Iterator[str]:
    """A display of its own: the server chooses a free number and says which."""
    read, write = os.pipe()
    command = ["Xvfb", "-displayfd", str(write), "-screen", "0", "1280x900x24", "-nolisten", "tcp"]
    with subprocess.Popen(command, pass_fds=(write,), stderr=subprocess.DEVNULL) as screen:
        os.close(write)
        try:
            with os.fdopen(read) as said:
                yield f":{said.readline().strip()}"
        finally:
            screen.terminate()


@contextmanager
def _driver(path: str, display: str) -> Iterator[httpx.Client]:
    """WebKit's own driver, once it is ready to begin."""
    port = free_port()
    with (
        subprocess.Popen([path, f"--port={port}"], env={**os.environ, "DISPLAY": display}) as process,
        httpx.Client(base_url=f"http://127.0.0.1:{port}", timeout=60, trust_env=False) as client,
    ):
        try:
            _wait_until_ready(client)
            yield client
        finally:
            process.terminate()


def _wait_until_ready(client: httpx.Client) -> None:
    deadline = time.monotonic() + START_WITHIN_S
    while True:
        try:
            if client.get("/status").json()["value"]["ready"]:
                return
        except httpx.TransportError:
            pass
        if time.monotonic() > deadline:
            raise TimeoutError(f"expected WebKit's driver to be ready within {START_WITHIN_S} s")
        time.sleep(0.05)
