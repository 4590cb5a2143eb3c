/** What the page brings along: the session's token, the language and its words. */

import { createWords } from "../../model/words.js";

/** @typedef {{csrf: string, locale: string, reasons: Record<string, string>, words: Record<string, string>}} Boot */

const boot = /** @type {Boot} */ (JSON.parse(document.getElementById("boot")?.textContent ?? "{}"));

export const { csrf, reasons } = boot;
export const words = createWords(boot.locale, boot.words);

/** Ask the server's interface; null when it does not answer or refuses. @param {string} path @param {unknown} body @param {AbortSignal} signal */
export async function ask(path, body, signal) {
  const headers = { "Content-Type": "application/json", "X-CSRF-Token": csrf };
  const response = await fetch(path, { method: "POST", headers, body: JSON.stringify(body), signal }).catch(() => null);
  return response?.ok ? response.json() : null;
}

/** Whether somebody typed before this script arrived. @param {HTMLFormElement} form */
export function isTouched(form) {
  return [...form.elements].some((field) => {
    if (field instanceof HTMLTextAreaElement) return field.value !== field.defaultValue;
    return field instanceof HTMLInputElement && (field.value !== field.defaultValue || field.checked !== field.defaultChecked);
  });
}

/**
 * Calls `work` when nothing happened for a moment; what is under way is given up when something newer comes.
 * @param {(signal: AbortSignal) => Promise<void>} work @param {number} [pause_ms]
 */
export function debounced(work, pause_ms = 250) {
  let timer = 0;
  let underWay = new AbortController();
  return () => {
    clearTimeout(timer);
    timer = window.setTimeout(() => {
      underWay.abort();
      underWay = new AbortController();
      void work(underWay.signal);
    }, pause_ms);
  };
}
