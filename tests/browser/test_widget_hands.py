"""For every hand, eye and screen: keyboard, screen reader, phone, zoom, Persian, dark."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.widget_people import PHONE, Shop, Visitor, agent, running_shop, visitor

AXE = Path(__file__).parents[2] / "node_modules" / "axe-core" / "axe.min.js"
ON_A_PHONE = {"viewport": PHONE, "is_mobile": True, "has_touch": True, "device_scale_factor": 2}


LISTEN = """
() => {
  // What a screen reader makes of a live region: each text that is put into it, unless its nearest region is off.
  const log = document.querySelector("warmline-chat").shadowRoot.querySelector("[role=log]");
  const isSpoken = (node) => node.closest("[aria-live]").ariaLive === "polite";
  const said = (node) => (node.querySelector?.(".bubble") ?? node).textContent;
  self.heard = [];
  new MutationObserver((changes) => {
    for (const { target, addedNodes } of changes) {
      if (isSpoken(target)) for (const node of addedNodes) node.ariaLive === "off" || heard.push(said(node));
    }
  }).observe(log, { subtree: true, childList: true });
}
"""


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shop]:
    """One shop for these visitors."""
    with running_shop(tmp_path_factory.mktemp("shop")) as open_shop:
        yield open_shop


def complaints(sara: Visitor) -> list[str]:
    """What axe finds in the page, the widget's shadow included."""
    sara.page.evaluate(AXE.read_text("utf-8"))
    found: dict[str, Any] = sara.page.evaluate("axe.run(document, { resultTypes: ['violations'] })")
    return [f"{rule['id']}: {node['html']}" for rule in found["violations"] for node in rule["nodes"]]


def focused(sara: Visitor) -> str:
    """The tag and the name of what has the focus, also within the widget."""
    return str(
        sara.page.evaluate(
            """() => {
              let active = document.activeElement;
              while (active.shadowRoot?.activeElement) active = active.shadowRoot.activeElement;
              return `${active.localName} ${active.ariaLabel ?? active.textContent}`.trim();
            }"""
        )
    )


def test_the_whole_conversation_by_keyboard(chromium: Browser, shop: Shop) -> None:
    """Tab reaches the button, Enter opens, the focus stands in the composer, Escape closes and gives it back."""
    with visitor(chromium) as sara:
        sara.visit(shop.page())
        sara.page.keyboard.press("Tab")
        assert focused(sara) == "button Chat with us"
        expect(sara.button).to_have_attribute("aria-expanded", "false")
        sara.page.keyboard.press("Enter")
        expect(sara.panel).to_be_visible()
        expect(sara.button).to_have_attribute("aria-expanded", "true")
        assert focused(sara) == "textarea Your message…"
        sara.page.keyboard.type("By keyboard")
        sara.page.keyboard.press("Shift+Enter")
        sara.page.keyboard.type("in two lines")
        sara.page.keyboard.press("Enter")
        sara.expect_messages("By keyboard", "in two lines")
        sara.page.keyboard.press("Escape")
        expect(sara.panel).to_be_hidden()
        assert focused(sara) == "button Chat with us"


def test_tab_goes_through_the_panel_in_reading_order(chromium: Browser, shop: Shop) -> None:
    """Close, messages, starters, composer, send, and then the button again."""
    with visitor(chromium) as sara:
        sara.visit(shop.page())
        sara.open()
        stops = []
        for _ in range(7):
            sara.page.keyboard.press("Shift+Tab")
            stops.append(focused(sara))
        assert stops[:4] == ["button Opening hours", "button Return an item", "button Where is my order?", stops[3]]
        assert "button Close the chat" in stops
        sara.field.focus()
        sara.page.keyboard.press("Tab")
        assert focused(sara) == "button Send"
        sara.page.keyboard.press("Tab")
        assert focused(sara) == "button Close the chat"


def test_a_screen_reader_hears_a_named_dialog_and_a_polite_log(chromium: Browser, shop: Shop) -> None:
    """The panel is a dialog with the brand's name, messages are a log; each says who spoke."""
    with agent(shop.server, "zsofi") as zsofi, visitor(chromium) as sara:
        sara.visit(shop.page())
        sara.open()
        sara.write("Who is there?")
        zsofi.answer(zsofi.take("Who is there?"), "Zsófi is")
        expect(sara.page.get_by_role("dialog", name="Garden & Co.")).to_be_visible()
        log = sara.page.get_by_role("log", name="Messages")
        expect(log).to_contain_text("Zsófi is")
        expect(log).to_have_attribute("aria-live", "polite")
        expect(sara.page.get_by_role("group", name="Messages")).to_have_attribute("tabindex", "0")
        expect(log.locator(".author")).to_have_text(["Garden & Co.", "You", "Zsófi"])
        assert not sara.page.evaluate("document.querySelector('warmline-chat').shadowRoot.querySelector(':modal')")


