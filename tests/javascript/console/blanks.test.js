import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { askFor, blankCalled } from "warmline/console/model/blank-names.js";
import { blankAt, neighbour, openBlanks, pieces, render, withBlanks } from "warmline/console/model/blanks.js";
import { placeholder } from "./replies.js";

const STARTER = new URL("../../../canned_replies/starter/starter_library.yaml", import.meta.url);
const NAMES = [...readFileSync(STARTER, "utf8").matchAll(/^ {2}([a-z_.\d]+): +\{kind:/gm)].map(([, name]) => name);

const placeholders = { "contact.first_name": placeholder({ fallback: { fa: "همراه" } }), "promise.due": placeholder({ makes_promise: true }) };
const inPersian = (template, values = {}) => render(template, { language: "fa", values, placeholders });

test("A known value stands in its isolate, so that Bence keeps his place in a Persian sentence", () => {
  const values = { "contact.first_name": { text: "Bence", source: "contact", read_at: null } };
  assert.equal(inPersian("سلام {{ contact.first_name }} گرامی", values), "سلام \u2068Bence\u2069 گرامی");
});

test("Without a value: the reply's own fallback, then the placeholder's, then an open blank", () => {
  assert.equal(inPersian('سلام {{ contact.first_name or "دوست" }}'), "سلام \u2068دوست\u2069");
  assert.equal(inPersian("سلام {{ contact.first_name }}"), "سلام \u2068همراه\u2069");
  assert.equal(inPersian("خبر می‌دهم {{ promise.due }}."), "خبر می‌دهم ⟦تا کی؟⟧.");
});

test("A value in several languages is said in the reply's own", () => {
  const values = { "promise.due": { text: { en: "by 15:00 today", fa: "تا ساعت ۱۵:۰۰ امروز" }, source: "agent", read_at: null } };
  assert.equal(inPersian("{{ promise.due }}", values), "\u2068تا ساعت ۱۵:۰۰ امروز\u2069");
});

test("A value is never read as a template, and brings no signs that turn the text around", () => {
  const values = { "contact.first_name": { text: "{{ promise.due }}\u202e\n!", source: "contact", read_at: null } };
  assert.equal(inPersian("{{ contact.first_name }}", values), "\u2068{{ promise.due }} !\u2069");
});

test("Words and gaps of a template, in order", () => {
  assert.deepEqual(pieces('Hi {{contact.first_name or "there"}}, {{ step.1 }}'), [
    "Hi ", { name: "contact.first_name", fallback: "there" }, ", ", { name: "step.1", fallback: "" },
  ]);
});

test("Half a bracket still counts as open: something is missing there", () => {
  assert.deepEqual(openBlanks("a ⟦what?⟧ b ⟦ c").map(({ start, end, asked }) => [start, end, asked]), [[2, 9, "what?"], [12, 13, ""]]);
  assert.deepEqual(openBlanks("nothing [here]"), []);
});

test("Tab leads on to the next open blank, Shift+Tab back, and out at the ends", () => {
  const text = "⟦a⟧ and ⟦b⟧";
  assert.equal(neighbour(text, 0, 3, 1)?.asked, "b");
  assert.equal(neighbour(text, 8, 11, -1)?.asked, "a");
  assert.equal(neighbour(text, 8, 11, 1), null);
  assert.equal(neighbour(text, 0, 0, -1), null);
});

test("The blank that the selection lies in", () => {
  assert.equal(blankAt("x ⟦a⟧", 2, 5)?.asked, "a");
  assert.equal(blankAt("x ⟦a⟧", 0), null);
  assert.equal(blankAt("⟦a⟧ x", 3), null);
});

test("Dots of a coach's sentence become blanks", () => {
  assert.equal(withBlanks("First step: …"), "First step: ⟦…⟧");
});

test("Every blank of the starter asks in each language, and no two ask the same", () => {
  assert.ok(NAMES.length > 40);
  for (const locale of ["en", "fa", "hu"]) {
    const asked = NAMES.map((name) => askFor(name, locale));
    assert.equal(new Set(asked).size, NAMES.length);
    assert.ok(asked.every((words, index) => !words.startsWith(NAMES[index].replace(/[._]/g, " "))) || locale === "en");
    asked.forEach((words, index) => assert.equal(blankCalled(words, NAMES), NAMES[index]));
  }
});

test("An organisation's own blank goes by its name", () => {
  assert.equal(askFor("delivery.day", "en"), "delivery day?");
  assert.equal(blankCalled("delivery day?", ["delivery.day"]), "delivery.day");
  assert.equal(blankCalled("something else", ["delivery.day"]), null);
});
