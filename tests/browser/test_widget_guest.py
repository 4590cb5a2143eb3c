"""The widget is a guest on somebody's page: it costs almost nothing, breaks nothing, and cannot be broken."""

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


def test_a_server_that_stumbles_once_is_asked_again(chromium: Browser, shop: Shop) -> None:
    """Neither panel nor config can be loaded at first: the next click tries again, and no error reaches the site."""
    with visitor(chromium) as sara:
        sara.page.route("**/widget/**", lambda route: route.abort())
        sara.visit(shop.page())
        with sara.page.expect_event("requestfailed"):
            sara.button.click()
        sara.page.unroute("**/widget/**")
        expect(sara.panel).to_be_hidden()
        sara.open()


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


def test_a_page_that_draws_itself_anew_keeps_the_button(chromium: Browser, shop: Shop) -> None:
    """A single-page site empties its body and replaces it; the open panel and its words are still there."""
    with visitor(chromium) as sara:
        sara.visit(shop.page())
        sara.open()
        sara.write("Still here?")
        sara.expect_state("Still here?", "sent")
        for redraw in (
            "document.body.innerHTML = '<h1>Pots</h1>'",
            "document.body = document.createElement('body')",
            "document.querySelector('warmline-chat').remove()",
        ):
            sara.page.evaluate(redraw)
            expect(sara.bubble("Still here?")).to_be_visible()
        sara.write("Yes")
        sara.expect_messages("Still here?", "Yes")


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


def test_a_modal_dialog_of_the_page_does_not_lock_the_widget_out(chromium: Browser, shop: Shop) -> None:
    """While the site shows a modal dialog the widget moves into it, works, and moves back."""
    dialog = "<dialog id=d><p>Our terms</p><button onclick='d.close()'>Fine</button></dialog>"
    with visitor(chromium) as sara:
        sara.visit(shop.page("/terms", dialog))
        sara.page.evaluate("d.showModal()")
        sara.open()
        sara.write("What do the terms mean?")
        sara.expect_state("What do the terms mean?", "sent")
        sara.field.press("Escape")
        expect(sara.panel).to_be_hidden()
        assert sara.page.evaluate("d.open"), "Escape closed the panel, not the page's dialog"
        sara.page.get_by_role("button", name="Fine").click()
        sara.open()
        sara.expect_messages("What do the terms mean?")


def test_a_hostile_style_sheet_changes_nothing(chromium: Browser, shop: Shop) -> None:
    """The site's rules reach neither the button's place nor the panel's look."""
    rules = (
        "<style>* { all: unset !important; display: none !important } html, body, main { display: block !important }"
        "warmline-chat { position: static !important; transform: scale(3); opacity: 0; inset: auto !important }"
        "button, textarea { background: red !important; font-size: 40px !important }</style>"
    )
    places = []
    with visitor(chromium) as sara:
        for address in (shop.page("/plain"), shop.page("/hostile", rules)):
            sara.page.goto(address)
            expect(sara.button).to_be_visible()
            sara.open()
            places.append((sara.button.bounding_box(), sara.panel.bounding_box()))
            sara.button.click()
            expect(sara.panel).to_be_hidden()
    assert places[0] == places[1]


def test_the_pages_own_keys_stay_silent_while_sara_writes(chromium: Browser, shop: Shop) -> None:
    """A site with keyboard shortcuts hears nothing of what is typed into the widget."""
    listener = "<script>heard = []; document.addEventListener('keydown', (e) => heard.push(e.key))</script>"
    with visitor(chromium) as sara:
        sara.visit(shop.page("/keys", listener))
        sara.open()
        sara.field.press_sequentially("/gs?")
        expect(sara.field).to_have_value("/gs?")
        assert sara.page.evaluate("heard") == []


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
