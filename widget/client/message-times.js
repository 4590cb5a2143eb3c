import { dayText, isSameDay, timeText, whenIdle } from "./dates.js";

/** A moment that `fillTimes` will write out. @param {number} at */
export function timeNode(at) {
  const time = document.createElement("time");
  time.dateTime = new Date(at).toISOString();
  return time;
}

/**
 * Write out the times below a node when the browser is idle: the first Persian date costs tens of milliseconds.
 * @param {Element} root
 * @param {() => string} locale
 * @returns {() => void} to be called whenever something was drawn
 */
export function timesWithin(root, locale) {
  let isPlanned = false;
  return () => {
    if (isPlanned) return;
    isPlanned = true;
    whenIdle(() => {
      isPlanned = false;
      for (const time of root.querySelectorAll("time:empty")) time.append(textOf(/** @type {HTMLTimeElement} */ (time), locale()));
    });
  };
}

/** A heading names its day; a message says the time; a promise both, where it is for another day. @param {HTMLTimeElement} node @param {string} locale */
function textOf(node, locale) {
  const at = Date.parse(node.dateTime);
  const place = node.parentElement?.className;
  if (place === "day") return asHeading(dayText(at, locale), locale);
  const time = timeText(at, locale);
  if (place !== "promise" || isSameDay(at, Date.now())) return time;
  return dayText(at, locale) + (locale === "fa" ? "، " : ", ") + time;
}

/** @param {string} text @param {string} locale */
const asHeading = ([first = "", ...rest], locale) => first.toLocaleUpperCase(locale) + rest.join("");
