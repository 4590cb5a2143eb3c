import assert from "node:assert/strict";
import { test } from "node:test";
import { slashAt } from "warmline/console/model/slash.js";

const queryOf = (text, caret = text.length) => slashAt(text, caret)?.query ?? null;

test("A slash at the start, after a space or on a new line opens the library", () => {
  assert.equal(queryOf("/"), "");
  assert.equal(queryOf("Hello /refund sent"), "refund sent");
  assert.equal(queryOf("Hello\n/قول"), "قول");
});

test("24/7, and/or, a path and an address stay what they are", () => {
  for (const text of ["24/7", "and/or", "https://shop.example/cart", "a /b/c"]) assert.equal(queryOf(text), null, text);
});

test("Prose after a slash ends the search", () => {
  assert.equal(queryOf("/ or"), null);
  assert.equal(queryOf("/refund  "), null);
  assert.equal(queryOf("/refund\nnext"), null);
  assert.equal(queryOf(`/${"a".repeat(60)}`), null);
});

test("What stands behind the caret is not part of it", () => {
  assert.deepEqual(slashAt("Hi /ref und", 7), { start: 3, end: 7, query: "ref" });
});
