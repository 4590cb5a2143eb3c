/** What was promised in a conversation: until when, by whom, and whether it was kept. */

import { html, useEffect } from "preact";
import { clock, daysAgo, moment } from "../model/dates.js";
import { isOwed } from "../model/promises.js";
import { Icon } from "./icons.js";
import { Menu } from "./menu.js";
import { PROMISE_TIME } from "./promise-time.js";
import { useApp } from "./use-app.js";

/** @typedef {import("../types.js").Promised} Promised */

const ENDED_SHOWN = 3;

/** @param {{id: number}} props */
export function Promises({ id }) {
  const { words, store, promises } = useApp();
  const due = store.rows.value.get(id)?.promise_due;
  useEffect(() => void promises.load(id), [id, due]);
  const all = store.promises.value.get(id) ?? [];
  const owed = all.filter(isOwed);
  const ended = all.filter((promise) => !isOwed(promise)).slice(0, ENDED_SHOWN);
  const add = () => (store.overlay.value = { menu: PROMISE_TIME, conversation: id });
  return html`
    <section class="facts promises">
      <h3>${words.t("promise.title")}
        <button class="icon-button small" title=${words.t("promise.add")} onClick=${add}><${Icon} name="plus" size=${18} /><span class="unseen">${words.t("promise.add")}</span></button>
      </h3>
      ${all.length > 0 && html`<ul>${[...owed, ...ended].map((promise) => html`<${One} key=${promise.id} promise=${promise} />`)}</ul>`}
    </section>
  `;
}

/** @param {{promise: Promised}} props */
function One({ promise }) {
  const { words, store, promises } = useApp();
  const { state, due, what, owner } = promise;
  const now = store.now.peek();
  const move = () => (store.overlay.value = { menu: PROMISE_TIME, conversation: promise.conversation, promise: promise.id });
  const items = [
    { key: "keep", icon: "check", label: words.t("promise.keep"), act: () => void promises.keep(promise.id) },
    { key: "move", icon: "alarm", label: words.t("promise.move"), act: () => void move() },
    ...(state === "missed" ? [{ key: "settle", icon: "hand", label: words.t("promise.settle"), act: () => void promises.settle(promise.id) }] : []),
  ];
  return html`
    <li class=${`promise-card is-${state}`}>
      <${Icon} name=${state === "kept" ? "check" : "alarm"} size=${18} />
      <div class="promise-text">
        <p><strong>${dueText(due, now, words)}</strong>${what && html` · <bdi>${what}</bdi>`}</p>
        <p class="fine-print">${[store.agents.value.get(owner)?.name, words.t(`promise.${state}`)].filter(Boolean).join(" · ")}</p>
      </div>
      ${isOwed(promise) && html`<${Menu} name=${`promise-${promise.id}`} conversation=${promise.conversation} icon="more" label=${words.t("promise.actions")} items=${items} />`}
    </li>
  `;
}

/** Today's time alone says enough. @param {number} due @param {number} now @param {import("../model/words.js").Words} words */
function dueText(due, now, words) {
  return daysAgo(due, now) === 0 ? words.t("promise.today", { time: clock(due, words) }) : moment(due, now, words);
}
