/** What an agent has not seen yet. */

/** @typedef {import("../types.js").Row} Row */
/** @typedef {import("../types.js").ReadMark} ReadMark */

/** @param {Row} row @param {ReadMark | undefined} mark */
export function unreadIn(row, mark) {
  return Math.max(0, row.visitor_messages - (mark?.messages ?? 0));
}

/**
 * The number for the tab's title: conversations with something unread that are this agent's or nobody's.
 * @param {Iterable<Row>} rows @param {Map<number, ReadMark>} marks @param {number} me
 */
export function unreadConversations(rows, marks, me) {
  const concerns = [...rows].filter((row) => row.status !== "resolved" && (!row.assignee || row.assignee === me));
  return concerns.filter((row) => unreadIn(row, marks.get(row.id)) > 0).length;
}

/** Marks only move forward. @param {ReadMark | undefined} known @param {ReadMark} mark */
export function laterMark(known, mark) {
  return known && known.upto >= mark.upto ? known : mark;
}
