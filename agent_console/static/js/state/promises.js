/** Promises of the conversations at hand: read, recorded, moved, kept, settled. A refusal is said, never swallowed. */

import { withEntry } from "../model/maps.js";
import { withPromises } from "../model/promises.js";
import { notify } from "./notices.js";

/** @typedef {import("../types.js").Promised} Promised */
/** @typedef {ReturnType<typeof createPromises>} Promises */

/** @param {{store: import("./store.js").Store, api: import("./api.js").Api}} parts */
export function createPromises({ store, api }) {
  /** @param {number} id */
  async function load(id) {
    const answer = await api.promises(id).catch(() => null);
    if (answer) take(id, answer.promises);
  }

  /** @param {number} id @param {Promised[]} told */
  function take(id, told) {
    store.promises.value = withEntry(store.promises.value, id, withPromises(store.promises.value.get(id) ?? [], told));
  }

  /** The frame `promise`. @param {Promised} promise */
  const receive = (promise) => take(promise.conversation, [promise]);

  /** @param {() => Promise<{promise: Promised}>} change */
  async function attempt(change) {
    try {
      receive((await change()).promise);
    } catch (problem) {
      notify(store, /** @type {any} */ (problem)?.status === 0 ? "notice.unreachable" : "notice.failed");
    }
  }

  return {
    load,
    receive,
    /** @param {number} id @param {number} due @param {string} what */
    record: (id, due, what) => attempt(() => api.recordPromise(id, { due, what })),
    /** @param {number} promise */
    keep: (promise) => attempt(() => api.keepPromise(promise)),
    /** It was missed, and the customer knows. @param {number} promise */
    settle: (promise) => attempt(() => api.settlePromise(promise)),
    /** @param {number} promise @param {number} due */
    move: (promise, due) => attempt(() => api.movePromise(promise, due)),
  };
}
