/** What stands by a writing agent: the library, the blanks, the promise and the coach. */

import { useState } from "preact";
import { usePromise } from "./promise-line.js";
import { useBlanks } from "./use-blanks.js";
import { useCoach } from "./use-coach.js";
import { usePicker } from "./use-picker.js";
import { useCaret } from "./use-place.js";

/**
 * Each key is for one of them at most.
 * @param {import("../state/app.js").App} app @param {import("../types.js").Row} row @param {import("../types.js").Kind} kind @param {string} written @param {{current: HTMLTextAreaElement | null}} field
 */
export function useHelp(app, row, kind, written, field) {
  const text = kind === "message" ? written : "";
  const [caret, setCaret] = useState(/** @type {{start: number, end: number} | null} */ (null));
  const look = () => {
    if (document.activeElement !== field.current) return;
    const start = field.current?.selectionStart ?? 0;
    const end = field.current?.selectionEnd ?? 0;
    app.places.note(row.id, kind, { caret: { text: field.current?.value ?? "", start, end } });
    setCaret((before) => (before?.start === start && before.end === end ? before : { start, end }));
  };
  useCaret(row.id, kind, written, field, look);
  const picker = usePicker(app, row.id, text, caret);
  const blanks = useBlanks(app, row.id, text, caret, field);
  const promising = usePromise(app, row, text);
  const coaching = useCoach(app, row.id, text, caret, field);
  const onKey = (/** @type {KeyboardEvent} */ event) => {
    const isTaken = !event.isComposing && [picker, blanks, promising, coaching].some((one) => one.onKey(event));
    if (isTaken) event.preventDefault();
    if (isTaken) event.stopPropagation();
    return isTaken;
  };
  const onFocusOut = (/** @type {any} */ { currentTarget, relatedTarget }) => currentTarget.contains(relatedTarget) || setCaret(null);
  return { picker, blanks, promising, coaching, look, onKey, onFocusOut };
}
