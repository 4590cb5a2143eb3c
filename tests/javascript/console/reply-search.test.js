import assert from "node:assert/strict";
import { test } from "node:test";
import { entryOf, fold, isOffered, search } from "warmline/console/model/reply-search.js";
import { card } from "./replies.js";

const NOW = new Date(2026, 10, 23, 12).getTime();
const QUIET = { situations: [], mine: {}, team: {}, now: NOW };

const sent = entryOf(card(), { en: "Refund status", hu: "Visszatérítés állása", fa: "وضعیت بازگشت وجه" });
const privacy = entryOf(card({
  key: "privacy.what_we_keep", situation: "privacy", label: { en: "What we keep", fa: "چه داده‌ای نگه می‌داریم", hu: "Mit tárolunk" },
  shortcut: { en: "privacy", fa: "حریم", hu: "adatvedelem" }, texts: { hu: "Őrizzük a rendelés adatait." },
}));
const bye = entryOf(card({
  key: "closing.goodbye", situation: "closing", label: { en: "Goodbye" }, shortcut: { en: "bye" }, texts: { en: "Thank you for writing about your refund." },
}));
const all = [bye, privacy, sent];

const keysFor = (query, around = QUIET) => search(all, query, around).map(({ key }) => key);

test("Zsófi types without accents and finds the Hungarian label", () => {
  assert.deepEqual(keysFor("tarolunk"), ["privacy.what_we_keep"]);
  assert.deepEqual(keysFor("TÁROLUNK"), ["privacy.what_we_keep"]);
});

test("Reza finds a Persian label however it is typed: Arabic letters, no half-space, a space", () => {
  for (const query of ["نگه می‌داریم", "نگه ميداريم", "نگه می داریم", "داده اي"]) {
    assert.deepEqual(keysFor(query), ["privacy.what_we_keep"], query);
  }
});

test("A shortcut that was typed on purpose stands before a text that happens to say the word", () => {
  assert.deepEqual(keysFor("refund"), ["refund_status.sent", "closing.goodbye"]);
});

test("Letters in order are enough for a label, never for a text", () => {
  assert.deepEqual(keysFor("gdbye"), ["closing.goodbye"]);
  assert.deepEqual(keysFor("thkwrt"), []);
});

test("Every word must be found somewhere", () => {
  assert.deepEqual(keysFor("refund sent"), ["refund_status.sent"]);
  assert.deepEqual(keysFor("refund privacy"), []);
});

test("With nothing typed, the situation of the conversation comes first", () => {
  assert.equal(keysFor("", { ...QUIET, situations: ["privacy"] })[0], "privacy.what_we_keep");
});

test("What Emma used this morning stands before what the team uses, and both before the rest", () => {
  const around = { ...QUIET, mine: { "privacy.what_we_keep": [3, NOW - 1000] }, team: { "privacy.what_we_keep": [3, NOW], "refund_status.sent": [9, NOW] } };
  assert.deepEqual(keysFor("", around), ["privacy.what_we_keep", "refund_status.sent", "closing.goodbye"]);
});

test("Folding unifies digits, letters and spaces of three languages", () => {
  assert.equal(fold("  Köszönöm, HÉTFŐN 15:00 "), "koszonom hetfon 15 00");
  assert.equal(fold("كي مي‌رسد؟ ۱۲"), "کی میرسد 12");
});

test("A reply is offered on its days, and never when the system alone may say it", () => {
  assert.equal(isOffered(card(), NOW), true);
  assert.equal(isOffered(card({ mode: "auto" }), NOW), false);
  assert.equal(isOffered(card({ active: { weekdays: [0] } }), NOW), true);
  assert.equal(isOffered(card({ active: { weekdays: [5, 6] } }), NOW), false);
  assert.equal(isOffered(card({ active: { first_day: "2026-12-01", last_day: "2026-12-24" } }), NOW), false);
  assert.equal(isOffered(card({ active: { first_day: "2026-11-23", last_day: "2026-11-23" } }), NOW), true);
});

test("The eight that Emma is shown are the first eight of all that are found, in the same order", () => {
  const many = Array.from({ length: 60 }, (_, number) => entryOf(card({ key: `group_${(number * 7) % 60}.reply`, situation: `s${number % 5}` })));
  const around = { ...QUIET, situations: ["s3", "s1"], team: { "group_14.reply": [4, NOW], "group_21.reply": [4, NOW] } };
  for (const query of ["", "r", "group 1", "refund"]) {
    const all = search(many, query, around, many.length);
    assert.deepEqual(search(many, query, around), all.slice(0, 8), query);
    assert.equal(new Set(all).size, all.length);
  }
  assert.deepEqual(search(many, "", { ...around, situations: [] }, 2).map(({ key }) => key), ["group_14.reply", "group_21.reply"]);
});

test("Two thousand replies are searched within a frame", () => {
  const many = Array.from({ length: 2000 }, (_, number) => entryOf(card({
    key: `group_${number % 50}.reply_${number}`, texts: { en: `Order ${number} ${"words of a longer reply ".repeat(15)}`, fa: "سفارش شما در راه است ".repeat(15), hu: "A rendelése úton van ".repeat(15) },
  })));
  search(many, "refund", QUIET);
  const start = performance.now();
  for (const query of ["r", "re", "ref", "refund", "zzz"]) search(many, query, QUIET);
  assert.ok((performance.now() - start) / 5 < 50, "expected less than 50 ms a letter");
});