def test_each_message_is_read_out_once(chromium: Browser, shop: Shop) -> None:
    """Who spoke and what they said; not again when the time stands there, or when it was sent, or read."""
    with agent(shop.server, "zsofi") as zsofi, visitor(chromium) as sara:
        sara.visit(shop.page())
        sara.open()
        sara.write("Once?")
        conversation = zsofi.take("Once?")
        zsofi.answer(conversation, "Just once")
        zsofi.send(type="read", conversation=conversation, upto=2)
        expect(sara.bubble("Just once").locator("time")).not_to_be_empty()
        sara.page.evaluate(LISTEN)
        sara.write("And now?")
        sara.expect_state("And now?", "sent")
        zsofi.answer(conversation, "Still once")
        zsofi.send(type="read", conversation=conversation, upto=5)
        sara.expect_state("And now?", "read")
        expect(sara.bubble("Still once").locator("time")).not_to_be_empty()
        assert sara.page.evaluate("heard") == ["YouAnd now?", "ZsófiStill once"]


def test_a_refusal_is_read_out(chromium: Browser, shop: Shop) -> None:
    """Whoever cannot see the red mark hears that their message needs them."""
    with visitor(chromium) as sara:
        sara.visit(shop.page())
        sara.open()
        sara.write("\u200b\u200d")
        refused = sara.chat.locator(".item[data-state=refused] .meta")
        expect(refused).to_have_attribute("aria-live", "polite")
        expect(refused.get_by_role("button", name="Not sent. Change it and try again")).to_be_visible()


def test_after_a_starter_the_keyboard_goes_on_in_the_composer(chromium: Browser, shop: Shop) -> None:
    """The starter that was pressed is gone; the next key still belongs to the chat, and Escape closes it."""
    with visitor(chromium) as sara:
        sara.visit(shop.page())
        sara.open()
        sara.panel.get_by_role("button", name="Return an item").press("Enter")
        sara.expect_state("Return an item", "sent")
        assert focused(sara).startswith("textarea")
        sara.page.keyboard.press("Escape")
        expect(sara.panel).to_be_hidden()


@pytest.mark.parametrize("color_scheme", ["light", "dark"])
@pytest.mark.parametrize("locale", ["en", "fa", "hu"])
def test_axe_finds_nothing(chromium: Browser, shop: Shop, locale: str, color_scheme: str) -> None:
    """Closed, open and in conversation, by day and by night, in three languages."""
    with agent(shop.server, "reza") as reza, visitor(chromium, color_scheme=color_scheme) as sara:
        sara.visit(shop.page(f"/{locale}", locale=locale))
        assert complaints(sara) == []
        sara.open()
        assert complaints(sara) == []
        question = f"{locale} {color_scheme}?"
        sara.write(question)
        reza.answer(reza.take(question), "See **https://garden.example** or\n- say `1042`\n- wait")
        expect(sara.chat.locator(".item:not(.own) li")).to_have_count(2)
        assert complaints(sara) == []


def test_on_a_phone_the_panel_takes_the_screen(chromium: Browser, shop: Shop) -> None:
    """Full screen, nothing under 44 px to hit or 16 px to write in, and the focus calls no keyboard."""
    with visitor(chromium, **ON_A_PHONE) as sara:
        sara.visit(shop.page())
        sara.button.tap()
        expect(sara.panel).to_be_visible()
        assert sara.panel.bounding_box() == {"x": 0, "y": 0, **PHONE}
        assert not focused(sara).startswith("textarea")
        size = sara.field.evaluate("field => parseFloat(getComputedStyle(field).fontSize)")
        assert size >= 16
        expect_large_targets(sara, 5)
        assert complaints(sara) == []
        sara.write("\u200b\u200d")
        expect(sara.panel.get_by_role("button", name="Not sent.")).to_be_visible()
        expect_large_targets(sara, 3)


def expect_large_targets(sara: Visitor, count: int) -> None:
    """Every button in the panel can be hit with a thumb."""
    targets = sara.panel.get_by_role("button")
    expect(targets).to_have_count(count)
    for target in targets.all():
        box = target.bounding_box()
        assert box is not None
        assert min(box["width"], box["height"]) >= 44, target.inner_text()


def test_a_phones_keyboard_leaves_the_composer_in_sight(chromium: Browser, shop: Shop) -> None:
    """When the visible part of the page shrinks, the panel shrinks with it and the newest message stays in view."""
    with visitor(chromium, **ON_A_PHONE) as sara:
        sara.visit(shop.page())
        sara.button.tap()
        for letter in "abcdefghijkl":
            sara.write(f"line {letter}")
            sara.expect_state(f"line {letter}", "sent")
        sara.page.set_viewport_size({"width": 390, "height": 420})
        expect(sara.panel).to_have_css("height", "420px")
        expect(sara.field).to_be_in_viewport(ratio=1)
        expect(sara.bubble("line l")).to_be_in_viewport()


