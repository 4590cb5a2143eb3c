/**
 * Blanks of a reply: filled where a value is known, and otherwise kept in the draft as `⟦by when?⟧` until the agent fills
 * them. The brackets are letters of the draft itself, so an open blank survives saving, reloading and another browser.
 */

import { askFor } from "./blank-names.js";

/** @typedef {import("../types.js").Locale} Locale */
/** @typedef {import("../types.js").Placeholder} Placeholder */
/** @typedef {import("../types.js").Value} Value */
/** @typedef {{name: string, fallback: string}} Gap */
/** @typedef {{start: number, end: number, asked: string}} OpenBlank `text.slice(start, end)` is the blank with its brackets */
/** @typedef {{language: Locale, values: Record<string, Value>, placeholders: Record<string, Placeholder>}} Known */

const FIRST_STRONG_ISOLATE = "\u2068";
const POP_ISOLATE = "\u2069";
const VALUE_LIMIT = 1_000;

const TEMPLATE = /\{\{\s*([A-Za-z_][\w.]*)\s*(?:or\s*("[^"]*"|'[^']*')\s*)?\}\}/g;
/** A bracket that has lost its partner still means that something is missing. */
const OPEN = /⟦([^⟦⟧\n]*)⟧|[⟦⟧]/g;
const CONTROLS = /[\0-\x1f\x7f-\x9f\u2028\u2029]+/g;
const BIDI_CONTROLS = /[\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069]/g;

/** A template as words and gaps. @param {string} template @returns {(string | Gap)[]} */
export function pieces(template) {
  const found = [];
  let from = 0;
  for (const match of template.matchAll(TEMPLATE)) {
    found.push(template.slice(from, match.index), { name: match[1] ?? "", fallback: (match[2] ?? "").slice(1, -1) });
    from = match.index + match[0].length;
  }
  return [...found, template.slice(from)].filter((piece) => piece !== "");
}

/** The template with what is known, in the letters of the draft. One pass: a value is never read as a template. @param {string} template @param {Known} known */
export function render(template, known) {
  return pieces(template).map((piece) => (typeof piece === "string" ? piece : shown(piece, known))).join("");
}

/** @param {Gap} gap @param {Known} known */
function shown({ name, fallback }, { language, values, placeholders }) {
  const phrase = phraseOf(values[name], language) || clean(fallback) || clean(placeholders[name]?.fallback[language] ?? "");
  return phrase && phrase.length <= VALUE_LIMIT ? isolated(phrase) : `⟦${askFor(name, language)}⟧`;
}

/** @param {Value | undefined} value @param {Locale} language */
export function phraseOf(value, language) {
  const text = typeof value?.text === "string" ? value.text : value?.text[language];
  return clean(text ?? "");
}

/** On one line, without signs that could reorder or hide what stands around it. @param {string} value */
export function clean(value) {
  return value.replace(CONTROLS, " ").replace(BIDI_CONTROLS, "").trim();
}

/** A value keeps its own direction, whatever stands around it. @param {string} phrase */
export function isolated(phrase) {
  return FIRST_STRONG_ISOLATE + phrase + POP_ISOLATE;
}

/** Dots in a coach's sentence stand for what the agent is to say. @param {string} sentence */
export function withBlanks(sentence) {
  return sentence.replace(/…/g, "⟦…⟧");
}

/** What is still to be filled, in reading order. @param {string} text @returns {OpenBlank[]} */
export function openBlanks(text) {
  return [...text.matchAll(OPEN)].map((match) => ({ start: match.index, end: match.index + match[0].length, asked: match[1] ?? "" }));
}

/** The open blank that the selection lies in. @param {string} text @param {number} start @param {number} [end] */
export function blankAt(text, start, end = start) {
  return openBlanks(text).find((blank) => blank.start <= start && end <= blank.end && (start < blank.end || blank.start === start)) ?? null;
}

/** Where Tab leads: the next open blank, or none. @param {string} text @param {number} start @param {number} end the selection @param {1 | -1} step */
export function neighbour(text, start, end, step) {
  const blanks = openBlanks(text);
  return (step > 0 ? blanks.find((blank) => blank.start >= end) : blanks.filter((blank) => blank.end <= start).at(-1)) ?? null;
}
