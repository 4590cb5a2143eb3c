/** What can be said about a pattern that was read, and the ways through it. The same as canned_replies/pattern_shape.py. */

import { AFFIXES, sentences } from "./words.js";

/** @typedef {import("./types.js").Locale} Locale */
/** @typedef {import("./types.js").Sequence} Sequence */
/** @typedef {import("./types.js").Step} Step */

/** The text's words as steps, normalised as drafts are. @param {string} text @param {Locale} locale @returns {Step[]} */
export function wordsOf(text, locale) {
  return sentences(text, locale).flat().map((word) => ({ kind: "word", text: word.text, size: 0 }));
}

/** The pattern without a gap where it ends: it would mark words that the pattern does not name. @param {Sequence} sequence @returns {Sequence} */
export function withoutLastGap(sequence) {
  const last = sequence.at(-1);
  if (!last) return sequence;
  const before = sequence.slice(0, -1);
  if ("choices" in last) return [...before, { ...last, choices: last.choices.map(withoutLastGap) }];
  return last.kind === "gap" && before.length ? withoutLastGap(before) : sequence;
}

/** Whether a word of the pattern may join its neighbour, as Persian affixes do. @param {Sequence} sequence @returns {boolean} */
export function hasAffixes(sequence) {
  return sequence.some((item) => ("choices" in item ? item.choices.some(hasAffixes) : AFFIXES.has(item.text)));
}

/**
 * Every way through, with neighbours joined as drafts join them; only patterns with affixes need this.
 * @param {Sequence} sequence @param {Locale} locale @returns {Step[][]}
 */
export function spelledOut(sequence, locale) {
  return ways(sequence).map((way) => withNeighboursJoined(way, locale));
}

/** @param {Step[]} way @param {Locale} locale */
function withNeighboursJoined(way, locale) {
  /** @type {Step[]} */
  const steps = [];
  /** @type {string[]} */
  let run = [];
  const endRun = () => {
    steps.push(...wordsOf(run.join(" "), locale));
    run = [];
  };
  for (const step of way) {
    if (step.kind === "word") {
      run.push(step.text);
      continue;
    }
    endRun();
    steps.push(step);
  }
  endRun();
  return steps;
}

/** @param {Sequence} sequence @returns {Step[][]} */
function ways(sequence) {
  /** @type {Step[][]} */
  let heads = [[]];
  for (const item of sequence) {
    const tails = "choices" in item ? [...item.choices.flatMap(ways), ...(item.isOptional ? [[]] : [])] : [[item]];
    heads = heads.flatMap((head) => tails.map((tail) => [...head, ...tail]));
  }
  return heads;
}
