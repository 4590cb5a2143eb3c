/** Where somebody was in a list: how far down, and at which entry. Going back finds it again, with the list as long as it was. */

import { debounced } from "./page-boot.js";

/** @param {ParentNode} root */
export function enliven(root) {
  goBackTogether(root);
  const list = root.querySelector("[data-portions]");
  const scroller = list && scrollerOf(list);
  if (!list || !scroller) return;
  const { top = 0, at = "" } = history.state ?? {};
  scroller.scrollTop = top;
  const entry = document.getElementById(at);
  entry?.querySelector("a")?.focus({ preventScroll: true });
  entry?.scrollIntoView({ block: "nearest" });
  scroller.addEventListener("scroll", debounced(async () => keep({ top: scroller.scrollTop }), 150), { passive: true });
  list.addEventListener("click", ({ target }) => {
    const entry = target instanceof Element && target.closest("a") && target.closest(".cards > li");
    if (entry) keep({ top: scroller.scrollTop, at: entry.id });
  });
}

/** What scrolls an element: on a phone another one than on a desk. @param {Element} element @returns {Element | null} */
export function scrollerOf(element) {
  for (let around = element.parentElement; around; around = around.parentElement) {
    if (/auto|scroll/.test(getComputedStyle(around).overflowY)) return around;
  }
  return null;
}

/** @param {{top: number, at?: string}} place */
function keep(place) {
  history.replaceState({ ...history.state, ...place }, "");
}

/** The arrow of a reply leads to the list one came from, with its filters and its place. @param {ParentNode} root */
function goBackTogether(root) {
  const arrow = root.querySelector("a.back");
  if (!(arrow instanceof HTMLAnchorElement) || !document.referrer) return;
  const from = new URL(document.referrer);
  if (from.origin !== location.origin || from.pathname !== arrow.pathname) return;
  arrow.addEventListener("click", (event) => {
    event.preventDefault();
    history.back();
  });
}
