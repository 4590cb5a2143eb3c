/** Replies on their way into a draft: rendered with what is known, noted as an ingredient, the first open blank selected. */

import { replaceInField, selectInField } from "../effects/field-edits.js";
import { isolated, openBlanks, render, withBlanks } from "../model/blanks.js";
import { withEntry } from "../model/maps.js";
import { composerOf } from "./deck-actions.js";
import { textFor } from "./library.js";

/** @typedef {import("../types.js").ReplyCard} ReplyCard */
/** @typedef {{start: number, end: number}} Place */
/** @typedef {ReturnType<typeof createReplies>} Replies */

/** @param {{store: import("./store.js").Store, library: import("./library.js").LibraryActions, ingredients: import("./ingredients.js").IngredientActions}} parts */
export function createReplies({ store, library, ingredients }) {
  /** The words of a reply in a conversation's language, as far as its values are known by now. @param {number} id @param {ReplyCard} card */
  function preview(id, card) {
    return rendered(id, card, store.values.value.get(id)?.values ?? {});
  }

  /** @param {number} id @param {ReplyCard} card @param {Record<string, import("../types.js").Value>} values */
  function rendered(id, card, values) {
    const { language, text } = wordsFor(id, card);
    const placeholders = store.library.value?.terms.placeholders ?? {};
    return { language, text: render(text, { language, values, placeholders }) };
  }

  /** A reply's own words in a conversation's language. @param {number} id @param {ReplyCard} card */
  function wordsFor(id, card) {
    const row = store.rows.value.get(id);
    return textFor(card, row?.locale ?? "en", store.inboxes.value.get(row?.inbox ?? 0)?.locale);
  }

  /**
   * Into the draft, in place of what stands there; by default where the caret is.
   * @param {number} id @param {ReplyCard} card @param {Place} [place]
   */
  async function insert(id, card, place) {
    const before = composerOf(id)?.value;
    const { values } = await library.valuesFor(id);
    const field = await messageField(id);
    if (!field) return;
    const { language, text } = rendered(id, card, values);
    const at = place && field.value === before ? place : { start: field.selectionStart, end: field.selectionEnd };
    ingredients.addReply(id, { key: card.key, revision: card.revision, language, text });
    write(field, at, text);
  }

  /** What a coach proposes; dots become blanks. @param {number} id @param {Place} place @param {string} text */
  function say(id, place, text) {
    const field = composerOf(id);
    if (field) write(field, place, withBlanks(text));
  }

  /** A time for a blank that promises. @param {number} id @param {Place} place @param {import("../types.js").Deadline} deadline @param {import("../types.js").Locale} language */
  function promise(id, place, { due, text }, language) {
    const field = composerOf(id);
    const phrase = text[language] ?? text.en ?? "";
    if (!field || !phrase) return;
    ingredients.setPromise(id, { due, text: phrase });
    const from = place.start;
    replaceInField(field, place, isolated(phrase));
    const next = openBlanks(field.value).find((blank) => blank.start >= from) ?? openBlanks(field.value)[0];
    if (next) selectInField(field, next);
  }

  /** The composer of a conversation, ready for a message: a note carries no replies. @param {number} id @returns {Promise<HTMLTextAreaElement | null>} */
  async function messageField(id) {
    if ((store.kinds.value.get(id) ?? "message") !== "message") {
      store.kinds.value = withEntry(store.kinds.value, id, "message");
      await new Promise((drawn) => requestAnimationFrame(drawn));
    }
    return composerOf(id);
  }

  return { preview, wordsFor, insert, say, promise };
}

/** @param {HTMLTextAreaElement} field @param {Place} place @param {string} text */
function write(field, place, text) {
  const before = field.value.slice(0, place.start);
  const gap = /\S$/u.test(before) ? " " : "";
  replaceInField(field, place, gap + text);
  const from = place.start + gap.length;
  const blank = openBlanks(field.value).find(({ start, end }) => start >= from && end <= from + text.length);
  if (blank) selectInField(field, blank);
}
