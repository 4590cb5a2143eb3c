"""The widget is a guest on somebody's page: it costs almost nothing and leaves nothing behind."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, Playwright, expect

from tests.browser.widget_people import Shop, Visitor, another_tab, running_shop, visitor

NONCE = "c2FyYQ"
STRICT = (
    f"default-src 'none'; script-src 'nonce-{NONCE}' 'strict-dynamic'; style-src 'nonce-{NONCE}'; "
    "connect-src {server} {socket}; img-src {server}; base-uri 'none'; "
    "require-trusted-types-for 'script'; trusted-types 'none'"
)
WATCH_SHIFTS = """
window.shifts = 0;
new PerformanceObserver((list) => list.getEntries().forEach((entry) => {
  if (!entry.hadRecentInput) window.shifts += entry.value;
}))
  .observe({ type: 'layout-shift', buffered: true });
"""
WATCH_MACHINERY = """
window.opened = [];
for (const name of ['WebSocket', 'EventSource', 'SharedWorker', 'Worker', 'BroadcastChannel']) {
  const construct = (target, values) => { opened.push(name); return new target(...values); };
  window[name] = new Proxy(window[name], { construct });
}
for (const method of ['setItem', 'removeItem', 'clear']) {
  const original = Storage.prototype[method];
  Storage.prototype[method] = function (...values) { opened.push(method); return original.apply(this, values); };
}
navigator.locks.request = (...values) => { opened.push('lock'); };
indexedDB.open = (...values) => { opened.push('indexedDB'); };
"""


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shop]:
    """One shop for these pages."""
    with running_shop(tmp_path_factory.mktemp("shop")) as open_shop:
        yield open_shop


def requests_to(page: Page, origin: str) -> list[str]:
    """Collects the paths that a page asks of an origin from now on."""
    paths: list[str] = []
    page.on(
        "request", lambda asked: paths.append(asked.url.removeprefix(origin)) if asked.url.startswith(origin) else None
    )
    return paths


def test_before_the_first_click_there_is_one_request_and_nothing_else(chromium: Browser, shop: Shop) -> None:
    """No socket, no lock, no cookie, no write to storage, no further request: only the button."""
    with visitor(chromium) as sara:
        asked = requests_to(sara.page, shop.server.url)
        sara.page.add_init_script(WATCH_MACHINERY)
        sara.visit(shop.page())
        sara.page.wait_for_load_state("networkidle")
        assert asked == ["/widget.js"]
        assert sara.page.evaluate("opened") == []
        assert sara.page.context.cookies() == []
        assert sara.page.evaluate("localStorage.length + sessionStorage.length") == 0


def test_looking_is_not_leaving_traces(chromium: Browser, shop: Shop) -> None:
    """Passing over the button loads the panel but opens no socket and writes nothing."""
    with visitor(chromium) as sara:
        sara.page.add_init_script(WATCH_MACHINERY)
        sara.visit(shop.page())
        with sara.page.expect_response("**/widget/config?**"):
            sara.button.hover()
        sara.page.wait_for_load_state("networkidle")
        assert sara.page.evaluate("opened") == []
        expect(sara.panel).to_be_hidden()


def test_a_first_open_is_three_requests_and_eight_kilobytes(chromium: Browser, shop: Shop) -> None:
    """Launcher at most 1.5 kB, everything up to the open panel at most 8 kB, over the wire."""
    sizes: dict[str, int] = {}
    with visitor(chromium) as sara:
        network = sara.page.context.new_cdp_session(sara.page)
        network.send("Network.enable")
        addresses: dict[str, str] = {}

        def answered(event: dict[str, Any]) -> None:
            addresses[event["requestId"]] = event["response"]["url"]

        def finished(event: dict[str, Any]) -> None:
            address = addresses.get(event["requestId"], "")
            if address.startswith(shop.server.url):
                sizes[address.removeprefix(shop.server.url).split("?")[0]] = int(event["encodedDataLength"])

        network.on("Network.responseReceived", answered)
        network.on("Network.loadingFinished", finished)
        sara.visit(shop.page())
        sara.open()
        sara.page.wait_for_load_state("networkidle")
        assert len(sizes) == 3, sizes
        assert sizes["/widget.js"] <= 1_500 + 500, f"headers included: {sizes}"
        assert sum(sizes.values()) <= 8_192 + 1_200, f"headers included: {sizes}"


def test_nothing_on_the_page_moves(chromium: Browser, shop: Shop) -> None:
    """Layout shift 0 while the button appears, the panel opens and a message is sent."""
    body = "<p>Ferns</p>" * 200
    with visitor(chromium) as sara:
        sara.page.add_init_script(WATCH_SHIFTS)
        sara.visit(shop.page("/long", body))
        sara.open()
        sara.write("Hello, ferns")
        sara.expect_state("Hello, ferns", "sent")
        assert sara.page.evaluate("shifts") == 0


def test_the_strictest_policy_is_kept(chromium: Browser, shop: Shop) -> None:
    """Nonces, strict-dynamic and Trusted Types without a single policy: the widget works, and nothing is reported."""
    policy = STRICT.format(server=shop.server.url, socket=shop.server.url.replace("http", "ws"))
    page = shop.page("/strict", headers={"Content-Security-Policy": policy})
    html, headers = shop.site.pages["/strict"]
    shop.site.pages["/strict"] = (html.replace("<script ", f'<script nonce="{NONCE}" '), headers)
    violations: list[str] = []
    with visitor(chromium) as sara:
        sara.page.on("console", lambda said: violations.append(said.text) if "Policy" in said.text else None)
        sara.visit(page)
        sara.open()
        sara.write("Is this **allowed**?")
        sara.expect_state("Is this allowed?", "sent")
        expect(sara.panel).to_have_css("background-color", "rgb(255, 255, 255)")
        assert violations == []


def test_agents_learn_where_sara_went_without_a_page_load(chromium: Browser, shop: Shop) -> None:
    """A single-page site changes its address; the new one is sent over the live socket."""
    with visitor(chromium) as sara:
        sent: list[str] = []
        sara.page.on("websocket", lambda socket: socket.on("framesent", lambda frame: sent.append(str(frame))))
        sara.visit(shop.page())
        sara.open()
        sara.write("Hello there")
        sara.expect_state("Hello there", "sent")
        sara.page.evaluate("history.pushState({}, '', '/cart')")
        sara.page.wait_for_function("location.pathname === '/cart'")
        sara.write("I am at the till")
        sara.expect_state("I am at the till", "sent")
        assert [frame for frame in sent if '"page"' in frame and "/cart" in frame and '"hello"' not in frame]


def returns_from_cache(sara: Visitor, home: str, away: str) -> bool:
    """Go away and come back; whether the page was kept alive meanwhile."""
    sara.visit(home)
    sara.page.evaluate("window.wasHereBefore = true")
    sara.page.goto(away)
    sara.page.evaluate("history.back()")
    expect(sara.page).to_have_url(home)
    expect(sara.button).to_be_visible()
    return bool(sara.page.evaluate("window.wasHereBefore === true"))


def test_an_idle_page_is_kept_by_chromium(playwright: Playwright, shop: Shop) -> None:
    """The back/forward cache takes the page with the button on it."""
    browser = playwright.chromium.launch(
        executable_path=shutil.which("chromium"), ignore_default_args=["--disable-back-forward-cache"]
    )
    try:
        with visitor(browser) as sara:
            assert returns_from_cache(sara, shop.page(), shop.site.page("/away", "<p>Away</p>"))
            sara.open()
    finally:
        browser.close()


def test_an_idle_page_is_kept_by_firefox(playwright: Playwright, shop: Shop) -> None:
    """The same in Firefox, which is stricter about sockets and locks; asked from a second tab, which then talks."""
    tell = "<script>addEventListener('pageshow', (e) => { localStorage.kept = e.persisted; })</script>"
    home, away = shop.page("/told", tell), shop.page("/away-from-it")
    browser = playwright.firefox.launch(channel="moz-firefox", executable_path=shutil.which("firefox-esr"))
    try:
        with visitor(browser) as sara:
            sara.visit(home)
            second = another_tab(sara.page.context)
            second.visit(away)
            sara.page.goto(away)
            sara.page.evaluate("history.back()")
            second.page.wait_for_function("localStorage.kept === 'true'")
            second.open()
            second.write("From Firefox")
            second.expect_state("From Firefox", "sent")
    finally:
        browser.close()


def test_a_live_conversation_comes_back_with_the_page(playwright: Playwright, shop: Shop) -> None:
    """A page with a conversation lets go of its socket when it is put away and takes it up on return."""
    browser = playwright.chromium.launch(
        executable_path=shutil.which("chromium"), ignore_default_args=["--disable-back-forward-cache"]
    )
    home, away = shop.page(), shop.site.page("/away", "<p>Away</p>")
    try:
        with visitor(browser) as sara:
            sara.visit(home)
            sara.open()
            sara.write("Before I left")
            sara.expect_state("Before I left", "sent")
            assert returns_from_cache(sara, home, away)
            sara.write("Back again")
            sara.expect_state("Back again", "sent")
            sara.expect_messages("Before I left", "Back again")
    finally:
        browser.close()
