/** A line above the composer when the conversation is not this agent's, or no longer open. */

import { html } from "preact";
import { moment } from "../model/dates.js";
import { Icon } from "./icons.js";
import { useApp } from "./use-app.js";

/** @param {{row: import("../types.js").Row}} props */
export function Ownership({ row }) {
  const { words, store, derived, conversations } = useApp();
  const me = derived.me.value;
  if (row.status === "resolved") return html`<${Line} icon=${row.promise_due ? "alarm" : "check"} text=${resolvedText(row, words, store.now.peek())} action="action.reopen" act=${() => conversations.reopen(row.id)} />`;
  if (row.status === "snoozed") return html`<${Line} icon="alarm" text=${snoozeText(row, words, store.now.peek())} action="action.wake" act=${() => conversations.reopen(row.id)} />`;
  if (row.assignee === me) return null;
  const owner = store.agents.value.get(row.assignee ?? 0);
  const text = owner ? words.t("state.theirs", { name: owner.name }) : words.t("state.nobodys");
  return html`<${Line} icon="person" text=${text} action=${owner ? "action.take_over" : "action.take"} act=${() => conversations.assign(row.id, me)} />`;
}

/** Resolving ends no promise. @param {import("../types.js").Row} row @param {import("../model/words.js").Words} words @param {number} now */
function resolvedText({ promise_due }, words, now) {
  return promise_due ? words.t("state.resolved_owed", { time: moment(promise_due, now, words) }) : words.t("state.resolved");
}

/** @param {import("../types.js").Row} row @param {import("../model/words.js").Words} words @param {number} now */
function snoozeText(row, words, now) {
  if (!row.snoozed_until) return words.t("state.snoozed_message");
  return words.t("state.snoozed", { until: moment(row.snoozed_until, now, words) });
}

/** @param {{icon: string, text: string, action: string, act: () => void}} props */
function Line({ icon, text, action, act }) {
  const { words } = useApp();
  return html`
    <div class="ownership">
      <${Icon} name=${icon} size=${18} />
      <p>${text}</p>
      <button class="quiet-button" onClick=${act}>${words.t(action)}</button>
    </div>
  `;
}
