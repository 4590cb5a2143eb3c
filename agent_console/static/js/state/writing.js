/** Writing to a visitor or to colleagues: drafts, typing signals, and the moment of sending. */

import { browserClock } from "warmline/client/clock.js";
import { answeredMeanwhile } from "../model/collision.js";
import { NOTHING } from "../model/ingredients.js";
import { draftKey, withEntry } from "../model/maps.js";
import { DraftKeeper } from "./drafts.js";

const TYPING_AGAIN_MS = 3_000;
const TYPING_ENDS_MS = 5_000;

/** @typedef {import("../types.js").Kind} Kind */
/** @typedef {ReturnType<typeof createWriting>} Writing */

/**
 * @param {object} parts
 * @param {import("./store.js").Store} parts.store @param {import("./api.js").Api} parts.api @param {import("./session.js").Session} parts.session
 * @param {import("./ingredients.js").IngredientActions} parts.ingredients
 */
export function createWriting({ store, api, session, ingredients }) {
  /** The position at which the writing of each reply began. @type {Map<number, number>} */
  const begunAt = new Map();
  const keeper = new DraftKeeper({
    save: (draft, isLast) => api.saveDraft(draft, isLast),
    show: (draft) => showDraft(store, ingredients, draft),
    local: session.local,
    clock: browserClock,
  });
  const typing = createTyping(session);

  /** @param {number} id @param {Kind} kind @param {string} body */
  function edit(id, kind, body) {
    if (kind === "message" && body && !begunAt.has(id)) begunAt.set(id, lastSeq(id));
    if (!body) begunAt.delete(id);
    if (!body && kind === "message") ingredients.forget(id);
    keep(id, kind, body);
    typing.mark(id, kind, body.trim() !== "");
  }

  /** A message with what it is made from, so that another browser goes on with both. @param {number} id @param {Kind} kind @param {string} body */
  function keep(id, kind, body) {
    keeper.edit({ conversation: id, kind, body, ...(kind === "message" ? ingredients.of(id) : {}) });
  }

  /** What the draft promises, or no longer. @param {number} id @param {import("../types.js").Ingredients["promise"]} promise */
  function setPromise(id, promise) {
    ingredients.setPromise(id, promise);
    keep(id, "message", store.drafts.value.get(draftKey(id, "message")) ?? "");
  }

  /** @param {number} id */
  const lastSeq = (id) => store.threads.value.get(id)?.timeline.last ?? 0;

  /** The colleague's answer that came while this reply was being written, if there is one. @param {number} id */
  function collision(id) {
    const items = store.threads.value.get(id)?.timeline.items ?? [];
    return answeredMeanwhile(items, begunAt.get(id) ?? lastSeq(id), store.me.value.id);
  }

  /** @param {number} id @param {Kind} kind @param {string} body */
  function send(id, kind, body) {
    session.outbox.add(body, { lane: id, kind, ...(kind === "message" ? ingredients.carriedBy(id, body) : {}) });
    edit(id, kind, "");
    keeper.flush();
  }

  /** A refused message goes back into the composer, with what it was made from. @param {number} id @param {string} clientId */
  function takeBack(id, clientId) {
    const message = session.outbox.messages.find(({ client_id }) => client_id === clientId);
    if (!message) return;
    const kind = message.kind === "note" ? "note" : "message";
    session.outbox.remove(clientId);
    store.kinds.value = withEntry(store.kinds.value, id, kind);
    ingredients.takeBack(id, message);
    edit(id, kind, [message.body, store.drafts.value.get(draftKey(id, kind))].filter(Boolean).join("\n"));
  }

  return { keeper, edit, setPromise, collision, send, takeBack };
}

/** @param {import("./store.js").Store} store @param {import("./ingredients.js").IngredientActions} ingredients @param {import("../types.js").Draft} draft */
function showDraft(store, ingredients, { conversation, kind, body, replies, promise }) {
  store.drafts.value = withEntry(store.drafts.value, draftKey(conversation, kind), body || undefined);
  if (kind === "message") ingredients.take(conversation, body ? { replies: replies ?? [], promise: promise ?? null } : NOTHING);
}

/** Tell the others that somebody types: at once, again every three seconds, and when it ends. @param {import("./session.js").Session} session */
function createTyping({ connection }) {
  /** @type {{id: number, kind: Kind, at: number} | null} */
  let current = null;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;

  function end() {
    clearTimeout(timer);
    if (current) connection.send({ type: "typing", conversation: current.id, is_typing: false, kind: current.kind });
    current = null;
  }

  /** @param {number} id @param {Kind} kind @param {boolean} isTyping */
  function mark(id, kind, isTyping) {
    if (!isTyping || (current && (current.id !== id || current.kind !== kind))) end();
    if (!isTyping) return;
    clearTimeout(timer);
    timer = setTimeout(end, TYPING_ENDS_MS);
    if (current && Date.now() - current.at < TYPING_AGAIN_MS) return;
    current = { id, kind, at: Date.now() };
    connection.send({ type: "typing", conversation: id, is_typing: true, kind });
  }

  return { mark };
}
