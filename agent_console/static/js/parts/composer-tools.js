/** The buttons below a draft: the library, formatting, and sending. */

import { html } from "preact";
import { replaceInField } from "../effects/field-edits.js";
import { toggleBold, toggleBullets, toggleNumbers } from "../model/markup-edit.js";
import { Icon } from "./icons.js";
import { useApp } from "./use-app.js";

/** @typedef {(selection: import("../model/markup-edit.js").Selection) => import("../model/markup-edit.js").Selection} Change */

export const TOOLS = Object.freeze([
  { command: "bold", change: toggleBold },
  { command: "numbered", change: toggleNumbers },
  { command: "bullets", change: toggleBullets },
]);

/** @param {{change: (make: Change) => void, canSend: boolean, isEdited: boolean, kind: import("../types.js").Kind, field: {current: HTMLTextAreaElement | null}}} props */
export function Tools({ change, canSend, isEdited, kind, field }) {
  const { words, boot, commands } = useApp();
  return html`
    <div class="composer-tools">
      ${kind === "message" && html`
        <button type="button" class="icon-button" title=${words.t("keys.library")} onPointerDown=${(/** @type {Event} */ event) => event.preventDefault()} onClick=${() => openLibrary(field.current)}>
          <${Icon} name="slash" /><span class="unseen">${words.t("keys.library")}</span>
        </button>`}
      ${TOOLS.map(({ command, change: make }) => html`
        <button key=${command} type="button" class="icon-button" title=${words.t(`keys.${command}`)}
          onPointerDown=${(/** @type {Event} */ event) => event.preventDefault()} onClick=${() => change(make)}>
          <${Icon} name=${command === "numbered" && boot.dir === "rtl" ? "numbered_rtl" : command} /><span class="unseen">${words.t(`keys.${command}`)}</span>
        </button>`)}
      ${isEdited && html`
        <button type="button" class="propose" title=${words.t("keys.propose")} onClick=${() => commands.run("propose")}>
          <${Icon} name="propose" size=${18} /><span>${words.t("keys.propose")}</span><bdi class="coach-keys" dir="ltr" aria-hidden="true"><kbd>Alt</kbd><kbd>W</kbd></bdi>
        </button>`}
      <span class="rail-space"></span>
      <button class="primary send" type="submit" aria-disabled=${String(!canSend)}>
        <span class="send-word">${words.t(kind === "note" ? "composer.add_note" : "composer.send")}</span><${Icon} name="enter" size=${18} />
      </button>
    </div>
  `;
}

/** The button writes what a hand would. @param {HTMLTextAreaElement | null} field */
function openLibrary(field) {
  if (!field) return;
  const { value, selectionStart: start, selectionEnd: end } = field;
  replaceInField(field, { start, end }, /\S$/u.test(value.slice(0, start)) ? " /" : "/");
}
