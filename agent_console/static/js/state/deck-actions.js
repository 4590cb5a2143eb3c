/** Opening and closing conversations, and moving between them. */

import { close, fromHash, openBeside, openInstead, toHash } from "../model/deck.js";
import { longestWaiting, flatten } from "../model/order.js";
import { select } from "../model/views.js";

/** @param {{store: import("./store.js").Store, derived: import("./derived.js").Derived}} parts */
export function createDeckActions({ store, derived }) {
  /** @param {import("../model/deck.js").Deck} deck @param {boolean} [isStep] on a phone, Back leads back to the list */
  function show(deck, isStep = derived.layout.value.isPhone) {
    const address = `#${toHash(deck)}`;
    if (address === location.hash) return void (store.deck.value = deck);
    history[isStep ? "pushState" : "replaceState"]({ isStep }, "", address === "#" ? location.pathname : address);
    store.deck.value = deck;
  }

  /** @param {number} id */
  function open(id) {
    show(openBeside(store.deck.value, id, derived.layout.value.fits));
    focusComposer();
  }

  /** @param {number} id */
  function replace(id) {
    show(openInstead(store.deck.value, id));
    focusComposer();
  }

  /** On a phone the keyboard would cover what is to be read first. */
  function focusComposer() {
    if (derived.layout.value.isPhone) return;
    // With the drawing, so that no quick letter goes to where the agent was; after it, where the drawing takes its time.
    queueMicrotask(() => focusActive() || requestAnimationFrame(focusActive));
  }

  function focusActive() {
    const field = composerOf(store.deck.value.active);
    field?.focus();
    return field !== null;
  }

  /** @param {number} id */
  function activate(id) {
    if (store.deck.value.active !== id) show({ ...store.deck.value, active: id }, false);
  }

  /** @param {number} id */
  function shut(id) {
    // A step that was taken by opening is taken back, so that Back does not lead here again.
    if (derived.layout.value.isPhone && history.state?.isStep) history.back();
    else show(close(store.deck.value, id), false);
  }

  /** @param {1 | -1} step */
  function move(step) {
    const ids = flatten(derived.sections.value);
    const at = ids.indexOf(store.deck.value.active ?? -1);
    const next = at < 0 ? ids.at(step > 0 ? 0 : -1) : ids[at + step];
    if (next !== undefined) replace(next);
  }

  /** @param {number} place from 1 */
  function nth(place) {
    const id = flatten(derived.sections.value)[place - 1];
    if (id !== undefined) open(id);
  }

  /** The visitor who has waited longest, in this agent's work first, then in what nobody has. */
  function nextWaiting() {
    const rows = [...store.rows.value.values()];
    const { active } = store.deck.value;
    const id = ["mine", "unassigned"].map((view) => longestWaiting(select(/** @type {any} */ (view), rows, derived.me.value), active)).find(Boolean);
    if (id) replace(id);
    return id ?? null;
  }

  function readAddress() {
    store.deck.value = fromHash(location.hash);
  }

  return { open, replace, activate, shut, move, nth, nextWaiting, readAddress, focusComposer };
}

/** @param {number | null} id @returns {HTMLTextAreaElement | null} */
export function composerOf(id) {
  return document.querySelector(`[data-composer="${id}"]`);
}
