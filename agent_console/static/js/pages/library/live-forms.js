/** Forms that ask: while one types, the parts of the page that answer are renewed. The address follows, but for what is posted. */

import { debounced, isTouched } from "./page-boot.js";
import { enliven as more } from "./more.js";
import { scrollerOf } from "./place.js";
import { enliven as times } from "./times.js";

/** @param {ParentNode} root */
export function enliven(root) {
  for (const form of root.querySelectorAll("form[data-live]")) {
    if (form instanceof HTMLFormElement) connect(form, (form.dataset.live ?? "").split(" "));
  }
}

/** @param {HTMLFormElement} form @param {string[]} targets */
function connect(form, targets) {
  const renew = debounced((signal) => answer(form, targets, signal));
  form.addEventListener("input", renew);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    renew();
  });
  if (isTouched(form)) renew();
}

/** @param {HTMLFormElement} form @param {string[]} targets @param {AbortSignal} signal */
async function answer(form, targets, signal) {
  const fields = new URLSearchParams([...new FormData(form)].map(([name, value]) => [name, String(value)]));
  const isPosted = form.method === "post";
  const address = isPosted ? form.action : `${form.getAttribute("action")}?${fields}`;
  const response = await fetch(address, isPosted ? { method: "POST", body: fields, signal } : { signal }).catch(() => null);
  // What the browser cannot reach now is reached by the next key or by Enter; the page stays as it is.
  if (!response?.ok || response.redirected) return;
  const page = new DOMParser().parseFromString(await response.text(), "text/html");
  if (signal.aborted) return;
  if (!isPosted) history.replaceState(null, "", address);
  for (const target of targets) renewed(document.querySelector(target), page.querySelector(target));
}

/** @param {Element | null} old @param {Element | null} fresh */
function renewed(old, fresh) {
  if (!old || !fresh) return;
  old.replaceChildren(...fresh.childNodes);
  if (old.matches("[data-portions]")) scrollerOf(old)?.scrollTo({ top: 0 });
  times(old);
  more(old);
}
