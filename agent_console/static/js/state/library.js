/** The reply library as this window has it: asked for once, then kept up by frames; and what its blanks can be filled with. */

import { withEntry } from "../model/maps.js";
import { entryOf, isOffered, search } from "../model/reply-search.js";
import { guessSituations } from "../model/situations.js";
import { createTurns } from "../model/turns.js";

/** @typedef {import("../types.js").ReplyCard} ReplyCard */
/** @typedef {import("../types.js").Locale} Locale */
/** @typedef {import("../types.js").Values} Values */
/** @typedef {Omit<import("../types.js").LibraryAnswer, "replies">} Terms */
/** @typedef {{terms: Terms, entries: Map<string, import("../model/reply-search.js").Entry>, etag: string | null}} Library */
/** @typedef {Pick<import("../model/reply-search.js").Around, "mine" | "team">} Uses */
/** @typedef {{change: number, key?: string | null, reply?: ReplyCard | null}} Change */
/** @typedef {ReturnType<typeof createLibrary>} LibraryActions */

/** Quick choices of time grow old, and a contact may get a name. */
const VALUES_FRESH_MS = 60_000;
/** So long are replies folded before the window gets its turn again. */
const TURN_MS = 8;

const ZONE = Intl.DateTimeFormat().resolvedOptions().timeZone;

/** @param {{store: import("./store.js").Store, api: import("./api.js").Api}} parts */
export function createLibrary({ store, api }) {
  /** @type {Map<number, {at: number, values: Promise<Values>}>} */
  const values = new Map();
  const turn = createTurns();
  /** Frames that came while the library was asked for: its answer may be older than they are. @type {Change[] | null} */
  let meanwhile = null;
  /** @type {{entries?: Library["entries"], day: string, offered: import("../model/reply-search.js").Entry[]}} */
  let today = { day: "", offered: [] };

  /** After each `ready`: what changed while the line was down. */
  async function refresh() {
    const isNewest = turn();
    /** @type {Change[]} */
    const later = (meanwhile = []);
    const [answer, uses] = await Promise.all([api.replies(store.library.value?.etag ?? null), api.replyUses()].map((asked) => asked.catch(() => null)));
    const found = answer?.body && isNewest() ? { ...(await shelved(answer.body)), etag: answer.etag } : null;
    if (!isNewest()) return;
    meanwhile = null;
    if (uses) store.replyUses.value = uses;
    if (found) store.library.value = later.reduce(changed, found);
  }

  /** The frame `reply_changed`. @param {Change} frame */
  function receive(frame) {
    const known = store.library.value;
    if (!frame.key || !known) return void refresh();
    meanwhile?.push(frame);
    store.library.value = changed(known, frame);
  }

  /** What fits, best first. @param {number} id @param {string} query @param {number} [limit] */
  function find(id, query, limit) {
    const now = store.now.peek();
    return search(offered(now), query, { ...store.replyUses.value, situations: situationsOf(id, now), now }, limit);
  }

  /** Gathered once a day, and when the library changes: between two keys there is no time for it. @param {number} now */
  function offered(now) {
    const entries = store.library.value?.entries;
    const day = new Date(now).toDateString();
    if (today.entries !== entries || today.day !== day) {
      today = { entries, day, offered: [...(entries?.values() ?? [])].filter(({ card }) => isOffered(card, now)) };
    }
    return today.offered;
  }

  /** @param {number} id @param {number} now */
  function situationsOf(id, now) {
    const due = store.rows.value.get(id)?.promise_due;
    return guessSituations(store.threads.value.get(id)?.timeline.items ?? [], { isPromiseMissed: Boolean(due && due < now) });
  }

  /** What the blanks can be filled with in a conversation. @param {number} id */
  function valuesFor(id) {
    const known = values.get(id);
    if (known && Date.now() - known.at < VALUES_FRESH_MS) return known.values;
    const asked = api.values(id, ZONE).then(
      (found) => found,
      () => (values.delete(id), { values: {}, quick: [] }),
    );
    values.set(id, { at: Date.now(), values: asked });
    // Forgotten meanwhile: what comes is out of date.
    void asked.then((found) => values.get(id)?.values === asked && (store.values.value = withEntry(store.values.value, id, found)));
    return asked;
  }

  /** The contact has changed: ask anew. @param {number} id */
  function forgetValues(id) {
    values.delete(id);
  }

  /** Another time to promise, in words. @param {number} due */
  const deadline = (due) => api.deadline(due, ZONE);

  return { refresh, receive, find, valuesFor, forgetValues, deadline };
}

/** The library after a frame; what it knows already it passes over. @param {Library} known @param {Change} frame @returns {Library} */
function changed(known, { change, key, reply }) {
  if (!key || change <= known.terms.change) return known;
  const entry = reply ? entryOf(reply, known.terms.situations[reply.situation]) : undefined;
  return { terms: { ...known.terms, change }, entries: withEntry(known.entries, key, entry), etag: null };
}

/** @param {import("../types.js").LibraryAnswer} answer */
async function shelved({ replies, ...terms }) {
  /** @type {Library["entries"]} */
  const entries = new Map();
  let began = performance.now();
  for (const card of replies) {
    entries.set(card.key, entryOf(card, terms.situations[card.situation]));
    if (performance.now() - began < TURN_MS) continue;
    await new Promise((go) => setTimeout(go));
    began = performance.now();
  }
  return { terms, entries };
}

/**
 * A reply in the language of the conversation, or else in the nearest one there is.
 * @param {ReplyCard} card @param {string} locale @param {string} [otherwise] @returns {{language: Locale, text: string}}
 */
export function textFor(card, locale, otherwise = "en") {
  const order = [locale.split("-")[0] ?? "", otherwise, "en", ...Object.keys(card.texts)];
  const language = /** @type {Locale} */ (order.find((one) => card.texts[/** @type {Locale} */ (one)]) ?? "en");
  return { language, text: card.texts[language] ?? "" };
}
