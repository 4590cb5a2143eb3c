/** The narrow column at the start: where one is, and oneself. */

import { html } from "preact";
import { Icon } from "./icons.js";
import { MeMenu } from "./me.js";
import { useApp } from "./use-app.js";

/** More than this is much, however many: the badge stays small. */
const COUNTED = 99;

export function Rail() {
  const { words, derived, commands } = useApp();
  const waiting = derived.unread.value;
  return html`
    <nav class="rail" aria-label=${words.t("rail.label")}>
      <span class="rail-brand" aria-hidden="true"><${Brand} /></span>
      <a class="rail-item" href="/console" aria-current="page" title=${words.t("rail.inbox")}>
        <${Icon} name="inbox" size=${22} />
        <span class="unseen">${words.t("rail.inbox")}</span>
        ${waiting > 0 && html`<span class="count rail-count"><span aria-hidden="true">${words.number(Math.min(waiting, COUNTED))}${waiting > COUNTED && "+"}</span><span class="unseen">${words.t("list.unread", { count: waiting })}</span></span>`}
      </a>
      <a class="rail-item" href="/library" title=${words.t("rail.library")}>
        <${Icon} name="book" size=${22} />
        <span class="unseen">${words.t("rail.library")}</span>
      </a>
      <span class="rail-space"></span>
      <button class="rail-item" title=${words.t("keys.title")} onClick=${() => commands.run("keys")}>
        <${Icon} name="keyboard" size=${22} />
        <span class="unseen">${words.t("keys.title")}</span>
      </button>
      <${MeMenu} />
    </nav>
  `;
}

/** The sign of the product, in the colours of the scheme. */
function Brand() {
  return html`
    <svg viewBox="0 0 32 32" width="32" height="32" focusable="false">
      <rect class="brand-ground" width="32" height="32" rx="8" />
      <path class="brand-line" d="M16 7a9 9 0 1 1-4.3 16.9L7.5 25l1.2-4A9 9 0 0 1 16 7z" />
      <path class="brand-line" d="M16 20s-4-2.3-4-5a2.1 2.1 0 0 1 4-1 2.1 2.1 0 0 1 4 1c0 2.7-4 5-4 5z" />
    </svg>
  `;
}
