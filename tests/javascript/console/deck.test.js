import assert from "node:assert/strict";
import { test } from "node:test";
import { close, fromHash, layoutFor, openBeside, openInstead, toHash, visiblePanes } from "warmline/console/model/deck.js";

const empty = { panes: [], active: null };

test("As many conversations stand side by side as have room", () => {
  assert.equal(layoutFor(1440, true).fits, 2);
  assert.equal(layoutFor(1280, true).fits, 1);
  assert.equal(layoutFor(1280, false).fits, 2);
  assert.equal(layoutFor(1920, true).fits, 3);
  assert.equal(layoutFor(390, true).fits, 1);
});

test("On a phone the context is a sheet, on a desktop a column", () => {
  assert.deepEqual([390, 900, 1280].map((width) => layoutFor(width, true).isContextDocked), [false, false, true]);
  assert.ok(layoutFor(390, false).isPhone);
});

test("Reza opens Sara, then Bence beside her, then Tom in place of Bence", () => {
  const deck = [1, 2, 3].reduce((before, id) => openBeside(before, id, 2), empty);
  assert.deepEqual(deck, { panes: [1, 3], active: 3 });
});

test("Opening what is already open only makes it the active one", () => {
  assert.deepEqual(openInstead({ panes: [1, 2], active: 2 }, 1), { panes: [1, 2], active: 1 });
});

test("Closing the active conversation hands over to its neighbour", () => {
  assert.deepEqual(close({ panes: [1, 2, 3], active: 2 }, 2), { panes: [1, 3], active: 3 });
  assert.deepEqual(close({ panes: [1], active: 1 }, 1), empty);
});

test("In a narrower window the active conversation stays in sight", () => {
  assert.deepEqual(visiblePanes({ panes: [1, 2, 3], active: 3 }, 2), [2, 3]);
  assert.deepEqual(visiblePanes({ panes: [1, 2, 3], active: 1 }, 2), [1, 2]);
});

test("The address remembers the deck, and nonsense in it opens nothing", () => {
  const deck = { panes: [12, 15], active: 15 };
  assert.deepEqual(fromHash(`#${toHash(deck)}`), deck);
  assert.deepEqual(fromHash("#a+-1+0"), empty);
});
