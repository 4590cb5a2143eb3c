/** Small marks that appear in several places: a person, a waiting time, a count. */

import { html } from "preact";
import { initials, tintOf } from "../model/people.js";
import { secondsWaited, toneOf, waitFigures, waitSentence } from "../model/waiting.js";
import { Icon } from "./icons.js";
import { useApp } from "./use-app.js";

/** @param {{name: string, tint: number, photo?: string, presence?: "online" | "away" | "offline", size?: "small" | "large"}} props */
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
  const { store, words } = useApp();
  if (!row.waiting_since || row.status === "resolved" || row.status === "snoozed") return null;
  const waited_s = secondsWaited(row.waiting_since, store.now.value);
  const tone = toneOf(waited_s, store.inboxes.value.get(row.inbox)?.reply_target_s ?? 120);
  return html`
    <span class=${`pill tone-${tone}`}>
      <span class="unseen">${waitSentence(waited_s, tone, words)}</span>
      <span aria-hidden="true">${isLong && html`<span class="pill-word">${words.t("waiting.word")} </span>`}${waitFigures(waited_s, words)}</span>
    </span>
  `;
}

/** @param {{count: number, label: string}} props */
export function Count({ count, label }) {
  const { words } = useApp();
  if (!count) return null;
  return html`<span class="count"><span aria-hidden="true">${words.number(count)}</span><span class="unseen">${words.t(label, { count })}</span></span>`;
}
