import { counted } from "./words.js";

/**
 * When an answer may be expected: only what was measured, else whether somebody is here.
 * @param {import("./words.js").Words} words @param {{is_online: boolean, reply_time_s?: number}} state @param {string} locale
 */
export function expectation(words, { is_online, reply_time_s }, locale) {
  if (!is_online) return words.away ?? "";
  if (reply_time_s == null) return words.here ?? "";
  const minutes = Math.max(1, Math.ceil(reply_time_s / 60));
  return minutes < 60 ? counted(words, "minutes", minutes, locale) : counted(words, "hours", Math.ceil(minutes / 60), locale);
}

