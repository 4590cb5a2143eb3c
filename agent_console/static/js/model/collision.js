/** Whether a colleague has answered while this agent was writing. A question is asked; nothing is ever locked. */

/** @typedef {import("../types.js").Item} Item */

/**
 * The colleague's latest message to the visitor after the position at which the writing began.
 * @param {Iterable<Item>} items @param {number} since_seq @param {number} me @returns {Item | null}
 */
export function answeredMeanwhile(items, since_seq, me) {
  const answers = [...items].filter((item) => item.kind === "message" && item.sender === "agent" && item.seq > since_seq);
  return answers.filter((item) => item.agent !== me).at(-1) ?? null;
}
