import assert from "node:assert/strict";
import { test } from "node:test";
import { secondsWaited, toneOf, waitFigures, waitSentence } from "warmline/console/model/waiting.js";
import { createWords } from "warmline/console/model/words.js";

const english = createWords("en", {
  "waiting.days.one": "{count} day",
  "waiting.days.other": "{count} days",
  "waiting.late": "late",
  "waiting.fine": "in time",
  "waiting.sentence.one": "waiting {count} minute, {state}",
  "waiting.sentence.other": "waiting {count} minutes, {state}",
  "waiting.sentence_new": "waiting under a minute, {state}",
});
const persian = createWords("fa", {});

test("The tone turns at half of the target and beyond it", () => {
  assert.deepEqual([59, 60, 120, 121].map((waited_s) => toneOf(waited_s, 120)), ["fine", "warn", "warn", "late"]);
});

test("Minutes and seconds up to an hour, then hours, then whole days", () => {
  assert.equal(waitFigures(20, english), "0:20");
  assert.equal(waitFigures(100, english), "1:40");
  assert.equal(waitFigures(3_909, english), "1:05:09");
  assert.equal(waitFigures(2 * 86_400 + 5, english), "2 days");
});

test("Nasrin reads the waiting time in Persian digits", () => {
  assert.equal(waitFigures(100, persian), "۱:۴۰");
});

test("A clock that runs behind does not make anybody wait a negative time", () => {
  assert.equal(secondsWaited(5_000, 2_000), 0);
});

test("A screen reader hears whole minutes and the state, not a running clock", () => {
  assert.equal(waitSentence(100, "late", english), "waiting 1 minute, \u2068late\u2069");
  assert.equal(waitSentence(20, "fine", english), "waiting under a minute, \u2068in time\u2069");
});
