import assert from "node:assert/strict";
import test from "node:test";

import { dayText, isSameDay, timeText } from "../../../widget/client/dates.js";

const at = (year, month, day, hour = 12, minute = 0) => new Date(year, month - 1, day, hour, minute).getTime();
const NOW = at(2026, 11, 22, 10);

test("today, yesterday and tomorrow have names in each language", () => {
  for (const [locale, today, yesterday, tomorrow] of [
    ["en", "today", "yesterday", "tomorrow"],
    ["fa", "امروز", "دیروز", "فردا"],
    ["hu", "ma", "tegnap", "holnap"],
  ]) {
    assert.equal(dayText(at(2026, 11, 22, 0, 1), locale, NOW), today);
    assert.equal(dayText(at(2026, 11, 21, 23, 59), locale, NOW), yesterday);
    assert.equal(dayText(at(2026, 11, 23, 0, 1), locale, NOW), tomorrow);
  }
});

test("an earlier day is written as its language writes it", () => {
  assert.equal(dayText(at(2026, 11, 3), "en", NOW), "Tuesday, November 3");
  assert.equal(dayText(at(2026, 11, 3), "hu", NOW), "november 3., kedd");
});

test("Reza reads weekday, day and month in this order, in his own calendar", () => {
  assert.equal(dayText(at(2026, 11, 3), "fa", NOW), "سه‌شنبه ۱۲ آبان");
});

test("a day of another year names the year", () => {
  assert.equal(dayText(at(2025, 3, 21), "en", NOW), "Friday, March 21, 2025");
  assert.equal(dayText(at(2025, 3, 21), "fa", NOW), "جمعه ۱ فروردین ۱۴۰۴");
});

test("times have two figures each, and Persian ones in Persian", () => {
  assert.equal(timeText(at(2026, 11, 22, 9, 5), "en"), "09:05");
  assert.equal(timeText(at(2026, 11, 22, 0, 0), "hu"), "00:00");
  assert.equal(timeText(at(2026, 11, 22, 15, 0), "fa"), "۱۵:۰۰");
});

test("two moments of one day are of one day", () => {
  assert.ok(isSameDay(at(2026, 11, 22, 0, 0), at(2026, 11, 22, 23, 59)));
  assert.ok(!isSameDay(at(2026, 11, 22), at(2026, 11, 23)));
});
