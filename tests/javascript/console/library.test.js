import assert from "node:assert/strict";
import { test } from "node:test";
import { languageOf } from "warmline/console/state/coach.js";
import { createLibrary, textFor } from "warmline/console/state/library.js";
import { card } from "./replies.js";

const signal = (value) => ({ value, peek() { return this.value; } });

/** A window with a server that the test holds. */
function desk() {
  const asked = [];
  const server = { etag: '"1"', body: { change: 5, languages: ["en"], situations: {}, placeholders: {}, replies: [card()] } };
  const api = {
    replies: async (etag) => (asked.push(etag), etag === server.etag ? { etag, body: null } : { etag: server.etag, body: server.body }),
    replyUses: async () => ({ mine: {}, team: {} }),
    values: async (id, zone) => (asked.push(`values ${id} ${typeof zone}`), { values: {}, quick: [] }),
  };
  const store = {
    library: signal(null), replyUses: signal({ mine: {}, team: {} }), values: signal(new Map()),
    now: signal(0), rows: signal(new Map()), threads: signal(new Map()),
  };
  return { library: createLibrary({ store, api }), store, asked, server, api };
}

/** The server's next answers of a kind come when the test lets them, as they were when they were asked for. */
function hold(api, name) {
  const answer = api[name];
  const held = [];
  api[name] = async (...asked) => {
    const given = structuredClone(await answer(...asked));
    await new Promise((go) => held.push(go));
    return given;
  };
  return held;
}

const settled = () => new Promise(setImmediate);

const labels = ({ store }) => [...store.library.value.entries.values()].map((entry) => entry.card.label.en);

test("The library is asked for once; after a return of the line only for what is new", async () => {
  const emma = desk();
  await emma.library.refresh();
  const first = emma.store.library.value;
  await emma.library.refresh();
  assert.deepEqual(emma.asked, [null, '"1"']);
  assert.equal(emma.store.library.value, first);
});

test("What Nora approves is in Emma's picker at once, and what she retires is out of it", async () => {
  const emma = desk();
  await emma.library.refresh();
  emma.library.receive({ change: 6, key: "refund_status.sent", reply: card({ revision: 2, label: { en: "Money sent" } }) });
  assert.deepEqual(labels(emma), ["Money sent"]);
  assert.equal(emma.library.find(1, "money")[0].revision, 2);
  emma.library.receive({ change: 7, key: "refund_status.sent" });
  assert.deepEqual(labels(emma), []);
});

test("A reply for tomorrow is offered after midnight, though the library is the same", async () => {
  const emma = desk();
  emma.store.now.value = new Date(2026, 10, 22, 23, 59).getTime();
  emma.server.body.replies = [card({ active: { first_day: "2026-11-23" } })];
  await emma.library.refresh();
  assert.deepEqual(emma.library.find(1, "refund"), []);
  emma.store.now.value += 120_000;
  assert.equal(emma.library.find(1, "refund").length, 1);
});

test("A frame that is older than the library changes nothing", async () => {
  const emma = desk();
  await emma.library.refresh();
  emma.library.receive({ change: 5, key: "refund_status.sent", reply: null });
  assert.deepEqual(labels(emma), ["Refund sent"]);
});

test("When much has changed, the library is asked for again, all of it after single changes", async () => {
  const emma = desk();
  await emma.library.refresh();
  emma.library.receive({ change: 6, key: "refund_status.sent", reply: card() });
  emma.library.receive({ change: 9 });
  await new Promise(setImmediate);
  assert.deepEqual(emma.asked, [null, null]);
});

test("What Nora approves while the library is on its way is not covered by it", async () => {
  const emma = desk();
  await emma.library.refresh();
  emma.server.etag = '"2"';
  const held = hold(emma.api, "replies");
  const coming = emma.library.refresh();
  await settled();
  emma.library.receive({ change: 6, key: "refund_status.sent", reply: card({ revision: 2, label: { en: "Money sent" } }) });
  held[0]();
  await coming;
  assert.deepEqual(labels(emma), ["Money sent"]);
  assert.equal(emma.store.library.value.terms.change, 6);
});

test("Of two answers the one that was asked for last counts, whichever comes first", async () => {
  const emma = desk();
  const held = hold(emma.api, "replies");
  const early = emma.library.refresh();
  await settled();
  emma.server.body = { ...emma.server.body, change: 6, replies: [card({ label: { en: "Money sent" } })] };
  const late = emma.library.refresh();
  await settled();
  held[1]();
  await late;
  held[0]();
  await early;
  assert.deepEqual(labels(emma), ["Money sent"]);
});

test("Values that were asked for before the contact changed are not shown after it", async () => {
  const emma = desk();
  const held = hold(emma.api, "values");
  const early = emma.library.valuesFor(4);
  await settled();
  emma.library.forgetValues(4);
  const late = emma.library.valuesFor(4);
  await settled();
  held[1]();
  const newest = await late;
  held[0]();
  await early;
  assert.equal(emma.store.values.value.get(4), newest);
});

test("Values are asked for once while they are fresh", async () => {
  const emma = desk();
  await Promise.all([emma.library.valuesFor(4), emma.library.valuesFor(4)]);
  assert.deepEqual(emma.asked, ["values 4 string"]);
  assert.ok(emma.store.values.value.has(4));
});

test("A reply is said in the conversation's language, else in the inbox's, else in what there is", () => {
  const reply = card({ texts: { hu: "Szia", en: "Hi" } });
  assert.deepEqual(textFor(reply, "hu-HU"), { language: "hu", text: "Szia" });
  assert.deepEqual(textFor(reply, "fa", "hu"), { language: "hu", text: "Szia" });
  assert.deepEqual(textFor(card({ texts: { fa: "سلام" } }), "en"), { language: "fa", text: "سلام" });
});

test("The coach reads a draft in the language it is written in", () => {
  assert.equal(languageOf("nem tudom", "hu"), "hu");
  assert.equal(languageOf("I do not know", "fa"), "en");
  assert.equal(languageOf("نمی‌دانم", "en"), "fa");
  assert.equal(languageOf("سفارش order 12", "fa"), "fa");
  assert.equal(languageOf("12:30", "de"), "en");
});
