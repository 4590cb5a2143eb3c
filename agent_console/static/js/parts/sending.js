/** The moment of sending: at once, or after one question: a colleague was faster, or the coach would rather not. */

import { html, useState } from "preact";
import { focusOnce } from "../effects/focus.js";
import { useApp } from "./use-app.js";

/** @typedef {import("../types.js").Row} Row */
/** @typedef {import("../types.js").Kind} Kind */
/** @typedef {{label: string, text: string, stay: string, look?: () => void, onSend?: () => void, goesOn: boolean}} Asked */
/** @typedef {{blanks: import("./use-blanks.js").Blanks, coaching: import("./use-coach.js").Coaching}} Help */

/**
 * Sending, and the one question before it. Only an open blank holds a message back.
 * @param {import("../state/app.js").App} app @param {Row} row @param {Kind} kind @param {string} text @param {Help} help
 */
export function useSending(app, row, kind, text, { blanks, coaching }) {
  const [question, ask] = useState(/** @type {Asked | null} */ (null));
  const go = (goesOn = false) => {
    ask(null);
    app.writing.send(row.id, kind, text.trim());
    if (goesOn) app.deck.nextWaiting();
    else app.deck.focusComposer();
  };
  const send = (goesOn = false) => {
    if (!text.trim()) return;
    if (kind === "note") return go(goesOn);
    if (blanks.stop()) return;
    const asked = collisionQuestion(app, row) ?? coachQuestion(app, coaching);
    if (asked) ask({ ...asked, goesOn });
    else go(goesOn);
  };
  const stay = () => {
    ask(null);
    if (question?.look) question.look();
    else app.deck.focusComposer();
  };
  const confirm = () => {
    question?.onSend?.();
    go(question?.goesOn);
  };
  return { question: text.trim() ? question : null, send, stay, confirm };
}

/** A colleague's answer came while this one was being written. @param {import("../state/app.js").App} app @param {Row} row */
function collisionQuestion({ writing, store, words }, row) {
  const answer = writing.collision(row.id);
  if (!answer) return null;
  const name = store.agents.value.get(answer.agent ?? 0)?.name ?? "";
  return { label: words.t("collision.label"), text: words.t("collision.text", { name }), stay: words.t("collision.stay") };
}

/** A mark that asks once before it goes out. @param {import("../state/app.js").App} app @param {Help["coaching"]} coaching */
function coachQuestion({ words, coach }, { marks, look }) {
  const mark = marks.find(({ level }) => level === "confirm");
  if (!mark) return null;
  return {
    label: words.t("coach.title"),
    text: words.t("coach.confirm", { words: mark.words }),
    stay: words.t("coach.change"),
    look: () => look(mark),
    onSend: () => coach.signal(mark, "ignored"),
  };
}

/** "Send anyway?" is asked once and never forbids. @param {{sending: ReturnType<typeof useSending>}} props */
export function Question({ sending: { question, confirm, stay } }) {
  const { words } = useApp();
  if (!question) return null;
  return html`
    <div class="collision" role="alertdialog" aria-label=${question.label}
      onKeyDown=${(/** @type {KeyboardEvent} */ event) => event.key === "Escape" && stay()}>
      <p>${question.text}</p>
      <button type="button" class="quiet-button" ref=${focusOnce} onClick=${confirm}>${words.t("collision.send")}</button>
      <button type="button" class="quiet-button" onClick=${stay}>${question.stay}</button>
    </div>
  `;
}
