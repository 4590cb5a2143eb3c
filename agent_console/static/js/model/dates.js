/** Days and times as people of a language write them; Persian dates are Jalali. */

const DAY_MS = 86_400_000;

/** Making a formatter is expensive (Persian above all), so each is made once. @type {Map<string, Intl.DateTimeFormat>} */
const formatters = new Map();

/** @param {string} tag @param {Intl.DateTimeFormatOptions} options */
function formatter(tag, options) {
  const key = tag + JSON.stringify(options);
  const known = formatters.get(key) ?? new Intl.DateTimeFormat(tag, options);
  formatters.set(key, known);
  return known;
}

/** @param {number} at_ms */
function startOfDay(at_ms) {
  return new Date(at_ms).setHours(0, 0, 0, 0);
}

/** How many midnights lie between the two. @param {number} at_ms @param {number} now_ms */
export function daysAgo(at_ms, now_ms) {
  return Math.round((startOfDay(now_ms) - startOfDay(at_ms)) / DAY_MS);
}

/** `14:05`, `۱۴:۰۵`. @param {number} at_ms @param {{tag: string}} words */
export function clock(at_ms, words) {
  return formatter(words.tag, { hour: "2-digit", minute: "2-digit", hourCycle: "h23" }).format(at_ms);
}

/**
 * `30 October 2026`, `۸ آبان ۱۴۰۵`, `2026. október 30.`; the year only when it is another one.
 * Persian is put together from its parts, because its long style comes in the wrong order.
 * @param {number} at_ms @param {number} now_ms @param {{tag: string, locale: string}} words
 */
export function day(at_ms, now_ms, words) {
  const parts = partsOf(at_ms, words.tag);
  const hasYear = parts.year !== partsOf(now_ms, words.tag).year;
  if (words.locale === "fa") return [parts.day, parts.month, hasYear ? parts.year : ""].join(" ").trim();
  return formatter(words.tag, { day: "numeric", month: "long", ...(hasYear ? { year: "numeric" } : {}) }).format(at_ms);
}

/** @param {number} at_ms @param {string} tag @returns {Record<string, string>} */
function partsOf(at_ms, tag) {
  const parts = formatter(tag, { day: "numeric", month: "long", year: "numeric" }).formatToParts(at_ms);
  return Object.fromEntries(parts.map(({ type, value }) => [type, value]));
}

/** `سه‌شنبه`. @param {number} at_ms @param {{tag: string}} words */
export function weekdayTitle(at_ms, words) {
  return formatter(words.tag, { weekday: "long" }).format(at_ms);
}

/** `آذر ۱۴۰۵`. @param {number} at_ms @param {{tag: string}} words */
export function monthTitle(at_ms, words) {
  const { month, year } = partsOf(at_ms, words.tag);
  return `${month} ${year}`;
}

/** Today, Yesterday, or the day. @param {number} at_ms @param {number} now_ms @param {import("./words.js").Words} words */
export function dayHeading(at_ms, now_ms, words) {
  const ago = daysAgo(at_ms, now_ms);
  if (ago === 0) return words.t("date.today");
  if (ago === 1) return words.t("date.yesterday");
  return day(at_ms, now_ms, words);
}

/** The time when it was today, the day otherwise. @param {number} at_ms @param {number} now_ms @param {import("./words.js").Words} words */
export function shortMoment(at_ms, now_ms, words) {
  const ago = daysAgo(at_ms, now_ms);
  if (ago === 0) return clock(at_ms, words);
  if (ago === 1) return words.t("date.yesterday");
  return day(at_ms, now_ms, words);
}

/** Day and time. @param {number} at_ms @param {number} now_ms @param {import("./words.js").Words} words */
export function moment(at_ms, now_ms, words) {
  const time = clock(at_ms, words);
  return words.t("date.at", { day: dayHeadingAhead(at_ms, now_ms, words), time });
}

/** @param {number} at_ms @param {number} now_ms @param {import("./words.js").Words} words */
function dayHeadingAhead(at_ms, now_ms, words) {
  return daysAgo(at_ms, now_ms) === -1 ? words.t("date.tomorrow") : dayHeading(at_ms, now_ms, words);
}
