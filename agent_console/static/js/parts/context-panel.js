/** What is known of the visitor: who they are, where they have been, what was said before. */

import { html, useEffect, useRef } from "preact";
import { moment, shortMoment } from "../model/dates.js";
import { nameOf } from "../model/people.js";
import { ContactDetails } from "./contact-details.js";
import { Icon } from "./icons.js";
import { Promises } from "./promises.js";
import { useApp } from "./use-app.js";

/** @param {{isSheet?: boolean}} props */
export function ContextPanel({ isSheet = false }) {
  const { words, store } = useApp();
  const id = store.deck.value.active;
  const dossier = store.dossiers.value.get(id ?? 0);
  const close = () => (store.isSheetOpen.value = false);
  const root = useRef(/** @type {HTMLElement | null} */ (null));
  useFocusInside(root, isSheet);
  return html`
    ${isSheet && html`<div class="veil" onClick=${close}></div>`}
    <aside ref=${root} tabindex=${isSheet ? -1 : undefined} class=${`context${isSheet ? " is-sheet" : ""}`} aria-label=${words.t("context.label")}
      onKeyDown=${(/** @type {KeyboardEvent} */ event) => isSheet && event.key === "Escape" && close()}>
      ${dossier && html`
        <header class="bar">
          <h2><bdi>${nameOf({ ...dossier.conversation, name: dossier.contact.name }, words)}</bdi></h2>
          ${isSheet && html`<${Close} close=${close} />`}
        </header>
        <div class="context-body" key=${id}>
          <${ContactDetails} id=${id} dossier=${dossier} />
          <${Promises} id=${id} />
          <${Pages} pages=${dossier.pages} />
          <${Earlier} earlier=${dossier.earlier} />
        </div>
      `}
    </aside>
  `;
}

/** A sheet takes the focus when it comes and gives it back when it goes. @param {{current: HTMLElement | null}} root @param {boolean} isSheet */
function useFocusInside(root, isSheet) {
  useEffect(() => {
    if (!isSheet) return undefined;
    const before = document.activeElement;
    root.current?.focus();
    return () => (before instanceof HTMLElement ? before.focus() : undefined);
  }, []);
}

/** @param {{close: () => void}} props */
function Close({ close }) {
  const { words } = useApp();
  return html`<button class="icon-button" onClick=${close}><${Icon} name="close" /><span class="unseen">${words.t("action.close")}</span></button>`;
}

/** @param {{pages: import("../types.js").Dossier["pages"]}} props */
function Pages({ pages }) {
  const { words, store } = useApp();
  if (!pages.length) return null;
  return html`
    <section class="facts">
      <h3>${words.t("context.pages")}</h3>
      <ul class="pages">
        ${pages.slice(0, 8).map(({ url, title, at }) => html`
          <li key=${`${url} ${at}`}>
            <a href=${url} target="_blank" rel="noopener noreferrer" title=${url}><bdi>${title || pathOf(url)}</bdi></a>
            <span class="fine-print">${shortMoment(at, store.now.peek(), words)}</span>
          </li>`)}
      </ul>
    </section>
  `;
}

/** @param {string} url */
function pathOf(url) {
  return URL.canParse(url) ? new URL(url).pathname : url;
}

/** @param {{earlier: import("../types.js").Dossier["earlier"]}} props */
function Earlier({ earlier }) {
  const { words, store, deck } = useApp();
  if (!earlier.length) return null;
  return html`
    <section class="facts">
      <h3>${words.t("context.earlier")} <span class="facts-count">${words.number(earlier.length)}</span></h3>
      <ul class="earlier">
        ${earlier.map((one) => html`
          <li key=${one.id}>
            <button onClick=${() => deck.replace(one.id)}>
              <span class="earlier-text" dir="auto">${one.last_text}</span>
              <span class="fine-print">${moment(one.resolved_at ?? one.created_at, store.now.peek(), words)}</span>
            </button>
          </li>`)}
      </ul>
    </section>
  `;
}
