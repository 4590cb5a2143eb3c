import assert from "node:assert/strict";
import test from "node:test";

import { Outbox, newClientId } from "../../../widget/client/outbox.js";
import { Store } from "../../../widget/client/store.js";
import { FakeClock, FakeStorage } from "./world.js";

/** One tab's outbox over storage that tabs may share. */
function tab({ storage = new FakeStorage(), clock = new FakeClock() } = {}) {
  const sent = [];
  const store = new Store("warmline.shop.", storage);
  const outbox = new Outbox({ store, clock, transmit: ({ body }) => sent.push(body) });
  return { outbox, sent, storage, clock };
}

const bodies = (outbox) => outbox.messages.map(({ body }) => body);

test("what Sara writes is sent at once and kept until its own item comes", () => {
  const { outbox, sent, storage } = tab();
  const { client_id } = outbox.add("Where is my order?");
  assert.deepEqual(sent, ["Where is my order?"]);
  assert.equal(tab({ storage }).outbox.messages.length, 1);
  outbox.settle({ type: "item", client_id });
  assert.deepEqual(bodies(outbox), []);
  assert.deepEqual(Object.keys(storage), []);
});

test("what Sara wrote before a reload is sent after it, in order", () => {
  const { outbox, storage, clock } = tab();
  outbox.add("one");
  outbox.add("two");
  const later = tab({ storage, clock });
  later.outbox.flush(true);
  assert.deepEqual(bodies(later.outbox), ["one", "two"]);
  assert.deepEqual(later.sent, ["one"]);
  later.outbox.settle({ type: "item", client_id: later.outbox.messages[0].client_id });
  assert.deepEqual(later.sent, ["one", "two"]);
});

test("the second message waits for the first, so that their order is kept", () => {
  const { outbox, sent } = tab();
  const first = outbox.add("one");
  outbox.add("two");
  outbox.flush();
  assert.deepEqual(sent, ["one"]);
  outbox.settle({ type: "item", client_id: first.client_id });
  assert.deepEqual(sent, ["one", "two"]);
});

test("Zsófi's two conversations do not wait for one another", () => {
  const { outbox, sent } = tab();
  outbox.add("to Sara", { lane: 1 });
  outbox.add("to Bence", { lane: 2 });
  outbox.add("to Sara again", { lane: 1 });
  assert.deepEqual(sent, ["to Sara", "to Bence"]);
});

test("a message without an answer is offered again after ten seconds", () => {
  const { outbox, sent, clock } = tab();
  outbox.add("hello?");
  clock.advance(9_999);
  assert.equal(sent.length, 1);
  clock.advance(1);
  assert.equal(sent.length, 2);
  clock.advance(10_000);
  assert.equal(sent.length, 3);
});

test("a new connection does not wait for the ten seconds", () => {
  const { outbox, sent } = tab();
  outbox.add("hello?");
  outbox.flush();
  assert.equal(sent.length, 1);
  outbox.flush(true);
  assert.equal(sent.length, 2);
});

test("a full disk: the message stays, and comes again when the server said", () => {
  const { outbox, sent, clock } = tab();
  const { client_id } = outbox.add("hello?");
  outbox.settle({ type: "error", client_id, code: "storage_full", retry_after_s: 30 });
  clock.advance(29_999);
  assert.equal(sent.length, 1);
  clock.advance(1);
  assert.equal(sent.length, 2);
  assert.equal(outbox.messages[0].refused, undefined);
});

test("a message that will never be taken is marked, kept, and does not hold up the next", () => {
  const { outbox, sent, storage } = tab();
  const { client_id } = outbox.add("far too long");
  outbox.add("short");
  outbox.settle({ type: "error", client_id, code: "body_too_long" });
  assert.deepEqual(sent, ["far too long", "short"]);
  assert.equal(tab({ storage }).outbox.messages[0].refused, "body_too_long");
  outbox.remove(client_id);
  assert.deepEqual(bodies(tab({ storage }).outbox), ["short"]);
});

test("two tabs hold the same messages and neither loses the other's", () => {
  const one = tab();
  const second = tab({ storage: one.storage, clock: one.clock });
  one.outbox.add("from the first tab");
  one.clock.advance(5);
  second.outbox.add("from the second tab");
  one.outbox.load();
  second.outbox.load();
  const both = ["from the first tab", "from the second tab"];
  assert.deepEqual(bodies(one.outbox), both);
  assert.deepEqual(bodies(second.outbox), both);
});

test("a message acknowledged in the other tab stays here until its own item arrives here", () => {
  const one = tab();
  const { client_id } = one.outbox.add("hello");
  const second = tab({ storage: one.storage, clock: one.clock });
  second.outbox.settle({ type: "item", client_id });
  one.outbox.load();
  assert.deepEqual(bodies(one.outbox), ["hello"]);
  one.outbox.settle({ type: "item", client_id });
  assert.deepEqual(bodies(one.outbox), []);
});

test("a refused message taken back in one tab is gone in the other", () => {
  const one = tab();
  const { client_id } = one.outbox.add("bad");
  one.outbox.settle({ type: "error", client_id, code: "body_invalid" });
  const second = tab({ storage: one.storage, clock: one.clock });
  second.outbox.remove(client_id);
  one.outbox.load();
  assert.deepEqual(bodies(one.outbox), []);
});

test("where storage is full or forbidden, messages are still sent and retried", () => {
  const full = { setItem() { throw new DOMException("full", "QuotaExceededError"); }, getItem: () => null, removeItem() {} };
  const { outbox, sent, clock } = tab({ storage: /** @type {any} */ (full) });
  outbox.add("hello");
  clock.advance(10_000);
  assert.deepEqual(sent, ["hello", "hello"]);
});

test("an answer to somebody else's message changes nothing", () => {
  const { outbox } = tab();
  outbox.add("hello");
  outbox.settle({ type: "item", client_id: "another-one" });
  outbox.settle({ type: "item" });
  assert.equal(outbox.messages.length, 1);
});

test("client ids are as the protocol wants them, never the same, and begin with the time", () => {
  const before = Date.now();
  const ids = new Set(Array.from({ length: 1000 }, newClientId));
  assert.equal(ids.size, 1000);
  for (const id of ids) {
    assert.match(id, /^[A-Za-z0-9_-]{8,64}$/);
    const at = Number.parseInt(id.slice(0, 12), 16);
    assert.ok(before <= at && at <= Date.now(), `${id} says ${at}`);
  }
});
