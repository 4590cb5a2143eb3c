/** What the coach says of a mark: why, and what could be said instead. It never stands in the way. */

import { html } from "preact";
import { openBlanks, withBlanks } from "../model/blanks.js";
import { Icon } from "./icons.js";
import { Preview } from "./reply-picker.js";
import { useApp } from "./use-app.js";

/** @typedef {import("./use-coach.js").Coaching} Coaching */
/** @typedef {import("../model/coach-marks.js").Alternative} Alternative */

/** @param {{row: import("../types.js").Row, coaching: Coaching}} props */
export function CoachCard({ row, coaching }) {
  const { words, coach, boot } = useApp();
  const { mark, offers, isAsked } = coaching;
  if (!mark) return null;
  return html`
    <section class=${`coach-card${isAsked ? " is-asked" : ""}`} aria-label=${words.t("coach.title")}>
      <p class="coach-why" role="status">
        <strong>${coach.reason(row.id, mark, boot.locale)}</strong>
        ${offers.length > 0 && html` <span>${words.t(mark.is_hygiene ? "coach.mend_all" : "coach.instead")}</span>`}
      </p>
      ${offers.length > 0 && html`
        <ol class="coach-offers">
          ${offers.map((offer, index) => html`
            <li key=${`${offer.kind} ${offer.text}`}>
              <button type="button" onPointerDown=${(/** @type {Event} */ event) => event.preventDefault()} onClick=${() => coaching.accept(offer)}>
                <kbd>${words.number(index + 1)}</kbd><${Offer} row=${row} offer=${offer} words_=${mark.words} />
              </button>
            </li>`)}
        </ol>`}
      <${Foot} coaching=${coaching} />
    </section>
  `;
}

/** @param {{row: import("../types.js").Row, offer: Alternative, words_: string}} props */
function Offer({ row, offer: { kind, text }, words_ }) {
  const { words, store, replies } = useApp();
  const card = kind === "reply" ? store.library.value?.entries.get(text)?.card : null;
  if (card) return html`<span class="coach-offer is-reply" dir="auto" lang=${row.locale}><${Preview} text=${replies.preview(row.id, card).text} /></span>`;
  if (kind === "steps") return html`<span class="coach-offer">${words.t("coach.steps")}</span>`;
  if (kind === "mend") return html`<span class="coach-offer" dir="auto" lang=${row.locale}><s>${words_}</s> <bdi>${text}</bdi></span>`;
  const said = withBlanks(text);
  return html`<span class="coach-offer" dir="auto" lang=${row.locale}>${openBlanks(said).length ? html`<${Preview} text=${said} />` : said}</span>`;
}

/** @param {{coaching: Coaching}} props */
function Foot({ coaching }) {
  const { words } = useApp();
  return html`
    <p class="coach-foot">
      <button type="button" class="coach-choose" onClick=${coaching.next}><bdi class="coach-keys" dir="ltr"><kbd>Alt</kbd><kbd>.</kbd></bdi>${words.t(coaching.isAsked ? "coach.next" : "coach.choose")}</button>
      <button type="button" onClick=${() => coaching.leave()}><kbd>Esc</kbd>${words.t("coach.keep")}</button>
      <button type="button" class="coach-not" title=${words.t("coach.not_here")} onClick=${() => coaching.leave("not_here")}>
        <${Icon} name="close" size=${14} />${words.t("coach.not_here")}</button>
    </p>
  `;
}
