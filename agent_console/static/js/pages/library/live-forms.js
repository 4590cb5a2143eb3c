/** Forms that ask: while one types, the part of the page that answers is renewed, and the address follows. */

import { debounced, isTouched } from "./page-boot.js";
import { enliven as times } from "./times.js";

/** @param {ParentNode} root */
export function enliven(root) {
  for (const form of root.querySelectorAll("form[data-live]")) {
    if (form instanceof HTMLFormElement) connect(form, form.dataset.live ?? "");
  }
}

/** @param {HTMLFormElement} form @param {string} target */
function connect(form, target) {
  const renew = debounced((signal) => answer(form, target, signal));
  form.addEventListener("input", renew);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    renew();
  });
  if (isTouched(form)) renew();
}

/** @param {HTMLFormElement} form @param {string} target @param {AbortSignal} signal */
async function answer(form, target, signal) {
  const fields = [...new FormData(form)].map(([name, value]) => [name, String(value)]);
  const address = `${form.getAttribute("action")}?${new URLSearchParams(fields)}`;
  const response = await fetch(address, { signal }).catch(() => null);
  // What the browser cannot reach now is reached by the next key or by Enter; the page stays as it is.
  if (!response?.ok || response.redirected) return;
  const page = new DOMParser().parseFromString(await response.text(), "text/html");
  const fresh = page.querySelector(target);
  const old = document.querySelector(target);
  if (signal.aborted || !fresh || !old) return;
  old.replaceChildren(...fresh.childNodes);
  times(old);
  history.replaceState(null, "", address);
}
