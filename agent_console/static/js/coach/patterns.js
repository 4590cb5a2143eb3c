/**
 * A phrase pattern, read into steps and groups of steps; the format is told in canned_replies/README.md.
 * Patterns are checked by the server before a rule is published, so nothing is refused here.
 */

import { foldWord } from "./folding.js";
import { wordsOf } from "./pattern-shape.js";
import { BEGIN, END, SPACE } from "./words.js";

/** @typedef {import("./types.js").Locale} Locale */
/** @typedef {import("./types.js").Group} Group */
/** @typedef {import("./types.js").Sequence} Sequence */

const GAP_DEFAULT = 2;
const ZWNJ = "\u200c";
const OTHER = `[^${SPACE}()[\\]|]`;
const PART = new RegExp(`\\.\\.\\p{Nd}*(?!${OTHER})|[()[\\]|]|${OTHER}+`, "gu");

/** @typedef {Map<string, Sequence>} Known parts that were read before: patterns share most of their words */

/** @param {string} pattern @param {Locale} locale @param {Known} [known] @returns {Sequence} */
export function readPattern(pattern, locale, known = new Map()) {
  const read = new Reader(pattern.match(PART) ?? [], locale, known).sequence();
  // Words before the first named one say nothing.
  const named = read.findIndex((item) => "choices" in item || item.kind !== "gap");
  return read.slice(named < 0 ? -1 : named);
}

/** Recursive descent over the pattern's parts. */
class Reader {
  #at = 0;

  /** @param {string[]} parts @param {Locale} locale @param {Known} known */
  constructor(parts, locale, known) {
    this.parts = parts;
    this.locale = locale;
    this.known = known;
  }

  /** @returns {Sequence} */
  sequence() {
    /** @type {Sequence} */
    const found = [];
    for (let part = this.#peek(); part && part !== "|" && part !== ")" && part !== "]"; part = this.#peek()) {
      this.#at += 1;
      if (part === "(" || part === "[") found.push(this.#group(part === "["));
      else found.push(...this.#steps(part));
    }
    return found;
  }

  /** @param {boolean} isOptional @returns {Group} */
  #group(isOptional) {
    const choices = [this.sequence()];
    while (this.#peek() === "|") {
      this.#at += 1;
      choices.push(this.sequence());
    }
    this.#at += 1;
    return { choices, isOptional };
  }

  /** @param {string} part */
  #steps(part) {
    const steps = this.known.get(part) ?? stepsOf(part, this.locale);
    this.known.set(part, steps);
    return steps;
  }

  #peek() {
    return this.parts[this.#at];
  }
}

/** @param {string} part @param {Locale} locale @returns {Sequence} */
function stepsOf(part, locale) {
  if (part.startsWith("..")) return [{ kind: "gap", text: "", size: Number(foldWord(part.slice(2), "fa")) || GAP_DEFAULT }];
  if (part === BEGIN || part === END) return [{ kind: "edge", text: part, size: 0 }];
  if (part.includes("*")) {
    const stem = wordsOf(part.replaceAll("*", ""), locale).map(({ text }) => text).join("");
    return [{ kind: part.startsWith("*") ? "ends" : "starts", text: stem, size: 0 }];
  }
  const closed = wordsOf(part, locale);
  if (!part.includes(ZWNJ)) return closed;
  const apart = wordsOf(part.replaceAll(ZWNJ, " "), locale);
  // A word joined by ZWNJ is often typed with a space; both spellings are meant.
  const isSame = closed.length === apart.length && closed.every(({ text }, at) => text === apart[at]?.text);
  return isSame ? closed : [{ choices: [closed, apart], isOptional: false }];
}
