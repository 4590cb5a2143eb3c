import assert from "node:assert/strict";
import { test } from "node:test";
import { arrange, workload } from "warmline/console/model/order.js";
import { inOrder, isDueSoon, minutesBetween, withPromises } from "warmline/console/model/promises.js";
import { row } from "./rows.js";

const NOW = 1_795_348_800_000;
const MINUTE = 60_000;

const promise = (id, due, state = "open", steps = []) => ({ id, conversation: 1, message: null, owner: 1, what: "", due, state, steps });

test("A promise that is overdue or due within five minutes leads the list, before who waits longest", () => {
  const rows = [
    row({ id: 1, waiting_since: NOW - 60 * MINUTE }),
    row({ id: 2, promise_due: NOW + 4 * MINUTE, last_at: NOW }),
    row({ id: 3, promise_due: NOW - MINUTE, waiting_since: NOW }),
    row({ id: 4, promise_due: NOW + 6 * MINUTE, last_at: NOW }),
  ];
  assert.deepEqual(arrange(rows, NOW), [
    { name: "promised", ids: [3, 2] },
    { name: "ours", ids: [1] },
    { name: "theirs", ids: [4] },
  ]);
});

test("What is snoozed comes back for its promise, and counts as work again", () => {
  const snoozed = row({ status: "snoozed", promise_due: NOW, assignee: 7 });
  assert.deepEqual(arrange([snoozed], NOW).map(({ name }) => name), ["promised"]);
  assert.equal(workload([snoozed], 7, NOW), 1);
});

test("A conversation with a promise does not go quiet", () => {
  const old = row({ last_at: NOW - 180 * MINUTE, promise_due: NOW + 60 * MINUTE });
  assert.deepEqual(arrange([old], NOW).map(({ name }) => name), ["theirs"]);
  assert.deepEqual(arrange([{ ...old, promise_due: null }], NOW).map(({ name }) => name), ["quiet"]);
});

test("A resolved conversation that owes a promise stands before the quiet ones, and on top once it is due", () => {
  const resolved = row({ id: 1, status: "resolved", resolved_at: NOW, promise_due: NOW + 90 * MINUTE });
  const later = row({ id: 2, status: "resolved", resolved_at: NOW + 1, promise_due: NOW + 180 * MINUTE });
  const done = row({ id: 3, status: "resolved", resolved_at: NOW });
  const quiet = row({ id: 4, last_at: NOW - 180 * MINUTE });
  const waiting = row({ id: 5, waiting_since: NOW - MINUTE });
  const names = (at) => arrange([done, quiet, later, resolved, waiting], at).map(({ name, ids }) => `${name} ${ids}`);
  assert.deepEqual(names(NOW), ["ours 5", "owed 1,2", "quiet 4", "resolved 3"]);
  assert.deepEqual(names(NOW + 86 * MINUTE), ["promised 1", "ours 5", "owed 2", "quiet 4", "resolved 3"]);
});

test("Without a promise nothing is due", () => {
  assert.equal(isDueSoon(undefined, NOW), false);
  assert.equal(isDueSoon(null, NOW), false);
  assert.equal(isDueSoon(NOW + 5 * MINUTE, NOW), true);
});

test("What is owed is read first, the earliest on top", () => {
  const all = [promise(1, 50, "kept"), promise(2, 40), promise(3, 30, "missed"), promise(4, 60, "settled")];
  assert.deepEqual(inOrder(all).map(({ id }) => id), [3, 2, 4, 1]);
  assert.deepEqual(withPromises(all, [promise(3, 90, "open", ["moved"])]).map(({ id }) => id), [2, 3, 4, 1]);
});

test("An answer that comes after a newer word brings what is new and takes nothing back", () => {
  const known = [promise(1, 50, "kept", ["made", "kept"])];
  const answer = [promise(1, 50, "open", ["made"]), promise(2, 60, "open", ["made"])];
  assert.deepEqual(withPromises(known, answer).map(({ id, state }) => [id, state]), [[2, "open"], [1, "kept"]]);
  assert.deepEqual(withPromises(answer, known), withPromises(known, answer));
});

test("Minutes until it is due, and since; never none at all", () => {
  assert.equal(minutesBetween(NOW + 3.2 * MINUTE, NOW), 4);
  assert.equal(minutesBetween(NOW - 2 * MINUTE, NOW), 2);
  assert.equal(minutesBetween(NOW, NOW), 1);
});
