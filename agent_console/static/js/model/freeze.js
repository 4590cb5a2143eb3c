/** A list that holds still under the pointer: what has moved meanwhile is counted, not shown, until it is asked for. */

/** @typedef {import("./order.js").Section} Section */

/**
 * How many rows stand elsewhere now: came, went, changed the section, or were overtaken.
 * @param {Section[]} frozen @param {Section[]} fresh
 */
export function countMoved(frozen, fresh) {
  const before = places(frozen);
  const after = places(fresh);
  const stayed = after.filter((place) => before.includes(place));
  const inOrder = longestRising(stayed.map((place) => before.indexOf(place)));
  return new Set([...idsOf(before), ...idsOf(after)]).size - inOrder;
}

/** @param {Section[]} sections */
function places(sections) {
  return sections.flatMap(({ name, ids }) => ids.map((id) => `${name} ${id}`));
}

/** @param {string[]} list */
function idsOf(list) {
  return list.map((place) => place.split(" ")[1]);
}

/** The length of the longest rising subsequence: the most rows that can be said not to have moved. @param {number[]} numbers */
export function longestRising(numbers) {
  /** The smallest end of a rising run of each length. @type {number[]} */
  const ends = [];
  for (const number of numbers) {
    const at = ends.findIndex((end) => end >= number);
    ends[at < 0 ? ends.length : at] = number;
  }
  return ends.length;
}

/**
 * What to draw: the frozen order while there is one, without rows that no longer exist.
 * @param {Section[] | null} frozen @param {Section[]} fresh @param {(id: number) => boolean} isKnown @returns {Section[]}
 */
export function shown(frozen, fresh, isKnown) {
  if (!frozen) return fresh;
  return frozen.map(({ name, ids }) => ({ name, ids: ids.filter(isKnown) })).filter(({ ids }) => ids.length > 0);
}
