"""Pages that carry the widget: whatever they do to themselves, and however they embed it, it stands and works."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Route, expect

from tests.browser.widget_people import DESKTOP, PHONE, Shop, Visitor, running_shop, visitor
from tests.support.server import embedding, running_site


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shop]:
    """One shop for these pages."""
    with running_shop(tmp_path_factory.mktemp("shop")) as open_shop:
        yield open_shop


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


HOSTILE_PAGES = {
    "everything unset": (
        "<style>* { all: unset !important; display: none !important } html, body, main { display: block !important }"
        "warmline-chat { position: static !important; transform: scale(3); opacity: 0; inset: auto !important }"
        "button, textarea { background: red !important; font-size: 40px !important }</style>"
    ),
    "a page that is moved": "<style>body { transform: translate(40px, 40px) scale(0.5); min-height: 3000px }</style>",
    "a page that is clipped and faded": (
        "<style>body { filter: blur(2px); opacity: 0.2; overflow: hidden; height: 90px; contain: strict }</style>"
    ),
    "large letters": (
        "<style>html { font: 900 60px/4 serif; letter-spacing: 1em; text-transform: uppercase; text-align: center;"
        "cursor: none; pointer-events: none; user-select: none; visibility: hidden }</style>"
    ),
    "a moved dialog": (
        "<style>dialog { transform: translate(-50%, -50%); overflow: hidden; inline-size: 200px }</style>"
        "<dialog id=d>Our terms</dialog><script>addEventListener('load', () => d.showModal())</script>"
    ),
}


@pytest.mark.parametrize("rules", HOSTILE_PAGES)
def test_a_hostile_page_changes_nothing(chromium: Browser, shop: Shop, rules: str) -> None:
    """The site's rules reach neither the button's place nor the panel's."""
    places = []
    with visitor(chromium) as sara:
        for address in (shop.page("/plain"), shop.page("/hostile", HOSTILE_PAGES[rules])):
            sara.visit(address)
            sara.open()
            places.append((sara.button.bounding_box(), sara.panel.bounding_box()))
            sara.button.click()
            expect(sara.panel).to_be_hidden()
    assert places[0] == places[1]


def test_nothing_lies_over_the_page(chromium: Browser, shop: Shop) -> None:
    """A site that darkens whatever lies below its dialogs does not darken itself below the button."""
    rules = "<style>::backdrop { background: black !important; display: block !important }</style><p>Ferns</p>"
    with visitor(chromium) as sara:
        sara.visit(shop.page("/plain", "<p>Ferns</p>"))
        plain = sara.page.screenshot()
        sara.visit(shop.page("/dark-backdrop", rules))
        assert sara.page.screenshot() == plain


def test_a_magnified_page_still_shows_the_whole_panel(chromium: Browser, shop: Shop) -> None:
    """A site that magnifies itself magnifies the widget too, but pushes no part of it out of the window."""
    with visitor(chromium) as sara:
        sara.visit(shop.page("/magnified", "<style>html { zoom: 1.6 }</style>"))
        sara.open()
        expect(sara.panel).to_be_in_viewport(ratio=1)
        expect(sara.button).to_be_in_viewport(ratio=1)


def test_a_printed_page_is_the_sites_own(chromium: Browser, shop: Shop) -> None:
    """Neither button nor panel is on paper, on a desktop or on a phone, where the panel is modal."""
    for size in (DESKTOP, PHONE):
        with visitor(chromium, viewport=size) as sara:
            sara.visit(shop.page())
            sara.open()
            sara.page.emulate_media(media="print")
            expect(sara.button).to_be_hidden()
            expect(sara.panel).to_be_hidden()
            expect(sara.page.locator("h1")).to_be_visible()


def test_the_panel_stands_over_its_button(chromium: Browser, shop: Shop) -> None:
    """A page that runs from right to left in a language the widget does not speak: both stand at the left."""
    with visitor(chromium) as sara:
        address = shop.page("/arabic", locale="ar")
        sara.visit(address)
        sara.page.evaluate("document.documentElement.dir = 'rtl'")
        sara.open()
        button, panel = sara.button.bounding_box(), sara.panel.bounding_box()
        assert button is not None
        assert panel is not None
        assert button["x"] == panel["x"] == 24
        expect(sara.panel.locator("h2")).to_have_css("direction", "ltr")


def test_the_pages_own_keys_stay_silent_while_sara_writes(chromium: Browser, shop: Shop) -> None:
    """A site with keyboard shortcuts hears nothing of what is typed into the widget."""
    listener = "<script>heard = []; document.addEventListener('keydown', (e) => heard.push(e.key))</script>"
    with visitor(chromium) as sara:
        sara.visit(shop.page("/keys", listener))
        sara.open()
        sara.field.press_sequentially("/gs?")
        expect(sara.field).to_have_value("/gs?")
        assert sara.page.evaluate("heard") == []


def test_a_panel_that_cannot_be_loaded_is_asked_for_again(chromium: Browser, shop: Shop) -> None:
    """The button says so kindly, no error reaches the site, and the next click opens the panel."""
    with visitor(chromium) as sara:
        sara.page.route("**/widget/**", lambda route: route.abort())
        sara.visit(shop.page())
        sara.button.click()
        expect(sara.button).to_have_accessible_name("Please try again")
        assert apology(sara) == '"Please try again"'
        sara.page.unroute("**/widget/**")
        sara.open()
        expect(sara.button).to_have_accessible_name("Close the chat")
        assert apology(sara) == "none"


