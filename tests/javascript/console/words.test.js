import assert from "node:assert/strict";
import { test } from "node:test";
import { createWords } from "warmline/console/model/words.js";

const catalogue = { "moved.one": "{count} moved", "moved.other": "{count} have moved", typing: "{name} is typing…" };

test("One and many take their own form", () => {
  const { t } = createWords("en", catalogue);
  assert.equal(t("moved", { count: 1 }), "1 moved");
  assert.equal(t("moved", { count: 2 }), "2 have moved");
});

test("A day and a time within a sentence stay in the order of the language, whatever letters they have", () => {
  const nested = { "date.at": "{day}, {time}", "list.until": "Until {when}" };
  const until = (locale) => {
    const words = createWords(locale, nested);
    return words.t("list.until", { when: words.t("date.at", { day: "امروز", time: "۱۲:۰۰" }) });
  };
  assert.equal(until("fa"), "Until \u2067\u2068امروز\u2069, \u2068۱۲:۰۰\u2069\u2069");
  assert.equal(until("en"), "Until \u2066\u2068امروز\u2069, \u2068۱۲:۰۰\u2069\u2069");
});

test("Sara's Persian name stands in an isolate, so that it cannot turn the sentence around", () => {
  assert.equal(createWords("en", catalogue).t("typing", { name: "سارا" }), "\u2068سارا\u2069 is typing…");
});

test("Reza reads Persian digits", () => {
  assert.equal(createWords("fa", { "moved.other": "{count} جابه‌جا شد" }).t("moved", { count: 12 }), "۱۲ جابه‌جا شد");
});

test("A word that nobody has written shows its key instead of hiding the mistake", () => {
  assert.equal(createWords("hu", {}).t("no.such"), "no.such");
});
