/** @type {Map<string, Intl.DateTimeFormat>} */
const formats = new Map();

/**
 * Whether two moments lie on one day of the reader's clock.
 * @param {number} one @param {number} other
 */
export const isSameDay = (one, other) => new Date(one).toDateString() === new Date(other).toDateString();

/** Solar Hijri years and Persian digits for Persian; the first use costs tens of milliseconds, so use it when idle.
 * @param {string} locale @param {Intl.DateTimeFormatOptions} options */
function format(locale, options) {
  const key = locale + JSON.stringify(options);
  const tag = locale === "fa" ? "fa-IR-u-ca-persian-nu-arabext" : locale;
  if (!formats.has(key)) formats.set(key, new Intl.DateTimeFormat(tag, options));
  return /** @type {Intl.DateTimeFormat} */ (formats.get(key));
}

/** @param {number} at @param {string} locale */
export const timeText = (at, locale) => format(locale, { hour: "2-digit", minute: "2-digit", hourCycle: "h23" }).format(at);

/**
 * "Today", "Yesterday", "Tomorrow" or a long date in the order its language has.
 * @param {number} at @param {string} locale @param {number} [now]
 */
export function dayText(at, locale, now = Date.now()) {
  const daysAgo = [0, 1, -1].find((days) => isSameDay(at, now - days * 864e5));
  if (daysAgo != null) return new Intl.RelativeTimeFormat(locale, { numeric: "auto" }).format(-daysAgo, "day");
  const isThisYear = new Date(at).getFullYear() === new Date(now).getFullYear();
  const long = format(locale, {
    weekday: "long",
    day: "numeric",
    month: "long",
    year: isThisYear ? undefined : "numeric",
  });
  if (locale !== "fa") return long.format(at);
  // The Persian pattern puts the weekday last and a comma first; people say weekday, day, month, year.
  const parts = Object.fromEntries(long.formatToParts(at).map(({ type, value }) => [type, value]));
  return [parts.weekday, parts.day, parts.month, parts.year].filter(Boolean).join(" ");
}

/** @param {() => void} run when the browser has nothing better to do */
export const whenIdle = (run) => (globalThis.requestIdleCallback ?? setTimeout)(run);
