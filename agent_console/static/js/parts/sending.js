/** The moment of sending: at once, or after one question when a colleague was faster. */

import { html, useState } from "preact";
import { useApp } from "./use-app.js";

/** @typedef {import("../types.js").Row} Row */
/** @typedef {import("../types.js").Kind} Kind */

/** Sending, and the one question before it. @param {import("../state/app.js").App} app @param {Row} row @param {Kind} kind @param {string} text */
export function useSending({ writing, deck, store }, row, kind, text) {
  const [question, ask] = useState(/** @type {{name: string, goesOn: boolean} | null} */ (null));
  const go = (goesOn = false) => {
    ask(null);
    writing.send(row.id, kind, text.trim());
    if (goesOn) deck.nextWaiting();
    else deck.focusComposer();
  };
  const send = (goesOn = false) => {
    if (!text.trim()) return;
    const answer = kind === "message" ? writing.collision(row.id) : null;
    if (!answer) return go(goesOn);
    ask({ name: store.agents.value.get(answer.agent ?? 0)?.name ?? "", goesOn });
  };
  const stay = () => {
    ask(null);
    deck.focusComposer();
  };
  return { question: text.trim() ? question : null, send, stay, confirm: () => go(question?.goesOn) };
}

/** "Send anyway?" is asked once and never forbids. @param {{sending: ReturnType<typeof useSending>}} props */
export function Collision({ sending: { question, confirm, stay } }) {
  const { words } = useApp();
  if (!question) return null;
  return html`
    <div class="collision" role="alertdialog" aria-label=${words.t("collision.label")}
      onKeyDown=${(/** @type {KeyboardEvent} */ event) => event.key === "Escape" && stay()}>
      <p>${words.t("collision.text", { name: question.name })}</p>
      <button type="button" class="quiet-button" ref=${focusOnce} onClick=${confirm}>${words.t("collision.send")}</button>
      <button type="button" class="quiet-button" onClick=${stay}>${words.t("collision.stay")}</button>
    </div>
  `;
}

/** @param {HTMLElement | null} element */
function focusOnce(element) {
  if (element && !element.dataset.focused) {
    element.dataset.focused = "true";
    element.focus();
  }
}
