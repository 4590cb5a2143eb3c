"""Two thousand replies in a real browser: the list goes on by itself, and one's place in it is kept."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Browser, Page, expect

from canned_replies.exporting import to_yaml
from tests.browser.library_desk import carry_out, reader
from tests.support.many_replies import many_replies
from tests.support.server import Server

MANY = 2_000
CARDS = ".reply-card"


def stock(server: Server, tmp_path: Path) -> None:
    """Bring many replies into a server that is running."""
    file = tmp_path / "many.yaml"
    file.write_text(to_yaml(many_replies(MANY)), "utf-8")
    said = carry_out(server, "replies", "import", str(file), "--approved-by", "nora@garden.test")
    assert f"{MANY} new" in said


def to_the_end(page: Page) -> None:
    """Scroll to where the list ends for now."""
    page.locator(".page-body").evaluate("body => body.scrollTo(0, body.scrollHeight)")


def test_nora_scrolls_far_opens_a_reply_and_is_back_where_she_was(
    chromium: Browser, server: Server, tmp_path: Path
) -> None:
    """With her filter, the list as long as it was, her place, and the keyboard on the reply she had opened."""
    stock(server, tmp_path)
    with reader(chromium, server, "nora") as nora:
        nora.goto(f"{server.url}/library?show=gaps")
        for shown in (60, 120, 180):
            expect(nora.locator(CARDS)).to_have_count(shown)
            to_the_end(nora)
        card = nora.locator(CARDS).nth(150)
        card.scroll_into_view_if_needed()
        name = card.locator("h3 a").text_content()
        nora.wait_for_function("() => history.state?.top > 1000")
        card.locator("h3 a").click()
        nora.get_by_role("link", name="Back", exact=True).click()
        expect(nora.locator(CARDS).nth(150).locator("a")).to_be_focused()
        assert nora.locator("a:focus").text_content() == name
        expect(nora.locator(CARDS).nth(150)).to_be_in_viewport()
        assert "show=gaps&upto=" in nora.url
        nora.get_by_role("searchbox").fill("findout")
        expect(nora.locator("#count")).to_have_text("5 replies found")
        assert nora.locator(".page-body").evaluate("body => body.scrollTop") == 0


def test_by_keys_alone_the_list_goes_on_and_the_keyboard_with_it(
    chromium: Browser, server: Server, tmp_path: Path
) -> None:
    """Where nothing scrolls by itself, Enter on the button shows more, and the first new reply is next."""
    stock(server, tmp_path)
    with reader(chromium, server, "reza", viewport={"width": 390, "height": 844}) as reza:
        reza.add_init_script("window.IntersectionObserver = class { observe() {} };")
        reza.goto(f"{server.url}/library?situation=missed_promise")
        expect(reza.locator(CARDS)).to_have_count(60)
        reza.get_by_role("link", name="نمایش بیشتر").focus()
        reza.keyboard.press("Enter")
        expect(reza.locator(f"{CARDS} h3 a").nth(60)).to_be_focused()
        assert len(set(reza.locator(CARDS).evaluate_all("cards => cards.map(card => card.id)"))) > 60
        assert reza.locator("[data-group]").count() == 1
