"""Choosing a time of one's own, in one's own calendar, by keys: with real browsers."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from persiantools.jdatetime import JalaliDate
from playwright.sync_api import Browser, Locator, expect

from tests.browser.console_desk import caller, desk
from tests.browser.test_console_keys import violations
from tests.browser.test_console_replies import ASKS, begin, choose
from tests.support.server import Server, Site

TEHRAN = ZoneInfo("Asia/Tehran")
MONTHS = ["فروردین", "اردیبهشت", "خرداد", "تیر", "مرداد", "شهریور", "مهر", "آبان", "آذر", "دی", "بهمن", "اسفند"]
PERSIAN = str.maketrans("0123456789", "۰۱۲۳۴۵۶۷۸۹")


def persian_day(days_ahead: int = 0) -> JalaliDate:
    """A day on Reza's clock, in his calendar."""
    return JalaliDate(datetime.now(TEHRAN) + timedelta(days=days_ahead))  # type: ignore[no-untyped-call]


def in_persian(number: int) -> str:
    """A number in Persian digits."""
    return str(number).translate(PERSIAN)


def pick(place: Locator, day: JalaliDate, hour: str, minute: str = "۳۰") -> None:
    """Choose a day and a time from the four lists."""
    place.get_by_label("ماه").select_option(label=f"{MONTHS[day.month - 1]} {in_persian(day.year)}")
    place.get_by_label("روز").select_option(value=str(day.day))
    place.get_by_label("ساعت").select_option(label=hour)
    place.get_by_label("دقیقه").select_option(label=minute)


def test_reza_sets_aside_until_a_day_of_his_own_calendar(chromium: Browser, server: Server, site: Site) -> None:
    """No Gregorian field: day with its weekday, month, time; the past is refused kindly; and the bar says the day."""
    with caller(server, site, ASKS["fa"], "fa"), desk(chromium, server, "reza", timezone_id="Asia/Tehran") as reza:
        page = reza.page
        pane = begin(reza, ASKS["fa"])
        page.keyboard.press("Alt+m")
        page.get_by_role("menuitem", name="زمانی دیگر").click()
        dialog = page.locator("dialog")
        expect(dialog.locator("input")).to_have_count(0)
        tomorrow = persian_day(1)
        expect(dialog.get_by_label("روز")).to_be_focused()
        assert dialog.get_by_label("روز").evaluate("list => list.value") == str(tomorrow.day)
        assert violations(page) == []
        today = persian_day()
        pick(dialog, today, "۰۰", "۰۰")
        page.keyboard.press("Enter")
        dialog.locator("button[type=submit]").click()
        expect(dialog.get_by_role("alert")).to_be_visible()
        later = persian_day(40)
        pick(dialog, later, "۱۶")
        dialog.locator("button[type=submit]").click()
        expect(dialog).to_have_count(0)
        line = pane.locator(".ownership")
        expect(line).to_contain_text(f"{in_persian(later.day)} {MONTHS[later.month - 1]}")
        expect(line).to_contain_text("۱۶:۳۰")


def test_reza_promises_a_time_of_his_own_by_keys(chromium: Browser, server: Server, site: Site) -> None:
    """The last number leads to the lists, Enter takes the time, and the sentence names the day."""
    with caller(server, site, ASKS["fa"], "fa"), desk(chromium, server, "reza", timezone_id="Asia/Tehran") as reza:
        page = reza.page
        pane = begin(reza, ASKS["fa"])
        choose(page, "/همکار", "پرسش از همکار")
        expect(pane.locator(".due-choice").first).to_be_visible()
        page.keyboard.press(str(pane.locator(".due-choice").count() + 1))
        day = pane.get_by_label("روز")
        expect(day).to_be_focused()
        assert violations(page) == []
        later = persian_day(40)
        pick(pane.locator(".due-field"), later, "۱۵")
        day.press("Enter")
        expect(pane.locator("textarea")).to_be_focused()
        said = f"تا ساعت ۱۵:۳۰ روز .* {in_persian(later.day)} {MONTHS[later.month - 1]}"
        assert pane.locator("textarea").evaluate("(field, words) => new RegExp(words).test(field.value)", said)
        expect(pane.locator(".promise-line.is-noted")).to_contain_text(
            f"{in_persian(later.day)} {MONTHS[later.month - 1]}"
        )


def test_zsofi_keeps_the_browsers_own_field(chromium: Browser, server: Server, site: Site) -> None:
    """Outside of Persian the field for day and time is the one people know."""
    with caller(server, site, ASKS["hu"], "hu"), desk(chromium, server, "zsofi") as zsofi:
        pane = begin(zsofi, ASKS["hu"])
        zsofi.page.keyboard.press("Alt+m")
        zsofi.page.get_by_role("menuitem", name="Más időpont").click()
        field = zsofi.page.locator("dialog input[type=datetime-local]")
        later = datetime.now(UTC) + timedelta(days=3)
        field.fill(later.strftime("%Y-%m-%dT16:30"))
        zsofi.page.locator("dialog button[type=submit]").click()
        expect(pane.locator(".ownership")).to_contain_text("16:30")
