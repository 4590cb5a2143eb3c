import assert from "node:assert/strict";
import { test } from "node:test";
import { arrange, flatten, longestWaiting, QUIET_AFTER_MS, sectionOf, workload } from "warmline/console/model/order.js";
import { row } from "./rows.js";

const NOW = 1_780_000_000_000;
const minutesAgo = (minutes) => NOW - minutes * 60_000;

test("Sara has waited longer than Dávid, so she stands above him", () => {
  const david = row({ id: 1, waiting_since: minutesAgo(1) });
  const sara = row({ id: 2, waiting_since: minutesAgo(2) });
  assert.deepEqual(arrange([david, sara], NOW), [{ name: "ours", ids: [2, 1] }]);
});

test("Those who wait for us come first, then those for whom we wait, then the quiet ones", () => {
  const ali = row({ id: 1, status: "pending", last_at: NOW - QUIET_AFTER_MS - 1 });
  const tom = row({ id: 2, status: "pending", last_at: minutesAgo(30) });
  const sara = row({ id: 3, waiting_since: minutesAgo(1) });
  assert.deepEqual(arrange([ali, tom, sara], NOW).map(({ name }) => name), ["ours", "theirs", "quiet"]);
});

test("Tom answered after Éva, so he stands above her among those for whom we wait", () => {
  const eva = row({ id: 1, status: "pending", last_at: minutesAgo(40) });
  const tom = row({ id: 2, status: "pending", last_at: minutesAgo(20) });
  assert.deepEqual(flatten(arrange([eva, tom], NOW)), [2, 1]);
});

test("A snoozed conversation is quiet even if its visitor waits", () => {
  assert.equal(sectionOf(row({ status: "snoozed", waiting_since: minutesAgo(5) }), NOW), "quiet");
});

test("A visitor who waits is never quiet, however long ago they wrote", () => {
  assert.equal(sectionOf(row({ waiting_since: NOW - 10 * QUIET_AFTER_MS, last_at: NOW - 10 * QUIET_AFTER_MS }), NOW), "ours");
});

test("Alt+N leads to the longest wait, but not to the conversation that is already in hand", () => {
  const sara = row({ id: 1, waiting_since: minutesAgo(9) });
  const bence = row({ id: 2, waiting_since: minutesAgo(3) });
  assert.equal(longestWaiting([bence, sara]), 1);
  assert.equal(longestWaiting([bence, sara], 1), 2);
  assert.equal(longestWaiting([row({ id: 3, status: "snoozed", waiting_since: minutesAgo(20) })]), null);
});

test("Reza's workload counts neither quiet nor resolved conversations nor those of others", () => {
  const rows = [
    row({ id: 1, assignee: 7, waiting_since: minutesAgo(1) }),
    row({ id: 2, assignee: 7, status: "pending", last_at: minutesAgo(3) }),
    row({ id: 3, assignee: 7, status: "pending", last_at: NOW - 2 * QUIET_AFTER_MS }),
    row({ id: 4, assignee: 7, status: "resolved" }),
    row({ id: 5, assignee: 8, waiting_since: minutesAgo(1) }),
  ];
  assert.equal(workload(rows, 7, NOW), 2);
});
