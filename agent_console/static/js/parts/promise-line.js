/** What the draft promises: a time that was chosen, or one that was typed and can be noted. */

import { html, useMemo } from "preact";
import { clock, daysAgo, moment } from "../model/dates.js";
import { spokenPromise } from "../model/promise-words.js";
import { languageOf } from "../state/coach.js";
import { Icon } from "./icons.js";
import { useApp } from "./use-app.js";
import { useKept } from "./use-place.js";

/** @typedef {ReturnType<typeof usePromise>} Promising */

const MINUTE_MS = 60_000;

/** @param {import("../state/app.js").App} app @param {import("../types.js").Row} row @param {string} text */
export function usePromise({ store, writing, derived }, row, text) {
  const [declined, decline] = useKept(row.id, "declined", "");
  const noted = store.ingredients.value.get(`${row.id} message`)?.promise ?? null;
  const minute = derived.minute.value;
  const isNoted = noted !== null && noted.due > minute && text.includes(noted.text);
  const spoken = useMemo(() => (text ? spokenPromise(text, languageOf(text, row.locale), minute + MINUTE_MS) : null), [text, minute]);
  const words = spoken ? text.slice(spoken.start, spoken.end) : "";
  const offered = !isNoted && spoken && words !== declined ? spoken : null;

  function note() {
    if (!offered) return false;
    writing.setPromise(row.id, { due: offered.due, text: words });
    return true;
  }

  function leave() {
    if (isNoted) writing.setPromise(row.id, null);
    decline(isNoted ? noted.text : words);
  }

  /** @param {KeyboardEvent} event @returns {boolean} whether the key was for the promise */
  function onKey(event) {
    const isAltD = event.altKey && !event.ctrlKey && !event.metaKey && (event.key.toLowerCase() === "d" || event.code === "KeyD");
    return isAltD && note();
  }

  return { due: isNoted ? noted.due : (offered?.due ?? null), isNoted, note, leave, onKey };
}

/** @param {{promising: Promising}} props */
export function PromiseLine({ promising: { due, isNoted, note, leave } }) {
  const { words, store } = useApp();
  if (due === null) return null;
  const now = store.now.peek();
  const time = daysAgo(due, now) === 0 ? words.t("promise.today", { time: clock(due, words) }) : moment(due, now, words);
  return html`
    <div class=${`promise-line${isNoted ? " is-noted" : ""}`} role="status">
      <${Icon} name="alarm" size=${16} />
      <span>${words.t(isNoted ? "promise.goes_along" : "promise.heard", { time })}</span>
      ${!isNoted && html`<button type="button" class="quiet-button" onClick=${note}><bdi class="coach-keys" dir="ltr"><kbd>Alt</kbd><kbd>D</kbd></bdi>${words.t("promise.note")}</button>`}
      <button type="button" class="icon-button small" title=${words.t("promise.leave")} onClick=${leave}><${Icon} name="close" size=${16} /><span class="unseen">${words.t("promise.leave")}</span></button>
    </div>
  `;
}
