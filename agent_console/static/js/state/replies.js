/** Replies on their way into a draft: rendered with what is known, noted as an ingredient, the first open blank selected. */

import { fieldInUse, replaceInField, replaceQuietly, selectInField } from "../effects/field-edits.js";
import { isolated, openBlanks, render, withBlanks } from "../model/blanks.js";
import { withEntry } from "../model/maps.js";
import { createTurns } from "../model/turns.js";
import { composerOf } from "./deck-actions.js";
import { textFor } from "./library.js";

/** @typedef {import("../types.js").ReplyCard} ReplyCard */
/** @typedef {{start: number, end: number}} Place */
/** @typedef {import("../model/blanks.js").OpenBlank} OpenBlank */
/** @typedef {ReturnType<typeof createReplies>} Replies */

/** @param {{store: import("./store.js").Store, library: import("./library.js").LibraryActions, ingredients: import("./ingredients.js").IngredientActions}} parts */
export function createReplies({ store, library, ingredients }) {
  const turn = createTurns();

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
   * Into the draft, in place of what stands there; by default where the caret is. Its values may come late: what was
   * chosen since then counts, words that have changed stay, and the focus is not taken from where the agent has gone.
   * @param {number} id @param {ReplyCard} card @param {Place} [place]
   */
  async function insert(id, card, place) {
    const isNewest = turn(id);
    const [before, wroteIn] = [composerOf(id)?.value ?? "", fieldInUse()];
    const { values } = await library.valuesFor(id);
    const field = isNewest() ? await messageField(id) : null;
    if (!field || (place && !isSame(field.value, before, place))) return;
    const { language, text } = rendered(id, card, values);
    ingredients.addReply(id, { key: card.key, revision: card.revision, language, text });
    const at = place ?? { start: field.selectionStart, end: field.selectionEnd };
    if ([null, field, wroteIn].includes(fieldInUse())) write(field, at, text);
    else replaceQuietly(field, at, spaced(field, at, text));
  }

  /** What a coach proposes; dots become blanks. @param {number} id @param {Place} place @param {string} text */
  function say(id, place, text) {
    const field = composerOf(id);
    if (field) write(field, place, withBlanks(text));
  }

  /** A time for a blank that promises, if it is still there. @param {number} id @param {OpenBlank} place @param {import("../types.js").Deadline} deadline @param {import("../types.js").Locale} language */
  function promise(id, place, { due, text }, language) {
    const field = composerOf(id);
    const phrase = text[language] ?? text.en ?? "";
    const isThere = openBlanks(field?.value ?? "").some(({ start, asked }) => start === place.start && asked === place.asked);
    if (!field || !phrase || !isThere) return;
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

/** Whether the words that are to be replaced still stand there. @param {string} now @param {string} before @param {Place} place */
function isSame(now, before, { end }) {
  return now.slice(0, end) === before.slice(0, end);
}

/** @param {HTMLTextAreaElement} field @param {Place} place @param {string} text */
function write(field, place, text) {
  const written = spaced(field, place, text);
  replaceInField(field, place, written);
  const to = place.start + written.length;
  const blank = openBlanks(field.value).find(({ start, end }) => start >= place.start && end <= to);
  if (blank) selectInField(field, blank);
}

/** Never glued to the word before it. @param {HTMLTextAreaElement} field @param {Place} place @param {string} text */
function spaced(field, { start }, text) {
  return (/\S$/u.test(field.value.slice(0, start)) ? " " : "") + text;
}
