"""The reply library in real browsers: an agent proposes, a supervisor sees what changed and decides."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.console_desk import DESKTOP
from tests.browser.library_desk import EN, FA, KEY, reader
from tests.support.server import Server

AXE = Path(__file__).parents[2] / "node_modules" / "axe-core" / "axe.min.js"


def in_picker(page: Page, server: Server) -> dict[str, str]:
    """The texts that this person's picker would insert."""
    answer = page.request.get(f"{server.url}/api/replies").json()
    return next(dict(reply["texts"]) for reply in answer["replies"] if reply["key"] == KEY)


def complaints(page: Page) -> list[str]:
    """What axe finds."""
    page.evaluate(AXE.read_text(encoding="utf-8"))
    found: list[dict[str, Any]] = page.evaluate("async () => (await axe.run()).violations")
    return [f"{one['id']}: {node['html']}" for one in found for node in one["nodes"]]


def test_a_better_wording_goes_from_reza_over_nora_to_zsofi(chromium: Browser, server: Server) -> None:
    """Reza proposes in Persian and English, Nora sees the difference in both scripts and approves, Zsófi has it."""
    with (
        reader(chromium, server, "reza") as reza,
        reader(chromium, server, "nora") as nora,
        reader(chromium, server, "zsofi") as zsofi,
    ):
        old = in_picker(zsofi, server)
        reza.get_by_role("link", name="کتابخانهٔ پاسخ‌ها").click()
        reza.get_by_role("searchbox").fill("همكار متخصص")
        expect(reza.locator(".reply-card", has_text="نخستین پیام")).to_have_count(0)
        reza.get_by_role("link", name="پرسش از همکار").click()
        reza.get_by_role("link", name="پیشنهاد تغییر").click()
        reza.locator("[name=text_en]").fill(f"Calm down. {EN}")
        english = reza.locator("[data-language=en]")
        expect(english.locator(".marked")).to_have_text("Calm down")
        reza.locator("[name=text_en]").fill(EN)
        expect(english.locator(".seen")).to_contain_text("will answer you here \u2068by 15:00 today\u2069.")
        expect(english.locator(".marked")).to_have_count(0)
        expect(reza.locator("[data-language=hu] .still-right")).to_be_visible()
        reza.locator("[name=text_fa]").fill(FA)
        reza.get_by_label("دوباره خوانده شد").locator("visible=true").check()
        reza.locator("#comment").fill("مشتری‌ها وقتی زمانی نمی‌شنوند، دوباره می‌پرسند.")
        reza.get_by_role("button", name="فرستادن برای بازبینی").click()
        expect(reza.get_by_role("status")).to_contain_text("سپاسگزاریم")

        nora.goto(f"{server.url}/library/review")
        nora.get_by_role("link", name="Ask the right colleague").click()
        persian = nora.locator(".diff-card", has_text="فارسی")
        expect(persian.locator("del").first).to_contain_text("پاسخ دقیق را")
        expect(persian.locator("ins").first).to_contain_text("همین حالا")
        assert persian.locator("ins").first.evaluate("e => getComputedStyle(e).direction") == "rtl"
        expect(nora.locator(".diff-card", has_text="English").locator("ins").first).to_have_text(
            "I am asking our specialist"
        )
        persian.get_by_role("button", name="as the visitor sees it").click()
        expect(persian.locator(".seen").last).to_contain_text("تا ساعت ۱۵:۰۰ امروز")
        expect(persian.locator("ins").first).to_be_hidden()
        assert in_picker(zsofi, server) == old
        nora.get_by_role("button", name="Approve revision 2").click()
        expect(nora.get_by_role("status")).to_contain_text("Approved.")

        assert in_picker(zsofi, server) == {**old, "en": EN, "fa": FA}
        zsofi.goto(f"{server.url}/library/{KEY}")
        expect(zsofi.locator(".history li").first).to_contain_text("Nora Bright")
        expect(zsofi.locator(".language-card .pill", has_text="elavult")).to_have_count(0)


