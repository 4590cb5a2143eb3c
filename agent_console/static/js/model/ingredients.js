/** What a draft was made from: the replies that were inserted, and the promise that it makes. */

import { openBlanks } from "./blanks.js";

/** @typedef {import("../types.js").Inserted} Inserted */
/** @typedef {import("../types.js").Ingredients} Ingredients */

const MOST_REPLIES = 10;
/** So many letters in a row are left by nobody who has rewritten a reply. */
const TRACE = 8;
/** Long enough to be found, short enough to outlive an edit nearby. */
const AROUND = 6;
const WHAT_LIMIT = 200;

/** @type {Ingredients} */
export const NOTHING = Object.freeze({ replies: [], promise: null });

/** @param {Ingredients} before @param {Inserted} reply @returns {Ingredients} */
export function withReply(before, reply) {
  return { ...before, replies: [...before.replies, reply].slice(-MOST_REPLIES) };
}

/**
 * What travels with a message: only what is still in its words, and no time that has passed while it was written.
 * @param {Ingredients} ingredients @param {string} body @param {number} now_ms
 */
export function carried({ replies, promise }, body, now_ms) {
  const kept = replies.filter(({ text }) => hasTrace(text, body)).map((reply) => ({ ...reply, text: asFilled(reply.text, body) }));
  const isPromised = promise !== null && promise.due > now_ms && body.includes(promise.text);
  return {
    ...(kept.length ? { replies: kept } : {}),
    ...(isPromised ? { promise: { ...promise, what: whatOf(body, promise.text) } } : {}),
  };
}

/** Whether an agent changed what was inserted, beyond filling its blanks. @param {Ingredients["replies"]} replies @param {string} body */
export function isEdited(replies, body) {
  const { replies: kept = [] } = carried({ replies, promise: null }, body, 0);
  const texts = kept.map(({ text }) => text.trim());
  const rest = texts.reduce((left, text) => left.replace(text, () => ""), body);
  return kept.length > 0 && (rest.trim() !== "" || !texts.every((text) => body.includes(text)));
}

/** @param {string} inserted */
function literals(inserted) {
  const blanks = openBlanks(inserted);
  return [...blanks, { start: inserted.length, end: 0 }].map(({ start }, index) => inserted.slice(blanks[index - 1]?.end ?? 0, start));
}

/** @param {string} inserted @param {string} body */
function hasTrace(inserted, body) {
  const known = literals(inserted).map((piece) => piece.trim()).filter(Boolean);
  return known.some((piece) => (piece.length < TRACE ? body.includes(piece) : someStretch(piece, body)));
}

/** @param {string} piece @param {string} body */
function someStretch(piece, body) {
  for (let at = 0; at + TRACE <= piece.length; at += TRACE) if (body.includes(piece.slice(at, at + TRACE))) return true;
  return false;
}

/** The inserted text with its blanks as the agent has filled them, found by the words on both sides. @param {string} inserted @param {string} body */
export function asFilled(inserted, body) {
  const parts = literals(inserted);
  let from = 0;
  return parts.reduce((text, part, index) => {
    const before = (parts[index - 1] ?? "").slice(-AROUND);
    const start = Math.max(from, body.indexOf(before, from) + before.length);
    const after = part.slice(0, AROUND);
    const end = after ? body.indexOf(after, start) : body.length;
    from = Math.max(start, end);
    return text + (body.includes(before) && end >= start ? body.slice(start, end) : "") + part;
  });
}

/** The sentence that promises, as far as it fits in a line. @param {string} body @param {string} phrase */
export function whatOf(body, phrase) {
  const at = body.indexOf(phrase);
  const before = body.slice(0, at).search(/[^.!?؟\n]*$/u);
  const rest = body.slice(at + phrase.length).search(/[.!?؟\n]/u);
  const sentence = body.slice(before, rest < 0 ? undefined : at + phrase.length + rest);
  return sentence.replace(/[\u2066-\u2069]/g, "").replace(/\s+/g, " ").trim().slice(0, WHAT_LIMIT);
}
