"""What the widget weighs on a stranger's page, in a real Chromium at a quarter of its speed.

A page of another origin carries the widget as a customer would embed it. Bytes are the compressed bodies that came over
the wire. Blocking time is what tasks longer than 50 ms take beyond that; it runs on the wall's clock, other programs'
share included, so the calmest visit counts. The main thread's time is set beside the same page without the widget, the
two in turns. What keeps a page out of the back/forward cache or leaves traces (sockets, workers, locks, writes to
storage, cookies) is counted until the first click.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from typing import Any

from playwright.sync_api import Browser, CDPSession, Page, Request, ViewportSize, sync_playwright

from tests.support.server import embedding, running_server, running_site

from .figure import Figure

SLOWDOWN = 4
WATCH = """
Object.assign(self, { shift: 0, blocked: 0, traces: 0 });
new PerformanceObserver((list) => list.getEntries().forEach((e) => { if (!e.hadRecentInput) self.shift += e.value; }))
  .observe({ type: 'layout-shift', buffered: true });
new PerformanceObserver((list) => list.getEntries().forEach((e) => { self.blocked += e.duration - 50; }))
  .observe({ type: 'longtask', buffered: true });
for (const name of ['WebSocket', 'EventSource', 'SharedWorker', 'Worker', 'BroadcastChannel']) {
  const construct = (target, values) => { self.traces += 1; return new target(...values); };
  self[name] = new Proxy(self[name], { construct });
}
for (const [owner, method] of [
  [Storage.prototype, 'setItem'], [Storage.prototype, 'removeItem'], [LockManager.prototype, 'request'],
  [IDBFactory.prototype, 'open'],
]) {
  const original = owner[method];
  owner[method] = function (...values) { self.traces += 1; return original.apply(this, values); };
}
"""
TRACES = "traces + document.cookie.length + localStorage.length + sessionStorage.length"
SETTLED_MS = 700
SIZE: ViewportSize = {"width": 1280, "height": 800}
BUTTON = {"x": SIZE["width"] - 48, "y": SIZE["height"] - 48, "button": "left", "clickCount": 1}
"""Where the launcher stands."""
FILLING = "<p>Ferns grow slowly, and so do we.</p>" * 60


@dataclass
class Visit:
    """What one visit showed, loading the page and clicking where the button is or would be."""

    loading_s: float = 0.0
    clicking_s: float = 0.0
    loading_blocked_ms: float = 0.0
    clicking_blocked_ms: float = 0.0
    shift: float = 0.0
    traces: int = 0
    at_load: list[int] = field(default_factory=list)
    at_open: list[int] = field(default_factory=list)


def measure(folder: Path, *, is_quick: bool) -> list[Figure]:
    """Bytes, requests, shift and time, from several visits with empty caches."""
    chromium = shutil.which("chromium")
    assert chromium is not None, "expected chromium to be installed; make tools installs it"
    with running_site() as site, running_server(folder / "widget-weight", (site.url,)) as server:
        with_widget = site.page("/with", embedding(server, body=FILLING))
        without = site.page("/without", f"<!doctype html><html lang=en><body><main>{FILLING}</main></body></html>")
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=chromium)
            addresses = (without, with_widget)
            pairs = [
                [_visit(browser, server.url, address) for address in addresses] for _ in range(1 if is_quick else 6)
            ]
            browser.close()
    return _figures([bare for bare, _ in pairs], [visit for _, visit in pairs])


def _visit(browser: Browser, server: str, address: str) -> Visit:
    # Input and measuring go past the automation's own helpers in the page, which cost more than the widget.
    visit = Visit()
    with _page(browser) as (page, devtools):
        asked: list[Request] = []
        page.on("requestfinished", lambda request: asked.append(request) if request.url.startswith(server) else None)
        page.goto(address)
        visit.loading_s = _thread_time(page, devtools)
        visit.at_load = [request.sizes()["responseBodySize"] for request in asked]
        visit.traces = page.evaluate(TRACES) + len(page.context.cookies())
        visit.loading_blocked_ms = page.evaluate("blocked")
        before_s = _thread_time(page, devtools)
        for kind in ("mouseMoved", "mousePressed", "mouseReleased"):
            devtools.send("Input.dispatchMouseEvent", {"type": kind, **BUTTON})
        visit.clicking_s = _thread_time(page, devtools) - before_s
        visit.at_open = [request.sizes()["responseBodySize"] for request in asked]
        visit.clicking_blocked_ms = page.evaluate("blocked") - visit.loading_blocked_ms
        visit.shift = page.evaluate("shift")
        is_open = page.evaluate("!!document.querySelector('warmline-chat')?.shadowRoot.querySelector('textarea')")
        assert is_open == address.endswith("/with"), "expected the click to open the panel"
    return visit


@contextmanager
def _page(browser: Browser) -> Iterator[tuple[Page, CDPSession]]:
    context = browser.new_context(viewport=SIZE)
    page = context.new_page()
    page.add_init_script(WATCH)
    devtools = context.new_cdp_session(page)
    devtools.send("Performance.enable")
    devtools.send("Emulation.setCPUThrottlingRate", {"rate": SLOWDOWN})
    yield page, devtools
    context.close()


def _thread_time(page: Page, devtools: CDPSession) -> float:
    page.wait_for_load_state("networkidle")
    page.wait_for_timeout(SETTLED_MS)
    metrics: list[dict[str, Any]] = devtools.send("Performance.getMetrics")["metrics"]
    return float(next(metric["value"] for metric in metrics if metric["name"] == "TaskDuration"))


def _figures(bare: list[Visit], visits: list[Visit]) -> list[Figure]:
    at_load, at_open = (max(sizes, key=sum) for sizes in ([v.at_load for v in visits], [v.at_open for v in visits]))
    slowed = f"processor slowed down {SLOWDOWN} times"
    beside = f"{slowed}; floor: the page without the widget"

    def timed(name: str, take: Callable[[Visit], float]) -> Figure:
        floor, value = (median(map(take, some)) for some in (bare, visits))
        return Figure(name, value, "ms", floor=floor, remark=beside)

    def blocked(name: str, take: Callable[[Visit], float]) -> Figure:
        return Figure(name, min(map(take, visits)), "ms", most=0.0, remark=slowed)

    return [
        Figure("before intent, over the wire", sum(at_load) / 1000, "kB", most=1.5),
        Figure("before intent, requests", len(at_load), "", most=1),
        Figure("up to the first open panel, over the wire", sum(at_open) / 1000, "kB", most=8.0),
        Figure("up to the first open panel, requests", len(at_open), "", most=3),
        Figure("layout shift, loading and opening", max(visit.shift for visit in visits), "", most=0.0),
        blocked("blocking time, loading", lambda visit: visit.loading_blocked_ms),
        blocked("blocking time, first click", lambda visit: visit.clicking_blocked_ms),
        timed("main thread, loading", lambda visit: 1000 * visit.loading_s),
        timed("main thread, first click", lambda visit: 1000 * visit.clicking_s),
        Figure("sockets, locks, workers and writes before the first click", max(v.traces for v in visits), "", most=0),
    ]
