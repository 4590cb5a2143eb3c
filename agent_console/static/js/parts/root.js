/** The whole screen: rail, list, conversations, context; on a phone one of them at a time. */

import { html } from "preact";
import { ContextPanel } from "./context-panel.js";
import { Deck } from "./deck.js";
import { Inbox } from "./inbox.js";
import { KeysSheet } from "./keys-sheet.js";
import { MePage } from "./me.js";
import { Notices } from "./notices.js";
import { OfflineBar } from "./offline-bar.js";
import { Palette } from "./palette.js";
import { PhoneTabs } from "./phone-tabs.js";
import { PromiseTime } from "./promise-time.js";
import { Rail } from "./rail.js";
import { SnoozeTime } from "./snooze-time.js";
import { WordingDialog } from "./wording.js";
import { AppContext, useApp } from "./use-app.js";

/** @typedef {import("../state/app.js").App} App */

/** @param {{app: App}} props */
export function Root({ app }) {
  return html`
    <${AppContext.Provider} value=${app}>
      <${OfflineBar} />
      <${Frame} />
      <${Notices} />
      <${Palette} />
      <${KeysSheet} />
      <${SnoozeTime} />
      <${PromiseTime} />
      <${WordingDialog} />
    <//>
  `;
}

function Frame() {
  const { store, derived } = useApp();
  const { isPhone, isContextDocked } = derived.layout.value;
  if (isPhone) return html`<${Phone} />`;
  const hasContext = isContextDocked && store.isContextOpen.value && store.deck.value.active !== null;
  return html`
    <div class=${`frame${hasContext ? " has-context" : ""}`}>
      <${Rail} />
      <${Inbox} />
      <${Deck} />
      ${hasContext && html`<${ContextPanel} />`}
      ${!isContextDocked && store.isSheetOpen.value && html`<${ContextPanel} isSheet />`}
    </div>
  `;
}

/** List, then conversation, then the context as a sheet over it. */
function Phone() {
  const { store } = useApp();
  const isReading = store.deck.value.active !== null;
  const Page = store.phoneTab.value === "me" ? MePage : Inbox;
  return html`
    <div class="phone">
      <${isReading ? Deck : Page} />
      ${isReading && store.isSheetOpen.value && html`<${ContextPanel} isSheet />`}
      ${!isReading && html`<${PhoneTabs} />`}
    </div>
  `;
}
