/** What an agent has chosen for this browser: sounds, notifications, colours, whether the context is open. */

import { signal } from "preact";

const KEY = "warmline.preferences";
const SCHEME_KEY = "warmline.color-scheme";

/** @typedef {{isSilent: boolean, notifies: boolean, isContextOpen: boolean}} Preferences */
/** @typedef {"auto" | "light" | "dark"} Scheme */

export const preferences = signal(/** @type {Preferences} */ ({ isSilent: false, notifies: false, isContextOpen: true, ...read() }));
export const scheme = signal(/** @type {Scheme} */ (/** @type {any} */ (document.documentElement.dataset.colorScheme) ?? "auto"));

/** @returns {Partial<Preferences>} */
function read() {
  try {
    return JSON.parse(localStorage.getItem(KEY) ?? "{}");
  } catch {
    return {};
  }
}

/** @param {Partial<Preferences>} changes */
export function prefer(changes) {
  preferences.value = { ...preferences.value, ...changes };
  keep(KEY, JSON.stringify(preferences.value));
}

/** @param {Scheme} choice */
export function chooseScheme(choice) {
  scheme.value = choice;
  if (choice === "auto") delete document.documentElement.dataset.colorScheme;
  else document.documentElement.dataset.colorScheme = choice;
  keep(SCHEME_KEY, choice);
}

/** @param {string} key @param {string} value */
function keep(key, value) {
  try {
    localStorage.setItem(key, value);
  } catch {
    // Storage is forbidden here: the choice holds until the page is closed.
  }
}
