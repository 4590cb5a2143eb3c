/** Which conversations stand side by side. */

const RAIL_PX = 56;
const MIN_PANE_PX = 360;
const MAX_PANES = 3;
const PHONE_BELOW_PX = 720;
const DOCKED_CONTEXT_FROM_PX = 1100;
const WIDE_FROM_PX = 1400;

/** @typedef {{panes: number[], active: number | null}} Deck the open conversations from start to end, and the one in use */

/**
 * @param {number} width_px @param {boolean} isContextOpen
 * @returns {{isPhone: boolean, isContextDocked: boolean, fits: number}}
 */
export function layoutFor(width_px, isContextOpen) {
  if (width_px < PHONE_BELOW_PX) return { isPhone: true, isContextDocked: false, fits: 1 };
  const isContextDocked = width_px >= DOCKED_CONTEXT_FROM_PX;
  const [list, context] = width_px >= WIDE_FROM_PX ? [296, 304] : [272, 300];
  const room = width_px - RAIL_PX - list - (isContextOpen && isContextDocked ? context : 0);
  return { isPhone: false, isContextDocked, fits: clamp(Math.floor(room / MIN_PANE_PX)) };
}

/** @param {number} panes */
function clamp(panes) {
  return Math.min(MAX_PANES, Math.max(1, panes));
}

/** Open in a free place if there is one, otherwise in place of the active one. @param {Deck} deck @param {number} id @param {number} fits @returns {Deck} */
export function openBeside(deck, id, fits) {
  if (deck.panes.includes(id)) return { ...deck, active: id };
  if (deck.panes.length < fits) return { panes: [...deck.panes, id], active: id };
  return openInstead(deck, id);
}

/** Open in place of the active one. @param {Deck} deck @param {number} id @returns {Deck} */
export function openInstead(deck, id) {
  if (deck.panes.includes(id)) return { ...deck, active: id };
  if (deck.active === null || !deck.panes.length) return { panes: [id], active: id };
  return { panes: deck.panes.map((pane) => (pane === deck.active ? id : pane)), active: id };
}

/** @param {Deck} deck @param {number} id @returns {Deck} */
export function close(deck, id) {
  const at = deck.panes.indexOf(id);
  const panes = deck.panes.filter((pane) => pane !== id);
  const active = deck.active === id ? (panes[Math.min(Math.max(at, 0), panes.length - 1)] ?? null) : deck.active;
  return { panes, active };
}

/** The panes that can be shown in the room there is: the active one and its neighbours. @param {Deck} deck @param {number} fits */
export function visiblePanes(deck, fits) {
  const at = Math.max(0, deck.panes.indexOf(deck.active ?? -1));
  const start = Math.min(Math.max(0, at - fits + 1), Math.max(0, deck.panes.length - fits));
  return deck.panes.slice(start, start + fits);
}

/** `#12+15*`: the address remembers what is open; the star stands with the active one. @param {Deck} deck */
export function toHash(deck) {
  return deck.panes.map((id) => (id === deck.active ? `${id}*` : `${id}`)).join("+");
}

/** @param {string} hash @returns {Deck} */
export function fromHash(hash) {
  const parts = hash.replace(/^#/, "").split("+").slice(0, MAX_PANES).map((part) => part.match(/^([1-9]\d{0,15})(\*?)$/));
  const found = parts.filter((part) => part !== null).map(([, id, star]) => ({ id: Number(id), isActive: star === "*" }));
  const panes = [...new Set(found.map(({ id }) => id))];
  return { panes, active: found.find(({ isActive }) => isActive)?.id ?? panes[0] ?? null };
}
