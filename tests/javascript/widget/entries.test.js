import assert from "node:assert/strict";
import test from "node:test";

import { entriesOf } from "../../../widget/entries.js";

const AROUND = { greeting: "Welcome", brand: "Garden & Co.", you: "You", team: [{ name: "Zsófi", photo: "/z.jpg" }] };
const asked = { seq: 1, sender: "visitor", body: "Where?", at: 10, client_id: "c1" };
const answered = { seq: 2, sender: "agent", body: "Here.", at: 20, name: "Zsófi" };

function shown({ items = [], messages = [], team_read = 0, hasOlder = false } = {}) {
  const visitor = { timeline: { items, hasOlder }, outbox: { messages }, receipts: { team_read }, state: { is_online: true } };
  return entriesOf(/** @type {any} */ (visitor), AROUND);
}

test("a conversation that has not begun shows the greeting", () => {
  assert.deepEqual(shown().map(({ body, isOwn }) => [body, isOwn]), [["Welcome", false]]);
});

test("a conversation whose beginning is not held shows no greeting in its middle", () => {
  assert.deepEqual(shown({ items: [asked], hasOlder: true }).map(({ body }) => body), ["Where?"]);
});

test("Sara's message goes from pending to sent to read under one key", () => {
  const pending = { client_id: "c1", at: 10, body: "Where?" };
  const states = [shown({ messages: [pending] }), shown({ items: [asked] }), shown({ items: [asked], team_read: 1 })];
  assert.deepEqual(states.map((entries) => entries.at(-1)).map(({ key, state }) => [key, state]), [
    ["c1", "pending"],
    ["c1", "sent"],
    ["c1", "read"],
  ]);
});

test("a refused message says so", () => {
  const refused = { client_id: "c1", at: 10, body: "", refused: "body_empty" };
  assert.equal(shown({ messages: [refused] }).at(-1)?.state, "refused");
});

test("an answer carries the name and the picture of who gave it, and no tick", () => {
  const { author, face, state, isOwn } = /** @type {any} */ (shown({ items: [asked, answered] }).at(-1));
  assert.deepEqual([author, face.photo, state, isOwn], ["Zsófi", "/z.jpg", undefined, false]);
});

test("somebody who has left the team is still named", () => {
  const { face } = /** @type {any} */ (shown({ items: [{ ...answered, name: "Reza" }] }).at(-1));
  assert.deepEqual(face, { name: "Reza" });
});

test("what waits stands after everything that is stored", () => {
  const entries = shown({ items: [asked, answered], messages: [{ client_id: "c2", at: 5, body: "Thanks" }] });
  assert.deepEqual(entries.map(({ body }) => body), ["Welcome", "Where?", "Here.", "Thanks"]);
});

test("a promise stands with the message that gave it", () => {
  const entries = shown({ items: [asked, { ...answered, promise_due: 900 }] });
  assert.deepEqual(entries.map(({ promise }) => promise), [undefined, undefined, 900]);
});
