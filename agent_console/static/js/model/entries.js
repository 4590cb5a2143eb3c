/** A conversation's items and pending messages as the entries that the message list draws. */

import { moment } from "./dates.js";
import { isEdited } from "./ingredients.js";

/** @typedef {import("../types.js").Item} Item */
/** @typedef {import("../types.js").Colleague} Colleague */
/** @typedef {import("./words.js").Words} Words */
/** @typedef {{client_id: string, at: number, body: string, kind?: string, replies?: import("../types.js").Inserted[], promise?: {due?: number}, refused?: string}} Pending */
/** @typedef {{delivered: number, read: number}} Receipts */
/** @typedef {{agents: Map<number, Colleague>, me: number, receipts: Receipts, words: Words, now: number}} Around */

/**
 * @param {Item[]} items @param {Pending[]} pending @param {Around} around
 * @returns {import("warmline/client/message-list.js").Entry[]}
 */
export function entriesOf(items, pending, around) {
  const stored = new Set(items.map(({ client_id }) => client_id));
  const waiting = pending.filter(({ client_id }) => !stored.has(client_id));
  return [...items.map((item) => entryOf(item, around)), ...waiting.map((message) => pendingEntry(message, around))];
}

/** @param {Item} item @param {Around} around */
function entryOf(item, around) {
  const { kind, at, sender } = item;
  const key = item.client_id ?? `seq ${item.seq}`;
  if (kind === "activity") return { key, kind, at, isOwn: false, body: activitySentence(item, around) };
  const isOwn = sender === "agent" && kind === "message";
  return { key, kind, at, isOwn, body: item.body ?? "", author: authorOf(item, around), promise: item.promise_due, act: actOf(item, around), ...stateOf(item, isOwn, around) };
}

/** Names only where it is not plain who speaks: colleagues, and every note. @param {Item} item @param {Around} around */
function authorOf({ agent, kind }, { agents, me, words }) {
  if (agent === undefined) return undefined;
  if (agent === me) return kind === "note" ? words.t("message.you") : undefined;
  return agents.get(agent)?.name;
}

/** What this agent changed in a reply can be proposed. @param {{agent?: number, kind?: string, replies?: Item["replies"]}} item @param {Around} around */
function actOf({ agent, kind, replies = [] }, { me, words }) {
  return agent === me && kind === "message" && replies.some(({ edited }) => edited) ? words.t("keys.propose") : undefined;
}

/** How far it has come on its way to the visitor. @param {Item} item @param {boolean} isOwn @param {Around} around */
function stateOf({ visitor_seq }, isOwn, { receipts }) {
  if (!isOwn || visitor_seq === undefined) return {};
  if (visitor_seq <= receipts.read) return { state: /** @type {const} */ ("read") };
  return { state: visitor_seq <= receipts.delivered ? /** @type {const} */ ("delivered") : /** @type {const} */ ("sent") };
}

/** @param {Pending} message @param {Around} around */
function pendingEntry({ client_id, at, body, kind, replies = [], promise, refused }, { words }) {
  const isNote = kind === "note";
  const state = refused ? /** @type {const} */ ("refused") : /** @type {const} */ ("pending");
  const author = isNote ? words.t("message.you") : undefined;
  const act = isEdited(replies, body) ? words.t("keys.propose") : undefined;
  return { key: client_id, kind: isNote ? /** @type {const} */ ("note") : /** @type {const} */ ("message"), at, body, isOwn: !isNote, state, author, promise: promise?.due, act };
}

/** @param {Item} item @param {Around} around */
export function activitySentence({ agent, activity }, { agents, words, now }) {
  const verb = activity?.verb ?? "assigned";
  const actor = agents.get(agent ?? 0)?.name;
  const target = agents.get(activity?.agent ?? 0)?.name ?? "";
  if (verb === "assigned") return words.t(assignmentKey(agent, activity?.agent), { actor: actor ?? "", agent: target });
  if (verb === "snoozed") return snoozeSentence(actor ?? "", activity?.until, words, now);
  return words.t(actor ? `activity.${verb}` : `activity.${verb}_alone`, { actor: actor ?? "" });
}

/** @param {number | undefined} actor @param {number | undefined} target */
function assignmentKey(actor, target) {
  if (actor === undefined) return "activity.assigned_alone";
  return actor === target ? "activity.taken" : "activity.assigned";
}

/** @param {string} actor @param {number | undefined} until @param {Words} words @param {number} now */
function snoozeSentence(actor, until, words, now) {
  if (!until) return words.t("activity.snoozed_message", { actor });
  return words.t("activity.snoozed", { actor, until: moment(until, now, words) });
}
