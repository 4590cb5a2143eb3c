/** Which conversations a view of the list shows. */

/** @typedef {import("../types.js").Row} Row */
/** @typedef {"mine" | "unassigned" | "all" | "resolved"} View */

/** @type {readonly View[]} */
export const VIEWS = Object.freeze(["mine", "unassigned", "all", "resolved"]);

/** @param {View} view @param {Row} row @param {number} me */
export function belongs(view, row, me) {
  if (view === "resolved") return row.status === "resolved";
  // What was promised is not done with the conversation: it stays in sight until somebody sees to it.
  if (row.status === "resolved" && !row.promise_due) return false;
  if (view === "mine") return row.assignee === me || owes(row, me);
  return view === "all" || !row.assignee;
}

/** Whoever has promised something keeps it in sight, whoever has the conversation. @param {Row} row @param {number} me */
function owes(row, me) {
  return Boolean(row.promise_due) && row.promise_owner === me;
}

/** @param {View} view @param {Iterable<Row>} rows @param {number} me */
export function select(view, rows, me) {
  return [...rows].filter((row) => belongs(view, row, me));
}

/** How many conversations of a view wait for an answer. @param {View} view @param {Iterable<Row>} rows @param {number} me */
export function waitingIn(view, rows, me) {
  return select(view, rows, me).filter((row) => row.waiting_since && row.status !== "snoozed").length;
}
