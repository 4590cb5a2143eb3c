/** Setting aside until a time of one's own choice. */

import { html, useState } from "preact";
import { morning } from "../model/snooze.js";
import { Dialog } from "./dialog.js";
import { MomentField } from "./moment-field.js";
import { useApp } from "./use-app.js";

export const SNOOZE_TIME = "snooze-time";

/** The server takes up to a year. */
const LONGEST_DAYS = 364;

export function SnoozeTime() {
  const { store, words } = useApp();
  const open = store.overlay.value;
  if (open === null || typeof open === "string" || open.menu !== SNOOZE_TIME) return null;
  const close = () => (store.overlay.value = null);
  return html`<${Dialog} class="small-dialog" label=${words.t("snooze.until")} close=${close}><${Form} id=${open.conversation} close=${close} /><//>`;
}

/** @param {{id: number, close: () => void}} props */
function Form({ id, close }) {
  const { words, store, conversations } = useApp();
  const now = store.now.peek();
  const latest = morning(now, LONGEST_DAYS);
  const [until, choose] = useState(morning(now, 1));
  const [isRefused, refuse] = useState(false);
  const snooze = (/** @type {SubmitEvent} */ event) => {
    event.preventDefault();
    if (!(until > store.now.peek() && until <= latest)) return refuse(true);
    close();
    void conversations.snooze(id, until);
  };
  return html`
    <form onSubmit=${snooze}>
      <div class="field"><span>${words.t("snooze.until")}</span>
        <${MomentField} label=${words.t("snooze.until")} value=${until} min=${now} max=${latest} change=${choose} autofocus /></div>
      ${isRefused && html`<p role="alert">${words.t("due.not_possible")}</p>`}
      <p class="form-actions">
        <button type="button" class="quiet-button" onClick=${close}>${words.t("action.cancel")}</button>
        <button type="submit" class="primary">${words.t("action.snooze")}</button>
      </p>
    </form>
  `;
}
