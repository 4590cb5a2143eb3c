/** The interface's sentences in one language: placeholders filled, plurals chosen, digits of that language. */

const LEFT_TO_RIGHT_ISOLATE = "\u2066";
const RIGHT_TO_LEFT_ISOLATE = "\u2067";
const FIRST_STRONG_ISOLATE = "\u2068";
const POP_ISOLATE = "\u2069";

const ISOLATED = /[\u2066-\u2068][^\u2069]*\u2069/gu;
const LETTER = /\p{L}/u;

/** Tags with which Intl writes as people of that language expect. */
export const INTL_TAGS = Object.freeze({ en: "en-GB", fa: "fa-IR-u-ca-persian-nu-arabext", hu: "hu-HU" });

/** @typedef {ReturnType<typeof createWords>} Words */

/**
 * @param {string} locale @param {Record<string, string>} catalogue
 */
export function createWords(locale, catalogue) {
  const tag = INTL_TAGS[/** @type {keyof typeof INTL_TAGS} */ (locale)] ?? INTL_TAGS.en;
  const plural = new Intl.PluralRules(tag);
  /** Making a formatter costs a hundred times as much as using it. */
  const formats = [1, 2].map((minimumIntegerDigits) => new Intl.NumberFormat(tag, { minimumIntegerDigits, useGrouping: false }));

  /** @param {number} value @param {1 | 2} [digits] at least this many */
  function number(value, digits = 1) {
    return /** @type {Intl.NumberFormat} */ (formats[digits - 1]).format(value);
  }

  /**
   * A sentence. `count` chooses between `key.one` and `key.other`; text values are set in isolates, so that a
   * Persian name cannot turn an English sentence around. An unknown key shows itself: tests find it, people can report it.
   * @param {string} key @param {Record<string, string | number>} [values]
   */
  function t(key, values = {}) {
    return fill(pick(key, values), (name) => {
      const value = values[name];
      if (value === undefined) return `{${name}}`;
      return typeof value === "number" ? number(value) : isolated(value);
    });
  }

  /** A value takes its direction from its first letter; one that is put together from others and has no letter of its own, from this language. @param {string} value */
  function isolated(value) {
    const rest = value.replace(ISOLATED, "");
    const own = locale === "fa" ? RIGHT_TO_LEFT_ISOLATE : LEFT_TO_RIGHT_ISOLATE;
    return (rest === value || LETTER.test(rest) ? FIRST_STRONG_ISOLATE : own) + value + POP_ISOLATE;
  }

  /** @param {string} key @param {Record<string, string | number>} values */
  function pick(key, values) {
    const form = typeof values.count === "number" ? plural.select(values.count) : "other";
    return catalogue[`${key}.${form}`] ?? catalogue[`${key}.other`] ?? catalogue[key] ?? key;
  }

  return { locale, tag, t, number };
}

/** @param {string} text @param {(name: string) => string} valueOf */
function fill(text, valueOf) {
  return text.replace(/\{(\w+)\}/g, (_, name) => valueOf(name));
}
