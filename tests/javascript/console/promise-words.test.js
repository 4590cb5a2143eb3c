import assert from "node:assert/strict";
import { test } from "node:test";
import { spokenPromise } from "warmline/console/model/promise-words.js";

/** A Monday at noon. */
const NOON = new Date(2026, 10, 23, 12).getTime();
const at = (day, hour, minute = 0) => new Date(2026, 10, 23 + day, hour, minute).getTime();

const dueOf = (text, locale) => spokenPromise(text, locale, NOON)?.due ?? null;

test("Emma says until when, in the ways people say it", () => {
  assert.equal(dueOf("I'll get back to you by 5 pm.", "en"), at(0, 17));
  assert.equal(dueOf("We will call you tomorrow at 9:30.", "en"), at(1, 9, 30));
  assert.equal(dueOf("You will hear from me by 15:00 today", "en"), at(0, 15));
  assert.equal(dueOf("I will write to you by 3", "en"), at(0, 15));
  assert.equal(dueOf("I’ll send it by 10 on Friday", "en"), at(4, 10));
});

test("Reza says it in Persian, with Persian digits", () => {
  assert.equal(dueOf("تا ساعت ۱۷ خبر می‌دهم.", "fa"), at(0, 17));
  assert.equal(dueOf("فردا ساعت ۱۰:۳۰ به شما اطلاع می‌دهم.", "fa"), at(1, 10, 30));
  assert.equal(dueOf("تا ساعت ۵ عصر پاسخ می‌دهیم", "fa"), at(0, 17));
  assert.equal(dueOf("روز سه‌شنبه ساعت ۹ صبح تماس می‌گیرم", "fa"), at(1, 9));
});

test("Zsófi says it in Hungarian, with its endings", () => {
  assert.equal(dueOf("17 óráig visszajelzek.", "hu"), at(0, 17));
  assert.equal(dueOf("Holnap 10:30-ig megírom a választ.", "hu"), at(1, 10, 30));
  assert.equal(dueOf("Ma délután 3-kor felhívom Önt", "hu"), at(0, 15));
  assert.equal(dueOf("Pénteken 9 órára elküldöm.", "hu"), at(4, 9));
});

test("A time that nobody commits to is no promise", () => {
  for (const text of ["We are open until 17:00.", "The bus leaves at 5 pm.", "You can save by 20 % today, and I will tell you how", "Order by 12 pm."]) {
    assert.equal(dueOf(text, "en"), null, text);
  }
  assert.equal(dueOf("فروشگاه تا ساعت ۱۷ باز است.", "fa"), null);
  assert.equal(dueOf("17 óráig vagyunk nyitva.", "hu"), null);
});

test("What has passed, and what no clock shows, is no promise", () => {
  assert.equal(dueOf("I will call you today at 9 am", "en"), null);
  assert.equal(dueOf("I will call you by 45", "en"), null);
});

test("Its place in the draft is the time as it was typed", () => {
  const text = "سلام. تا ساعت ۱۷ خبر می‌دهم.";
  const { start, end } = spokenPromise(text, "fa", NOON);
  assert.equal(text.slice(start, end), "تا ساعت ۱۷");
});
