/** One to three conversations side by side. */

import { html } from "preact";
import { Conversation } from "./conversation.js";
import { Icon } from "./icons.js";
import { useApp } from "./use-app.js";

export function Deck() {
  const { words, derived } = useApp();
  const panes = derived.panes.value;
  return html`
    <main class="deck" data-panes=${panes.length}>
      ${panes.map((id) => html`<${Conversation} key=${id} id=${id} />`)}
      ${!panes.length && html`<div class="deck-empty"><${Icon} name="chats" size=${40} /><p>${words.t("deck.empty")}</p><p class="hint">${words.t("deck.hint")}</p></div>`}
    </main>
  `;
}
