/** The slash that opens the library: at the start of a line or after a space, up to the caret. */

const QUERY_LIMIT = 40;
const SLASH = /(?:^|\s)\/([^/\n]*)$/u;

/**
 * Where the slash stands and what was typed after it.
 * @param {string} text @param {number} caret @returns {{start: number, end: number, query: string} | null}
 */
export function slashAt(text, caret) {
  const found = SLASH.exec(text.slice(Math.max(0, caret - QUERY_LIMIT - 2), caret));
  const query = found?.[1] ?? "";
  // Two spaces in a row, or one right after the slash: this is prose.
  if (!found || query.startsWith(" ") || /\s\s$/.test(query)) return null;
  return { start: caret - query.length - 1, end: caret, query };
}
