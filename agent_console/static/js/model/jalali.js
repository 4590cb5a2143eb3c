/**
 * The Jalali calendar, as far ahead as anybody promises: leap years follow the cycle of 33 years, which is right up to the year
 * 1501 (2122). Days are those of this agent's clock.
 */

/** @typedef {{year: number, month: number, day: number}} JalaliDay */

const DAY_MS = 86_400_000;
/** The day on which the year 1405 began, 21 March 2026, counted from 1970. */
const NOWRUZ_1405 = Date.UTC(2026, 2, 21) / DAY_MS;
const LONG_MONTHS = 6;
const LAST_MONTH = 12;

/** Days from 1 Farvardin 1405 to that of a year. @param {number} year */
function daysTo(year) {
  const days = (/** @type {number} */ one) => 365 * one + Math.floor((8 * one + 21) / 33);
  return days(year) - days(1405);
}

/** Days of a year before a month. @param {number} month */
function daysBefore(month) {
  return 30 * (month - 1) + Math.min(month - 1, LONG_MONTHS);
}

/** @param {number} year @param {number} month from 1, Farvardin */
export function monthLength(year, month) {
  if (month < LAST_MONTH) return month <= LONG_MONTHS ? 31 : 30;
  return daysTo(year + 1) - daysTo(year) - daysBefore(LAST_MONTH);
}

/** @param {number} at_ms @returns {JalaliDay} */
export function toJalali(at_ms) {
  const at = new Date(at_ms);
  const since = Date.UTC(at.getFullYear(), at.getMonth(), at.getDate()) / DAY_MS - NOWRUZ_1405;
  let year = 1405 + Math.floor(since / 365.2422);
  while (daysTo(year + 1) <= since) year += 1;
  while (daysTo(year) > since) year -= 1;
  const ofYear = since - daysTo(year);
  let month = 1;
  while (month < LAST_MONTH && daysBefore(month + 1) <= ofYear) month += 1;
  return { year, month, day: ofYear - daysBefore(month) + 1 };
}

/** A time of a day, in milliseconds. A day that the month does not have is its last one. @param {JalaliDay} date @param {number} [hour] @param {number} [minute] */
export function fromJalali({ year, month, day }, hour = 0, minute = 0) {
  const ofYear = daysBefore(month) + Math.min(day, monthLength(year, month)) - 1;
  const at = new Date((NOWRUZ_1405 + daysTo(year) + ofYear) * DAY_MS);
  return new Date(at.getUTCFullYear(), at.getUTCMonth(), at.getUTCDate(), hour, minute).getTime();
}

/** This month and those that follow. @param {number} now_ms @param {number} count @returns {{year: number, month: number}[]} */
export function monthsFrom(now_ms, count) {
  const { year, month } = toJalali(now_ms);
  return Array.from({ length: count }, (_, index) => ({ year: year + Math.floor((month - 1 + index) / LAST_MONTH), month: ((month - 1 + index) % LAST_MONTH) + 1 }));
}
