/** Setting aside until a time of one's own choice. */

import { html } from "preact";
import { fieldValue, morning } from "../model/snooze.js";
import { Dialog } from "./dialog.js";
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
  const snooze = (/** @type {SubmitEvent & {currentTarget: HTMLFormElement}} */ event) => {
    event.preventDefault();
    const until = new Date(String(new FormData(event.currentTarget).get("until"))).getTime();
    close();
    void conversations.snooze(id, until);
  };
  return html`
    <form onSubmit=${snooze}>
      <label class="field"><span>${words.t("snooze.until")}</span>
        <input type="datetime-local" name="until" required min=${fieldValue(now)} max=${fieldValue(morning(now, LONGEST_DAYS))} defaultValue=${fieldValue(morning(now, 1))} autofocus /></label>
      <p class="form-actions">
        <button type="button" class="quiet-button" onClick=${close}>${words.t("action.cancel")}</button>
        <button type="submit" class="primary">${words.t("action.snooze")}</button>
      </p>
    </form>
  `;
}
