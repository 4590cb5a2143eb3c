/**
 * Finding a reply from a few letters, in any language: key, shortcut, label, situation, tags and text, all folded.
 * The same order as canned_replies/picker.py: what was typed decides, what fits the conversation settles the rest.
 */

import { bare, foldWord } from "../coach/folding.js";

/** @typedef {import("../types.js").ReplyCard} ReplyCard */
/** @typedef {[uses: number, last_at: number]} Tally */
/** @typedef {{weight: number, text: string, letters: number}} Field `letters` as `lettersOf` gives them */
/** @typedef {{card: ReplyCard, fields: Field[]}} Entry */
/** @typedef {{card: ReplyCard, score: number}} Scored */
/** @typedef {{situations: string[], mine: Record<string, Tally>, team: Record<string, Tally>, now: number}} Around */

const QUERY_LIMIT = 60;
const TEXT_LIMIT = 600;
const DAY_MS = 86_400_000;

/** A shortcut is typed on purpose, a text is read by chance. */
const WEIGHTS = Object.freeze({ shortcut: 100, key: 70, label: 60, tag: 60, situation: 40, text: 25 });
const CLOSENESS = Object.freeze({ whole: 1, start: 0.85, word: 0.8, inside: 0.6, scattered: 0.25 });
const FIT = Object.freeze({ situation: 12, mine: 8, team: 4, recent: 4 });

/** A text is long enough to have them all. */
const ANY_LETTER = -1;

const BETWEEN = /[^\p{L}\p{N}]+/gu;

/** Case, accents, Persian and Arabic spellings, half-spaces and punctuation make no difference. @param {string} text */
export function fold(text) {
  return bare(foldWord(text, "fa")).replace(BETWEEN, " ").trim();
}

/** A reply, ready to be searched. @param {ReplyCard} card @param {Record<string, string>} [situation] its names @returns {Entry} */
export function entryOf(card, situation = {}) {
  const fields = [
    ...fieldsOf("shortcut", Object.values(card.shortcut)),
    ...fieldsOf("key", [card.key]),
    ...fieldsOf("label", Object.values(card.label)),
    ...fieldsOf("tag", card.tags),
    ...fieldsOf("situation", Object.values(situation)),
    ...fieldsOf("text", Object.values(card.texts).map((text) => text.slice(0, TEXT_LIMIT))),
  ];
  return { card, fields };
}

/** @param {keyof typeof WEIGHTS} kind @param {string[]} texts @returns {Field[]} */
function fieldsOf(kind, texts) {
  return texts.map(fold).map((text) => ({ weight: WEIGHTS[kind], text, letters: kind === "text" ? ANY_LETTER : lettersOf(text) }));
}

/** Which letters occur, a bit for every 32nd: what lacks one of a word's letters need not be looked through. @param {string} text */
function lettersOf(text) {
  let letters = 0;
  for (let at = 0; at < text.length; at += 1) letters |= 1 << (text.charCodeAt(at) & 31);
  return letters;
}

/**
 * The replies that fit, best first; nothing typed gives what fits the conversation.
 * @param {Iterable<Entry>} entries @param {string} query @param {Around} around @param {number} [limit] @returns {ReplyCard[]}
 */
export function search(entries, query, around, limit = 8) {
  const wanted = fold(query.slice(0, QUERY_LIMIT)).split(" ").filter(Boolean);
  /** @type {Scored[]} */
  const best = [];
  for (const entry of entries) {
    const words = wordsScore(entry.fields, wanted);
    if (words > 0) keep(best, { card: entry.card, score: words + fitOf(entry.card, around) }, limit);
  }
  return best.map(({ card }) => card);
}

/** In its place among the best so far, if it has one: sorting two thousand for the sake of eight takes too long between two keys. @param {Scored[]} best @param {Scored} one @param {number} limit */
function keep(best, one, limit) {
  let at = best.length;
  while (at > 0 && isBetter(one, /** @type {Scored} */ (best[at - 1]))) at -= 1;
  if (at >= limit) return;
  best.splice(at, 0, one);
  best.length = Math.min(best.length, limit);
}

/** @param {Scored} one @param {Scored} other */
function isBetter(one, other) {
  return one.score > other.score || (one.score === other.score && one.card.key < other.card.key);
}

/** Every typed word must be found somewhere. @param {Field[]} fields @param {string[]} wanted */
function wordsScore(fields, wanted) {
  let total = 0;
  for (const word of wanted) {
    const best = bestField(fields, word);
    if (best === 0) return 0;
    total += best;
  }
  return wanted.length ? total / wanted.length : 1;
}

/** Fields stand in the order of their weight, so the rest cannot do better. @param {Field[]} fields @param {string} word */
function bestField(fields, word) {
  let best = 0;
  const letters = lettersOf(word);
  for (const { weight, text, letters: there } of fields) {
    if (weight <= best) return best;
    if ((letters & there) === letters) best = Math.max(best, weight * closeness(word, text, weight));
  }
  return best;
}

/** @param {string} word @param {string} text @param {number} weight */
function closeness(word, text, weight) {
  const at = text.indexOf(word);
  if (at === 0) return word.length === text.length ? CLOSENESS.whole : CLOSENESS.start + (0.1 * word.length) / text.length;
  if (at > 0) return text[at - 1] === " " ? CLOSENESS.word : CLOSENESS.inside;
  const isLoose = weight > WEIGHTS.text && word.length >= 3;
  return isLoose && isScattered(word, text) ? CLOSENESS.scattered : 0;
}

/** @param {string} letters @param {string} text */
function isScattered(letters, text) {
  let at = -1;
  for (const letter of letters) {
    at = text.indexOf(letter, at + 1);
    if (at < 0) return false;
  }
  return true;
}

/** @param {ReplyCard} card @param {Around} around */
function fitOf({ key, situation }, { situations, mine, team, now }) {
  const place = situations.indexOf(situation);
  const own = mine[key];
  const recent = own ? FIT.recent / (1 + Math.max(0, now - own[1]) / DAY_MS) : 0;
  return (place < 0 ? 0 : FIT.situation / (1 + place / 4)) + FIT.mine * saturated(own?.[0]) + FIT.team * saturated(team[key]?.[0]) + recent;
}

/** Uses count, but a hundred are not ten times ten. @param {number} [uses] */
function saturated(uses = 0) {
  return uses / (uses + 5);
}

/** Whether agents are offered a reply today. @param {ReplyCard} card @param {number} now_ms */
export function isOffered({ mode, active }, now_ms) {
  const { weekdays = [], first_day, last_day } = active;
  if (mode === "auto") return false;
  if (!weekdays.length && !first_day && !last_day) return true;
  const now = new Date(now_ms);
  const today = [now.getFullYear(), now.getMonth() + 1, now.getDate()].map((part) => String(part).padStart(2, "0")).join("-");
  const monday = (now.getDay() + 6) % 7;
  return (!weekdays.length || weekdays.includes(monday)) && (!first_day || first_day <= today) && (!last_day || today <= last_day);
}
