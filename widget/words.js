/** @typedef {Record<string, string>} Words */

/**
 * The figures of a language: Persian writes its own.
 * @param {number} number @param {string} locale
 */
export const figures = (number, locale) =>
  locale === "fa" ? `${number}`.replace(/\d/g, (digit) => "۰۱۲۳۴۵۶۷۸۹"[+digit] ?? digit) : `${number}`;

/**
 * A sentence with its value, set apart from the direction of the text around it.
 * @param {string} [text] @param {string} [value]
 */
export const fillIn = (text = "", value = "") => text.replace(/\{\w+\}/, () => `\u2068${value}\u2069`);

/** @param {Words} words @param {string} key @param {number} count @param {string} locale */
export const counted = (words, key, count, locale) =>
  fillIn(words[`${key}.${count === 1 ? "one" : "other"}`], figures(count, locale));

/**
 * When an answer may be expected: only what was measured, else whether somebody is here.
 * @param {Words} words @param {{is_online: boolean, reply_time_s?: number}} state @param {string} locale
 */
export function expectation(words, { is_online, reply_time_s }, locale) {
  if (!is_online) return words.away ?? "";
  if (reply_time_s == null) return words.here ?? "";
  const minutes = Math.max(1, Math.ceil(reply_time_s / 60));
  return minutes < 60 ? counted(words, "minutes", minutes, locale) : counted(words, "hours", Math.ceil(minutes / 60), locale);
}
