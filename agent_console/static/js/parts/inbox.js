/** The list: views, capacity, sections. It holds still while somebody points at it. */

import { html, useRef, useState } from "preact";
import { Icon } from "./icons.js";
import { Row } from "./row.js";
import { useApp } from "./use-app.js";
import { Views } from "./views.js";

export function Inbox() {
  const { words, store, derived, commands } = useApp();
  const freeze = useFreeze();
  return html`
    <section class="inbox" aria-label=${words.t("list.label")}>
      <header class="bar inbox-bar">
        <h1>${words.t(`view.${store.view.value}`)}</h1>
        <${Capacity} />
        <button class="icon-button" title=${words.t("palette.title")} onClick=${() => commands.run("palette")}>
          <${Icon} name="search" /><span class="unseen">${words.t("palette.title")}</span>
        </button>
      </header>
      <${Views} />
      <div class="list-frame" ...${freeze}>
        <${Moved} />
        <${List} sections=${derived.sections.value} />
      </div>
    </section>
  `;
}

function Capacity() {
  const { words, store, derived } = useApp();
  if (store.view.value !== "mine") return null;
  const values = { load: derived.load.value, capacity: store.me.value.capacity };
  const isFull = values.load >= values.capacity;
  return html`<span class=${`capacity${isFull ? " is-full" : ""}`} title=${words.t("list.capacity_title")}>${words.t("list.capacity", values)}</span>`;
}

/** What has changed its place meanwhile; the list itself waits until it is asked. */
function Moved() {
  const { words, store, derived } = useApp();
  const count = derived.moved.value;
  return html`
    <div class="moved" role="status">
      ${count > 0 && html`
        <button onClick=${() => (store.frozen.value = derived.fresh.value)}>
          <${Icon} name="arrows" size=${16} />${words.t("list.moved", { count })}
        </button>
      `}
    </div>
  `;
}

/** @param {{sections: import("../model/order.js").Section[]}} props */
function List({ sections }) {
  const { words, store } = useApp();
  if (!sections.length) return html`<${Empty} />`;
  return html`
    <div class="list" onKeyDown=${walk}>
      ${sections.map(({ name, ids }) => html`
        <section key=${name} class=${`section section-${name}`} aria-labelledby=${`section-${name}`}>
          <h2 id=${`section-${name}`}>${words.t(`section.${name}`)}</h2>
          <ul>${ids.map((id) => html`<${Row} key=${id} id=${id} />`)}</ul>
        </section>
      `)}
      ${store.view.value === "resolved" && html`<${Older} />`}
    </div>
  `;
}

/** The order is held from the moment somebody points or tabs in until they have left. */
function useFreeze() {
  const { store, derived } = useApp();
  const held = useRef({ pointer: false, focus: false });
  /** @param {Partial<{pointer: boolean, focus: boolean}>} change */
  const hold = (change) => {
    Object.assign(held.current, change);
    const isHeld = held.current.pointer || held.current.focus;
    if (!isHeld) store.frozen.value = null;
    else store.frozen.value ??= derived.fresh.value;
  };
  return {
    onPointerEnter: (/** @type {PointerEvent} */ event) => event.pointerType !== "touch" && hold({ pointer: true }),
    onPointerLeave: () => hold({ pointer: false }),
    onFocusIn: () => hold({ focus: true }),
    onFocusOut: (/** @type {any} */ event) => event.currentTarget.contains(event.relatedTarget) || hold({ focus: false }),
  };
}

/** Up and down between rows, as in any list. @param {KeyboardEvent & {currentTarget: HTMLElement}} event */
function walk(event) {
  if (event.altKey || !["ArrowDown", "ArrowUp", "Home", "End"].includes(event.key)) return;
  const rows = [...event.currentTarget.querySelectorAll("a.row")];
  const at = rows.indexOf(/** @type {Element} */ (document.activeElement));
  const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: rows.length - 1 }[event.key] ?? 0;
  event.preventDefault();
  /** @type {HTMLElement | undefined} */ (rows[Math.min(Math.max(to, 0), rows.length - 1)])?.focus();
}

function Empty() {
  const { words, store } = useApp();
  if (!store.hasList.value) return html`<div class="list list-waiting" aria-busy="true"></div>`;
  return html`
    <div class="list">
      <p class="empty"><${Icon} name="check" size=${28} />${words.t(`empty.${store.view.value}`)}</p>
      ${store.view.value === "resolved" && html`<${Older} />`}
    </div>
  `;
}

function Older() {
  const { words, conversations } = useApp();
  const [hasMore, setHasMore] = useState(true);
  const load = async () => setHasMore(await conversations.loadResolved());
  return hasMore && html`<button class="older" onClick=${load}>${words.t("list.older")}</button>`;
}
