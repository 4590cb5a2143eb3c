/** A button with a menu under it. Which menu is open is kept in one place, so that keys can open one and two never are. */

import { html, useEffect, useRef } from "preact";
import { Icon } from "./icons.js";
import { useApp } from "./use-app.js";

/** @typedef {import("./conversation-menus.js").MenuItem} MenuItem */

/** @param {{name: string, conversation?: number, icon: string, label: string, items: MenuItem[]}} props */
export function Menu({ name, conversation = 0, icon, label, items }) {
  const { isOpen, root, toggle, close } = usePopup(name, conversation);
  return html`
    <div class="menu-root" ref=${root} onFocusOut=${(/** @type {FocusEvent} */ event) => leaves(event) && close(false)}>
      <button class="icon-button" aria-haspopup="menu" aria-expanded=${String(isOpen)} title=${label} onClick=${toggle}>
        <${Icon} name=${icon} /><span class="unseen">${label}</span>
      </button>
      ${isOpen && html`
        <div class="popup menu" role="menu" aria-label=${label} onKeyDown=${(/** @type {any} */ event) => walk(event, close)}>
          ${items.map((item) => html`<${Item} key=${item.key} item=${item} close=${close} />`)}
        </div>
      `}
    </div>
  `;
}

/** @param {{item: MenuItem, close: (returnsFocus?: boolean) => void}} props */
function Item({ item, close }) {
  const role = item.isChecked === undefined ? "menuitem" : "menuitemradio";
  const act = () => {
    close();
    item.act();
  };
  return html`
    <button class=${`menu-item${item.isApart ? " is-apart" : ""}`} role=${role} tabindex="-1"
      aria-checked=${item.isChecked === undefined ? undefined : String(item.isChecked)} onClick=${act}>
      ${item.icon && html`<${Icon} name=${item.isChecked ? "check" : item.icon} size=${18} />`}
      <span class="menu-label">${item.label}</span>
      ${item.hint && html`<span class="menu-hint">${item.hint}</span>`}
    </button>
  `;
}

/** @param {string} name @param {number} conversation */
export function usePopup(name, conversation = 0) {
  const { store } = useApp();
  const root = useRef(/** @type {HTMLElement | null} */ (null));
  /** Where the agent was: by key a menu opens from anywhere. */
  const before = useRef(/** @type {Element | null} */ (null));
  const open = store.overlay.value;
  const isOpen = typeof open === "object" && open?.menu === name && open.conversation === conversation;
  useEffect(() => {
    if (!isOpen) return;
    before.current = document.activeElement;
    /** @type {HTMLElement | null | undefined} */ (root.current?.querySelector(".popup button, .popup a"))?.focus();
  }, [isOpen]);

  const close = (returnsFocus = true) => {
    if (!isOpen) return;
    if (returnsFocus) focusAgain(before.current, root.current?.querySelector("button"));
    if (store.overlay.peek() === open) store.overlay.value = null;
  };
  const toggle = () => (store.overlay.value = isOpen ? null : { menu: name, conversation });
  return { isOpen, root, toggle, close };
}

/** @param {Element | null} before @param {HTMLElement | null | undefined} otherwise when nothing had the focus, or it is gone */
function focusAgain(before, otherwise) {
  const isUsable = before instanceof HTMLElement && before.isConnected && before !== document.body;
  (isUsable ? before : otherwise)?.focus();
}

/** Whether the focus goes out of the element altogether. @param {FocusEvent} event */
export function leaves({ currentTarget, relatedTarget }) {
  return relatedTarget !== null && !(/** @type {Node} */ (currentTarget).contains(/** @type {Node} */ (relatedTarget)));
}

/** @param {KeyboardEvent & {currentTarget: HTMLElement}} event @param {() => void} close */
function walk(event, close) {
  const items = [.../** @type {NodeListOf<HTMLElement>} */ (event.currentTarget.querySelectorAll('[role^="menuitem"]'))];
  const at = items.indexOf(/** @type {HTMLElement} */ (document.activeElement));
  const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: items.length - 1 }[event.key];
  if (to !== undefined) items.at(to % items.length)?.focus();
  else if (event.key === "Escape" || event.key === "Tab") close();
  else return;
  event.preventDefault();
  event.stopPropagation();
}
