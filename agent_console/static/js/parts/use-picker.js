/** The library behind the slash: what is found for what was typed, which one is chosen, and the keys for it. */

import { useEffect, useMemo } from "preact";
import { slashAt } from "../model/slash.js";
import { useKept } from "./use-place.js";

/** @typedef {import("../types.js").ReplyCard} ReplyCard */
/** @typedef {ReturnType<typeof usePicker>} Picker */

const AT_THE_TOP = Object.freeze({ query: "", at: 0 });

/**
 * @param {import("../state/app.js").App} app @param {number} id the conversation
 * @param {string} text @param {{start: number, end: number} | null} caret null: nobody writes here
 */
export function usePicker(app, id, text, caret) {
  const [picked, pick] = useKept(id, "picked", AT_THE_TOP);
  /** The slash that was turned away with Escape. */
  const [dismissed, dismiss] = useKept(id, "dismissed", -1);
  const slash = caret && caret.start === caret.end ? slashAt(text, caret.end) : null;
  const isWanted = slash !== null && slash.start !== dismissed;
  const query = isWanted ? slash.query : null;
  const { library, replyUses } = app.store;
  const found = useMemo(() => (query === null ? [] : app.library.find(id, query)), [id, query, library.value, replyUses.value]);
  // Prose after a slash is prose: with nothing found, a space ends the search.
  const isOpen = isWanted && library.value !== null && (found.length > 0 || !/\s/.test(slash?.query ?? ""));
  // Each query begins at the top again.
  const at = picked.query === query ? Math.min(picked.at, Math.max(0, found.length - 1)) : 0;
  useEffect(() => {
    if (slash) void app.library.valuesFor(id);
    else if (caret) {
      dismiss(-1);
      pick(AT_THE_TOP);
    }
  }, [slash === null, caret === null]);

  /** @param {ReplyCard | undefined} card */
  function take(card) {
    if (card && slash) void app.replies.insert(id, card, slash);
  }

  /** @param {KeyboardEvent} event @returns {boolean} whether the key was for the picker */
  function onKey(event) {
    if (!isOpen || event.altKey || event.ctrlKey || event.metaKey) return false;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (event.key === "Escape") dismiss(slash?.start ?? -1);
    else if (!found.length) return false;
    else if (step) pick({ query: query ?? "", at: (at + step + found.length) % found.length });
    else if ((event.key === "Enter" || event.key === "Tab") && !event.shiftKey) take(found[at]);
    else return false;
    return true;
  }

  return { isOpen, query: query ?? "", found, at, take, onKey };
}
