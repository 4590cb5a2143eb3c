/** The tabs at the foot of a phone: my chats, the inbox, me. */

import { html } from "preact";
import { showView } from "../state/views.js";
import { Icon } from "./icons.js";
import { useApp } from "./use-app.js";

const TABS = /** @type {const} */ ([["chats", "chats"], ["inbox", "inbox"], ["me", "person"]]);

export function PhoneTabs() {
  const app = useApp();
  const { words, store } = app;
  const choose = (/** @type {"chats" | "inbox" | "me"} */ tab) => {
    store.phoneTab.value = tab;
    if (tab !== "me") showView(app, tab === "chats" ? "mine" : "unassigned");
  };
  return html`
    <nav class="phone-tabs" aria-label=${words.t("rail.label")}>
      ${TABS.map(([tab, icon]) => html`
        <button key=${tab} aria-current=${store.phoneTab.value === tab ? "page" : undefined} onClick=${() => choose(tab)}>
          <${Icon} name=${icon} size=${24} />${words.t(`tab.${tab}`)}
        </button>`)}
    </nav>
  `;
}
