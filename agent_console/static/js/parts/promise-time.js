/** A time for a promise: one that was given in words, or a new time for one that cannot be kept. */

import { html, useEffect, useState } from "preact";
import { Dialog } from "./dialog.js";
import { DueChoices } from "./blanks.js";
import { useApp } from "./use-app.js";

export const PROMISE_TIME = "promise-time";

export function PromiseTime() {
  const { store, words } = useApp();
  const open = store.overlay.value;
  if (open === null || typeof open === "string" || open.menu !== PROMISE_TIME) return null;
  const close = () => (store.overlay.value = null);
  const label = words.t(open.promise ? "promise.move" : "promise.add");
  return html`<${Dialog} class="small-dialog promise-dialog" label=${label} close=${close}><${Form} id=${open.conversation} promise=${open.promise} label=${label} close=${close} /><//>`;
}

/** @param {{id: number, promise?: number, label: string, close: () => void}} props */
function Form({ id, promise, label, close }) {
  const { words, store, library, promises } = useApp();
  const [what, setWhat] = useState("");
  useEffect(() => void library.valuesFor(id), [id]);
  const choose = (/** @type {import("../types.js").Deadline} */ { due }) => {
    close();
    void (promise ? promises.move(promise, due) : promises.record(id, due, what.trim()));
  };
  return html`
    <form onSubmit=${(/** @type {Event} */ event) => event.preventDefault()}>
      <h2>${label}</h2>
      ${!promise && html`<label class="field"><span>${words.t("promise.what")}</span>
        <input value=${what} maxlength="200" dir="auto" autofocus onInput=${(/** @type {any} */ { target }) => setWhat(target.value)} /></label>`}
      <div><p class="due-head">${words.t("due.title")}</p>
        <${DueChoices} locale=${words.locale} quick=${store.values.value.get(id)?.quick ?? []} choose=${choose} /></div>
      ${promise && html`<p class="fine-print">${words.t("promise.tell")}</p>`}
    </form>
  `;
}
