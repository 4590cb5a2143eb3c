/** Coming back to a draft: what was chosen there, and where the caret stood, as it was left. */

import { useLayoutEffect, useRef, useState } from "preact";
import { useApp } from "./use-app.js";

/** @typedef {import("../state/places.js").Place} Place */

/** A state of the composer that outlives it. @template {Exclude<keyof Place, "caret">} N @param {number} id @param {N} name @param {Place[N]} initial @returns {[Place[N], (next: Place[N]) => void]} */
export function useKept(id, name, initial) {
  const { places } = useApp();
  const [value, set] = useState(() => places.of(id, "message")[name] ?? initial);
  const keep = (/** @type {Place[N]} */ next) => {
    places.note(id, "message", /** @type {Partial<Place>} */ ({ [name]: next }));
    set(next);
  };
  return [value, keep];
}

/** To set it again where it stands would disturb a word that is being composed. @param {HTMLTextAreaElement} field @param {{start: number, end: number}} caret */
function isThere({ selectionStart, selectionEnd }, { start, end }) {
  return selectionStart === start && selectionEnd === end;
}

/**
 * The caret goes where it stood in these words, once they are there.
 * @param {number} id @param {import("../types.js").Kind} kind @param {string} text @param {{current: HTMLTextAreaElement | null}} field @param {() => void} look called when it has moved
 */
export function useCaret(id, kind, text, field, look) {
  const { places } = useApp();
  const found = useRef("");
  useLayoutEffect(() => {
    if (!text || found.current === kind) return;
    found.current = kind;
    const { caret } = places.of(id, kind);
    if (!field.current || caret?.text !== text || isThere(field.current, caret)) return;
    field.current.setSelectionRange(caret.start, caret.end);
    look();
  }, [kind, text]);
}
