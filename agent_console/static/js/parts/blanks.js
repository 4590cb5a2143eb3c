/** Under the words of a draft: which blank stopped it, and times to choose from for one that promises. */

import { html, useState } from "preact";
import { notify } from "../state/notices.js";
import { Icon } from "./icons.js";
import { MomentField } from "./moment-field.js";
import { useApp } from "./use-app.js";
import { useTurns } from "./use-turns.js";

/** @typedef {import("./use-blanks.js").Blanks} Blanks */
/** @typedef {import("../types.js").Deadline} Deadline */

const HOUR_MS = 3_600_000;
const LONGEST_MS = 365 * 24 * HOUR_MS;

/** @param {{row: import("../types.js").Row, blanks: Blanks}} props */
export function BlankHelp({ row, blanks }) {
  const { words } = useApp();
  return html`
    <div class="blank-help">
      <p class="blank-stop" role="alert">${blanks.stopped !== null && html`<${Icon} name="pencil" size=${16} /><span>${words.t("blank.open", { blank: blanks.stopped })}</span>`}</p>
      ${blanks.due && html`
        <div class="due" role="group" aria-label=${words.t("due.title")}>
          <p class="due-head"><${Icon} name="alarm" size=${16} />${words.t("due.title")}</p>
          <${DueChoices} locale=${row.locale} quick=${blanks.due} choose=${blanks.promise} hasKeys />
        </div>`}
    </div>
  `;
}

/** @param {{locale: string, quick: Deadline[], choose: (deadline: Deadline) => void, hasKeys?: boolean}} props */
export function DueChoices({ locale, quick, choose, hasKeys = false }) {
  const { words } = useApp();
  const language = /** @type {import("../types.js").Locale} */ (locale.split("-")[0]);
  return html`
    <div class="due-choices">
      ${quick.map((deadline, index) => html`
        <button key=${deadline.due} type="button" class="due-choice" onClick=${() => choose(deadline)}
          onPointerDown=${(/** @type {Event} */ event) => event.preventDefault()}>
          ${hasKeys && html`<kbd aria-hidden="true">${words.number(index + 1)}</kbd>`}<bdi lang=${language}>${deadline.label[language] ?? deadline.label.en}</bdi>
        </button>`)}
      <${AnotherTime} choose=${choose} nth=${hasKeys ? quick.length + 1 : 0} />
    </div>
  `;
}

/** Any other time; the server says it in words. @param {{choose: (deadline: Deadline) => void, nth: number}} props */
function AnotherTime({ choose, nth }) {
  const { words, store, library } = useApp();
  const now = store.now.peek();
  const [due, setDue] = useState(nextHour(now));
  const turn = useTurns();
  const take = async () => {
    const isNewest = turn();
    const deadline = due > store.now.peek() ? await library.deadline(due).catch(() => null) : null;
    if (!isNewest()) return;
    if (deadline) choose(deadline);
    else notify(store, "due.not_possible");
  };
  const onKeyDown = (/** @type {KeyboardEvent} */ event) => {
    if (event.key !== "Enter" || event.target instanceof HTMLButtonElement) return;
    event.preventDefault();
    event.stopPropagation();
    void take();
  };
  return html`
    <div class="due-field" onKeyDown=${onKeyDown}>
      ${nth > 0 && html`<kbd aria-hidden="true">${words.number(nth)}</kbd>`}
      <${MomentField} label=${words.t("due.another")} value=${due} min=${now} max=${now + LONGEST_MS} change=${setDue} />
      <button type="button" class="icon-button small" title=${words.t("due.take")} onClick=${() => void take()}>
        <${Icon} name="check" size=${18} /><span class="unseen">${words.t("due.take")}</span></button>
    </div>
  `;
}

/** @param {number} now */
function nextHour(now) {
  return Math.ceil((now + HOUR_MS) / HOUR_MS) * HOUR_MS;
}
