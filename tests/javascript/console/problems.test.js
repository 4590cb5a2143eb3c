import assert from "node:assert/strict";
import { test } from "node:test";
import { problemSaid } from "warmline/console/model/problems.js";
import { createWords } from "warmline/console/model/words.js";

const problem = { code: "blank_unknown", values: { got: "no.such" }, message: "expected a known blank, got 'no.such'" };

test("A problem is said in the reader's words, its values in isolates", () => {
  const words = createWords("hu", { "problem.blank_unknown": "Nincs ilyen nevű kitöltendő hely: {got}" });
  assert.deepEqual(problemSaid(words, problem), { text: "Nincs ilyen nevű kitöltendő hely: \u2068no.such\u2069", isForeign: false });
});

test("A code that these words do not know yet is said in the server's English", () => {
  assert.deepEqual(problemSaid(createWords("fa", {}), problem), { text: problem.message, isForeign: true });
});
