import assert from "node:assert/strict";
import { test } from "node:test";
import { monthTitle, weekdayTitle } from "warmline/console/model/dates.js";
import { fromJalali, monthLength, monthsFrom, toJalali } from "warmline/console/model/jalali.js";
import { createWords } from "warmline/console/model/words.js";

const words = createWords("fa", {});
const at = (iso, hour = 0, minute = 0) => new Date(`${iso}T00:00:00`).setHours(hour, minute, 0, 0);

test("Reza's day on this clock, from its first minute to its last", () => {
  for (const [hour, minute] of [[0, 0], [12, 30], [23, 59]]) assert.deepEqual(toJalali(at("2026-11-22", hour, minute)), { year: 1405, month: 9, day: 1 });
  assert.deepEqual(toJalali(at("2027-03-20")), { year: 1405, month: 12, day: 29 });
  assert.deepEqual(toJalali(at("2027-03-21")), { year: 1406, month: 1, day: 1 });
});

test("A day and a time of his calendar are the same moment", () => {
  assert.equal(fromJalali({ year: 1405, month: 9, day: 3 }, 9, 5), at("2026-11-24", 9, 5));
  for (let day = 0; day < 800; day += 1) {
    const moment = at("2026-01-01", 15, 20) + day * 86_400_000;
    const noon = new Date(moment).setHours(15, 20, 0, 0);
    assert.equal(fromJalali(toJalali(noon), 15, 20), noon);
  }
});

test("Esfand has thirty days in a leap year only, and a day that a month lacks is its last", () => {
  assert.deepEqual([1403, 1404, 1405, 1408].map((year) => monthLength(year, 12)), [30, 29, 29, 30]);
  assert.deepEqual([1, 6, 7, 11].map((month) => monthLength(1405, month)), [31, 31, 30, 30]);
  assert.deepEqual(toJalali(fromJalali({ year: 1405, month: 12, day: 31 }, 9)), { year: 1405, month: 12, day: 29 });
});

test("The coming year has thirteen begun months, across Nowruz", () => {
  const months = monthsFrom(at("2026-11-22"), 13);
  assert.deepEqual(months[0], { year: 1405, month: 9 });
  assert.deepEqual(months[4], { year: 1406, month: 1 });
  assert.deepEqual(months[12], { year: 1406, month: 9 });
});

test("Days and months are named as people name them", () => {
  assert.equal(weekdayTitle(at("2026-11-24", 12), words), "سه‌شنبه");
  assert.equal(monthTitle(at("2026-11-24", 12), words), "آذر ۱۴۰۵");
});
