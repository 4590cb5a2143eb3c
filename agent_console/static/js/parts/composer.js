/** Where an agent writes: a reply to the visitor, or a note to colleagues. */

import { html, useRef } from "preact";
import { commandOf } from "../model/keys.js";
import { directionOf, ownName } from "../model/languages.js";
import { draftKey, withEntry } from "../model/maps.js";
import { newLine, toggleBold, toggleBullets, toggleNumbers } from "../model/markup-edit.js";
import { nameOf } from "../model/people.js";
import { Icon } from "./icons.js";
import { Collision, useSending } from "./sending.js";
import { useApp } from "./use-app.js";

/** @typedef {import("../types.js").Row} Row */
/** @typedef {import("../types.js").Kind} Kind */
/** @typedef {(selection: import("../model/markup-edit.js").Selection) => import("../model/markup-edit.js").Selection} Change */

const TOOLS = Object.freeze([
  { command: "bold", change: toggleBold },
  { command: "numbered", change: toggleNumbers },
  { command: "bullets", change: toggleBullets },
]);

/** @param {{row: Row}} props */
export function Composer({ row }) {
  const app = useApp();
  const { store, words } = app;
  const kind = store.kinds.value.get(row.id) ?? "message";
  const text = store.drafts.value.get(draftKey(row.id, kind)) ?? "";
  const field = useRef(/** @type {HTMLTextAreaElement | null} */ (null));
  const sending = useSending(app, row, kind, text);
  const change = (/** @type {Change} */ make) => applyChange(app, row.id, kind, field.current, make);
  const label = words.t(kind === "note" ? "composer.note_label" : "composer.reply_label", { name: nameOf(row, words) });
  return html`
    <form class=${`composer is-${kind}`} onSubmit=${(/** @type {Event} */ event) => (event.preventDefault(), sending.send())}>
      <${Tabs} row=${row} kind=${kind} />
      <${Collision} sending=${sending} />
      <div class="growing" data-text=${`${text}\n`}>
        <textarea ref=${field} data-composer=${row.id} rows="1" dir=${text ? "auto" : app.boot.dir} aria-label=${label}
          placeholder=${words.t(kind === "note" ? "composer.note_placeholder" : "composer.placeholder")} value=${text} spellcheck
          lang=${kind === "message" ? row.locale : words.locale} enterkeyhint="send"
          onInput=${(/** @type {any} */ { target }) => app.writing.edit(row.id, kind, target.value)}
          onKeyDown=${(/** @type {KeyboardEvent} */ event) => onKey(event, sending, change)}></textarea>
      </div>
      <${Tools} change=${change} canSend=${text.trim() !== ""} kind=${kind} />
    </form>
  `;
}

/** @param {{row: Row, kind: Kind}} props */
function Tabs({ row, kind }) {
  const { words, store, deck } = useApp();
  const choose = (/** @type {Kind} */ next) => {
    store.kinds.value = withEntry(store.kinds.value, row.id, next);
    deck.focusComposer();
  };
  const tab = (/** @type {Kind} */ value, /** @type {unknown} */ label) =>
    html`<button type="button" class="composer-tab" aria-pressed=${String(kind === value)} onClick=${() => choose(value)}>${label}</button>`;
  return html`
    <div class="composer-tabs" role="group" aria-label=${words.t("composer.kind")}>
      ${tab("message", html`${words.t("composer.reply")} · <span lang=${row.locale} dir=${directionOf(row.locale)}>${ownName(row.locale)}</span>`)}
      ${tab("note", words.t("composer.note"))}
    </div>
  `;
}

/** @param {{change: (make: Change) => void, canSend: boolean, kind: Kind}} props */
function Tools({ change, canSend, kind }) {
  const { words, boot } = useApp();
  return html`
    <div class="composer-tools">
      ${TOOLS.map(({ command, change: make }) => html`
        <button key=${command} type="button" class="icon-button" title=${words.t(`keys.${command}`)}
          onPointerDown=${(/** @type {Event} */ event) => event.preventDefault()} onClick=${() => change(make)}>
          <${Icon} name=${command === "numbered" && boot.dir === "rtl" ? "numbered_rtl" : command} /><span class="unseen">${words.t(`keys.${command}`)}</span>
        </button>`)}
      <span class="rail-space"></span>
      <button class="primary send" type="submit" aria-disabled=${String(!canSend)}>
        <span class="send-word">${words.t(kind === "note" ? "composer.add_note" : "composer.send")}</span><${Icon} name="enter" size=${18} />
      </button>
    </div>
  `;
}

/** @param {KeyboardEvent} event @param {ReturnType<typeof useSending>} sending @param {(make: Change) => void} change */
function onKey(event, sending, change) {
  if (event.isComposing || event.altKey) return;
  const command = commandOf(event, { isTyping: true })?.command;
  const tool = TOOLS.find((one) => one.command === command);
  if (!tool && event.key !== "Enter") return;
  event.preventDefault();
  event.stopPropagation();
  if (tool) change(tool.change);
  else if (event.shiftKey) change(newLine);
  else sending.send(event.ctrlKey || event.metaKey);
}

/**
 * @param {import("../state/app.js").App} app @param {number} id @param {Kind} kind
 * @param {HTMLTextAreaElement | null} field @param {Change} make
 */
function applyChange({ writing }, id, kind, field, make) {
  if (!field) return;
  const next = make({ text: field.value, start: field.selectionStart, end: field.selectionEnd });
  field.value = next.text;
  field.setSelectionRange(next.start, next.end);
  field.focus();
  writing.edit(id, kind, next.text);
}
