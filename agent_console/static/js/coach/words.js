/**
 * A text as sentences of folded words, each knowing where it stands in the draft. Patterns and drafts are read through this
 * one door. The same as canned_replies/words.py, with Python's idea of letters and spaces spelled out.
 */

import { openContraction } from "./contractions.js";
import { APOSTROPHES, foldWord, IGNORABLE, lengthOf } from "./folding.js";

/** @typedef {import("./types.js").Locale} Locale */
/** @typedef {import("./types.js").Word} Word */

export const TEXT_LIMIT = 20_000;

// For character classes. JavaScript's \s also takes U+FEFF, and leaves the separators of old telegraphs.
export const SPACE = "\\t-\\r\\x1c-\\x20\\x85\\xa0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000";
export const LETTER = "\\p{L}\\p{N}";

// Combining marks that belong to the letter before them (Latin accents, Arabic vowel signs).
const MARKS = "\\u0300-\\u036f\\u0610-\\u061a\\u064b-\\u065f\\u0670\\u06d6-\\u06dc\\u06df-\\u06e8\\u06ea-\\u06ed";
const SIGN = `[${LETTER}][${MARKS}]*`;
const IN_WORD = `[${LETTER}_${MARKS}]`;
// "Tell 'em", "the '90s": an apostrophe that stands for letters opens no quotation.
const CUT_SHORT = `[0-9]|(?:[eE]m|[cC]ause|[cC]os|[cC]uz|[tT]is|[tT]was|[tT]il|[bB]out|[nN])(?![${LETTER}])`;
const SKIPPED = [
  "```[\\s\\S]*?```", // fenced code
  "`[^`\\n]+`",
  "\\{\\{[^{}]*\\}\\}", // a blank of a reply
  "(?<![^\\n])[ \\t]*>[^\\n]*", // a quoted line
  '"[^"\\n]*"',
  "“[^“”\\n]*”",
  "„[^„”“\\n]*[”“]",
  "«[^«»\\n]*»",
  // 'single quotes': one that follows a word (the agents' phones) opens none, one inside a word (don't) closes none
  `(?<!${IN_WORD})['‘](?![${SPACE}]|${CUT_SHORT})(?:[^'‘’\\n]|(?<=${IN_WORD})['’](?=${IN_WORD}))+(?<![${SPACE}])['’](?!${IN_WORD})`,
  `(?:[hH][tT][tT][pP][sSſ]?:\\/\\/|[wW][wW][wW]\\.)[^${SPACE}<>«»“”"]+`,
  `(?<![${LETTER}_.+\\-])[${LETTER}_.+\\-]{1,64}@[${LETTER}_\\-]{1,63}\\.[${LETTER}_.\\-]{1,63}`,
].join("|");
const WORD = `${SIGN}(?:[${IGNORABLE}]*(?:[${APOSTROPHES}][${IGNORABLE}]*)?${SIGN})*`;
const SCAN = new RegExp(`(${SKIPPED})|(${WORD})|([%٪])|[!?؟…\\n]|\\.(?![${LETTER}])`, "gu");

const JOINED_TO_NEXT = new Set(["می", "نمی"]);
const JOINED_BACK = new Set(["ها", "های", "تر", "ترین", "ام", "ات", "اش", "ای", "اید", "ایم", "اند"]);
export const AFFIXES = new Set([...JOINED_TO_NEXT, ...JOINED_BACK]);

// A skipped stretch fills a place in the sentence (a gap may step over it) and equals no word.
export const OPAQUE = "{{}}";

// Where a sentence begins and ends, for patterns that hold only there ("Hold on", not "hold on to the receipt").
export const BEGIN = "<";
export const END = ">";

/** A draft is longer than a coach reads. */
export class TextTooLong extends Error {}

/**
 * The text's sentences as folded words; skipped stretches stand as one `OPAQUE` word each.
 * @param {string} text @param {Locale} locale @returns {Word[][]} @throws {TextTooLong} beyond `TEXT_LIMIT` characters
 */
export function sentences(text, locale) {
  if (text.length > TEXT_LIMIT && lengthOf(text) > TEXT_LIMIT) throw new TextTooLong(`expected at most ${TEXT_LIMIT} characters`);
  /** @type {Word[][]} */
  const found = [];
  /** @type {Word[]} */
  let sentence = [];
  for (const { 0: typed, 1: skipped, 2: word, 3: percent, index: start } of text.matchAll(SCAN)) {
    const end = start + typed.length;
    if (skipped !== undefined) sentence.push({ text: OPAQUE, start, end });
    else if (percent !== undefined) sentence.push({ text: "%", start, end });
    else if (word !== undefined) for (const part of folded(word, locale)) sentence.push({ text: part, start, end });
    else sentence = ended(found, sentence);
  }
  ended(found, sentence);
  return locale === "fa" ? found.map(joined) : found;
}

/** @param {Word[][]} found @param {Word[]} sentence @returns {Word[]} */
function ended(found, sentence) {
  if (sentence.length) found.push(sentence);
  return [];
}

/** @param {string} word @param {Locale} locale */
function folded(word, locale) {
  const one = foldWord(word, locale);
  if (locale === "en") return openContraction(one);
  return one ? [one] : [];
}

/** Persian affixes that were typed with a space, back on their word. @param {Word[]} sentence */
function joined(sentence) {
  /** @type {Word[]} */
  const words = [];
  for (const word of sentence) {
    const previous = words.at(-1);
    const belongs = previous && word.text !== OPAQUE && (JOINED_TO_NEXT.has(previous.text) || JOINED_BACK.has(word.text));
    if (!belongs || previous.text === OPAQUE) words.push(word);
    else words[words.length - 1] = { text: previous.text + word.text, start: previous.start, end: word.end };
  }
  return words;
}
