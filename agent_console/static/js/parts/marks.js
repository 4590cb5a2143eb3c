/** Small marks that appear in several places: a person, a waiting time, a count. */

import { computed, html, useMemo } from "preact";
import { initials, tintOf } from "../model/people.js";
import { minutesBetween } from "../model/promises.js";
import { secondsWaited, toneOf, waitFigures, waitSentence } from "../model/waiting.js";
import { Icon } from "./icons.js";
import { useApp } from "./use-app.js";

/** Until the server has said what the inbox aims at. */
const USUAL_TARGET_S = 120;

/** @param {{name: string, tint: number, photo?: string, presence?: import("../types.js").Presence, size?: "small" | "large"}} props */
export function Avatar({ name, tint, photo, presence, size = "large" }) {
  return html`
    <span class=${`avatar avatar-${size} tint-${tintOf(tint)}`} aria-hidden="true">
      ${photo ? html`<img src=${photo} alt="" />` : initials(name) || html`<${Icon} name="visitor" size=${22} />`}
      ${presence && presence !== "offline" && html`<span class=${`presence presence-${presence}`}></span>`}
    </span>
  `;
}

/** @param {{row: import("../types.js").Row, isLong?: boolean}} props */
export function WaitPill({ row, isLong = false }) {
  const { words } = useApp();
  const pill = usePill(row);
  if (!row.waiting_since || row.status === "resolved" || row.status === "snoozed") return null;
  return html`
    <span class=${pill.tone}>
      <span class="unseen">${pill.sentence}</span>
      <span aria-hidden="true">${isLong && html`<span class="pill-word">${words.t("waiting.word")} </span>`}${pill.figures}</span>
    </span>
  `;
}

/** Signals that the clock moves: each second only the figures are written anew, no component is drawn again. @param {import("../types.js").Row} row */
function usePill({ waiting_since, inbox }) {
  const { store, words } = useApp();
  return useMemo(() => {
    const waited_s = computed(() => secondsWaited(waiting_since ?? 0, store.now.value));
    const tone = computed(() => toneOf(waited_s.value, store.inboxes.value.get(inbox)?.reply_target_s ?? USUAL_TARGET_S));
    return {
      tone: computed(() => `pill tone-${tone.value}`),
      figures: computed(() => waitFigures(waited_s.value, words)),
      sentence: computed(() => waitSentence(waited_s.value, tone.value, words)),
    };
  }, [waiting_since, inbox]);
}

/** How long until a promise is due, or since when it is. @param {{due: number}} props */
export function PromisePill({ due }) {
  const { words, store } = useApp();
  const pill = useMemo(() => {
    const isLate = computed(() => due <= store.now.value);
    const time = computed(() => leftText(minutesBetween(due, store.now.value), words));
    return {
      figures: computed(() => (isLate.value ? words.t("promise.late", { time: time.value }) : time.value)),
      sentence: computed(() => words.t(isLate.value ? "promise.overdue" : "promise.due_in", { time: time.value })),
    };
  }, [due]);
  return html`
    <span class="pill tone-late promise-pill" title=${pill.sentence}><${Icon} name="alarm" size=${14} />
      <span class="unseen">${pill.sentence}</span><span aria-hidden="true">${pill.figures}</span>
    </span>
  `;
}

/** @param {number} minutes @param {import("../model/words.js").Words} words */
function leftText(minutes, words) {
  return minutes < 100 ? words.t("promise.minutes", { count: minutes }) : words.t("promise.hours", { count: Math.round(minutes / 60) });
}

/** @param {{count: number, label: string}} props */
export function Count({ count, label }) {
  const { words } = useApp();
  if (!count) return null;
  return html`<span class="count"><span aria-hidden="true">${words.number(count)}</span><span class="unseen">${words.t(label, { count })}</span></span>`;
}
