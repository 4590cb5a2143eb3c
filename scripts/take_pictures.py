#!/usr/bin/env python3
"""Takes the pictures in docs/pictures anew: starts the demo, plays a small scene in it, and photographs both sides.

Run it with `make pictures` after a change that one can see, and look at the result before committing it.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page, expect, sync_playwright

ROOT = Path(__file__).resolve().parent.parent
PICTURES = ROOT / "docs" / "pictures"
PORT = 8468

CONSOLE = (1440, 900)
SHOP = (1120, 760)
PHONE = (390, 844)

SARA = ("سلام، سفارش ۱۰۴۲ را شنبه ثبت کردم.", "هنوز نرسیده و فردا مهمان دارم. لطفاً بگویید کی می‌رسد؟")
BENCE = ("Jó napot! A TAVASZ26 kupon nem működik a pénztárnál.", "Mit rontok el?")
TOM = ("Hi! Will the olive tree survive a winter on our balcony?", "It is quite windy up here.")
TO_SARA = "سلام سارای گرامی. بستهٔ شما در راه است و امروز تا ساعت ۱۵ می‌رسد."
TO_BENCE = "Jó napot, Bence! A kupon ma éjfélig él, és **50 eurótól** váltható be. Segítsek választani?"
TO_TOM = "It will, with a little help:\n- wrap the pot in jute before the first frost\n- move it close to the wall"
UNSENT = "Done, Maeve: it now goes to 27 Harbour Row, and "


@contextmanager
def demo() -> Iterator[dict[str, Any]]:
    """The demo, and what it says about itself."""
    command = [str(Path(sys.executable).with_name("warmline")), "demo", "--port", str(PORT), "--json"]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as server:  # noqa: S603 - our own
        if server.stdout is None:
            raise RuntimeError("expected the demo to say where it is")
        try:
            yield json.loads(server.stdout.readline())
        finally:
            server.terminate()


class Studio:
    """A browser in which everybody has a window of their own, and the demo's addresses."""

    def __init__(self, browser: Browser, facts: dict[str, Any]) -> None:
        self.browser = browser
        self.facts = facts

    def window(self, locale: str, size: tuple[int, int], *, is_dark: bool = False) -> Page:
        """A window of somebody new."""
        context = self.browser.new_context(
            viewport={"width": size[0], "height": size[1]},
            locale=locale,
            color_scheme="dark" if is_dark else "light",
            device_scale_factor=2 if size is PHONE else 1,
            reduced_motion="reduce",
            has_touch=size is PHONE,
        )
        context.set_default_timeout(10_000)
        return context.new_page()

    def visitor(self, page: Page, language: str, messages: tuple[str, ...]) -> Page:
        """Somebody opens the shop, clicks once and writes."""
        page.goto(f"{self.facts['shop']}/{language}")
        page.locator("warmline-chat button.launcher").click()
        field = page.locator("warmline-chat textarea")
        for number, message in enumerate(messages, 1):
            field.fill(message)
            field.press("Enter")
            expect(page.locator("warmline-chat [data-state=sent]")).to_have_count(number)
        return page

    def agent(self, page: Page, first_name: str) -> Page:
        """Somebody of the team signs in and sees the list."""
        who = next(one for one in self.facts["sign_ins"] if one["name"].startswith(first_name))
        page.goto(f"{self.facts['console']}/sign-in")
        page.fill("[name=email]", who["email"])
        page.fill("[name=password]", who["password"])
        page.click("button[type=submit]")
        expect(page.locator(".row").first).to_be_visible()
        return page


def open_rows(page: Page, *texts: str, view: int = 2) -> None:
    """Open the conversations whose rows hold these words, side by side."""
    if view:
        page.locator(".views button").nth(view).click()
    for text in texts:
        before = page.locator("warmline-message-list").count()
        page.locator(".row", has_text=text).first.click()
        expect(page.locator("warmline-message-list")).to_have_count(before + 1)


def answer(studio: Studio, first_name: str, last_words: str, text: str) -> None:
    """Somebody of the team opens a conversation and answers."""
    page = studio.agent(studio.window("en", CONSOLE), first_name)
    open_rows(page, last_words[:16])
    field = page.locator("[data-composer]")
    field.fill(text)
    field.press("Enter")
    expect(field).to_have_value("")
    page.context.close()


def keep(page: Page, name: str) -> None:
    """Photograph what can be seen, when it has come to rest."""
    page.wait_for_timeout(800)
    page.screenshot(path=PICTURES / f"{name}.png")
    print(f"docs/pictures/{name}.png")


def take_widget(studio: Studio) -> None:
    """Three visitors, each in a language of their own."""
    tom = studio.visitor(studio.window("en", SHOP), "en", TOM)
    sara = studio.visitor(studio.window("fa", SHOP), "fa", SARA)
    bence = studio.visitor(studio.window("hu", PHONE, is_dark=True), "hu", BENCE)
    for name, last, text, page in (
        ("Emma", TOM[-1], TO_TOM, tom),
        ("Reza", SARA[-1], TO_SARA, sara),
        ("Zsófi", BENCE[-1], TO_BENCE, bence),
    ):
        answer(studio, name, last, text)
        expect(page.locator("warmline-chat .item:not(.own)").last).to_be_visible()
    keep(tom, "widget")
    keep(sara, "widget-persian")
    keep(bence, "widget-phone")


def take_console(studio: Studio) -> None:
    """An agent at work: by day, by night, in Persian, on a phone."""
    light = studio.agent(studio.window("en", CONSOLE), "Emma")
    open_rows(light, "سارا کریمی", "Maeve")
    light.locator("[data-composer]").last.press_sequentially(UNSENT)
    keep(light, "console-light")
    dark = studio.agent(studio.window("hu", CONSOLE, is_dark=True), "Zsófi")
    open_rows(dark, "Tóth Bence", "Horváth Lilla")
    keep(dark, "console-dark")
    persian = studio.agent(studio.window("fa", CONSOLE), "Reza")
    open_rows(persian, "پویا نادری", "سارا کریمی")
    keep(persian, "console-persian")
    phone = studio.agent(studio.window("en", PHONE), "Nora")
    keep(phone, "console-phone-list")
    open_rows(phone, "Aoife", view=0)
    keep(phone, "console-phone")


def main() -> None:
    """Play the scene and take every picture."""
    PICTURES.mkdir(exist_ok=True)
    with demo() as facts, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"))
        studio = Studio(browser, facts)
        take_console(studio)
        take_widget(studio)
        browser.close()


if __name__ == "__main__":
    main()
