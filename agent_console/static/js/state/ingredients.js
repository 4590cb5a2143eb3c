/** What drafts are made from beside their words. It travels with the draft, wherever that is continued. */

import { NOTHING, carried, withReply } from "../model/ingredients.js";
import { draftKey, withEntry } from "../model/maps.js";

/** @typedef {import("../types.js").Ingredients} Ingredients */
/** @typedef {ReturnType<typeof createIngredients>} IngredientActions */

/** @param {{store: import("./store.js").Store}} parts */
export function createIngredients({ store }) {
  /** @param {number} id @returns {Ingredients} */
  const of = (id) => store.ingredients.value.get(draftKey(id, "message")) ?? NOTHING;

  /** @param {number} id @param {Ingredients} ingredients */
  function take(id, ingredients) {
    const isNothing = !ingredients.replies.length && !ingredients.promise;
    if (isNothing && !store.ingredients.value.has(draftKey(id, "message"))) return;
    store.ingredients.value = withEntry(store.ingredients.value, draftKey(id, "message"), isNothing ? undefined : ingredients);
  }

  return {
    of,
    take,
    /** @param {number} id @param {import("../types.js").Inserted} reply */
    addReply: (id, reply) => take(id, withReply(of(id), reply)),
    /** @param {number} id @param {Ingredients["promise"]} promise */
    setPromise: (id, promise) => take(id, { ...of(id), promise }),
    /** What a refused message carried; a promise that the draft makes by now goes first. @param {number} id @param {Pick<import("warmline/client/outbox.js").PendingMessage, "replies" | "promise">} message */
    takeBack(id, { replies = [], promise }) {
      const { due, text } = promise ?? {};
      take(id, { ...replies.reduce(withReply, of(id)), promise: of(id).promise ?? (due && text ? { due, text } : null) });
    },
    /** @param {number} id */
    forget: (id) => take(id, NOTHING),
    /** What travels with this message. @param {number} id @param {string} body */
    carriedBy: (id, body) => carried(of(id), body, store.now.peek()),
  };
}
