/** Languages by name, in the reader's own language. */

/** Made once for each language, because making is expensive. @type {Map<string, Intl.DisplayNames>} */
const names = new Map();

/** @param {string} locale */
function namesIn(locale) {
  const known = names.get(locale) ?? new Intl.DisplayNames([locale], { type: "language" });
  names.set(locale, known);
  return known;
}

/** What was asked before: composers ask at every key. @type {Map<string, string>} */
const known = new Map();

/** `Persian`, `فارسی`, `perzsa`. @param {string} code @param {string} locale */
export function languageName(code, locale) {
  const asked = `${code} ${locale}`;
  const name = known.get(asked) ?? nameIn(code, locale);
  known.set(asked, name);
  return name;
}

/** @param {string} code @param {string} locale */
function nameIn(code, locale) {
  try {
    return namesIn(locale).of(code) ?? code;
  } catch {
    // A site may announce a language that no standard knows: its code is better than nothing.
    return code;
  }
}

/** A language by its own name: `فارسی`, `Magyar`. @param {string} code */
export function ownName(code) {
  const name = languageName(code, code);
  return name.charAt(0).toLocaleUpperCase(code) + name.slice(1);
}

/** The direction of a language's script. @param {string} code @returns {"ltr" | "rtl"} */
export function directionOf(code) {
  return ["fa", "ar", "he", "ur", "ps", "ckb"].includes(code.split("-")[0] ?? "") ? "rtl" : "ltr";
}
