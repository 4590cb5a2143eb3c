/** Short messages at the foot of the window, with a way back where there is one. */

import { html } from "preact";
import { dismiss } from "../state/notices.js";
import { useApp } from "./use-app.js";

export function Notices() {
  const { words, store } = useApp();
  return html`
    <div class="notices" role="status">
      ${store.notices.value.map(({ id, key, values, undo }) => html`
        <p key=${id} class="notice">
          <span>${words.t(key, values)}</span>
          ${undo && html`<button onClick=${() => (undo(), dismiss(store, id))}>${words.t("action.undo")}</button>`}
        </p>`)}
    </div>
  `;
}
