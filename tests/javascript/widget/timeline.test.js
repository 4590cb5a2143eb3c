import assert from "node:assert/strict";
import test from "node:test";

import { Timeline } from "../../../widget/client/timeline.js";

const item = (seq, client_id) => ({ seq, client_id });
const seqs = (timeline) => timeline.items.map(({ seq }) => seq);

test("items come in any order and stand in theirs", () => {
  const timeline = new Timeline();
  assert.equal(timeline.add([item(2), item(1), item(3)]), true);
  assert.deepEqual(seqs(timeline), [1, 2, 3]);
});

test("repeats are dropped", () => {
  const timeline = new Timeline();
  timeline.add([item(1), item(2)]);
  assert.equal(timeline.add([item(1), item(2), item(3)]), true);
  assert.deepEqual(seqs(timeline), [1, 2, 3]);
});

test("a hole is told, and nothing behind it is shown", () => {
  const timeline = new Timeline();
  timeline.add([item(1)]);
  assert.equal(timeline.add([item(3), item(4)]), false);
  assert.deepEqual(seqs(timeline), [1]);
  assert.equal(timeline.last, 1);
  assert.equal(timeline.add([item(2), item(3), item(4)]), true);
  assert.deepEqual(seqs(timeline), [1, 2, 3, 4]);
});

test("the first items of a conversation without a snapshot must begin at one", () => {
  assert.equal(new Timeline().add([item(2)]), false);
});

test("a snapshot replaces what was held and may begin anywhere", () => {
  const timeline = new Timeline();
  timeline.add([item(1)]);
  timeline.reset([item(51), item(50)], true);
  assert.deepEqual(seqs(timeline), [50, 51]);
  assert.equal(timeline.hasOlder, true);
  assert.equal(timeline.add([item(52)]), true);
});

test("an item of another conversation under a number that is taken is noticed", () => {
  const timeline = new Timeline();
  timeline.add([item(1, "old-one"), item(2)]);
  assert.equal(timeline.add([item(1, "new-one")]), false);
  assert.deepEqual(timeline.items, [item(1, "old-one"), item(2)]);
});

test("an earlier page goes in front, without repeats", () => {
  const timeline = new Timeline();
  timeline.reset([item(50), item(51)], true);
  timeline.prepend([item(48), item(49), item(50)], false);
  assert.deepEqual(seqs(timeline), [48, 49, 50, 51]);
  assert.equal(timeline.first, 48);
  assert.equal(timeline.hasOlder, false);
});

test("whatever the network does, the view is an exact prefix without repeats", () => {
  let seed = 7;
  const chance = () => (seed = (seed * 16_807) % 2_147_483_647) / 2_147_483_647;
  for (let round = 0; round < 300; round++) {
    const timeline = new Timeline();
    for (let frame = 0; frame < 40; frame++) {
      const start = 1 + Math.floor(chance() * 20);
      const size = 1 + Math.floor(chance() * 4);
      timeline.add(Array.from({ length: size }, (_, index) => item(start + index)).sort(() => chance() - 0.5));
      assert.deepEqual(seqs(timeline), Array.from({ length: timeline.last }, (_, index) => index + 1));
    }
  }
});
