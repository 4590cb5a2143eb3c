/** Mine, unassigned, all, resolved. */

import { html } from "preact";
import { VIEWS } from "../model/views.js";
import { showView } from "../state/views.js";
import { useApp } from "./use-app.js";

export function Views() {
  const app = useApp();
  const { words, store, derived } = app;
  const isChats = derived.layout.value.isPhone && store.phoneTab.value === "chats";
  if (isChats) return null;
  return html`
    <div class="views" role="group" aria-label=${words.t("view.label")}>
      ${viewsHere(derived.layout.value.isPhone).map((view) => html`
        <button key=${view} class="view" aria-pressed=${String(store.view.value === view)} onClick=${() => showView(app, view)}>
          ${words.t(`view.${view}`)}<${Waiting} view=${view} />
        </button>
      `)}
    </div>
  `;
}

/** A phone has a tab of its own for what is mine. @param {boolean} isPhone */
function viewsHere(isPhone) {
  return isPhone ? VIEWS.filter((view) => view !== "mine") : VIEWS;
}

/** Where somebody waits without being looked at. @param {{view: import("../model/views.js").View}} props */
function Waiting({ view }) {
  const { words, derived } = useApp();
  const count = derived.waiting.value.get(view) ?? 0;
  if (!count || !["mine", "unassigned"].includes(view)) return null;
  return html` <span class="view-count" aria-hidden="true">${words.number(count)}</span><span class="unseen">${words.t("list.waiting", { count })}</span>`;
}
