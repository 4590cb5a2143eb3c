/**
 * Where the agent was in each draft: the caret, the choice in the library, what was turned away; and what they were writing
 * down of the contact. In this tab, over a reload.
 */

import { draftKey } from "../model/maps.js";

/** @typedef {import("../types.js").Kind} Kind */
/** @typedef {{text: string, start: number, end: number}} Caret with the words that it stood in */
/** @typedef {{caret: Caret, picked: {query: string, at: number}, dismissed: number, declined: string, contact: Record<string, string> | null}} Place */
/** @typedef {ReturnType<typeof createPlaces>} Places */

const NAME = "places";

/** @param {{store: import("./store.js").Store, tab: import("warmline/client/store.js").Store}} parts `tab`: the storage of this tab alone */
export function createPlaces({ store, tab }) {
  const kept = tab.get(NAME);
  /** @type {Map<string, Partial<Place>>} */
  const places = new Map(kept?.places);
  store.kinds.value = new Map(kept?.kinds);

  return {
    /** @param {number} id @param {Kind} kind @returns {Partial<Place>} */
    of: (id, kind) => places.get(draftKey(id, kind)) ?? {},
    /** @param {number} id @param {Kind} kind @param {Partial<Place>} place */
    note(id, kind, place) {
      const key = draftKey(id, kind);
      places.set(key, { ...places.get(key), ...place });
    },
    /** The page is being left. */
    keep: () => tab.set(NAME, { places: [...places].filter(([key, { contact }]) => contact || store.drafts.value.has(key)), kinds: [...store.kinds.value] }),
  };
}
