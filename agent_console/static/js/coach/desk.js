/** The coach's desk: keeps the rules, reads the newest draft, and drops those that were overtaken. Works in a worker or in a page. */

import { Coach } from "./coach.js";
import { TEXT_LIMIT, TextTooLong } from "./words.js";

/** @typedef {import("./types.js").Answer} Answer */
/** @typedef {import("./types.js").DraftMessage} DraftMessage */
/** @typedef {import("./types.js").Lists} Lists */
/** @typedef {import("./types.js").Locale} Locale */
/** @typedef {import("./types.js").Mark} Mark */
/** @typedef {import("./types.js").Message} Message */
/** @typedef {import("./types.js").Rule} Rule */
/** @typedef {import("./types.js").Tone} Tone */

/**
 * @param {object} parts
 * @param {(answer: Answer) => void} parts.post
 * @param {(run: () => void) => void} parts.later runs after the messages that are already there
 */
export function createDesk({ post, later }) {
  /** @type {Map<Locale, {rules: Rule[], lists: Lists}>} */
  const shelf = new Map();
  /** @type {Map<string, Coach>} */
  const coaches = new Map();
  /** @type {DraftMessage | null} */
  let newest = null;

  /** @param {Message} message */
  function receive(message) {
    if (message.type === "draft") return take(message);
    shelf.set(message.locale, message);
    for (const key of coaches.keys()) if (key.startsWith(message.locale)) coaches.delete(key);
    for (const tone of message.tones) later(() => warmUp(message.locale, tone));
  }

  /** @param {DraftMessage} draft */
  function take(draft) {
    if (newest && newest.generation > draft.generation) return;
    if (!newest) later(answer);
    newest = draft;
  }

  function answer() {
    const draft = newest;
    newest = null;
    if (!draft) return;
    let found = { marks: /** @type {Mark[]} */ ([]), isTooLong: false };
    try {
      found = read(draft);
    } finally {
      // An answer in any case: whoever waits for it must not wait for ever.
      post({ generation: draft.generation, text: draft.text, ...found });
    }
  }

  /** @param {DraftMessage} draft */
  function read({ text, locale, tone }) {
    try {
      return { marks: coachOf(locale, tone)?.check(text) ?? [], isTooLong: false };
    } catch (error) {
      if (error instanceof TextTooLong) return { marks: [], isTooLong: true };
      throw error;
    }
  }

  /** @param {Locale} locale @param {Tone} tone */
  function coachOf(locale, tone) {
    const key = `${locale} ${tone}`;
    const kept = shelf.get(locale);
    if (kept && !coaches.has(key)) coaches.set(key, new Coach(kept.rules, locale, tone, kept.lists));
    return coaches.get(key);
  }

  /** Lay the patterns out and walk the wordings that they know best, before the first key is pressed. @param {Locale} locale @param {Tone} tone */
  function warmUp(locale, tone) {
    const known = (shelf.get(locale)?.rules ?? []).flatMap((rule) => rule.test?.flag ?? []).join("\n");
    coachOf(locale, tone)?.check(known.slice(0, TEXT_LIMIT));
  }

  return { receive };
}
