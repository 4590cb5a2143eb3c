/** Runs a rule's own tests while it is written. */

import { ask, debounced, isTouched, words } from "./page-boot.js";
import { inWords } from "./remarks.js";

const LISTS = ["match", "unless", "unless_followed", "swap", "say", "replies"];

/** @param {ParentNode} root */
export function enliven(root) {
  const form = root.querySelector("form#rule");
  if (!(form instanceof HTMLFormElement)) return;
  const run = debounced((signal) => test(form, signal));
  form.addEventListener("input", run);
  if (isTouched(form)) run();
}

/** @param {HTMLFormElement} form @param {AbortSignal} signal */
async function test(form, signal) {
  const found = await ask("/api/phrase-rules/try", { locale: form.dataset.language, rule: ruleOf(form) }, signal);
  const place = form.querySelector("#tests");
  if (signal.aborted || !(place instanceof HTMLElement)) return;
  if (found) tell(place, found);
  else place.textContent = words.t("check.unreachable");
}

/** @param {HTMLFormElement} form */
function ruleOf(form) {
  const fields = new FormData(form);
  const lines = (/** @type {string} */ name) =>
    String(fields.get(name) ?? "").split("\n").map((line) => line.trim()).filter(Boolean);
  return {
    id: form.dataset.rule || String(fields.get("id") || `${form.dataset.language}.new`),
    reason: fields.get("reason"),
    level: fields.get("level"),
    profiles: fields.getAll("profiles"),
    ...Object.fromEntries(LISTS.map((name) => [name, lines(name)])),
    ...JSON.parse(form.dataset.kept ?? "{}"),
    test: { flag: lines("flag"), passing: lines("passing") },
  };
}

/** @typedef {import("./remarks.js").Problem & {field?: string, text?: string}} RuleProblem */

/** @param {HTMLElement} place @param {{problems: RuleProblem[], failed: {sentence: string, is_flag: boolean}[]}} found */
function tell(place, { problems, failed }) {
  const rows = [
    ...problems.map((problem) => item(...placeOf(problem), inWords(problem))),
    ...failed.map(({ sentence, is_flag }) => item(`${(is_flag ? place.dataset.mustMark : place.dataset.mustLeave) ?? ""} \u2068${sentence}\u2069`)),
  ];
  const said = document.createElement(rows.length ? "ul" : "p");
  said.className = rows.length ? "remarks" : "pill tone-fine";
  said.append(...(rows.length ? rows : [place.dataset.good ?? ""]));
  place.replaceChildren(said);
}

/** Which field, which line of it, where in the line. @param {RuleProblem} problem @returns {(Node | string)[]} */
function placeOf({ field, text, column }) {
  const line = document.createElement("code");
  line.textContent = text ?? "";
  line.dir = "auto";
  return [
    ...(field ? [`${words.t(`rule.${field}`)}: `] : []),
    ...(text ? [line, " "] : []),
    ...(column ? [`${words.t("check.place", { column })} `] : []),
  ];
}

/** @param {(Node | string)[]} parts */
function item(...parts) {
  const row = document.createElement("li");
  row.append(...parts);
  return row;
}
