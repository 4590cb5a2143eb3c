/** The head of a conversation: who, how long they wait, and what can be done. */

import { html } from "preact";
import { languageName } from "../model/languages.js";
import { nameOf } from "../model/people.js";
import { Icon } from "./icons.js";
import { Avatar, WaitPill } from "./marks.js";
import { Menu } from "./menu.js";
import { moreItems, snoozeItems } from "./conversation-menus.js";
import { useApp } from "./use-app.js";

/** @param {{row: import("../types.js").Row}} props */
export function ConversationBar({ row }) {
  const app = useApp();
  const { words, deck, derived, store, commands } = app;
  const isPhone = derived.layout.value.isPhone;
  return html`
    <header class="bar pane-bar">
      ${isPhone && html`<button class="icon-button" onClick=${() => deck.shut(row.id)}><${Icon} name="back" /><span class="unseen">${words.t("action.back")}</span></button>`}
      <button class="who" onClick=${() => showContext(app, row.id)} title=${words.t("context.open")}>
        <${Avatar} name=${row.name} tint=${row.contact} presence=${row.is_visitor_online ? "online" : "offline"} />
        <span class="who-text">
          <bdi class="name">${nameOf(row, words)}</bdi>
          <span class="fine-print"><span>${languageName(row.locale, words.locale)}</span><span>·</span><bdi>${placeOf(app, row)}</bdi></span>
        </span>
      </button>
      <${WaitPill} row=${row} isLong />
      <${Menu} name="snooze" conversation=${row.id} icon="alarm" label=${words.t("action.snooze")} items=${snoozeItems(app, row)} />
      ${!isPhone && html`<${ResolveButton} row=${row} />`}
      <${Menu} name="more" conversation=${row.id} icon="more" label=${words.t("action.more")} items=${moreItems(app, row)} />
      ${store.deck.value.panes.length > 1 && !isPhone && html`
        <button class="icon-button pane-close" title=${words.t("action.close")} onClick=${() => deck.shut(row.id)}><${Icon} name="close" size=${18} /><span class="unseen">${words.t("action.close")}</span></button>`}
    </header>
  `;
}

/** The page on which the visitor is, or else the site. @param {import("../state/app.js").App} app @param {import("../types.js").Row} row */
function placeOf({ store }, row) {
  const page = store.dossiers.value.get(row.id)?.pages[0];
  return page?.title || (store.inboxes.value.get(row.inbox)?.name ?? "");
}

/** @param {import("../state/app.js").App} app @param {number} id */
function showContext({ store, deck, derived, commands }, id) {
  const isActive = store.deck.value.active === id;
  deck.activate(id);
  if (isActive || !derived.layout.value.isContextDocked) commands.run("context");
}

/** @param {{row: import("../types.js").Row}} props */
function ResolveButton({ row }) {
  const { words, conversations } = useApp();
  const isResolved = row.status === "resolved";
  const label = words.t(isResolved ? "action.reopen" : "action.resolve");
  const act = () => (isResolved ? conversations.reopen(row.id) : conversations.resolve(row.id));
  return html`<button class="icon-button" title=${label} onClick=${act}><${Icon} name=${isResolved ? "reopen" : "check"} /><span class="unseen">${label}</span></button>`;
}
