"""The shop in a real browser: its own scripts, and the widget under the strict policy."""

from __future__ import annotations

import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Literal

import pytest
from playwright.async_api import BrowserContext, Error, Page, async_playwright, expect

from tests.demo.process import free_pair, running_demo

WAIT_MS = 10_000
AXE = Path(__file__).parents[2] / "node_modules" / "axe-core" / "axe.min.js"
NOTE_VIOLATIONS = """
window.violations = [];
addEventListener("securitypolicyviolation", (event) => violations.push(event.effectiveDirective));
"""


@asynccontextmanager
async def visitor(locale: str, *, bypass_csp: bool = False) -> AsyncIterator[BrowserContext]:
    """Somebody's browser in Debian's Chromium."""
    path = shutil.which("chromium")
    assert path is not None, "expected chromium to be installed; make test installs it"
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=path)
        context = await browser.new_context(
            locale=locale, viewport={"width": 1280, "height": 800}, bypass_csp=bypass_csp
        )
        context.set_default_timeout(WAIT_MS)
        await context.add_init_script(NOTE_VIOLATIONS)
        yield context
        await browser.close()


async def violations(page: Page) -> list[str]:
    """What the page's policy has refused."""
    found: list[str] = await page.evaluate("violations")
    return found


async def test_sara_asks_while_she_goes_through_the_shop() -> None:
    """The filter moves the address without loading a page; the open chat stays, and the policy refuses nothing."""
    async with running_demo("--port", str(free_pair())) as (_, said), visitor("fa-IR") as context:
        page = await context.new_page()
        await page.goto(said["shop"])
        await expect(page).to_have_url(f"{said['shop']}/fa/")
        await page.goto(f"{said['shop']}/fa/shop")
        await page.evaluate("window.isStillTheSamePage = true")
        launcher = page.locator("warmline-chat button[aria-expanded]").first
        await launcher.click()
        await page.locator("warmline-chat textarea").fill("درخت زیتون به شیراز هم می‌رسد؟")
        await page.keyboard.press("Enter")
        await expect(page.locator("warmline-chat")).to_contain_text("درخت زیتون")

        await page.locator("a[data-kind=plants]").click()
        await expect(page).to_have_url(f"{said['shop']}/fa/plants")
        await expect(page).to_have_title("گیاهان · باغچه")
        await expect(page.locator(".card:visible")).to_have_count(4)
        await expect(page.locator("[data-shelf-count]")).to_have_text("۴ کالا")
        await page.go_back()
        await expect(page.locator(".card:visible")).to_have_count(12)
        assert await page.evaluate("window.isStillTheSamePage")
        await expect(launcher).to_have_attribute("aria-expanded", "true")
        await expect(page.locator("warmline-chat")).to_contain_text("درخت زیتون")
        assert await violations(page) == []


async def test_what_the_policy_refuses_is_noticed() -> None:
    """An inline style and text turned into markup are refused, and this file sees it."""
    async with running_demo("--port", str(free_pair())) as (_, said), visitor("en") as context:
        page = await context.new_page()
        await page.goto(f"{said['shop']}/en/")
        await page.evaluate(
            """() => {
                const style = document.createElement("style");
                style.append("a { color: red }");
                document.head.append(style);
            }"""
        )
        with pytest.raises(Error, match="TrustedHTML"):
            await page.evaluate("() => { document.createElement('div').innerHTML = '<p>' }")
        await page.wait_for_function("violations.length >= 2")
        assert set(await violations(page)) == {"style-src-elem", "require-trusted-types-for"}


async def test_bence_fills_his_cart_and_it_follows_him() -> None:
    """What he puts in is there in another tab and language, with the sums a shopkeeper would write."""
    async with running_demo("--port", str(free_pair())) as (_, said), visitor("hu-HU") as context:
        page = await context.new_page()
        await page.goto(f"{said['shop']}/hu/products/clay-pot")
        await page.select_option("select[name=count]", "2")
        await page.get_by_role("button", name="Kosárba teszem").click()
        await expect(page.get_by_role("status")).to_have_text("Bekerült a kosárba: Agyagcserép")
        await expect(page.locator("[data-cart-count]")).to_have_text("2")

        cart = await context.new_page()
        await cart.goto(f"{said['shop']}/hu/cart")
        await expect(cart.locator("[data-line]:visible")).to_have_count(1)
        await expect(cart.locator("[data-subtotal]")).to_have_text("11\u00a0980\u00a0Ft")
        await expect(cart.locator("[data-fee]")).to_have_text("1\u00a0990\u00a0Ft")
        for _ in range(3):
            await cart.get_by_role("button", name="Eggyel több: Agyagcserép").click()
        await expect(cart.locator("[data-total]")).to_have_text("29\u00a0950\u00a0Ft")
        await expect(cart.locator("[data-fee]")).to_have_text("ingyenes")
        await expect(page.locator("[data-cart-count]")).to_have_text("5")

        await cart.goto(f"{said['shop']}/fa/cart")
        await expect(cart.locator("[data-total]")).to_have_text("۳٬۲۰۰٬۰۰۰\u00a0تومان")
        await cart.locator("[data-remove]:visible").click()
        await expect(cart.locator("[data-cart-empty]")).to_be_visible()
        assert await violations(cart) == []


@pytest.mark.parametrize(("locale", "scheme"), [("en", "dark"), ("fa", "light"), ("hu", "light")])
async def test_axe_finds_nothing(locale: str, scheme: Literal["light", "dark"]) -> None:
    """Every kind of page can be used with a screen reader, by keyboard and with weak eyes."""
    axe = AXE.read_text(encoding="utf-8")
    found: dict[str, list[str]] = {}
    async with running_demo("--port", str(free_pair())) as (_, said), visitor(locale, bypass_csp=True) as context:
        page = await context.new_page()
        await page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        for path in ("", "shop", "products/fern", "cart", "delivery", "about", "nothing-here"):
            await page.goto(f"{said['shop']}/{locale}/{path}")
            await page.evaluate("localStorage.setItem('garden-cart', '{\"fern\": 2}')")
            await page.reload()
            await page.evaluate(axe)
            complaints = await page.evaluate(
                "axe.run({ exclude: [['warmline-chat']] }).then(({ violations }) =>"
                " violations.map(({ id, nodes }) => `${id}: ${nodes[0].html}`))"
            )
            if complaints:
                found[path] = complaints
    assert found == {}


async def test_a_broken_cart_in_the_browser_is_an_empty_one() -> None:
    """Whatever stands in the browser's storage, the shop opens."""
    async with running_demo("--port", str(free_pair())) as (_, said), visitor("en") as context:
        page = await context.new_page()
        for stored in ("{not json", "null", '{"fern": -2, "clay-pot": "many"}', "[1]"):
            await page.goto(f"{said['shop']}/en/")
            await page.evaluate("(text) => localStorage.setItem('garden-cart', text)", stored)
            await page.goto(f"{said['shop']}/en/cart")
            await expect(page.locator("[data-cart-empty]")).to_be_visible()
            assert await page.locator("[data-line]:visible").count() == 0, stored
