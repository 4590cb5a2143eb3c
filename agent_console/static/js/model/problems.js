/** What the server found wrong with a reply or a rule, in the reader's language. */

/**
 * @typedef {{code: string, values: Record<string, string | number>, message: string, language?: string | null, line?: number | null, column?: number | null}} Problem
 * @typedef {{text: string, isForeign: boolean}} Said `isForeign`: the server's own English sentence
 */

/**
 * By its code; a code that these words do not know yet (a page that was open while the server was renewed) is said in English.
 * @param {import("./words.js").Words} words @param {Problem} problem @returns {Said}
 */
export function problemSaid(words, { code, values, message }) {
  const text = words.t(`problem.${code}`, values);
  return text === `problem.${code}` ? { text: message, isForeign: true } : { text, isForeign: false };
}
