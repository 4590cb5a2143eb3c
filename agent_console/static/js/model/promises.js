/** Promises: which are due, and in which order they are read. */

import { byId, withEntries } from "./maps.js";

/** @typedef {import("../types.js").Promised} Promised */

/** From here on it stands on top of the list. */
export const DUE_SOON_MS = 5 * 60_000;

/** @param {number | null | undefined} due_ms @param {number} now_ms */
export function isDueSoon(due_ms, now_ms) {
  return due_ms !== null && due_ms !== undefined && due_ms - now_ms <= DUE_SOON_MS;
}

/** Whether it still waits for somebody. @param {Promised} promise */
export function isOwed({ state }) {
  return state === "open" || state === "missed";
}

/** What is owed first, the earliest on top; what was kept or settled below, the latest on top. @param {Promised[]} promises */
export function inOrder(promises) {
  const ended = (/** @type {Promised} */ promise) => Number(!isOwed(promise));
  return [...promises].sort((a, b) => ended(a) - ended(b) || (ended(a) ? b.due - a.due : a.due - b.due) || a.id - b.id);
}

/**
 * The list with these promises, each in its newest state. Every change adds a step, so what comes late takes nothing back.
 * @param {Promised[]} promises @param {Promised[]} told
 */
export function withPromises(promises, told) {
  const known = byId(promises);
  const news = told.filter(({ id, steps }) => (known.get(id)?.steps.length ?? 0) <= steps.length);
  return inOrder([...withEntries(known, byId(news)).values()]);
}

/** Minutes between now and then, either way; begun ones count, so that nothing is ever "0 minutes" away. @param {number} due_ms @param {number} now_ms */
export function minutesBetween(due_ms, now_ms) {
  return Math.max(1, Math.ceil(Math.abs(due_ms - now_ms) / 60_000));
}
