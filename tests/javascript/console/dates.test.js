import assert from "node:assert/strict";
import { test } from "node:test";
import { clock, day, dayHeading, daysAgo, shortMoment } from "warmline/console/model/dates.js";
import { createWords } from "warmline/console/model/words.js";

const catalogue = { "date.today": "Today", "date.yesterday": "Yesterday" };
const [english, persian, hungarian] = ["en", "fa", "hu"].map((locale) => createWords(locale, catalogue));
const noon = (year, month, date) => new Date(year, month - 1, date, 12, 5).getTime();
const NOW = noon(2026, 11, 22);

test("Nasrin reads Jalali days in the order day, month, year", () => {
  assert.equal(day(noon(2026, 11, 21), NOW, persian), "۳۰ آبان");
  assert.equal(day(noon(2025, 11, 21), NOW, persian), "۳۰ آبان ۱۴۰۴");
});

test("Bence and Tom read Gregorian days, each in their own order", () => {
  assert.equal(day(noon(2026, 10, 30), NOW, hungarian), "október 30.");
  assert.equal(day(noon(2025, 10, 30), NOW, hungarian), "2025. október 30.");
  assert.equal(day(noon(2026, 10, 30), NOW, english), "30 October");
});

test("A message of five past twelve says so in the digits of its reader", () => {
  assert.equal(clock(NOW, english), "12:05");
  assert.equal(clock(NOW, persian), "۱۲:۰۵");
});

test("Midnight, not twenty-four hours, makes a day", () => {
  const lateEvening = new Date(2026, 10, 21, 23, 59).getTime();
  assert.equal(daysAgo(lateEvening, new Date(2026, 10, 22, 0, 1).getTime()), 1);
  assert.equal(dayHeading(lateEvening, NOW, english), "Yesterday");
  assert.equal(shortMoment(NOW, NOW, english), "12:05");
});
