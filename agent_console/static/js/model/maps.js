/** Maps that are never changed, only followed by a new one: that is how signals notice. */

/**
 * The map with one entry set, or removed when the value is `undefined`.
 * @template K, V @param {Map<K, V>} map @param {K} key @param {V | undefined} value @returns {Map<K, V>}
 */
export function withEntry(map, key, value) {
  const next = new Map(map);
  if (value === undefined) next.delete(key);
  else next.set(key, value);
  return next;
}

/**
 * The map with these entries set over the ones it has.
 * @template K, V @param {Map<K, V>} map @param {Iterable<[K, V]>} entries @returns {Map<K, V>}
 */
export function withEntries(map, entries) {
  return new Map([...map, ...entries]);
}

/** @template {{id: number}} T @param {Iterable<T>} things @returns {Map<number, T>} */
export function byId(things) {
  return new Map([...things].map((thing) => [thing.id, thing]));
}

/** The key of a draft in the store. @param {number} conversation @param {import("../types.js").Kind} kind */
export function draftKey(conversation, kind) {
  return `${conversation} ${kind}`;
}
