/** One conversation: who it is, what was said, who else is here, and where to write. */

import { html, useEffect } from "preact";
import { nameOf } from "../model/people.js";
import { Composer } from "./composer.js";
import { ConversationBar } from "./conversation-bar.js";
import { Messages } from "./messages.js";
import { Ownership } from "./ownership.js";
import { useApp } from "./use-app.js";

/** @param {{id: number}} props */
export function Conversation({ id }) {
  const { store, deck, conversations, words } = useApp();
  const row = store.rows.value.get(id) ?? store.dossiers.value.get(id)?.conversation;
  const hasList = store.hasList.value;
  // Whoever writes, comes or goes may have seen another page since; a colleague may have learned their name.
  useEffect(() => void (hasList && conversations.loadDossier(id)), [id, hasList, row?.visitor_messages, row?.is_visitor_online, row?.name]);
  if (!row) return store.dossiers.value.get(id) === null ? html`<${None} id=${id} />` : html`<article class="pane" aria-busy="true"></article>`;
  const isActive = store.deck.value.active === id;
  return html`
    <article class=${`pane${isActive ? " is-active" : ""}`} aria-label=${words.t("conversation.label", { name: nameOf(row, words) })}
      data-pane=${id} onFocusIn=${() => deck.activate(id)} onPointerDown=${() => deck.activate(id)}>
      <${ConversationBar} row=${row} />
      <${Messages} row=${row} />
      <${Company} id=${id} />
      <${Ownership} row=${row} />
      <${Composer} row=${row} />
    </article>
  `;
}

/** An address that leads nowhere. @param {{id: number}} props */
function None({ id }) {
  const { words, deck } = useApp();
  return html`
    <article class="pane">
      <div class="deck-empty" role="status"><p>${words.t("conversation.none")}</p><button class="quiet-button" onClick=${() => deck.shut(id)}>${words.t("action.close")}</button></div>
    </article>
  `;
}

/** Colleagues who look at the same conversation or type in it: one line, only when there is somebody. @param {{id: number}} props */
function Company({ id }) {
  const { words, store, derived } = useApp();
  const typing = store.typing.value.get(id)?.agents ?? [];
  const busy = new Map(typing.map((one) => [one.id, one.kind === "note" ? "typing.note" : "typing.reply"]));
  const viewing = (store.viewers.value.get(id) ?? []).filter((agent) => agent !== derived.me.value && !busy.has(agent));
  const lines = [...busy, ...viewing.map((agent) => /** @type {const} */ ([agent, "viewing.also"]))].filter(([agent]) => agent !== derived.me.value);
  const named = lines.map(([agent, key]) => ({ key, name: store.agents.value.get(agent)?.name })).filter(({ name }) => name);
  return html`
    <p class="company" role="status">
      ${named.map(({ key, name }) => html`<span key=${name}>${words.t(key, { name: name ?? "" })}</span>`)}
    </p>
  `;
}
