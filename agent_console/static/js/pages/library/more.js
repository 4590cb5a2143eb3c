/** A long list goes on by itself as one nears its end, or with its button, which takes the keyboard along. */

import { scrollerOf } from "./place.js";
import { enliven as times } from "./times.js";

/** The next portion is asked for this early, so that nobody waits for it. */
const AHEAD = "1200px";

/** @param {ParentNode} root */
export function enliven(root) {
  const link = root.querySelector("a[data-next]");
  if (!(link instanceof HTMLAnchorElement)) return;
  link.addEventListener("click", async (event) => {
    event.preventDefault();
    const first = await goOn(link);
    if (first) first.querySelector("a")?.focus();
    else location.assign(link.href);
  });
  const isNear = new IntersectionObserver((entries) => {
    if (entries.some(({ isIntersecting }) => isIntersecting)) void goOn(link);
  }, { root: scrollerOf(link), rootMargin: `${AHEAD} 0px` });
  isNear.observe(link);
}

/** One portion more, once; the first new entry, or null when there is no answer. @param {HTMLAnchorElement} link */
async function goOn(link) {
  const list = link.closest("[data-portions]");
  if (!list || link.ariaBusy === "true") return null;
  link.ariaBusy = "true";
  const response = await fetch(link.dataset.next ?? "").catch(() => null);
  link.ariaBusy = "false";
  // What the browser cannot reach now is reached by the button; the list stays as it is.
  if (!response?.ok || response.redirected || !list.isConnected) return null;
  const page = new DOMParser().parseFromString(await response.text(), "text/html");
  const fresh = page.querySelector("[data-portions]");
  return fresh && link.isConnected ? append(list, link, fresh) : null;
}

/** @param {Element} list @param {HTMLAnchorElement} link @param {Element} fresh */
function append(list, link, fresh) {
  const first = fresh.querySelector(".cards > li");
  for (const group of fresh.querySelectorAll("[data-group]")) {
    const known = list.querySelector(`[data-group="${CSS.escape(group.getAttribute("data-group") ?? "")}"] .cards`);
    if (known) known.append(...group.querySelectorAll(".cards > li"));
    else list.insertBefore(group, link.closest(".more"));
  }
  history.replaceState(history.state, "", link.href);
  link.closest(".more")?.replaceWith(...fresh.querySelectorAll(".more"));
  times(list);
  enliven(list);
  return first;
}
