/** Ctrl+K: go to a conversation or do something, by a few letters. */

import { html, useMemo, useState } from "preact";
import { best } from "../model/find.js";
import { languageName } from "../model/languages.js";
import { nameOf } from "../model/people.js";
import { Dialog } from "./dialog.js";
import { Icon } from "./icons.js";
import { moreItems, snoozeItems } from "./conversation-menus.js";
import { useApp } from "./use-app.js";

/** @typedef {{id: string, label: string, hint?: string, icon: string, act: () => void}} Choice */

export function Palette() {
  const { store, words } = useApp();
  if (store.overlay.value !== "palette") return null;
  const close = () => (store.overlay.value = null);
  return html`<${Dialog} class="palette" label=${words.t("palette.title")} close=${close}><${Search} close=${close} /><//>`;
}

/** @param {{close: () => void}} props */
function Search({ close }) {
  const app = useApp();
  const { words, boot } = app;
  const [query, setQuery] = useState("");
  const [at, setAt] = useState(0);
  const choices = useMemo(() => choicesOf(app), []);
  const found = [...best(query, choices, 6), ...replyChoices(app, query)];
  const chosen = found[Math.min(at, found.length - 1)];
  const take = (/** @type {Choice | undefined} */ choice) => {
    if (!choice) return;
    close();
    // The dialog gives the focus back when it closes; what was chosen may move it on from there.
    setTimeout(choice.act);
  };
  const onKeyDown = (/** @type {KeyboardEvent} */ event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (event.key === "Enter") take(chosen);
    else if (step) setAt((found.length + Math.min(at, found.length - 1) + step) % Math.max(found.length, 1));
    else return;
    event.preventDefault();
  };
  return html`
    <label class="palette-field">
      <${Icon} name="search" />
      <input autofocus role="combobox" aria-expanded="true" aria-controls="palette-found" aria-label=${words.t("palette.title")}
        aria-activedescendant=${chosen ? `choice-${chosen.id}` : undefined} placeholder=${words.t("palette.placeholder")} dir=${query ? "auto" : boot.dir} autocomplete="off"
        value=${query} onInput=${(/** @type {any} */ { target }) => (setQuery(target.value), setAt(0))} onKeyDown=${onKeyDown} />
    </label>
    <ul class="palette-found" id="palette-found" role="listbox" aria-label=${words.t("palette.found")}>
      ${found.map((choice) => html`
        <li key=${choice.id} id=${`choice-${choice.id}`} role="option" aria-selected=${String(choice === chosen)} onClick=${() => take(choice)}>
          <${Icon} name=${choice.icon} size=${18} /><bdi>${choice.label}</bdi>${choice.hint && html`<span class="menu-hint" dir="auto">${choice.hint}</span>`}
        </li>`)}
    </ul>
    ${!found.length && html`<p class="empty">${words.t("palette.nothing")}</p>`}
  `;
}

/** @param {import("../state/app.js").App} app @returns {Choice[]} */
function choicesOf(app) {
  return [...actionChoices(app), ...conversationChoices(app)];
}

/** Replies for the conversation at hand. @param {import("../state/app.js").App} app @param {string} query @returns {Choice[]} */
function replyChoices({ store, library, replies, boot }, query) {
  const id = store.deck.value.active;
  if (id === null || !query.trim()) return [];
  return library.find(id, query, 4).map((card) => ({
    id: `reply-${card.key.replace(/\W/g, "-")}`,
    label: card.label[boot.locale] ?? card.label.en ?? card.key,
    hint: replies.preview(id, card).text.replace(/[⟦⟧]|\*\*/g, ""),
    icon: "library",
    act: () => void replies.insert(id, card),
  }));
}

/** @param {import("../state/app.js").App} app @returns {Choice[]} */
function conversationChoices({ store, deck, words }) {
  const rows = [...store.rows.value.values()].sort((a, b) => b.last_at - a.last_at);
  return rows.map((row) => ({
    id: `conversation-${row.id}`,
    label: nameOf(row, words),
    hint: row.last_text.slice(0, 60) || languageName(row.locale, words.locale),
    icon: "chats",
    act: () => deck.open(row.id),
  }));
}

/** @param {import("../state/app.js").App} app @returns {Choice[]} */
function actionChoices(app) {
  const { store, words, commands } = app;
  const row = store.rows.value.get(store.deck.value.active ?? 0);
  const general = ["longest", "context", "keys"].map((name) => ({ id: name, label: words.t(`keys.${name}`), icon: "forward", act: () => void commands.run(name) }));
  if (!row) return general;
  const write = ["reply", "note"].map((name) => ({ id: name, label: words.t(`keys.${name}`), icon: "pencil", act: () => void commands.run(name) }));
  const items = moreItems(app, row).filter(({ key }) => key !== "context");
  const doing = items.map(({ key, label, icon = "forward", act }) => ({ id: key, label, icon, act }));
  const snoozing = snoozeItems(app, row).map(({ key, label, act }) => ({ id: key.replace(".", "-"), label: words.t("palette.snooze", { until: label }), icon: "alarm", act }));
  return [...doing, ...write, ...snoozing, ...general];
}
