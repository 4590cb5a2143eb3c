import assert from "node:assert/strict";
import { test } from "node:test";
import { continuation, newLine, toggleBold, toggleBullets, toggleNumbers } from "warmline/console/model/markup-edit.js";

test("Zsófi makes a word bold, and plain again", () => {
  const bold = toggleBold({ text: "a fontos szó", start: 2, end: 8 });
  assert.deepEqual(bold, { text: "a **fontos** szó", start: 4, end: 10 });
  assert.deepEqual(toggleBold(bold), { text: "a fontos szó", start: 2, end: 8 });
});

test("With nothing chosen, bold waits for what is typed next", () => {
  assert.deepEqual(toggleBold({ text: "", start: 0, end: 0 }), { text: "****", start: 2, end: 2 });
});

test("The chosen lines become steps, and the steps become points, and the points lines", () => {
  const steps = toggleNumbers({ text: "open\npay", start: 0, end: 8 });
  assert.equal(steps.text, "1. open\n2. pay");
  const points = toggleBullets({ ...steps, start: 0, end: steps.text.length });
  assert.equal(points.text, "- open\n- pay");
  assert.equal(toggleBullets({ ...points, start: 0, end: points.text.length }).text, "open\npay");
});

test("A new line goes on with the list, and an empty step ends it", () => {
  assert.deepEqual(newLine({ text: "1. open", start: 7, end: 7 }), { text: "1. open\n2. ", start: 11, end: 11 });
  assert.deepEqual(newLine({ text: "1. open\n2. ", start: 11, end: 11 }), { text: "1. open\n", start: 8, end: 8 });
  assert.deepEqual(newLine({ text: "hello", start: 5, end: 5 }), { text: "hello\n", start: 6, end: 6 });
  assert.equal(continuation("- milk"), "- ");
});
