/** What drafts are made from beside their words. It stays in this browser: the words themselves travel with the draft. */

import { NOTHING, carried, withReply } from "../model/ingredients.js";
import { draftKey, withEntry } from "../model/maps.js";

const NAME = "ingredients.";

/** @typedef {import("../types.js").Ingredients} Ingredients */
/** @typedef {ReturnType<typeof createIngredients>} IngredientActions */

/** @param {{store: import("./store.js").Store, local: import("warmline/client/store.js").Store}} parts */
export function createIngredients({ store, local }) {
  for (const name of local.names(NAME)) show(Number(name.slice(NAME.length)), local.get(name) ?? undefined);

  /** @param {number} id @param {Ingredients | undefined} ingredients */
  function show(id, ingredients) {
    store.ingredients.value = withEntry(store.ingredients.value, draftKey(id, "message"), ingredients);
  }

  /** @param {number} id @param {Ingredients | undefined} ingredients */
  function keep(id, ingredients) {
    show(id, ingredients);
    local.set(NAME + id, ingredients);
  }

  /** @param {number} id @returns {Ingredients} */
  const of = (id) => store.ingredients.value.get(draftKey(id, "message")) ?? NOTHING;

  return {
    /** @param {number} id @param {import("../types.js").Inserted} reply */
    addReply: (id, reply) => keep(id, withReply(of(id), reply)),
    /** @param {number} id @param {Ingredients["promise"]} promise */
    setPromise: (id, promise) => keep(id, { ...of(id), promise }),
    /** @param {number} id */
    forget: (id) => void (store.ingredients.value.has(draftKey(id, "message")) && keep(id, undefined)),
    /** What travels with this message. @param {number} id @param {string} body */
    carriedBy: (id, body) => carried(of(id), body, store.now.peek()),
  };
}
