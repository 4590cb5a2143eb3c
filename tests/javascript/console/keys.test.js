import assert from "node:assert/strict";
import { test } from "node:test";
import { BINDINGS, commandOf } from "warmline/console/model/keys.js";

const press = (key, code, held = {}) => ({ key, code, altKey: false, ctrlKey: false, metaKey: false, shiftKey: false, ...held });
const reading = { isTyping: false };
const typing = { isTyping: true };

test("Alt+E resolves on an English keyboard", () => {
  assert.deepEqual(commandOf(press("e", "KeyE", { altKey: true }), typing), { command: "resolve" });
});

test("Nasrin types Persian: the key in the place of E resolves", () => {
  assert.deepEqual(commandOf(press("ث", "KeyE", { altKey: true }), typing), { command: "resolve" });
});

test("On an Apple keyboard Option+E begins an accent, and still resolves", () => {
  assert.deepEqual(commandOf(press("Dead", "KeyE", { altKey: true }), typing), { command: "resolve" });
  assert.deepEqual(commandOf(press("π", "KeyP", { altKey: true }), typing), { command: "note" });
});

test("On a French keyboard the typed letter counts, not its place", () => {
  assert.equal(commandOf(press("a", "KeyQ", { altKey: true }), typing), null);
  assert.deepEqual(commandOf(press("m", "Semicolon", { altKey: true }), typing), { command: "snooze" });
});

test("Bence's AltGr, which is Ctrl+Alt, types his letters and commands nothing", () => {
  for (const { keys } of BINDINGS) {
    const letter = keys.at(-1);
    assert.equal(commandOf(press(letter, `Key${letter}`, { ctrlKey: true, altKey: true }), typing), null);
  }
});

test("Alt and a digit name a conversation by its place in the list", () => {
  assert.deepEqual(commandOf(press("۳", "Digit3", { altKey: true }), typing), { command: "nth", nth: 3 });
});

test("The palette opens with Ctrl and with ⌘", () => {
  assert.deepEqual(commandOf(press("k", "KeyK", { ctrlKey: true }), typing), { command: "palette" });
  assert.deepEqual(commandOf(press("k", "KeyK", { metaKey: true }), typing), { command: "palette" });
});

test("A question mark in a message is a question mark", () => {
  assert.equal(commandOf(press("?", "Slash", { shiftKey: true }), typing), null);
  assert.deepEqual(commandOf(press("?", "Slash", { shiftKey: true }), reading), { command: "keys" });
  assert.deepEqual(commandOf(press("؟", "Slash", { shiftKey: true }), reading), { command: "keys" });
});

test("No two commands share a key, and none uses Ctrl with Alt", () => {
  const all = BINDINGS.map(({ keys }) => keys.join("+"));
  assert.equal(new Set(all).size, all.length);
  assert.ok(BINDINGS.every(({ keys }) => !(keys.includes("Alt") && keys.includes("Mod"))));
});
