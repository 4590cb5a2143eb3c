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
  return known && known.upto > mark.upto ? known : mark;
}

/**
 * How many visitor messages there are up to a position. Items and rows travel separately, so either may be ahead:
 * what the row counts is completed by the items beyond it, what it counts too far by the mark that is known.
 * @param {Row} row @param {ReadMark | undefined} known @param {{seq: number, sender: string, kind: string}[]} items @param {number} upto
 */
export function messagesUpTo(row, known, items, upto) {
  const [base, from] = upto >= row.seq ? [row.visitor_messages, row.seq] : [known?.messages ?? 0, known?.upto ?? 0];
  const between = items.filter(({ seq, sender, kind }) => kind === "message" && sender === "visitor" && seq > from && seq <= upto);
  return base + between.length;
}
