"""Two supervisors at once, and a session that ends while somebody writes: clear words, and nothing typed is lost."""

from __future__ import annotations

from playwright.sync_api import Browser, Page, expect

from tests.browser.library_desk import EN, FA, KEY, hire_supervisor, reader
from tests.support.people import PASSWORD
from tests.support.server import Server

RULE = "/rules/en.dont_know"


def lose_session(page: Page) -> None:
    """What happens when it expires, or ends in another window."""
    page.context.clear_cookies(name="warmline_session")


def come_in_again(page: Page, email: str) -> None:
    """Fill in the sign-in form that came instead of the page."""
    expect(page.locator("#sign-in")).to_contain_text("What you wrote is kept")
    page.locator("#email").fill(email)
    page.locator("#password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()


def test_two_decide_at_the_same_time_and_one_is_told(chromium: Browser, server: Server) -> None:
    """Reza goes on with his draft while Nora reads: her click decides nothing, and shows what happened."""
    with reader(chromium, server, "reza") as reza, reader(chromium, server, "nora") as nora:
        for step in ("draft", "submit"):
            reza.goto(f"{server.url}/library/{KEY}/edit")
            reza.locator("[name=text_en]").fill(EN)
            reza.locator(f"button[name=step][value={step}]").click()
            expect(reza.get_by_role("status")).to_be_visible()
        nora.goto(f"{server.url}/library/{KEY}/revisions/3")
        nora.locator("#comment").fill("Very good")
        reza.goto(f"{server.url}/library/{KEY}/revisions/2")
        reza.get_by_role("button", name="فرستادن برای بازبینی").click()
        expect(reza.get_by_role("status")).to_be_visible()
        with nora.expect_response("**/approve") as answered:
            nora.get_by_role("button", name="Approve revision 3").click()
        assert answered.value.status == 409
        expect(nora.get_by_role("alert")).to_contain_text("Nothing was decided")
        expect(nora.get_by_role("alert")).to_contain_text("Reza Karimi")
        expect(nora.locator("#comment")).to_have_value("Very good")
        nora.get_by_role("button", name="Approve revision 3").click()
        expect(nora.get_by_role("status")).to_contain_text("Approved.")


def test_nora_is_signed_out_while_she_writes_a_reply_and_goes_on(chromium: Browser, server: Server) -> None:
    """The check says that it does not answer; after signing in her texts are there, and one click sends them."""
    with reader(chromium, server, "nora") as nora:
        nora.goto(f"{server.url}/library/{KEY}/edit")
        persian = f"{FA}\n\n1. یک\n2. دو"
        nora.locator("[name=text_fa]").fill(persian)
        nora.locator("#comment").fill("Names the time")
        expect(nora.locator("[data-language=fa] .seen")).to_contain_text("تا ساعت")
        lose_session(nora)
        nora.locator("[name=text_en]").fill(EN)
        expect(nora.locator("#check_en")).to_contain_text("The check did not answer. What you write stays here.")
        nora.get_by_role("button", name="Send to review").click()
        come_in_again(nora, "nora@garden.test")
        expect(nora.get_by_role("alert")).to_contain_text("Nothing you wrote is lost")
        expect(nora.locator("[name=text_en]")).to_have_value(EN)
        expect(nora.locator("[name=text_fa]")).to_have_value(persian)
        expect(nora.locator("#comment")).to_have_value("Names the time")
        nora.get_by_role("button", name="Send to review").click()
        expect(nora.get_by_role("status")).to_contain_text("Thank you.")


def test_nora_is_signed_out_while_she_changes_a_rule_and_goes_on(chromium: Browser, server: Server) -> None:
    """A verdict that is no longer about what stands in the fields is taken back."""
    with reader(chromium, server, "nora") as nora:
        nora.goto(server.url + RULE)
        expect(nora.locator("#tests")).to_contain_text("every test passes")
        lose_session(nora)
        nora.locator("#say").fill("I will find out.")
        expect(nora.locator("#tests")).to_contain_text("The check did not answer. What you write stays here.")
        nora.get_by_role("button", name="Publish").click()
        come_in_again(nora, "nora@garden.test")
        expect(nora.get_by_role("alert")).to_contain_text("Nothing you wrote is lost")
        expect(nora.locator("#say")).to_have_value("I will find out.")
        nora.get_by_role("button", name="Publish").click()
        expect(nora.get_by_role("status")).to_contain_text("Published.")


def test_maryam_publishes_a_rule_that_nora_is_changing(chromium: Browser, server: Server) -> None:
    """Nora reads who changed what; her own words stay in the fields, and replace Maryam's only when she says so."""
    hire_supervisor(server, "Maryam Tehrani", "fa")
    with reader(chromium, server, "nora") as nora, reader(chromium, server, "maryam") as maryam:
        nora.goto(server.url + RULE)
        nora.locator("#say").fill("I will find out.")
        maryam.goto(server.url + RULE)
        maryam.locator("#level").select_option("confirm")
        maryam.locator("#comment").fill("مهم است")
        maryam.get_by_role("button", name="انتشار").click()
        expect(maryam.get_by_role("status")).to_contain_text("منتشر شد.")
        nora.get_by_role("button", name="Publish").click()
        told = nora.get_by_role("alert")
        expect(told).to_contain_text("A colleague changed this rule meanwhile; nothing was published.")
        expect(told).to_contain_text("Maryam Tehrani")
        expect(told).to_contain_text("مهم است")
        expect(told.locator("dt", has_text="Level")).to_have_count(1)
        expect(nora.locator("#say")).to_have_value("I will find out.")
        nora.get_by_role("button", name="Publish").click()
        expect(nora.get_by_role("status")).to_contain_text("Published.")
        maryam.reload()
        expect(maryam.locator("#say")).to_have_value("I will find out.")


def test_reza_chooses_days_of_his_calendar(chromium: Browser, server: Server) -> None:
    """With lists that need no script; the page says them back as he chose them."""
    with reader(chromium, server, "reza", java_script_enabled=False) as reza:
        reza.goto(f"{server.url}/library/{KEY}/edit")
        reza.get_by_text("فقط در روزهای معین").click()
        first = reza.get_by_role("group", name="نخستین روز")
        for part, chosen in (("روز", "۱"), ("ماه", "آذر"), ("سال", "۱۴۰۶")):
            first.get_by_label(part).select_option(label=chosen)
        reza.get_by_role("button", name="فرستادن برای بازبینی").click()
        reza.get_by_role("link", name="نسخهٔ ۲").click()
        expect(reza.locator(".also ins")).to_have_text("از \u2068۱ آذر ۱۴۰۶\u2069")
