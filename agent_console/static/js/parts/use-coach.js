/** The coach at a composer: the marks of the draft as it is now, the one it speaks of, and the keys to answer it. */

import { useEffect, useState } from "preact";
import { replaceInField, selectInField } from "../effects/field-edits.js";
import { alternatives, asSteps, inCase, markToShow, marksNow, mendings, nameOf, nextMark, sentenceAround } from "../model/coach-marks.js";
import { digitOf } from "./use-blanks.js";

/** @typedef {import("../coach/types.js").Mark} Mark */
/** @typedef {import("../model/coach-marks.js").Alternative} Alternative */
/** @typedef {ReturnType<typeof useCoach>} Coaching */

/**
 * @param {import("../state/app.js").App} app @param {number} id the conversation @param {string} text empty in a note: colleagues are not coached
 * @param {{start: number, end: number} | null} caret @param {{current: HTMLTextAreaElement | null}} field
 */
export function useCoach({ store, coach, replies }, id, text, caret, field) {
  /** The mark that was asked for by key: while it is chosen, digits answer it. */
  const [asked, ask] = useState(/** @type {string | null} */ (null));
  // The coach reads one draft at a time: the one that is being written, and whichever is taken up again.
  const isWriting = caret !== null;
  useEffect(() => void (isWriting || !store.coached.peek().has(id) ? coach.read(id, text) : undefined), [id, text, isWriting]);
  const marks = marksNow(store.coached.value.get(id), text);
  const mark = markToShow(marks, caret?.end ?? 0, asked);
  const entries = store.library.value?.entries;
  const offers = mark ? alternatives(mark, (key) => entries?.has(key) ?? false) : [];
  const isAsked = mark !== null && asked === nameOf(mark);

  /** @param {Mark | null} found @returns {boolean} whether there is such a mark */
  function look(found) {
    if (!found || !field.current) return false;
    ask(nameOf(found));
    selectInField(field.current, found);
    return true;
  }

  /** A mark that the caret has just left is the one that is meant. */
  const next = () => look((isAsked ? null : mark) ?? nextMark(marks, mark?.end ?? 0));

  /** @param {Alternative | undefined} offer */
  function accept(offer) {
    if (!mark || !offer || !field.current) return;
    ask(null);
    if (offer.kind === "mend") return mend(field.current);
    coach.signal(mark, "accepted");
    const card = entries?.get(offer.text)?.card;
    if (offer.kind === "swap") replies.say(id, mark, inCase(offer.text, mark.words));
    else if (offer.kind === "steps") replies.say(id, mark, asSteps(text.slice(mark.start, mark.end)));
    else if (card) void replies.insert(id, card, sentenceAround(text, mark));
    else replies.say(id, sentenceAround(text, mark), offer.text);
  }

  /** All of the script's slips at once. @param {HTMLTextAreaElement} place */
  function mend(place) {
    for (const { mark: slip, text: mended, ...range } of mendings(marks)) {
      replaceInField(place, range, mended);
      coach.signal(slip, "accepted");
    }
    place.setSelectionRange(place.value.length, place.value.length);
  }

  /** The agent keeps their words. @param {"ignored" | "not_here"} [kind] */
  function leave(kind = "ignored") {
    if (!mark || !field.current) return;
    ask(null);
    coach.leave(id, mark, kind);
    field.current.focus();
    field.current.setSelectionRange(mark.end, mark.end);
  }

  /** @param {KeyboardEvent} event @returns {boolean} whether the key was for the coach */
  function onKey(event) {
    const isAlt = event.altKey && !event.ctrlKey && !event.metaKey;
    if (isAlt && (event.key === "." || event.code === "Period")) return next();
    if (!mark || event.altKey || event.ctrlKey || event.metaKey || event.key === "Shift") return false;
    if (event.key === "Escape") return leave(), true;
    const offer = isAsked ? offers[digitOf(event) - 1] : undefined;
    if (offer) return accept(offer), true;
    if (isAsked) ask(null);
    return false;
  }

  return { marks, mark, offers, isAsked, look, next, accept, leave, onKey };
}
