/** How people are drawn when there is no photo. */

const TINTS = 6;
/** Enough to tell the visitors of a day apart; the whole number would be too long to say. */
const SHOWN_NUMBERS = 10_000;
const ZWNJ = "\u200c";

/**
 * One or two letters. Arabic letters would join into a word, so they are kept apart.
 * @param {string} name
 */
export function initials(name) {
  const words = name.trim().split(/\s+/).filter(Boolean);
  const first = letter(words[0]);
  const last = words.length > 1 ? letter(words.at(-1)) : "";
  return /\p{Script=Arabic}/u.test(first) && last ? first + ZWNJ + last : first + last;
}

/**
 * What a visitor is called: by their name, or by a number as long as they are anonymous.
 * @param {{name: string, contact: number}} row @param {import("./words.js").Words} words
 */
export function nameOf({ name, contact }, words) {
  return name || words.t("visitor.unnamed", { number: contact % SHOWN_NUMBERS });
}

/** @param {string | undefined} word */
function letter(word) {
  return (word?.match(/\p{L}|\p{N}/u)?.[0] ?? "").toUpperCase();
}

/** A tint that stays with a person, 1 to 6. @param {number} id */
export function tintOf(id) {
  return (Math.abs(id) % TINTS) + 1;
}