def test_a_phones_screen_is_not_taken_unasked(chromium: Browser, shop: Shop) -> None:
    """On the next page a phone shows the page, and the button waits."""
    with visitor(chromium, **ON_A_PHONE) as sara:
        sara.visit(shop.page())
        sara.button.tap()
        sara.write("On my way")
        sara.expect_state("On my way", "sent")
        sara.visit(shop.page("/cart"))
        sara.page.wait_for_load_state("networkidle")
        expect(sara.panel).to_be_hidden()
        sara.button.tap()
        sara.expect_messages("On my way")


def test_persian_is_mirrored(chromium: Browser, shop: Shop) -> None:
    """Button and the visitor's own words stand at the left, figures are Persian, each line has its own direction."""
    with agent(shop.server, "reza") as reza, visitor(chromium) as sara:
        sara.visit(shop.page("/fa", locale="fa"))
        box = sara.button.bounding_box()
        assert box is not None
        assert box["x"] == 24
        sara.open()
        sara.write("سفارش ۱۰۴۲ کی می‌رسد؟")
        reza.answer(reza.take("سفارش ۱۰۴۲ کی می‌رسد؟"), "فردا می‌رسد.\nOrder 1042")
        expect(sara.chat.locator(".day")).to_have_text("امروز")
        own, theirs = (
            sara.chat.locator(f".item.message{kind} .bubble").last.bounding_box() for kind in (".own", ":not(.own)")
        )
        assert own is not None
        assert theirs is not None
        assert own["x"] < theirs["x"]
        sides = (
            sara.chat.locator(".item:not(.own) .bubble")
            .last.locator("p")
            .evaluate_all("lines => lines.map((line) => getComputedStyle(line).direction)")
        )
        assert sides == ["rtl", "ltr"]
        times = sara.chat.locator(".meta time").all_inner_texts()
        assert all(set(text) <= set("۰۱۲۳۴۵۶۷۸۹:") for text in times), times


def test_who_is_typing_is_said_in_the_direction_of_the_interface(chromium: Browser, shop: Shop) -> None:
    """A Persian sentence that begins with a Latin name runs from right to left, and moves no message."""
    with agent(shop.server, "reza") as reza, visitor(chromium) as sara:
        sara.visit(shop.page("/fa-typing", locale="fa"))
        sara.open()
        sara.write("کسی هست؟")
        conversation = reza.take("کسی هست؟")
        sara.expect_state("کسی هست؟", "sent")
        box = sara.chat.locator("warmline-message-list").bounding_box()
        reza.send(type="typing", conversation=conversation, is_typing=True, kind="message")
        typing = sara.chat.get_by_text("در حال نوشتن است…")
        expect(typing).to_be_visible()
        expect(typing).to_have_css("direction", "rtl")
        assert sara.chat.locator("warmline-message-list").bounding_box() == box


def test_a_keyboard_on_a_phone_held_sideways_leaves_room_to_read(chromium: Browser, shop: Shop) -> None:
    """Of 740 × 170 that are left, the messages have a third, and nothing that Sara needs is cut off."""
    with visitor(chromium, **{**ON_A_PHONE, "viewport": {"width": 740, "height": 170}}) as sara:
        sara.visit(shop.page())
        sara.button.tap()
        sara.write("Sideways")
        sara.expect_state("Sideways", "sent")
        box = sara.chat.locator("warmline-message-list").bounding_box()
        assert box is not None
        assert box["height"] >= 170 / 3
        expect(sara.bubble("Sideways").locator(".bubble")).to_be_in_viewport()
        for part in (sara.field, sara.panel.get_by_role("button", name="Close the chat"), sara.panel.locator("h2")):
            expect(part).to_be_in_viewport(ratio=1)


def test_four_hundred_percent_zoom_loses_nothing(chromium: Browser, shop: Shop) -> None:
    """A 1280 × 1024 window at 400 % is 320 × 256: everything can still be reached, without scrolling sideways."""
    with visitor(chromium, viewport={"width": 320, "height": 256}) as sara:
        sara.visit(shop.page())
        sara.open()
        expect(sara.field).to_be_in_viewport(ratio=1)
        sara.write("Tiny")
        sara.expect_state("Tiny", "sent")
        expect(sara.bubble("Tiny")).to_be_in_viewport()
        assert sara.panel.evaluate("panel => panel.scrollWidth <= panel.clientWidth")


def test_forced_colours_and_less_motion_are_honoured(chromium: Browser, shop: Shop) -> None:
    """Every part keeps an edge when the system paints over the colours, and nothing moves for those who ask."""
    with visitor(chromium, forced_colors="active", reduced_motion="reduce") as sara:
        sara.visit(shop.page())
        expect(sara.button).to_have_css("border-style", "solid")
        sara.open()
        expect(sara.chat.locator(".composer")).to_have_css("outline-style", "solid")
        sara.write("Edges")
        sara.expect_state("Edges", "sent")
        expect(sara.bubble("Edges").locator(".bubble")).to_have_css("border-style", "solid")
        expect(sara.bubble("Edges")).to_have_css("animation-name", "none")
