/** Changing the markup of a selection in the composer. A text goes in, a text comes out. */

/** @typedef {{text: string, start: number, end: number}} Selection */

/** Put the selection between `**`, or take them away. @param {Selection} selection @returns {Selection} */
export function toggleBold({ text, start, end }) {
  const before = text.slice(0, start);
  const chosen = text.slice(start, end);
  const after = text.slice(end);
  if (before.endsWith("**") && after.startsWith("**")) {
    return { text: before.slice(0, -2) + chosen + after.slice(2), start: start - 2, end: end - 2 };
  }
  return { text: `${before}**${chosen}**${after}`, start: start + 2, end: end + 2 };
}

/** @param {Selection} selection */
export function toggleBullets(selection) {
  return toggleLines(selection, /^[-•] /, () => "- ");
}

/** @param {Selection} selection */
export function toggleNumbers(selection) {
  return toggleLines(selection, /^\d+[.)] /, (index) => `${index + 1}. `);
}

/**
 * Every line that the selection touches gets the mark, or loses it when all of them have it.
 * @param {Selection} selection @param {RegExp} mark @param {(index: number) => string} make @returns {Selection}
 */
function toggleLines({ text, start, end }, mark, make) {
  const from = text.lastIndexOf("\n", start - 1) + 1;
  const newline = text.indexOf("\n", end);
  const to = newline < 0 ? text.length : newline;
  const lines = text.slice(from, to).split("\n");
  const isMarked = lines.every((line) => mark.test(line));
  const changed = lines.map((line, index) => (isMarked ? "" : make(index)) + line.replace(ANY_MARK, "")).join("\n");
  const grown = changed.length - (to - from);
  return { text: text.slice(0, from) + changed + text.slice(to), start: Math.max(from, start + (lines.length > 1 ? 0 : grown)), end: end + grown };
}

const ANY_MARK = /^(?:[-•]|\d+[.)]) /;

/**
 * What a new line begins with when the one before is part of a list; `null` when that item is empty, which ends the list.
 * @param {string} line @returns {string | null | undefined}
 */
export function continuation(line) {
  const mark = ANY_MARK.exec(line)?.[0];
  if (!mark) return undefined;
  if (line.length === mark.length) return null;
  const number = Number.parseInt(mark, 10);
  return Number.isNaN(number) ? mark : `${number + 1}${mark.slice(String(number).length)}`;
}

/** Shift+Enter: a new line that goes on with the list. @param {Selection} selection @returns {Selection} */
export function newLine({ text, start, end }) {
  const from = text.lastIndexOf("\n", start - 1) + 1;
  const next = continuation(text.slice(from, start));
  if (next === null) return { text: text.slice(0, from) + text.slice(end), start: from, end: from };
  const inserted = `\n${next ?? ""}`;
  const caret = start + inserted.length;
  return { text: text.slice(0, start) + inserted + text.slice(end), start: caret, end: caret };
}
