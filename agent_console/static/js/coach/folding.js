/** One word, folded: different spellings of the same word become the same string. The tables of canned_replies/folding.py. */

/** @typedef {import("./types.js").Locale} Locale */

// Written for character classes: signs that shape or order a word and never distinguish one, and every apostrophe.
export const IGNORABLE = "\\u00ad\\u200b-\\u200f\\u202a-\\u202e\\u2060\\u2066-\\u2069\\ufeff";
export const APOSTROPHES = "'\\u2019\\u2018\\u02bc\\uff07";
const HARAKAT = "\\u0640\\u0670\\u0610-\\u061a\\u064b-\\u065f\\u06d6-\\u06dc";

/** @type {Record<string, string>} */
const SPELLINGS = { ی: "يىئۍ", ا: "أإآٱ", ه: "ةۀ", ک: "ك", و: "ؤ", "%": "٪" };
const PERSIAN = new Map(Object.entries(SPELLINGS).flatMap(([one, others]) => [...others].map((other) => [other, one])));
["۰۱۲۳۴۵۶۷۸۹", "٠١٢٣٤٥٦٧٨٩"].forEach((digits) => [...digits].forEach((digit, value) => PERSIAN.set(digit, String(value))));

const ASCII = /^[\0-\x7f]*$/;
const DROPPED = new RegExp(`[${IGNORABLE}]`, "g");
const APOSTROPHE = new RegExp(`[${APOSTROPHES}]`, "g");
const IN_PERSIAN = new RegExp(`[${HARAKAT}${[...PERSIAN.keys()].join("")}]`, "g");
// «خانه‌ی ما» and «خانهٔ ما» are the same; without ZWNJ, «بدهی» is a word of its own.
const EZAFE = /ه\u200c[یيى]$/u;
const ACCENTS = /[\u0300-\u036f]/g;

/**
 * The word in lower case, NFC, without invisible marks; Persian letters and digits unified.
 * @param {string} word @param {Locale} locale
 */
export function foldWord(word, locale) {
  if (ASCII.test(word)) return word.toLowerCase();
  let folded = word.normalize("NFC").toLowerCase();
  if (locale === "fa") folded = folded.replace(EZAFE, "ه");
  folded = folded.replace(DROPPED, "").replace(APOSTROPHE, "'");
  if (locale === "fa") folded = folded.normalize("NFC").replace(IN_PERSIAN, (sign) => PERSIAN.get(sign) ?? "");
  return folded.normalize("NFC");
}

/** The word without accents: `é` becomes `e`. @param {string} word */
export function bare(word) {
  return ASCII.test(word) ? word : word.normalize("NFD").replace(ACCENTS, "");
}

/**
 * Hungarian rule: every accented letter of the pattern also accepts the bare letter, never the reverse.
 * @param {string} pattern @param {string} word
 */
export function accepts(pattern, word) {
  if (pattern === word) return true;
  const typed = [...word];
  const wanted = [...pattern];
  return wanted.length === typed.length && wanted.every((letter, at) => letter === typed[at] || bare(letter) === typed[at]);
}

/** Characters as Python counts them: code points. @param {string} text */
export function lengthOf(text) {
  return [...text].length;
}
