import assert from "node:assert/strict";
import { test } from "node:test";
import { countMoved, longestRising, shown } from "warmline/console/model/freeze.js";

const ours = (...ids) => ({ name: "ours", ids });
const theirs = (...ids) => ({ name: "theirs", ids });

test("Nothing has moved when the list is the same", () => {
  assert.equal(countMoved([ours(1, 2), theirs(3)], [ours(1, 2), theirs(3)]), 0);
});

test("One conversation that overtakes two others is one that moved", () => {
  assert.equal(countMoved([ours(1, 2, 3)], [ours(3, 1, 2)]), 1);
});

test("A newcomer, one who left and one who changed the section all count", () => {
  assert.equal(countMoved([ours(1, 2), theirs(3)], [ours(2, 4), theirs(1)]), 3);
});

test("While the pointer is in the list, it shows the order it had", () => {
  assert.deepEqual(shown([ours(1, 2)], [ours(2, 1, 9)], () => true), [ours(1, 2)]);
  assert.deepEqual(shown(null, [ours(2, 1)], () => true), [ours(2, 1)]);
  assert.deepEqual(shown([ours(1), theirs(2)], [], (id) => id === 2), [theirs(2)]);
});

test("The longest rising run is found in a shuffled row", () => {
  assert.equal(longestRising([5, 1, 2, 9, 3, 4]), 4);
});
