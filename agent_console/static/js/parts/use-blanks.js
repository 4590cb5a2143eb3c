/** Open blanks of a draft: Tab walks them, one that promises asks for a time, and none is ever sent. */

import { useState } from "preact";
import { selectInField } from "../effects/field-edits.js";
import { blankCalled, askFor } from "../model/blank-names.js";
import { blankAt, neighbour, openBlanks } from "../model/blanks.js";

/** @typedef {import("../types.js").Locale} Locale */
/** @typedef {import("../types.js").Deadline} Deadline */
/** @typedef {import("../model/blanks.js").OpenBlank} OpenBlank */
/** @typedef {ReturnType<typeof useBlanks>} Blanks */

/**
 * @param {import("../state/app.js").App} app @param {number} id the conversation @param {string} text
 * @param {{start: number, end: number} | null} caret @param {{current: HTMLTextAreaElement | null}} field
 */
export function useBlanks({ store, replies, library }, id, text, caret, field) {
  const [stopped, setStopped] = useState(/** @type {string | null} */ (null));
  const open = openBlanks(text);
  const placeholders = store.library.value?.terms.placeholders ?? {};
  const here = caret && promisingAt(caret.start, caret.end);
  const quick = store.values.value.get(id)?.quick ?? [];

  /** The blank at a place, if it asks for a time. @param {number} start @param {number} end */
  function promisingAt(start, end) {
    const blank = blankAt(text, start, end);
    const name = blank && blankCalled(blank.asked, Object.keys(placeholders));
    return blank && name && placeholders[name]?.makes_promise ? { blank, name } : null;
  }

  /** @param {OpenBlank | null} blank */
  function go(blank) {
    if (!blank || !field.current) return false;
    selectInField(field.current, blank);
    void library.valuesFor(id);
    return true;
  }

  /** @param {Deadline} deadline */
  function promise(deadline, at = here) {
    if (at) replies.promise(id, at.blank, deadline, languageOf(at.blank.asked, at.name));
  }

  /** @param {KeyboardEvent} event @returns {boolean} whether the key was for a blank */
  function onKey(event) {
    const place = field.current;
    if (!place || event.altKey || event.ctrlKey || event.metaKey) return false;
    if (event.key === "Tab") return go(neighbour(text, place.selectionStart, place.selectionEnd, event.shiftKey ? -1 : 1));
    // A key may be quicker than the browser's word that the selection has moved.
    const now = promisingAt(place.selectionStart, place.selectionEnd);
    const nth = now && !event.shiftKey ? digitOf(event) : 0;
    const choice = quick[nth - 1];
    if (choice) promise(choice, now);
    else if (nth === quick.length + 1) otherTime(field.current)?.focus();
    else return false;
    return true;
  }

  /** Before sending: the first open blank is named and selected. @returns {boolean} whether there is one */
  function stop() {
    const [first] = open;
    setStopped(first ? first.asked : null);
    return go(first ?? null);
  }

  return { open, stopped: open.length ? stopped : null, due: here ? quick : null, promise: (/** @type {Deadline} */ deadline) => promise(deadline), onKey, stop, go };
}

/** Where any other time is chosen. @param {HTMLElement | null} field @returns {HTMLElement | null | undefined} */
function otherTime(field) {
  return field?.closest(".composer")?.querySelector(".due-field :is(input, select)");
}

/** The language in which a blank asks. @param {string} asked @param {string} name @returns {Locale} */
function languageOf(asked, name) {
  return /** @type {Locale[]} */ (["en", "fa", "hu"]).find((locale) => askFor(name, locale) === asked) ?? "en";
}

/** 1–9 on any keyboard. @param {KeyboardEvent} event */
export function digitOf({ key, code }) {
  return Number(/^(?:Digit|Numpad)([1-9])$/.exec(code)?.[1] ?? (/^[1-9]$/.test(key) ? key : 0));
}
