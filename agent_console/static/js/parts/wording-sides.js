/** Two wordings beside each other, and what the checks say of the new one: the same marks as on the library's pages. */

import { html } from "preact";
import { focusOnce } from "../effects/focus.js";
import { directionOf } from "../model/languages.js";
import { problemSaid } from "../model/problems.js";
import { Icon } from "./icons.js";
import { useApp } from "./use-app.js";

/** @typedef {import("../types.js").Comparison} Comparison */
/** @typedef {import("../model/problems.js").Problem} Problem */

/**
 * The approved words, and the agent's: read with their marks, or written.
 * @param {{compared: Comparison | null, language: string, text: string, isEditing: boolean, edit: () => void, write: (text: string) => void}} props
 */
export function Sides({ compared, language, text, isEditing, edit, write }) {
  const { words } = useApp();
  const dir = directionOf(language);
  return html`
    <div class="two" lang=${language}>
      <section>
        <h3 lang=${words.locale}>${compared && words.t("wording.in_use", { number: compared.revision })}</h3>
        <p class="text written" dir=${dir}><${Runs} runs=${compared?.before ?? []} /></p>
      </section>
      <section>
        <h3 lang=${words.locale}>${words.t("wording.yours")}
          <button type="button" class="icon-button small" aria-pressed=${String(isEditing)} title=${words.t("wording.change")} onClick=${edit}>
            <${Icon} name=${isEditing ? "check" : "pencil"} size=${16} /><span class="unseen">${words.t("wording.change")}</span></button></h3>
        ${isEditing
          ? html`<textarea class="text written" dir=${dir} lang=${language} rows="6" maxlength="5000" autofocus aria-label=${words.t("wording.yours")} ref=${focusOnce}
              value=${text} onInput=${(/** @type {any} */ { target }) => write(target.value)}></textarea>`
          : html`<p class="text written" dir=${dir}>${compared ? html`<${Runs} runs=${compared.after} />` : text}</p>`}
      </section>
    </div>
  `;
}

/** @param {{runs: import("../types.js").Run[]}} props */
function Runs({ runs }) {
  return runs.map(({ kind, pieces }, index) => {
    const shown = pieces.map(({ text, blank, fallback }, at) => (blank ? html`<code key=${at} class="blank" dir="ltr">${blank}${fallback && html` · <bdi>${fallback}</bdi>`}</code>` : text));
    if (kind === "removed") return html`<del key=${index}>${shown}</del>`;
    return kind === "added" ? html`<ins key=${index}>${shown}</ins>` : shown;
  });
}

/** What keeps it from being proposed, and what the coach would say. @param {{compared: Comparison | null}} props */
export function Checks({ compared }) {
  const { words } = useApp();
  if (!compared) return null;
  const { problems, remarks, is_same } = compared;
  return html`
    ${is_same && html`<p class="fine-print" role="status">${words.t("wording.same")}</p>`}
    <${Problems} problems=${problems} />
    ${remarks.length > 0 && html`
      <ul class="wording-remarks">${remarks.map((remark, index) => html`
        <li key=${index}>${remark.rule && remark.why ? html`<q class="marked" dir="auto">${remark.words}</q> ${remark.why}` : html`<${Said} problem=${remark} />`}</li>`)}</ul>`}
  `;
}

/** @param {{problems: Problem[]}} props */
function Problems({ problems }) {
  const { words } = useApp();
  if (!problems.length) return null;
  return html`
    <ul class="wording-problems tone-late" role="alert">${problems.map((problem, index) => html`
      <li key=${index}>${problem.line && problem.column ? `${words.t("wording.at", { line: problem.line, column: problem.column })} ` : ""}<${Said} problem=${problem} /></li>`)}</ul>
  `;
}

/** @param {{problem: Problem}} props */
function Said({ problem }) {
  const { text, isForeign } = problemSaid(useApp().words, problem);
  return isForeign ? html`<span lang="en" dir="ltr">${text}</span>` : html`<span>${text}</span>`;
}

/** Why the server did not take it; what was typed is still there. @param {{problem: any}} props */
export function Refused({ problem }) {
  const { words } = useApp();
  if (!problem) return null;
  return html`
    <div class="wording-problems tone-late" role="alert">
      <p>${words.t(problem.status === 0 ? "wording.unreachable" : "wording.refused")}</p>
      ${problem.problems?.length > 0 && html`<ul>${problem.problems.map((/** @type {Problem} */ one, /** @type {number} */ index) => html`<li key=${index}><${Said} problem=${one} /></li>`)}</ul>`}
    </div>
  `;
}
