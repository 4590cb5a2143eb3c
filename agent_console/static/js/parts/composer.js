/** Where an agent writes: a reply to the visitor, or a note to colleagues. */

import { html, useRef } from "preact";
import { commandOf } from "../model/keys.js";
import { directionOf, ownName } from "../model/languages.js";
import { draftKey, withEntry } from "../model/maps.js";
import { newLine } from "../model/markup-edit.js";
import { nameOf } from "../model/people.js";
import { BlankHelp } from "./blanks.js";
import { CoachCard } from "./coach-card.js";
import { TOOLS, Tools } from "./composer-tools.js";
import { DraftMirror } from "./draft-mirror.js";
import { PromiseLine } from "./promise-line.js";
import { ReplyPicker, optionId, pickerId } from "./reply-picker.js";
import { Question, useSending } from "./sending.js";
import { useApp } from "./use-app.js";
import { useHelp } from "./use-help.js";

/** @typedef {import("../types.js").Row} Row */
/** @typedef {import("../types.js").Kind} Kind */
/** @typedef {import("./composer-tools.js").Change} Change */

/** @param {{row: Row}} props */
export function Composer({ row }) {
  const app = useApp();
  const { store, words } = app;
  const kind = store.kinds.value.get(row.id) ?? "message";
  const text = store.drafts.value.get(draftKey(row.id, kind)) ?? "";
  const field = useRef(/** @type {HTMLTextAreaElement | null} */ (null));
  const help = useHelp(app, row, kind, text, field);
  const { picker, blanks, promising, coaching } = help;
  const sending = useSending(app, row, kind, text, help);
  const change = (/** @type {Change} */ make) => applyChange(app, row.id, kind, field.current, make);
  const label = words.t(kind === "note" ? "composer.note_label" : "composer.reply_label", { name: nameOf(row, words) });
  const lang = kind === "message" ? row.locale : words.locale;
  const dir = text ? "auto" : app.boot.dir;
  const onInput = (/** @type {any} */ { target }) => (app.writing.edit(row.id, kind, target.value), help.look());
  return html`
    <form class=${`composer is-${kind}`} onSubmit=${(/** @type {Event} */ event) => (event.preventDefault(), sending.send())} onFocusOut=${help.onFocusOut}>
      <${ReplyPicker} row=${row} picker=${picker} />
      <${Tabs} row=${row} kind=${kind} />
      <${Question} sending=${sending} />
      <div class="growing">
        <${DraftMirror} text=${text} dir=${dir} lang=${lang} marks=${coaching.marks} />
        <textarea ref=${field} data-composer=${row.id} rows="1" dir=${dir} aria-label=${label} aria-autocomplete="list" aria-haspopup="listbox"
          aria-controls=${picker.isOpen ? pickerId(row.id) : undefined} aria-activedescendant=${picker.isOpen ? optionId(row.id, picker.found[picker.at]) : undefined}
          placeholder=${words.t(kind === "note" ? "composer.note_placeholder" : "composer.placeholder")} value=${text} spellcheck lang=${lang} enterkeyhint="send"
          onInput=${onInput} onFocus=${help.look} onKeyUp=${help.look} onClick=${help.look} onSelect=${help.look}
          onKeyDown=${(/** @type {KeyboardEvent} */ event) => help.onKey(event) || onKey(event, sending, change)}></textarea>
      </div>
      <${BlankHelp} row=${row} blanks=${blanks} />
      <${PromiseLine} promising=${promising} />
      <${CoachCard} row=${row} coaching=${coaching} />
      <${Tools} change=${change} canSend=${text.trim() !== ""} isEdited=${kind === "message" && app.wordings.inDraft(row.id) !== null} kind=${kind} field=${field} />
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
