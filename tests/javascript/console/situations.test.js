import assert from "node:assert/strict";
import { test } from "node:test";
import { guessSituations } from "warmline/console/model/situations.js";

const visitor = (body) => ({ sender: "visitor", kind: "message", body });
const agent = (body) => ({ sender: "agent", kind: "message", body });

test("Sara asks for her money back in three languages", () => {
  for (const text of ["I want a refund please", "بازگشت وجه من چه شد؟", "Mikor kapom meg a visszatérítést?"]) {
    assert.ok(guessSituations([agent("."), visitor(text)]).includes("refund_status"), text);
  }
});

test("What was said last weighs most", () => {
  const said = [visitor("Is it in stock?"), agent("Yes."), visitor("Thanks, perfect!")];
  assert.deepEqual(guessSituations(said), ["closing", "out_of_stock"]);
});

test("A conversation without an answer may want a greeting; a missed promise wants its own words", () => {
  assert.deepEqual(guessSituations([visitor("hm")]), ["greeting"]);
  assert.deepEqual(guessSituations([visitor("hm"), agent("hm")], { isPromiseMissed: true }), ["missed_promise"]);
});

test("Notes and what the agent says are no cues", () => {
  assert.deepEqual(guessSituations([agent("refund"), { sender: "agent", kind: "note", body: "refund" }]), []);
});
