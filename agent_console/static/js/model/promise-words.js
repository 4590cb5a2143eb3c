/** A promise typed by hand: "I'll get back to you by 5 pm", in three languages. Found only where somebody commits to a time. */

/** @typedef {import("../types.js").Locale} Locale */
/** @typedef {{start: number, end: number, due: number}} Spoken `text.slice(start, end)` names the time */
/** @typedef {{time: RegExp, cue: RegExp, days: Record<string, number>, weekdays: string[], evening: RegExp, morning: RegExp}} Tongue */

const DAY_MS = 86_400_000;
/** Working hours: "by 5" is not five in the morning. */
const EARLIEST_HOUR = 8;

const ENGLISH_DAY = "today|tonight|tomorrow|(?:on )?(?:sunday|monday|tuesday|wednesday|thursday|friday|saturday)";
const PERSIAN_DAY = "امروز|امشب|فردا|(?:روز )?(?:یکشنبه|یک‌شنبه|دوشنبه|سه‌شنبه|سه شنبه|چهارشنبه|پنجشنبه|پنج‌شنبه|جمعه|شنبه)";
const PERSIAN_PART = "صبح|ظهر|بعدازظهر|بعد از ظهر|عصر|شب";
const HUNGARIAN_DAY = "ma|holnap|vasárnap|hétfőn?|kedden?|szerdán?|csütörtökön|pénteken|szombaton";
const HUNGARIAN_PART = "reggel|délelőtt|délután|este";

/** Of a day either before or after the clock; named groups are read below. @type {Record<Locale, Tongue>} */
const TONGUES = {
  en: {
    time: new RegExp(`\\b(?:(?<day>${ENGLISH_DAY}) )?(?:by|before|until|till|at)(?: (?<day2>${ENGLISH_DAY}))?(?: at| by)? (?<hour>\\d{1,2})(?:[:.](?<minute>\\d{2}))?(?! ?%)(?: ?(?<part>am|pm|a\\.m\\.|p\\.m\\.|o[’']clock))?(?: (?<day3>${ENGLISH_DAY}))?\\b`, "giu"),
    cue: /\b(?:i|we)(?:[’']ll| will| am going to| are going to| promise)\b|you[’']ll (?:have|hear|get)|you will (?:have|hear|get)/iu,
    days: { today: 0, tonight: 0, tomorrow: 1 },
    weekdays: ["sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday"],
    evening: /pm|p\.m|tonight/i,
    morning: /am|a\.m/i,
  },
  fa: {
    time: new RegExp(`(?:(?<day>${PERSIAN_DAY}) )?(?:تا |پیش از |قبل از |حداکثر تا )?(?:(?<day2>${PERSIAN_DAY}) )?ساعت (?<hour>\\d{1,2})(?:[:.](?<minute>\\d{2}))?(?: (?<part>${PERSIAN_PART}))?(?: (?<day3>${PERSIAN_DAY}))?`, "gu"),
    cue: /(?:می[‌ ]?(?:دهم|دهیم|نویسم|نویسیم|گیرم|گیریم|فرستم|فرستیم|کنم|کنیم|رسانم|رسانیم|گویم|گوییم)|خواهم|خواهیم|قول)/u,
    days: { امروز: 0, امشب: 0, فردا: 1 },
    weekdays: ["یکشنبه", "دوشنبه", "سهشنبه", "چهارشنبه", "پنجشنبه", "جمعه", "شنبه"],
    evening: /بعد|عصر|شب/u,
    morning: /صبح/u,
  },
  hu: {
    time: new RegExp(`(?<![\\p{L}])(?:(?<day>${HUNGARIAN_DAY}) )?(?:(?<part>${HUNGARIAN_PART}) )?(?:legkésőbb )?(?:(?<day2>${HUNGARIAN_DAY}) )?(?:(?<part2>${HUNGARIAN_PART}) )?(?<hour>\\d{1,2})(?:[:.](?<minute>\\d{2}))?(?:-ig|-kor|-ra|-re| óráig| órára| órakor| óra előtt)(?![\\p{L}])`, "giu"),
    cue: /visszajelz|jelentkez|megír|írok|írunk|válaszol|küld|értesít|hívom|hívjuk|felhív|szólok|szólunk|ígér|elintéz|utánanéz|tájékoztat/iu,
    days: { ma: 0, holnap: 1 },
    weekdays: ["vasárnap", "hétfő", "kedd", "szerd", "csütörtök", "péntek", "szombat"],
    evening: /délután|este/iu,
    morning: /reggel|délelőtt/iu,
  },
};

/**
 * The first time in the text that somebody commits to, on this agent's clock.
 * @param {string} text @param {Locale} locale @param {number} now_ms @returns {Spoken | null}
 */
export function spokenPromise(text, locale, now_ms) {
  const tongue = TONGUES[locale];
  const plain = withLatinDigits(text);
  for (const match of plain.matchAll(tongue.time)) {
    const [start, end] = [match.index, match.index + match[0].length];
    const due = tongue.cue.test(sentenceOf(plain, start, end)) ? dueOf(match.groups ?? {}, tongue, now_ms) : null;
    if (due !== null) return { start, end, due };
  }
  return null;
}

/** Digit for digit, so that places stay. @param {string} text */
function withLatinDigits(text) {
  return text.replace(/[۰-۹]/g, (digit) => String(digit.charCodeAt(0) - 0x6f0)).replace(/[٠-٩]/g, (digit) => String(digit.charCodeAt(0) - 0x660));
}

/** @param {string} text @param {number} start @param {number} end */
function sentenceOf(text, start, end) {
  const from = Math.max(...[". ", "! ", "? ", "؟ ", "\n"].map((mark) => text.lastIndexOf(mark, start - 1)));
  const rest = text.slice(end).search(/[.!?؟](?:\s|$)|\n/u);
  return text.slice(from + 1, rest < 0 ? undefined : end + rest);
}

/** @param {Record<string, string | undefined>} groups @param {Tongue} tongue @param {number} now_ms @returns {number | null} */
function dueOf({ hour, minute = "0", day, day2, day3, part, part2 }, tongue, now_ms) {
  const named = (day ?? day2 ?? day3 ?? "").toLowerCase();
  const spoken = [part, part2, named].filter(Boolean).join(" ");
  const ahead = daysAhead(named, tongue, now_ms);
  const at = new Date(now_ms + ahead * DAY_MS);
  const due = at.setHours(hourOf(Number(hour), spoken, tongue), Number(minute), 0, 0);
  const isClock = Number(hour) <= 24 && Number(minute) < 60;
  return isClock && due > now_ms ? due : null;
}

/** @param {number} hour @param {string} spoken @param {Tongue} tongue */
function hourOf(hour, spoken, { evening, morning }) {
  const isAfternoon = evening.test(spoken) || (hour < EARLIEST_HOUR && !morning.test(spoken));
  return hour < 12 && isAfternoon ? hour + 12 : hour;
}

/** @param {string} named @param {Tongue} tongue @param {number} now_ms */
function daysAhead(named, { days, weekdays }, now_ms) {
  const plain = named.replace(/[\u200c ]|^on |^روز /g, "");
  if (plain in days) return days[plain] ?? 0;
  const exact = weekdays.indexOf(plain);
  const weekday = exact >= 0 ? exact : weekdays.findIndex((name) => plain.startsWith(name));
  return weekday < 0 || !plain ? 0 : (weekday - new Date(now_ms).getDay() + 7) % 7 || 7;
}
