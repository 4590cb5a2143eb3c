import assert from "node:assert/strict";
import { test } from "node:test";
import { answeredMeanwhile } from "warmline/console/model/collision.js";
import { best, fold } from "warmline/console/model/find.js";
import { initials, tintOf } from "warmline/console/model/people.js";
import { snoozeChoices } from "warmline/console/model/snooze.js";
import { laterMark, messagesUpTo, unreadConversations, unreadIn } from "warmline/console/model/unread.js";
import { select, waitingIn } from "warmline/console/model/views.js";
import { row } from "./rows.js";

const REZA = 7;
const ZSOFI = 8;

test("Mine, unassigned, all and resolved each show their own", () => {
  const rows = [row({ id: 1, assignee: REZA }), row({ id: 2 }), row({ id: 3, assignee: ZSOFI }), row({ id: 4, status: "resolved", assignee: REZA })];
  const ids = (view) => select(view, rows, REZA).map(({ id }) => id);
  assert.deepEqual([ids("mine"), ids("unassigned"), ids("all"), ids("resolved")], [[1], [2], [1, 2, 3], [4]]);
});

test("What was resolved and still owes a promise stays where it was, beside its place among the resolved", () => {
  const owes = { status: "resolved", promise_due: 5 };
  const rows = [row({ id: 1, assignee: REZA, ...owes }), row({ id: 2, ...owes }), row({ id: 3, assignee: ZSOFI, ...owes, promise_due: null })];
  const ids = (view) => select(view, rows, REZA).map(({ id }) => id);
  assert.deepEqual([ids("mine"), ids("unassigned"), ids("all"), ids("resolved")], [[1], [2], [1, 2], [1, 2, 3]]);
});

test("What Reza has promised is among his, whoever has the conversation, until it is kept", () => {
  const promised = row({ id: 1, assignee: ZSOFI, promise_due: 5, promise_owner: REZA });
  const ids = (one) => select("mine", [one], REZA).map(({ id }) => id);
  assert.deepEqual([ids(promised), ids({ ...promised, status: "resolved" }), ids({ ...promised, promise_owner: ZSOFI }), ids({ ...promised, promise_due: null })], [[1], [1], [], []]);
});

test("A snoozed conversation does not count as waiting", () => {
  const rows = [row({ id: 1, waiting_since: 1 }), row({ id: 2, waiting_since: 1, status: "snoozed" })];
  assert.equal(waitingIn("unassigned", rows, REZA), 1);
});

test("Reza's unread count is what Sara wrote after his mark", () => {
  assert.equal(unreadIn(row({ visitor_messages: 5 }), { conversation: 1, upto: 9, messages: 3 }), 2);
  assert.equal(unreadIn(row({ visitor_messages: 5 }), undefined), 5);
});

test("The tab's title counts Reza's and nobody's conversations, not Zsófi's", () => {
  const rows = [row({ id: 1, assignee: REZA }), row({ id: 2 }), row({ id: 3, assignee: ZSOFI })];
  assert.equal(unreadConversations(rows, new Map(), REZA), 2);
});

test("A late answer cannot move a read mark back", () => {
  const here = { conversation: 1, upto: 9, messages: 3 };
  assert.equal(laterMark(here, { conversation: 1, upto: 4, messages: 1 }), here);
});

test("A message that arrives before its row, and a row that arrives before its message, both count once", () => {
  const said = (seq, sender = "visitor") => ({ seq, sender, kind: "message" });
  const items = [said(1), said(2, "agent"), said(3)];
  assert.equal(messagesUpTo(row({ seq: 2, visitor_messages: 1 }), undefined, items, 3), 2);
  assert.equal(messagesUpTo(row({ seq: 4, visitor_messages: 3 }), { conversation: 1, upto: 1, messages: 1 }, items, 3), 2);
});

test("Snoozing until tomorrow means nine o'clock, and until the next message has no time", () => {
  const choices = snoozeChoices(new Date(2026, 10, 22, 16, 30).getTime());
  assert.equal(choices[0].until, null);
  assert.deepEqual(new Date(choices.find(({ key }) => key === "snooze.tomorrow").until), new Date(2026, 10, 23, 9));
});

test("Persian initials do not join into a word", () => {
  assert.equal(initials("سارا کریمی"), "س\u200cک");
  assert.equal(initials("Dávid Szabó"), "DS");
  assert.equal(initials("  "), "");
  assert.equal(tintOf(6), tintOf(12));
});

test("Zsófi's answer to the visitor is noticed, her note and Reza's own words are not", () => {
  const item = (seq, facts) => ({ conversation: 1, seq, at: 0, kind: "message", sender: "agent", ...facts });
  const items = [item(1, { agent: ZSOFI }), item(2, { agent: REZA }), item(3, { agent: ZSOFI, kind: "note" }), item(4, { sender: "visitor" })];
  assert.equal(answeredMeanwhile(items, 1, REZA), null);
  assert.equal(answeredMeanwhile([...items, item(5, { agent: ZSOFI })], 1, REZA)?.seq, 5);
});

test("The palette finds Éva without her accent and Ali with an Arabic ye", () => {
  const choices = [{ label: "Éva K." }, { label: "علی ل." }, { label: "Resolve" }];
  assert.equal(best("eva", choices)[0].label, "Éva K.");
  assert.equal(best("علي", choices)[0].label, "علی ل.");
  assert.equal(best("rsl", choices)[0].label, "Resolve");
  assert.equal(fold("می‌روم"), "می روم");
});