def apology(sara: Visitor) -> str:
    """What stands over the button."""
    return str(sara.button.evaluate("button => getComputedStyle(button, '::after').content"))


def test_an_impatient_click_does_not_close_what_the_first_one_opens(chromium: Browser, shop: Shop) -> None:
    """The panel takes its time; however often Sara clicks meanwhile, it opens."""
    waiting: list[Route] = []

    def hold_back(route: Route) -> None:
        waiting.append(route)

    with visitor(chromium) as sara:
        sara.page.route("**/widget/panel.*", hold_back)
        sara.visit(shop.page())
        with sara.page.expect_request("**/widget/panel.*"):
            sara.button.click()
        sara.button.click()
        expect(sara.button).to_have_attribute("aria-busy", "true")
        waiting[0].continue_()
        expect(sara.panel).to_be_visible()
        expect(sara.button).not_to_have_attribute("aria-busy", "true")


@pytest.mark.parametrize("asking", ["with a starter", "in her own words"])
def test_words_wait_until_talking_can_be_loaded(chromium: Browser, shop: Shop, asking: str) -> None:
    """The part that talks cannot be loaded at first: the question stays in sight, and goes out by itself."""
    with visitor(chromium) as sara:
        sara.page.route("**/widget/talk.*", lambda route: route.abort())
        sara.visit(shop.page())
        sara.open()
        if asking == "with a starter":
            sara.panel.get_by_role("button", name="Return an item").click()
        else:
            sara.field.fill("Return an item")
            sara.field.press("Enter")
        expect(sara.notice).to_contain_text("No connection.")
        expect(sara.field).to_have_value("Return an item")
        sara.page.unroute("**/widget/talk.*")
        expect(sara.bubble("Return an item")).to_have_attribute("data-state", "sent", timeout=20_000)
        expect(sara.field).to_have_value("")
        expect(sara.notice).to_be_empty()


def test_a_wrong_key_is_told_to_whoever_builds_the_site(chromium: Browser, shop: Shop) -> None:
    """The console names the inbox and the site; Sara reads a kind word, and no error reaches the site."""
    with visitor(chromium) as sara:
        html, headers = shop.site.pages[shop.page("/wrong-key").removeprefix(shop.site.url)]
        shop.site.pages["/wrong-key"] = (html.replace(shop.server.inbox_key, "ib_mistyped"), headers)
        sara.visit(f"{shop.site.url}/wrong-key")
        with sara.page.expect_console_message(lambda said: "ib_mistyped" in said.text and shop.site.url in said.text):
            sara.button.click()
        expect(sara.button).to_have_accessible_name("Please try again")


def test_a_site_that_is_not_allowed_gets_no_chat(chromium: Browser, shop: Shop) -> None:
    """Somebody copied the tag to another site: the console says so, and nothing of the shop is shown there."""
    with running_site() as stranger, visitor(chromium) as sara:
        sara.visit(stranger.page("/", embedding(shop.server)))
        with sara.page.expect_console_message(lambda said: "Warmline" in said.text and stranger.url in said.text):
            sara.button.click()
        expect(sara.button).to_have_accessible_name("Please try again")
        expect(sara.panel).to_have_count(0)


TAG = '<script src="{server}/widget.js" data-inbox="{inbox}"{how}></script>'
EMBEDDINGS = {
    "in the head, at once": "<head>{tag}</head><body><h1>Pots</h1></body>",
    "in the head, deferred": "<head>{deferred}</head><body><h1>Pots</h1></body>",
    "in the head, whenever it comes": "<head>{async_}</head><body><h1>Pots</h1></body>",
    "at the end of the body": "<body><h1>Pots</h1>{tag}</body>",
    "twice": "<head>{async_}</head><body><h1>Pots</h1>{tag}{deferred}</body>",
    "by a tag manager": (
        "<body><h1>Pots</h1><script>document.body.append(Object.assign(document.createElement('script'),"
        "{{src: '{server}/widget.js'}}));document.body.lastChild.dataset.inbox = '{inbox}'</script></body>"
    ),
}


@pytest.mark.parametrize("where", EMBEDDINGS)
def test_the_tag_may_stand_anywhere(engine: Browser, shop: Shop, where: str) -> None:
    """Wherever the tag stands, however it is loaded, and also twice: one button, and it works."""
    server, inbox = shop.server.url, shop.server.inbox_key
    tags = {
        name: TAG.format(server=server, inbox=inbox, how=how)
        for name, how in (("tag", ""), ("deferred", " defer"), ("async_", " async"))
    }
    body = EMBEDDINGS[where].format(server=server, inbox=inbox, **tags)
    with visitor(engine) as sara:
        sara.visit(shop.site.page("/anywhere", f'<!doctype html><html lang="en">{body}</html>'))
        sara.page.wait_for_load_state("load")
        expect(sara.button).to_have_count(1)
        sara.open()
        sara.write(f"I came {where}")
        sara.expect_state(f"I came {where}", "sent")