def test_a_rule_is_tried_and_its_tests_run_while_nora_writes(chromium: Browser, server: Server) -> None:
    """The try-out marks as one types; a test that fails is named before anything is sent."""
    with reader(chromium, server, "nora") as nora:
        nora.goto(f"{server.url}/rules?locale=fa")
        nora.locator("#try").fill("نمی‌دانم.")
        expect(nora.locator("#tried mark")).to_have_text("نمی‌دانم")
        nora.locator(".marks a").first.click()
        expect(nora.locator("#tests")).to_contain_text("every test passes")
        nora.locator("#flag").fill("امروز هوا خوب است.")
        expect(nora.locator("#tests")).to_contain_text("must be marked: \u2068امروز هوا خوب است.\u2069")
        nora.locator("#match").fill("نمی‌دانم (چرا")
        expect(nora.locator("#tests li")).to_have_text(
            "Marked patterns: نمی‌دانم (چرا Place 14: This group is not closed; missing: \u2068)\u2069"
        )


@pytest.mark.parametrize(
    ("name", "place", "problem"),
    [
        ("reza", "خط ۱، جای ۷:", "در جای خالی فقط نام می‌آید؛ محاسبه با \u2068(\u2069 ممکن نیست."),
        ("zsofi", "1. sor, 7. hely:", "A kitöltendő helyen csak név állhat; számolni vele nem lehet: \u2068(\u2069"),
    ],
)
def test_what_is_wrong_is_said_in_the_readers_language_while_they_write(
    chromium: Browser, server: Server, name: str, place: str, problem: str
) -> None:
    """Reza reads Persian, Zsófi Hungarian: neither meets an English sentence, live or after sending."""
    with reader(chromium, server, name) as who:
        who.goto(f"{server.url}/library/{KEY}/edit")
        who.locator("[name=text_en]").fill("{{ a.b() }}")
        live = who.locator("#check_en")
        expect(live.locator("li")).to_have_text(f"{place} {problem}")
        expect(live.locator("[lang=en]")).to_have_count(0)


# Below 16 pixels a phone enlarges the page as soon as somebody touches a field.
SMALL = """() => innerWidth > 719 ? [] : [...document.querySelectorAll(":is(input, textarea, select)")]
    .filter((field) => !["hidden", "checkbox", "radio"].includes(field.type))
    .filter((field) => parseFloat(getComputedStyle(field).fontSize) < 16).map((field) => field.outerHTML)"""
PAGES = (
    "/library",
    "/library/review",
    f"/library/{KEY}",
    f"/library/{KEY}/revisions/2",
    f"/library/{KEY}/edit",
    "/rules?text=no+idea&locale=en",
    "/rules/en.dont_know",
)


@pytest.mark.parametrize(
    ("name", "context"),
    [
        ("nora", {"viewport": DESKTOP, "color_scheme": "light"}),
        ("reza", {"viewport": {"width": 1280, "height": 800}, "color_scheme": "dark"}),
        ("zsofi", {"viewport": {"width": 390, "height": 844}, "color_scheme": "dark"}),
        ("reza", {"viewport": {"width": 390, "height": 844}, "color_scheme": "light"}),
    ],
    ids=["english desktop", "persian laptop by night", "hungarian phone by night", "persian phone"],
)
def test_axe_finds_nothing_and_nothing_is_cut_off(
    chromium: Browser, server: Server, name: str, context: dict[str, Any]
) -> None:
    """On every page, for every language, by day and by night; no page is wider than its screen."""
    with reader(chromium, server, name, **context) as page:
        page.goto(f"{server.url}/library/{KEY}/edit")
        page.locator("[name=text_en]").fill(EN)
        page.locator("button[name=step][value=submit]").click()
        expect(page.get_by_role("status")).to_be_visible()
        for path in PAGES:
            page.goto(server.url + path)
            page.wait_for_function("document.querySelector('time[datetime=\"\"]') === null")
            assert complaints(page) == [], path
            assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), path
            assert page.evaluate(SMALL) == [], path
