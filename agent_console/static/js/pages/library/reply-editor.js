/** The editor's second half: how it reads, what the coach and the blanks say, and which languages were left behind. */

import { show } from "./as-seen.js";
import { ask, debounced, words } from "./page-boot.js";
import { showRemarks } from "./remarks.js";

/** @param {ParentNode} root */
export function enliven(root) {
  const form = root.querySelector("form#proposal");
  if (!(form instanceof HTMLFormElement)) return;
  const check = debounced((signal) => look(form, signal));
  form.addEventListener("input", () => {
    markLeftBehind(form);
    check();
  });
  markLeftBehind(form);
  check();
}

/** @param {HTMLFormElement} form @returns {HTMLElement[]} one for each language */
function parts(form) {
  return [...form.querySelectorAll("[data-language]")].filter((part) => part instanceof HTMLElement);
}

/** @param {HTMLFormElement} form @param {string} name */
function value(form, name) {
  const field = form.elements.namedItem(name);
  return field && "value" in field ? String(field.value).trim() : "";
}

/** @param {HTMLFormElement} form @param {AbortSignal} signal */
async function look(form, signal) {
  const codes = parts(form).map((part) => part.dataset.language ?? "");
  const written = (/** @type {string} */ name) =>
    Object.fromEntries(codes.map((code) => [code, value(form, `${name}_${code}`)]).filter(([, text]) => text));
  const replaces = Object.fromEntries(Object.entries(written("replaces")).map(([code, text]) => [code, text.split("\n").filter(Boolean)]));
  const details = { situation: value(form, "situation"), label: written("label"), shortcut: written("shortcut"), replaces };
  const found = await ask("/api/replies/check", { key: form.dataset.key || undefined, details, texts: written("text") }, signal);
  if (signal.aborted) return;
  for (const part of parts(form)) found ? tell(part, found, part.dataset.language ?? "") : tellNothing(part);
}

/** @typedef {{problems: import("./remarks.js").Problem[], remarks: import("./remarks.js").Remark[], preview: Record<string, string>}} Checked */

/** @param {HTMLElement} part @param {Checked} found @param {string} code */
function tell(part, { problems, remarks, preview }, code) {
  const isOwn = (/** @type {import("./remarks.js").Problem} */ { language }) => language === code;
  const place = part.querySelector(".checked");
  const seen = part.querySelector(".seen");
  const text = part.querySelector("textarea")?.value.trim();
  if (place && text) showRemarks(place, problems.filter(isOwn), remarks.filter(isOwn));
  else place?.replaceChildren();
  const box = part.querySelector(".preview");
  box?.toggleAttribute("hidden", !preview[code]);
  if (seen) show(seen, preview[code] ?? "");
}

/** @param {HTMLElement} part */
function tellNothing(part) {
  const place = part.querySelector(".checked");
  if (place) place.textContent = words.t("check.unreachable");
}

/** A language that stays as it is while another one is rewritten may no longer fit: offer to say that it does. @param {HTMLFormElement} form */
function markLeftBehind(form) {
  const all = parts(form);
  const changed = all.map((part) => part.querySelector("textarea")?.value.trim() !== (part.dataset.base ?? "").trim());
  all.forEach((part, at) => {
    const isLeft = Boolean(part.dataset.base) && !changed[at] && changed.some(Boolean);
    part.querySelector(".still-right")?.toggleAttribute("hidden", !isLeft);
  });
}
