"""The console by keyboard, for eyes and ears of every kind, on every size of screen, in three languages."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.console_desk import bubble, caller, desk
from tests.support.server import Server, Site

AXE = Path(__file__).parents[2] / "node_modules" / "axe-core" / "axe.min.js"


def violations(page: Page) -> list[str]:
    """What axe finds, each with the element."""
    # Injected through the driver: the page's own policy forbids foreign scripts, as it should.
    page.evaluate(AXE.read_text(encoding="utf-8"))
    found: list[dict[str, Any]] = page.evaluate("async () => (await axe.run()).violations")
    return [f"{each['id']}: {node['html'][:160]}" for each in found for node in each["nodes"]]


def test_emma_works_without_a_mouse(chromium: Browser, server: Server, site: Site) -> None:
    """Next, nth, longest waiting, send and go on: by keys alone."""
    with (
        caller(server, site, "Oldest"),
        caller(server, site, "Middle"),
        caller(server, site, "Newest"),
        desk(chromium, server, "emma") as emma,
    ):
        emma.look_at("All")
        expect(emma.page.locator("a.row")).to_have_count(3)
        current = emma.page.locator("a.row[aria-current]")
        emma.page.keyboard.press("Alt+ArrowDown")
        expect(current).to_contain_text("Oldest")
        emma.page.keyboard.press("Alt+3")
        expect(current).to_contain_text("Newest")
        emma.page.keyboard.press("Alt+n")
        expect(current).to_contain_text("Oldest")
        emma.page.locator("textarea:focus").fill("Done")
        emma.page.keyboard.press("Control+Enter")
        expect(current).to_contain_text("Middle")


def test_escape_leads_back_to_where_emma_wrote(chromium: Browser, server: Server, site: Site) -> None:
    """A menu that was opened by key gives the focus back to the composer, the palette and the sheet of keys too."""
    with caller(server, site, "Hello"), desk(chromium, server, "emma") as emma:
        field = emma.open("Hello").locator("textarea")
        expect(field).to_be_focused()
        for key, opened in (("Alt+m", "[role=menu]"), ("Control+k", "dialog.palette")):
            emma.page.keyboard.press(key)
            expect(emma.page.locator(f"{opened} :focus")).to_have_count(1)
            emma.page.keyboard.press("Escape")
            expect(emma.page.locator(opened)).to_have_count(0)
            expect(field).to_be_focused()


def test_a_long_name_is_cut_at_its_own_end(chromium: Browser, server: Server, site: Site) -> None:
    """A Persian name in an English console begins at its right: in the list, the bar and the context."""
    with caller(server, site, "سلام", "fa"), desk(chromium, server, "emma") as emma:
        pane = emma.open("سلام")
        context = emma.page.locator(".context")
        context.get_by_role("button", name="Edit details").click()
        context.get_by_label("Name").fill("سید محمدرضا حسینی‌نژاد اصفهانی نیک‌پندار دماوندی")
        context.get_by_role("button", name="Save").click()
        for name in (emma.row("سلام").locator(".name"), pane.locator(".who .name"), context.locator("h2 bdi")):
            expect(name).to_contain_text("دماوندی")
            expect(name).to_have_css("direction", "rtl")
            expect(name).to_have_css("text-overflow", "ellipsis")


def test_formatting_by_key_and_by_button(chromium: Browser, server: Server, site: Site) -> None:
    """Bold and numbered steps are written as the markup that both sides render."""
    with caller(server, site, "How do I pay?"), desk(chromium, server, "emma") as emma:
        pane = emma.open("How do I pay?")
        field = pane.locator("textarea")
        field.fill("open\npay")
        field.press("Control+a")
        pane.get_by_role("button", name="Numbered steps").click()
        expect(field).to_have_value("1. open\n2. pay")
        field.press("Control+End")
        field.press("Shift+Enter")
        field.press("Control+b")
        field.press_sequentially("smile")
        expect(field).to_have_value("1. open\n2. pay\n3. **smile**")
        field.press("Enter")
        expect(bubble(pane, "open").locator("ol li")).to_have_text(["open", "pay", "smile"])


def test_the_sheet_of_keys_lists_what_there_is(chromium: Browser, server: Server) -> None:
    """`?` shows the keys; a question mark in a text field stays a question mark."""
    with desk(chromium, server, "emma") as emma:
        emma.page.keyboard.press("?")
        sheet = emma.page.get_by_role("dialog", name="All keys")
        expect(sheet).to_contain_text("Longest-waiting visitor")
        emma.page.keyboard.press("Escape")
        expect(sheet).to_have_count(0)


def test_the_palette_finds_people_and_deeds(chromium: Browser, server: Server, site: Site) -> None:
    """Ctrl+K, a few letters, Enter."""
    with caller(server, site, "About the olive tree"), desk(chromium, server, "emma") as emma:
        emma.look_at("All")
        expect(emma.row("olive tree")).to_be_visible()
        emma.page.keyboard.press("Control+k")
        emma.page.keyboard.type("olive")
        emma.page.keyboard.press("Enter")
        expect(emma.page.locator(".pane")).to_have_count(1)
        emma.page.keyboard.press("Control+k")
        emma.page.keyboard.type("resol")
        emma.page.keyboard.press("Enter")
        expect(emma.page.locator(".ownership")).to_contain_text("resolved")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", ["emma", "reza"])
def test_axe_finds_nothing(chromium: Browser, server: Server, site: Site, name: str, scheme: Any) -> None:
    """Sign-in and console, in English and Persian, light and dark, with a menu open and with a late visitor."""
    with caller(server, site, "سلام، سفارشم نرسیده", "fa"), desk(chromium, server, name, color_scheme=scheme) as agent:
        agent.page.locator(".view").nth(2).click()
        agent.page.locator("a.row").click()
        expect(agent.page.locator(".bubble")).not_to_have_count(0)
        expect(agent.page.locator(".context dl")).to_be_visible()
        assert violations(agent.page) == []
        agent.page.keyboard.press("Alt+m")
        agent.page.wait_for_selector("[role=menu]")
        assert violations(agent.page) == []
        agent.page.keyboard.press("Escape")
        agent.page.keyboard.press("Alt+p")
        agent.page.locator(".rail .menu-root > button").click()
        assert violations(agent.page) == []


@pytest.mark.parametrize(("locale", "title"), [("en", "Welcome back"), ("fa", "خوش آمدید"), ("hu", "Üdvözöljük újra")])
def test_the_sign_in_page_speaks_three_languages(chromium: Browser, server: Server, locale: str, title: str) -> None:
    """The switch changes language and direction; a wrong password is said kindly; axe finds nothing."""
    context = chromium.new_context()
    page = context.new_page()
    page.goto(f"{server.url}/sign-in")
    page.locator(f".languages a[lang={locale}]").click()
    expect(page.locator("h1")).to_have_text(title)
    expect(page.locator("html")).to_have_attribute("dir", "rtl" if locale == "fa" else "ltr")
    page.fill("#email", "emma@garden.test")
    page.fill("#password", "not my password")
    page.click("button[type=submit]")
    expect(page.get_by_role("alert")).to_be_visible()
    expect(page.locator("#email")).to_have_value("emma@garden.test")
    assert violations(page) == []
    context.close()


def test_reza_s_console_is_mirrored(chromium: Browser, server: Server, site: Site) -> None:
    """In Persian the rail stands at the right, digits are Persian, and an English message keeps its direction."""
    with caller(server, site, "Hello, where is it?"), desk(chromium, server, "reza") as reza:
        pane = reza.open("Hello, where is it?", "همه")
        rail, context = reza.page.locator(".rail").bounding_box(), reza.page.locator(".context").bounding_box()
        assert rail
        assert context
        assert rail["x"] > context["x"]
        direction = "element => getComputedStyle(element).direction"
        assert bubble(pane, "Hello").locator("p").evaluate(direction) == "ltr"
        expect(reza.page.locator(".section-ours .pill")).to_contain_text("۰:")


def test_on_a_phone_one_thing_at_a_time(chromium: Browser, server: Server, site: Site) -> None:
    """List, then conversation, then the context as a sheet; Back leads back; nothing is wider than the screen."""
    phone = {"viewport": {"width": 390, "height": 844}, "is_mobile": True, "has_touch": True}
    with caller(server, site, "From my phone"), desk(chromium, server, "emma", **phone) as emma:
        emma.page.locator(".phone-tabs button").nth(1).tap()
        emma.row("From my phone").tap()
        expect(emma.page.locator(".inbox")).to_have_count(0)
        emma.page.locator(".who").tap()
        sheet = emma.page.locator(".context.is-sheet")
        expect(sheet).to_contain_text("Your cart")
        assert violations(emma.page) == []
        sheet.get_by_role("button", name="Close").tap()
        assert emma.page.evaluate("document.documentElement.scrollWidth") == 390
        emma.page.go_back()
        expect(emma.row("From my phone")).to_be_visible()


def test_offline_is_said_late_and_taken_back_by_itself(chromium: Browser, server: Server) -> None:
    """A server that restarts quickly is nobody's business; one that stays away is said after five seconds."""
    with desk(chromium, server, "emma") as emma:
        server.stop()
        expect(emma.page.get_by_role("button", name="Try now")).to_be_visible(timeout=15_000)
        server.start()
        expect(emma.page.locator(".offline p")).to_have_count(0, timeout=30_000)
        emma.troubles.clear()
