/** How long a visitor has waited, as figures, as a tone, and as a sentence for those who listen. */

const MINUTE_S = 60;
const HOUR_S = 3600;
const DAY_S = 86_400;

/** @typedef {"fine" | "warn" | "late"} Tone */

/**
 * Whole seconds from `since` to `now`; never negative, because clocks differ.
 * @param {number} since_ms @param {number} now_ms
 */
export function secondsWaited(since_ms, now_ms) {
  return Math.max(0, Math.floor((now_ms - since_ms) / 1000));
}

/**
 * Fine below half of the target, warn up to it, late beyond.
 * @param {number} waited_s @param {number} target_s @returns {Tone}
 */
export function toneOf(waited_s, target_s) {
  if (waited_s > target_s) return "late";
  return waited_s * 2 >= target_s ? "warn" : "fine";
}

/**
 * `1:40`, from an hour `1:05:09`, in the digits of the language; from a day on, whole days.
 * @param {number} waited_s @param {import("./words.js").Words} words
 */
export function waitFigures(waited_s, words) {
  if (waited_s >= DAY_S) return words.t("waiting.days", { count: Math.floor(waited_s / DAY_S) });
  const hours = Math.floor(waited_s / HOUR_S);
  const minutes = Math.floor((waited_s % HOUR_S) / MINUTE_S);
  const seconds = words.number(waited_s % MINUTE_S, 2);
  if (hours) return `${words.number(hours)}:${words.number(minutes, 2)}:${seconds}`;
  return `${words.number(minutes)}:${seconds}`;
}

/**
 * "waiting 5 minutes, late": whole minutes, so that a screen reader is not fed a new number every second.
 * @param {number} waited_s @param {Tone} tone @param {import("./words.js").Words} words
 */
export function waitSentence(waited_s, tone, words) {
  const state = words.t(`waiting.${tone}`);
  const minutes = Math.floor(waited_s / MINUTE_S);
  if (minutes < 1) return words.t("waiting.sentence_new", { state });
  return words.t("waiting.sentence", { count: minutes, state });
}
