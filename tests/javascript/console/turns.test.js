import assert from "node:assert/strict";
import { test } from "node:test";
import { createTurns } from "warmline/console/model/turns.js";

test("Only the newest turn about something counts, and what it is about keeps turns apart", () => {
  const turn = createTurns();
  const [aboutSara, aboutBence] = [turn(1), turn(2)];
  assert.deepEqual([aboutSara(), aboutBence()], [true, true]);
  const again = turn(1);
  assert.deepEqual([aboutSara(), aboutBence(), again()], [false, true, true]);
});
