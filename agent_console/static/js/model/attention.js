/** What deserves a sound or a notification, and what does not. */

/** @typedef {import("../types.js").Row} Row */
/** @typedef {{id: number, tone: "new" | "message"}} Call */

/**
 * What a change to a row calls for: a new conversation, or another message from its visitor. Nothing for what a
 * colleague handles, for what is set aside, or for the conversation that this agent looks at right now.
 * @param {Row | undefined} before @param {Row} after @param {{me: number, inFocus: number | null}} agent @returns {Call | null}
 */
export function callFor(before, after, { me, inFocus }) {
  const concernsMe = !after.assignee || after.assignee === me;
  if (!concernsMe || after.id === inFocus || ["resolved", "snoozed"].includes(after.status)) return null;
  if (after.visitor_messages <= (before?.visitor_messages ?? 0)) return null;
  return { id: after.id, tone: before ? "message" : "new" };
}

/** One sound for many changes: the one that matters most. @param {Call[]} calls @returns {Call | null} */
export function loudest(calls) {
  return calls.find(({ tone }) => tone === "new") ?? calls[0] ?? null;
}
