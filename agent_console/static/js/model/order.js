/** The order of the list: what was promised and is due, who waits for us, for whom we wait, what is still owed, and what has gone quiet. */

import { isDueSoon } from "./promises.js";

/** An exchange that nobody continued for this long no longer counts in the capacity. */
export const QUIET_AFTER_MS = 60 * 60_000;

/** @typedef {import("../types.js").Row} Row */
/** @typedef {"promised" | "ours" | "theirs" | "owed" | "quiet" | "resolved"} SectionName */
/** @typedef {{name: SectionName, ids: number[]}} Section */

/** @type {readonly SectionName[]} */
const SECTIONS = ["promised", "ours", "theirs", "owed", "quiet", "resolved"];

/** @param {Row} row @param {number} now_ms @returns {SectionName} */
export function sectionOf(row, now_ms) {
  if (row.status === "resolved" && !row.promise_due) return "resolved";
  if (isDueSoon(row.promise_due, now_ms)) return "promised";
  if (row.status === "resolved") return "owed";
  if (row.status === "snoozed") return "quiet";
  if (row.waiting_since) return "ours";
  // Whoever has promised something is not done, however long nobody writes.
  return now_ms - row.last_at > QUIET_AFTER_MS && !row.promise_due ? "quiet" : "theirs";
}

/**
 * The sections that hold something, each in its own order: the earliest promise and the longest wait first, otherwise the latest first.
 * @param {Iterable<Row>} rows @param {number} now_ms @returns {Section[]}
 */
export function arrange(rows, now_ms) {
  /** @type {Map<SectionName, Row[]>} */
  const bins = new Map(SECTIONS.map((name) => [name, []]));
  for (const row of rows) bins.get(sectionOf(row, now_ms))?.push(row);
  const sections = [...bins].map(([name, members]) => ({ name, ids: members.sort(comparerOf(name)).map(({ id }) => id) }));
  return sections.filter(({ ids }) => ids.length > 0);
}

/** @param {SectionName} name @returns {(a: Row, b: Row) => number} */
function comparerOf(name) {
  if (name === "promised" || name === "owed") return (a, b) => Number(a.promise_due) - Number(b.promise_due) || a.id - b.id;
  if (name === "ours") return (a, b) => Number(a.waiting_since) - Number(b.waiting_since) || a.id - b.id;
  if (name === "resolved") return (a, b) => (b.resolved_at ?? b.last_at) - (a.resolved_at ?? a.last_at) || b.id - a.id;
  return (a, b) => b.last_at - a.last_at || b.id - a.id;
}

/** Every id from top to bottom. @param {Section[]} sections */
export function flatten(sections) {
  return sections.flatMap(({ ids }) => ids);
}

/**
 * The visitor who has waited longest, the given conversation aside.
 * @param {Iterable<Row>} rows @param {number | null} [except]
 */
export function longestWaiting(rows, except = null) {
  const waiting = [...rows].filter((row) => row.id !== except && sectionOf(row, 0) === "ours");
  return waiting.sort(comparerOf("ours"))[0]?.id ?? null;
}

/** How many of an agent's conversations count as work now. @param {Iterable<Row>} rows @param {number} agent @param {number} now_ms */
export function workload(rows, agent, now_ms) {
  const live = [...rows].filter((row) => row.assignee === agent);
  return live.filter((row) => ["promised", "ours", "theirs"].includes(sectionOf(row, now_ms))).length;
}
