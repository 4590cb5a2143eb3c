/** The open conversations' items: what frames bring, kept gap-free, asked for again where something is missing. */

import { Timeline } from "warmline/client/timeline.js";
import { withEntry } from "../model/maps.js";

/** @typedef {import("./store.js").Store} Store */
/** @typedef {import("./store.js").Thread} Thread */

/** @param {{store: Store, send: (frame: object) => boolean, olderItems: (id: number, before: number) => Promise<any>}} parts */
export function createThreads({ store, send, olderItems }) {
  /** @type {Set<number>} */
  const subscribed = new Set();
  /** @type {Set<number>} */
  const loading = new Set();

  /** @param {number} id @returns {Thread} */
  const threadOf = (id) => store.threads.value.get(id) ?? { timeline: new Timeline(), delivered: 0, read: 0 };

  /** @param {number} id @param {Thread} thread */
  function keep(id, thread) {
    store.threads.value = withEntry(store.threads.value, id, { ...thread });
  }

  /** @param {number} id */
  function ask(id) {
    send({ type: "open", conversation: id, after: threadOf(id).timeline.last });
  }

  /** Subscribe to exactly these. @param {number[]} ids */
  function watch(ids) {
    for (const id of [...subscribed].filter((one) => !ids.includes(one))) {
      subscribed.delete(id);
      send({ type: "leave", conversation: id });
    }
    for (const id of ids.filter((one) => !subscribed.has(one))) {
      subscribed.add(id);
      ask(id);
    }
  }

  /** After a reconnect: go on where each one stands; from the start when the server's history is another one. @param {boolean} isNewEpoch */
  function resume(isNewEpoch) {
    if (isNewEpoch) store.threads.value = new Map();
    subscribed.forEach(ask);
  }

  /** @param {any} frame */
  function receive(frame) {
    const { type, conversation: id } = frame;
    if (!["items", "snapshot", "item", "receipts"].includes(type) || !subscribed.has(id)) return;
    const thread = threadOf(id);
    const { timeline } = thread;
    if (type === "snapshot") timeline.reset(frame.items, frame.has_older);
    const news = type === "item" ? [frame] : type === "items" ? frame.items : [];
    if (!timeline.add(news)) ask(id);
    keep(id, { timeline, delivered: Math.max(thread.delivered, frame.delivered ?? 0), read: Math.max(thread.read, frame.read ?? 0) });
  }

  /** @param {number} id */
  async function loadOlder(id) {
    const { first, hasOlder } = threadOf(id).timeline;
    if (!hasOlder || loading.has(id)) return;
    loading.add(id);
    const page = await olderItems(id, first).catch(() => null);
    loading.delete(id);
    const thread = threadOf(id);
    // After a snapshot it may begin elsewhere, and this page would leave a hole.
    if (!page || thread.timeline.first !== first) return;
    thread.timeline.prepend(page.items, page.has_older);
    keep(id, thread);
  }

  return { watch, resume, receive, loadOlder };
}
