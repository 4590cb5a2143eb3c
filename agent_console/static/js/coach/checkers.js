/** The builtin checks: habits of writing that no list of words can describe. The same as canned_replies/checkers.py. */

import { lengthOf } from "./folding.js";
import { LETTER, OPAQUE } from "./words.js";

/** @typedef {import("./types.js").Word} Word */
/** @typedef {import("./types.js").Finding} Finding */
/** @typedef {(text: string, sentences: Word[][], limit: number | null) => Iterable<Finding>} Checker */

const SHOUTED_WORDS = 2; // long words in capitals beside each other; fewer is an abbreviation
const SHOUTED_LENGTH = 4; // SMS, PIN, GDPR-like codes are shorter or stand alone
const WALL_LIMIT = 420;

const CAPITALS = /^(?=.*\p{Uppercase})(?:(?![\p{Lowercase}\p{Lt}])\p{L})+$/u;
const REPEATED = /[!?؟]{2,}/g;
const LIST_LINE = /^[ \t]*(?:[-*•]|[0-9۰-۹]{1,2}[.)])[ \t]/;
const JOINED = new RegExp(`[${LETTER}]+(?:\\u200c[${LETTER}]+)*`, "gu");
const PREFIXES = new Set(["می", "نمی"]);
const PLURALS = new Set(["ها", "های", "هایی", "ترین"]);
const AFTER_HE = new Set(["ام", "اید", "ایم", "اند", "ای"]);
const ZWNJ = "\u200c";

/** Runs of capitals with at least two longer words in them. @type {Checker} */
function* allCaps(text, sentences) {
  for (const sentence of sentences) {
    /** @type {Word[]} */
    let run = [];
    for (const word of [...sentence, null]) {
      if (word && CAPITALS.test(text.slice(word.start, word.end))) {
        run.push(word);
        continue;
      }
      const long = run.filter(({ start, end }) => lengthOf(text.slice(start, end)) >= SHOUTED_LENGTH);
      const [first, last] = [run[0], run.at(-1)];
      if (first && last && long.length >= SHOUTED_WORDS) yield [first.start, last.end, null];
      run = [];
    }
  }
}

/** `??`, `!!!`, `?!`; the first sign alone is offered. @type {Checker} */
function* repeatedPunctuation(text, sentences) {
  const skipped = sentences.flat().filter((word) => word.text === OPAQUE);
  for (const { 0: signs, index } of text.matchAll(REPEATED)) {
    if (!skipped.some(({ start, end }) => start <= index && index < end)) yield [index, index + signs.length, signs.charAt(0)];
  }
}

/** A paragraph longer than the limit that is no list item. @type {Checker} */
function* wallOfText(text, _sentences, limit) {
  const most = limit || WALL_LIMIT;
  let start = 0;
  for (const line of text.split("\n")) {
    const end = start + line.length;
    if (line.length > most && lengthOf(line) > most && !LIST_LINE.test(line)) yield [start, end, null];
    start = end + 1;
  }
}

/** Words with the Arabic ي or ك; the Persian spelling is offered. @type {Checker} */
function* arabicLetters(text, sentences) {
  let last = -1;
  for (const { text: folded, start, end } of sentences.flat()) {
    const typed = text.slice(start, end);
    const mended = inPersian(typed);
    if (mended === typed || folded === OPAQUE || start <= last) continue;
    last = start;
    yield [start, end, mended];
  }
}

/** @param {string} text */
function inPersian(text) {
  return text.replaceAll("ي", "ی").replaceAll("ك", "ک");
}

/** `می شود` and `کتاب ها`: a joined word typed with a space; the joined spelling is offered. @type {Checker} */
function* persianZwnj(text) {
  /** @type {RegExpMatchArray | null} */
  let previous = null;
  for (const match of text.matchAll(JOINED)) {
    const [first, second] = [previous?.[0] ?? "", match[0]];
    const start = previous?.index ?? 0;
    previous = match;
    if (text.slice(start + first.length, match.index) !== " " || !first || !belongTogether(first, second)) continue;
    yield [start, match.index + second.length, first + ZWNJ + second];
  }
}

/** @param {string} first @param {string} second */
function belongTogether(first, second) {
  const [head, tail] = [inPersian(first), inPersian(second)];
  return PREFIXES.has(head) || PLURALS.has(tail) || (head.endsWith("ه") && AFTER_HE.has(tail));
}

/** @type {Record<import("./types.js").Builtin, Checker>} */
export const CHECKERS = {
  all_caps: allCaps,
  repeated_punctuation: repeatedPunctuation,
  wall_of_text: wallOfText,
  arabic_letters: arabicLetters,
  persian_zwnj: persianZwnj,
};
