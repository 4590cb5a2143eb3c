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
