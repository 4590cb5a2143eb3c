// The shelf: going from one kind of product to another shows and hides cards and moves the address,
// without loading a page. The chips are plain links, so everything works without this file too.

import { sayCount } from "./words.js";

/** @param {HTMLElement} shelf */
export function enlivenShelf(shelf) {
  shelf.addEventListener("click", (event) => {
    const chip = event.target instanceof Element ? event.target.closest("a[data-kind]") : null;
    if (!(chip instanceof HTMLAnchorElement) || opensElsewhere(event)) return;
    event.preventDefault();
    if (location.pathname !== chip.pathname) history.pushState(null, "", chip.href);
    withTransition(() => show(shelf));
  });
  window.addEventListener("popstate", () => show(shelf));
  show(shelf);
}

/** @param {MouseEvent} event */
function opensElsewhere(event) {
  return event.metaKey || event.ctrlKey || event.shiftKey || event.altKey;
}

/** @param {() => void} change */
function withTransition(change) {
  const isCalm = matchMedia("(prefers-reduced-motion: reduce)").matches;
  if (isCalm || !document.startViewTransition) change();
  else document.startViewTransition(change);
}

/** @param {HTMLElement} shelf */
function show(shelf) {
  for (const chip of shelf.querySelectorAll("a[data-kind]")) {
    if (!(chip instanceof HTMLAnchorElement)) continue;
    const isCurrent = chip.pathname === location.pathname;
    if (isCurrent) chip.setAttribute("aria-current", "page");
    else chip.removeAttribute("aria-current");
    if (isCurrent) showKind(shelf, chip.dataset);
  }
}

/**
 * @param {HTMLElement} shelf
 * @param {DOMStringMap} chip
 */
function showKind(shelf, { kind = "shop", title = "", lead = "" }) {
  let count = 0;
  for (const card of shelf.querySelectorAll("[data-category]")) {
    if (!(card instanceof HTMLElement)) continue;
    card.hidden = kind !== "shop" && card.dataset.category !== kind;
    if (!card.hidden) count += 1;
  }
  write(shelf, "[data-shelf-title]", title);
  write(shelf, "[data-shelf-lead]", lead);
  write(shelf, "[data-shelf-count]", sayCount("filter.count", count));
  document.title = `${title} · ${shelf.dataset.siteName}`;
}

/**
 * @param {HTMLElement} shelf
 * @param {string} selector
 * @param {string} text
 */
function write(shelf, selector, text) {
  const found = shelf.querySelector(selector);
  if (found && found.textContent !== text) found.textContent = text;
}
