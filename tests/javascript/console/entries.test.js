import assert from "node:assert/strict";
import { test } from "node:test";
import { callFor, loudest } from "warmline/console/model/attention.js";
import { activitySentence, entriesOf } from "warmline/console/model/entries.js";
import { createWords } from "warmline/console/model/words.js";
import { row } from "./rows.js";

const REZA = 7;
const ZSOFI = 8;
const words = createWords("en", {
  "message.you": "You",
  "keys.propose": "Propose",
  "activity.assigned": "{actor} gave this to {agent}",
  "activity.taken": "{actor} took this",
  "activity.reopened_alone": "Opened again",
  "activity.snoozed_message": "{actor} set this aside",
});
const agents = new Map([[REZA, { id: REZA, name: "Reza" }], [ZSOFI, { id: ZSOFI, name: "Zsófi" }]]);
const around = { agents, me: REZA, receipts: { delivered: 2, read: 1 }, words, now: 0 };
const item = (seq, facts) => ({ conversation: 1, seq, at: seq, kind: "message", sender: "agent", body: "…", ...facts });
const plain = (text) => text.replace(/[\u2068\u2069]/g, "");

test("How far Reza's messages have come is read from the visitor's own numbering", () => {
  const items = [1, 2, 3].map((place) => item(place * 10, { agent: REZA, visitor_seq: place }));
  assert.deepEqual(entriesOf(items, [], around).map(({ state }) => state), ["read", "delivered", "sent"]);
});

test("Colleagues are named, Reza himself only above his notes, and notes have no receipt", () => {
  const items = [item(1, { agent: ZSOFI, visitor_seq: 9 }), item(2, { agent: REZA, visitor_seq: 10 }), item(3, { agent: REZA, kind: "note" })];
  assert.deepEqual(entriesOf(items, [], around).map(({ author }) => author), ["Zsófi", undefined, "You"]);
  assert.equal(entriesOf(items, [], around)[2].state, undefined);
});

test("A pending message keeps its place and its key when it is stored, and is never shown twice", () => {
  const pending = [{ client_id: "abcdefgh", at: 5, body: "…" }];
  const before = entriesOf([], pending, around);
  const after = entriesOf([item(1, { agent: REZA, client_id: "abcdefgh", visitor_seq: 3 })], pending, around);
  assert.deepEqual([before[0].key, before[0].state], ["abcdefgh", "pending"]);
  assert.deepEqual(after.map(({ key, state }) => [key, state]), [["abcdefgh", "sent"]]);
});

test("What Reza changed in a reply can be proposed; what others changed, or what went out as it was, cannot", () => {
  const from = (edited) => [{ key: "greeting.hello", revision: 1, language: "en", edited }];
  const items = [item(1, { agent: REZA, replies: from(0.2) }), item(2, { agent: ZSOFI, replies: from(0.2) }), item(3, { agent: REZA, replies: from(0) })];
  const pending = [{ client_id: "abcdefgh", at: 5, body: "Hello, Sara", replies: [{ key: "greeting.hello", revision: 1, language: "en", text: "Hello, you" }] }];
  assert.deepEqual(entriesOf(items, pending, around).map(({ act }) => act), ["Propose", undefined, undefined, undefined]);
  assert.equal(entriesOf([], [{ ...pending[0], replies: [{ ...pending[0].replies[0], text: "Hello, Sara and all" }], body: "Hello, Sara and both" }], around)[0].act, "Propose");
});

test("What happened is said in whole sentences", () => {
  const say = (activity, agent) => plain(activitySentence(item(1, { kind: "activity", agent, activity }), around));
  assert.equal(say({ verb: "assigned", agent: REZA }, REZA), "Reza took this");
  assert.equal(say({ verb: "assigned", agent: ZSOFI }, REZA), "Reza gave this to Zsófi");
  assert.equal(say({ verb: "snoozed" }, REZA), "Reza set this aside");
  assert.equal(say({ verb: "reopened" }), "Opened again");
});

test("A sound is for Reza's and nobody's conversations, and not for the one he looks at", () => {
  const call = (before, after, inFocus = null) => callFor(before, row(after), { me: REZA, inFocus });
  assert.equal(call(undefined, { visitor_messages: 1 })?.tone, "new");
  assert.equal(call(row(), { visitor_messages: 2, assignee: REZA })?.tone, "message");
  assert.equal(call(row(), { visitor_messages: 2, assignee: ZSOFI }), null);
  assert.equal(call(row(), { visitor_messages: 2 }, 1), null);
  assert.equal(call(row(), { visitor_messages: 1, status: "open" }), null);
  assert.equal(loudest([{ id: 1, tone: "message" }, { id: 2, tone: "new" }])?.id, 2);
});
