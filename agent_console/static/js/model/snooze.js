/** The quick choices for setting a conversation aside. Times are the agent's own. */

const HOUR_MS = 3_600_000;

/** @typedef {{key: string, until: number | null}} Choice */

/**
 * `until: null` means: until the visitor writes.
 * @param {number} now_ms @returns {Choice[]}
 */
export function snoozeChoices(now_ms) {
  const choices = [
    { key: "snooze.hour", until: now_ms + HOUR_MS },
    { key: "snooze.three_hours", until: now_ms + 3 * HOUR_MS },
    { key: "snooze.tomorrow", until: morning(now_ms, 1) },
    { key: "snooze.week", until: morning(now_ms, 7) },
  ];
  return [{ key: "snooze.next_message", until: null }, ...choices];
}

/** `2026-11-23T09:00`, as a field for date and time wants it, on this agent's clock. @param {number} at_ms */
export function fieldValue(at_ms) {
  const at = new Date(at_ms);
  return new Date(at_ms - at.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
}

/** Nine o'clock, so many days ahead. @param {number} now_ms @param {number} days */
export function morning(now_ms, days) {
  const at = new Date(now_ms);
  at.setDate(at.getDate() + days);
  return at.setHours(9, 0, 0, 0);
}
