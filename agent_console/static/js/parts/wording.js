/** "Propose this edit": what an agent made of a reply beside the approved words, and one button that sends it to review. */

import { html, useEffect, useState } from "preact";
import { focusOnce } from "../effects/focus.js";
import { directionOf, ownName } from "../model/languages.js";
import { WORDING } from "../state/wording.js";
import { Dialog } from "./dialog.js";
import { Icon } from "./icons.js";
import { useApp } from "./use-app.js";
import { useProposal } from "./use-proposal.js";
import { useTurns } from "./use-turns.js";
import { Checks, Refused, Sides } from "./wording-sides.js";

/** @typedef {import("../types.js").Rewording} Rewording */

export function WordingDialog() {
  const { store, words } = useApp();
  const open = store.overlay.value;
  if (open === null || typeof open === "string" || open.menu !== WORDING) return null;
  const close = () => (store.overlay.value = null);
  return html`
    <${Dialog} class="wording" label=${words.t("keys.propose")} close=${close}>
      <header class="bar">
        <h2>${words.t("keys.propose")}</h2>
        <button type="button" class="icon-button" onClick=${close}><${Icon} name="close" /><span class="unseen">${words.t("action.close")}</span></button>
      </header>
      <${Offered} id=${open.conversation} message=${open.message} close=${close} />
    <//>
  `;
}

/** What can be proposed; of several replies in one message, one at a time. @param {{id: number, message?: number, close: () => void}} props */
function Offered({ id, message, close }) {
  const { words, wordings } = useApp();
  const [found, setFound] = useState(/** @type {Rewording[] | null} */ (null));
  const [problem, setProblem] = useState(/** @type {any} */ (null));
  const [at, choose] = useState(0);
  const turn = useTurns();
  const load = () => {
    const isNewest = turn();
    setProblem(null);
    void wordings.load(id, message).then((/** @type {Rewording[]} */ answer) => isNewest() && setFound(answer), (/** @type {any} */ refusal) => isNewest() && setProblem(refusal));
  };
  useEffect(load, [id, message]);
  if (problem) return html`<div class="wording-body"><${Refused} problem=${problem} /><p class="form-actions"><button type="button" class="quiet-button" onClick=${load}>${words.t("wording.again")}</button></p></div>`;
  if (!found) return html`<div class="wording-body" aria-busy="true"></div>`;
  const offered = found[at];
  if (!offered) return html`<div class="wording-body"><p class="fine-print" role="status">${words.t("wording.same")}</p></div>`;
  return html`
    ${found.length > 1 && html`<${Which} found=${found} at=${at} choose=${choose} />`}
    <${Proposal} key=${offered.key + offered.language} offered=${offered} close=${close} />
  `;
}

/** @param {{found: Rewording[], at: number, choose: (at: number) => void}} props */
function Which({ found, at, choose }) {
  const { words, store } = useApp();
  return html`
    <div class="wording-which" role="group" aria-label=${words.t("wording.which")}>
      ${found.map((one, index) => html`<button key=${one.key} type="button" class="view" aria-pressed=${String(index === at)} onClick=${() => choose(index)}><bdi lang=${one.language}>${labelOf(store, one)}</bdi></button>`)}
    </div>
  `;
}

/** What the reply is called. @param {import("../state/store.js").Store} store @param {Rewording} reply */
function labelOf(store, { key, language }) {
  return store.library.value?.entries.get(key)?.card.label[language] ?? key;
}

/** @param {{offered: Rewording, close: () => void}} props */
function Proposal({ offered, close }) {
  const { words, store } = useApp();
  const { language } = offered;
  const dialog = useProposal(offered, close);
  const { typed, compared, refused, isBusy, isEditing } = dialog;
  const canPropose = compared !== null && !compared.is_same && !compared.problems.length && !isBusy;
  const onKeyDown = (/** @type {KeyboardEvent} */ event) => event.key === "Enter" && (event.ctrlKey || event.metaKey) && (event.preventDefault(), canPropose && dialog.propose());
  return html`
    <form class="wording-body" aria-busy=${String(compared === null || isBusy)} onKeyDown=${onKeyDown} onSubmit=${(/** @type {Event} */ event) => (event.preventDefault(), canPropose && dialog.propose())}>
      <p class="wording-name"><bdi lang=${language}>${labelOf(store, offered)}</bdi><span class="fine-print"><bdi lang=${language} dir=${directionOf(language)}>${ownName(language)}</bdi></span></p>
      <${Sides} compared=${compared} language=${language} text=${typed.text} isEditing=${isEditing} edit=${dialog.edit} write=${dialog.write} />
      <p class="fine-print">${words.t("wording.blanks")}</p>
      <${Checks} compared=${compared} />
      <label class="field"><span>${words.t("wording.comment")}</span>
        <textarea rows="2" maxlength="500" dir="auto" ref=${focusOnce} value=${typed.comment} onInput=${(/** @type {any} */ { target }) => dialog.comment(target.value)}></textarea></label>
      <${Refused} problem=${refused} />
      <p class="form-actions">
        <button type="button" class="quiet-button" onClick=${close}>${words.t("action.cancel")}</button>
        <button type="submit" class="primary" aria-disabled=${String(!canPropose)}>${words.t("wording.propose")}</button>
      </p>
    </form>
  `;
}
