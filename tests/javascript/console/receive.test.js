import assert from "node:assert/strict";
import { test } from "node:test";
import { receive } from "warmline/console/state/receive.js";
import { createThreads } from "warmline/console/state/threads.js";
import { row } from "./rows.js";

/** The store's shape with plain boxes instead of signals. */
function store() {
  const names = ["me", "rows", "agents", "inboxes", "marks", "viewers", "typing", "threads", "hasList"];
  const boxes = Object.fromEntries(names.map((name) => [name, { value: new Map() }]));
  return { ...boxes, me: { value: { id: 7, name: "Reza" } }, clockOffset_ms: 0 };
}

const item = (seq, facts = {}) => ({ type: "item", conversation: 1, seq, kind: "message", sender: "visitor", at: seq, ...facts });

test("A snapshot replaces the list, and a change replaces a row", () => {
  const desk = store();
  receive(desk, { type: "conversations", change: 2, is_snapshot: true, conversations: [row({ id: 1 }), row({ id: 2 })] });
  receive(desk, { type: "conversations", change: 3, conversations: [row({ id: 2, change: 3, status: "resolved" })] });
  assert.deepEqual([...desk.rows.value.values()].map(({ status }) => status), ["open", "resolved"]);
});

test("An older state of a row does not undo a newer one", () => {
  const desk = store();
  receive(desk, { type: "conversations", change: 5, conversations: [row({ change: 5, status: "resolved" })] });
  receive(desk, { type: "conversations", change: 6, conversations: [row({ change: 4, status: "open" })] });
  assert.equal(desk.rows.value.get(1).status, "resolved");
});

test("Presence turns the dots of agents and visitors, and ignores strangers", () => {
  const desk = store();
  desk.agents.value = new Map([[8, { id: 8, name: "Zsófi", presence: "offline" }]]);
  desk.rows.value = new Map([[1, row()]]);
  receive(desk, { type: "presence", agents: { 8: "online", 99: "online" }, visitors: { 1: true, 99: true } });
  assert.equal(desk.agents.value.get(8).presence, "online");
  assert.equal(desk.rows.value.get(1).is_visitor_online, true);
  assert.deepEqual([desk.agents.value.size, desk.rows.value.size], [1, 1]);
});

test("Sara stops typing when her message arrives; Zsófi goes on", () => {
  const desk = store();
  receive(desk, { type: "typing", conversation: 1, is_typing: true, text: "سفار" });
  receive(desk, { type: "typing", conversation: 1, is_typing: true, agent: 8, kind: "note" });
  receive(desk, item(1));
  assert.deepEqual(desk.typing.value.get(1), { isVisitor: false, text: "", agents: [{ id: 8, kind: "note" }] });
});

test("A gap is asked for again, and nothing is shown out of order", () => {
  const desk = store();
  const sent = [];
  const threads = createThreads({ store: desk, send: (frame) => sent.push(frame) > 0, olderItems: async () => null });
  threads.watch([1]);
  threads.receive({ type: "snapshot", conversation: 1, items: [item(1)], has_older: false, delivered: 0, read: 0 });
  threads.receive(item(3));
  assert.deepEqual(sent.map(({ type, after }) => [type, after]), [["open", 0], ["open", 1]]);
  assert.deepEqual(desk.threads.value.get(1).timeline.items.map(({ seq }) => seq), [1]);
});

test("A closed conversation is left, and what still arrives for it is not kept", () => {
  const desk = store();
  const sent = [];
  const threads = createThreads({ store: desk, send: (frame) => sent.push(frame) > 0, olderItems: async () => null });
  threads.watch([1]);
  threads.watch([]);
  threads.receive(item(1));
  assert.deepEqual(sent.at(-1), { type: "leave", conversation: 1 });
  assert.equal(desk.threads.value.size, 0);
});

test("Receipts only move forward", () => {
  const desk = store();
  const threads = createThreads({ store: desk, send: () => true, olderItems: async () => null });
  threads.watch([1]);
  threads.receive({ type: "receipts", conversation: 1, delivered: 4, read: 3 });
  threads.receive({ type: "receipts", conversation: 1, delivered: 2, read: 1 });
  assert.deepEqual([desk.threads.value.get(1).delivered, desk.threads.value.get(1).read], [4, 3]);
});

test("After a backup was restored, everything is asked for from the start", () => {
  const desk = store();
  const sent = [];
  const threads = createThreads({ store: desk, send: (frame) => sent.push(frame) > 0, olderItems: async () => null });
  threads.watch([1]);
  threads.receive({ type: "snapshot", conversation: 1, items: [item(1), item(2)], has_older: false });
  threads.resume(false);
  assert.equal(sent.at(-1).after, 2);
  threads.resume(true);
  assert.equal(sent.at(-1).after, 0);
});
