/** @typedef {import("./client/message-list.js").Entry} Entry */
/** @typedef {import("./visitor.js").Visitor} Visitor */

/**
 * What a visitor's message list shows: greeting, messages, and what still waits.
 * @param {Pick<Visitor, "timeline" | "outbox" | "receipts" | "state">} visitor
 * @param {{greeting?: string, brand: string, you?: string, team: import("./client/frames.js").AgentCard[]}} around
 * @returns {Entry[]}
 */
export function entriesOf({ timeline, outbox, receipts, state }, { greeting, brand, you, team }) {
  const cards = state.agent ? [state.agent, ...team] : team;
  /** @type {Entry[]} */
  const entries = [];
  if (greeting && !timeline.hasOlder) entries.push({ key: "greeting", kind: "message", isOwn: false, body: greeting, author: brand });
  for (const { seq, sender, body, at, name = brand, client_id, promise_due: promise } of timeline.items) {
    const face = cards.find((card) => card.name === name) ?? { name };
    const side = sender === "visitor" ? { isOwn: true, author: you } : { isOwn: false, author: name, face };
    const reach = sender === "visitor" && (seq <= receipts.team_read ? "read" : "sent");
    entries.push({ key: client_id ?? `${seq}`, kind: "message", body, at, promise, ...side, ...(reach && { state: reach }) });
  }
  for (const { client_id, body, at, refused } of outbox.messages) {
    const state = refused ? "refused" : "pending";
    entries.push({ key: client_id, kind: "message", isOwn: true, author: you, body, at, state });
  }
  return entries;
}
