/** What each frame of the server changes in the store. */

import { byId, withEntries, withEntry } from "../model/maps.js";
import { laterMark } from "../model/unread.js";

/** @typedef {import("./store.js").Store} Store */
/** @typedef {any} Frame a frame of chat_server/protocol/frames.py, by its `type` */

/** @type {Record<string, (store: Store, frame: Frame) => void>} */
const HANDLERS = { ready, conversations, read_mark, typing, viewers, presence, item };

/** @param {Store} store @param {Frame} frame */
export function receive(store, frame) {
  HANDLERS[frame.type]?.(store, frame);
}

/** @param {Store} store @param {Frame} frame */
function ready(store, { now, me, agents, inboxes, read_marks }) {
  store.clockOffset_ms = now - Date.now();
  store.me.value = me;
  store.agents.value = byId([...agents, me]);
  store.inboxes.value = byId(inboxes);
  store.marks.value = new Map(read_marks.map((/** @type {any} */ mark) => [mark.conversation, mark]));
  store.viewers.value = new Map();
  store.typing.value = new Map();
}

/** @param {Store} store @param {Frame} frame */
function conversations(store, { conversations: rows, is_snapshot }) {
  const known = is_snapshot ? new Map() : store.rows.value;
  const later = rows.filter((/** @type {any} */ row) => (known.get(row.id)?.change ?? -1) <= row.change);
  store.rows.value = withEntries(known, byId(later));
  store.hasList.value = true;
}

/** @param {Store} store @param {Frame} frame */
function read_mark(store, { mark }) {
  const known = store.marks.value.get(mark.conversation);
  store.marks.value = withEntry(store.marks.value, mark.conversation, laterMark(known, mark));
}

/** @param {Store} store @param {Frame} frame */
function viewers(store, { conversation, agents }) {
  store.viewers.value = withEntry(store.viewers.value, conversation, agents);
}

/** @param {Store} store @param {Frame} frame */
function presence(store, { agents = {}, visitors = {} }) {
  const changed = Object.entries(agents).map(([id, presence]) => ({ ...store.agents.value.get(Number(id)), id: Number(id), presence }));
  store.agents.value = withEntries(store.agents.value, byId(/** @type {any[]} */ (changed.filter((agent) => "name" in agent))));
  const me = store.agents.value.get(store.me.value.id);
  if (me) store.me.value = me;
  const rows = Object.entries(visitors).map(([id, is_visitor_online]) => ({ ...store.rows.value.get(Number(id)), is_visitor_online }));
  store.rows.value = withEntries(store.rows.value, byId(/** @type {any[]} */ (rows.filter((row) => "id" in row))));
}

/** @param {Store} store @param {Frame} frame */
function typing(store, { conversation, is_typing, agent, text = "", kind = "message" }) {
  const known = store.typing.value.get(conversation) ?? { isVisitor: false, text: "", agents: [] };
  const others = known.agents.filter((one) => one.id !== agent);
  const next = agent === undefined
    ? { ...known, isVisitor: is_typing, text: is_typing ? text : "" }
    : { ...known, agents: is_typing ? [...others, { id: agent, kind }] : others };
  store.typing.value = withEntry(store.typing.value, conversation, next);
}

/** Whoever has sent is not typing any more. @param {Store} store @param {Frame} frame */
function item(store, { conversation, sender, agent, kind }) {
  if (kind === "activity" || !store.typing.value.has(conversation)) return;
  typing(store, { conversation, is_typing: false, agent: sender === "visitor" ? undefined : agent });
}

