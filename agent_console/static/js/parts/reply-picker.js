/** The list over the composer: the replies that fit, and the chosen one as it will stand in the draft. */

import { html, useLayoutEffect, useRef } from "preact";
import { openBlanks } from "../model/blanks.js";
import { segments } from "../model/coach-marks.js";
import { directionOf, languageName, ownName } from "../model/languages.js";
import { Icon } from "./icons.js";
import { useApp } from "./use-app.js";

/** @typedef {import("../types.js").Row} Row */
/** @typedef {import("../types.js").ReplyCard} ReplyCard */
/** @typedef {import("./use-picker.js").Picker} Picker */

const FILLED = /\u2068[^\u2069]*\u2069/gu;

/** @param {number} id */
export const pickerId = (id) => `picker-${id}`;
/** @param {number} id @param {ReplyCard | undefined} card */
export const optionId = (id, card) => (card ? `picker-${id}-${card.key.replace(/\W/g, "-")}` : undefined);

/** @param {{row: Row, picker: Picker}} props */
export function ReplyPicker({ row, picker: { isOpen, query, found, at, take } }) {
  const { words } = useApp();
  const list = useRef(/** @type {HTMLElement | null} */ (null));
  const isMoved = useRef(false);
  useLayoutEffect(() => {
    // To ask where a row stands makes the browser lay the page out between two keys; until it moves, it stands at the top.
    if (at > 0 || isMoved.current) list.current?.querySelector("[aria-selected=true]")?.scrollIntoView({ block: "nearest" });
    isMoved.current = at > 0;
  }, [found, at]);
  if (!isOpen) return null;
  return html`
    <div class="picker">
      <p class="picker-head">
        <span>${query.trim() ? words.t("picker.for", { query: query.trim() }) : words.t("picker.fitting")}</span>
        <span>·</span><bdi lang=${row.locale}>${ownName(row.locale)}</bdi>
      </p>
      <ul ref=${list} onScroll=${() => void (isMoved.current = true)} role="listbox" id=${pickerId(row.id)} aria-label=${words.t("picker.title")}>
        ${found.map((card, index) => html`<${Option} key=${card.key} row=${row} card=${card} isChosen=${index === at} take=${take} />`)}
      </ul>
      ${!found.length && html`<p class="picker-empty">${words.t("picker.nothing")}</p>`}
      <p class="unseen" role="status">${words.t("picker.count", { count: found.length })}</p>
    </div>
  `;
}

/** @param {{row: Row, card: ReplyCard, isChosen: boolean, take: Picker["take"]}} props */
function Option({ row, card, isChosen, take }) {
  const { words, replies } = useApp();
  const { language } = replies.wordsFor(row.id, card);
  const isOther = language !== row.locale.split("-")[0];
  return html`
    <li role="option" id=${optionId(row.id, card)} aria-selected=${String(isChosen)}
      onPointerDown=${(/** @type {Event} */ event) => event.preventDefault()} onClick=${() => take(card)}>
      <span class="picker-line">
        <bdi class="picker-label" lang=${language}>${card.label[language] ?? card.label.en ?? card.key}</bdi>
        <${Shortcut} card=${card} language=${language} />
        ${isOther && html`<span class="pill tone-warn">${words.t("picker.only_in", { language: languageName(language, words.locale) })}</span>`}
        ${isChosen && !isOther && html`<span class="pill tone-fine picker-approved"><${Icon} name="approved" size=${14} />${words.t("picker.approved")}</span>`}
        <${Used} card=${card} isShown=${!isChosen} />
      </span>
      ${isChosen && html`<span class="picker-preview" lang=${language} dir=${directionOf(language)}><${Preview} text=${replies.preview(row.id, card).text} /></span>`}
    </li>
  `;
}

/** @param {{card: ReplyCard, language: import("../types.js").Locale}} props */
function Shortcut({ card, language }) {
  const shortcut = card.shortcut[language] ?? card.shortcut.en;
  return shortcut && html`<bdi class="picker-shortcut">/${shortcut}</bdi>`;
}

/** How often the team has said it. @param {{card: ReplyCard, isShown: boolean}} props */
function Used({ card, isShown }) {
  const { words, store } = useApp();
  const [count = 0] = store.replyUses.value.team[card.key] ?? [];
  return isShown && count > 0 && html`<span class="picker-used">${words.t("picker.used", { count })}</span>`;
}

/** Values that are filled in, and blanks that are not, each in its own colour. @param {{text: string}} props */
export function Preview({ text: written }) {
  const text = written.replaceAll("**", "");
  const filled = [...text.matchAll(FILLED)].map(({ 0: value, index }) => ({ start: index, end: index + value.length, kind: "value" }));
  const open = openBlanks(text).map(({ start, end }) => ({ start, end, kind: "blank" }));
  return segments(text, [...filled, ...open]).map(({ text: piece, kind }, index) => (kind ? html`<bdi key=${index} class=${`preview-${kind}`}>${piece.replace(/[⟦⟧]/g, "")}</bdi>` : piece));
}
