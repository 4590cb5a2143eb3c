// The few sentences that the browser has to say by itself; the page carries them.

import { writeNumber } from "./prices.js";

export const locale = document.documentElement.lang;

/** @type {Record<string, string>} */
const words = JSON.parse(document.getElementById("words")?.textContent ?? "{}");
const plurals = new Intl.PluralRules(locale);

/**
 * A sentence with its gaps filled.
 * @param {string} key
 * @param {Record<string, string>} [values]
 */
export function say(key, values = {}) {
  const text = words[key] ?? key;
  return text.replace(/\{(\w+)\}/g, (gap, name) => values[name] ?? gap);
}

/**
 * A sentence about a number of things.
 * @param {string} key
 * @param {number} count
 */
export function sayCount(key, count) {
  const form = plurals.select(count) === "one" ? "one" : "other";
  return say(`${key}.${form}`, { count: writeNumber(count, locale) });
}
