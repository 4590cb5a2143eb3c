/** What the check says about one language, as a list. */

import { problemSaid } from "../../model/problems.js";
import { reasons, words } from "./page-boot.js";

/**
 * @typedef {import("../../model/problems.js").Problem} Problem
 * @typedef {Problem & {rule?: string | null, reason?: string, words?: string}} Remark
 */

/** @param {Element} place @param {Problem[]} problems @param {Remark[]} remarks */
export function showRemarks(place, problems, remarks) {
  const rows = [...problems.map(problemRow), ...remarks.map(remarkRow)];
  place.replaceChildren(pill(problems, remarks), ...(rows.length ? [list(rows)] : []));
}

/** @param {Problem[]} problems @param {Remark[]} remarks */
function pill(problems, remarks) {
  const marks = remarks.filter(({ rule }) => rule).length;
  const [tone, name, count] = problems.length ? ["late", "problem", 0]
    : marks ? ["warn", "marks", marks]
    : remarks.length ? ["warn", "remarks", remarks.length]
    : ["fine", "clean", 0];
  return element("span", `pill tone-${tone}`, words.t(`check.${name}`, { count: Number(count) }));
}

/** @param {Problem} problem */
function problemRow(problem) {
  const { line, column } = problem;
  return row(line && column ? `${words.t("check.at", { line, column })} ` : "", inWords(problem));
}

/** @param {Remark} remark */
function remarkRow(remark) {
  const { rule, reason = "", words: marked = "" } = remark;
  if (!rule) return row(inWords(remark));
  const quoted = element("q", "marked", marked);
  quoted.dir = "auto";
  return row(quoted, ` ${reasons[reason] ?? reason}`);
}

/** @param {(Node | string)[]} parts */
function row(...parts) {
  const item = document.createElement("li");
  item.append(...parts);
  return item;
}

/** @param {HTMLElement[]} rows */
function list(rows) {
  const all = element("ul", "remarks", "");
  all.append(...rows);
  return all;
}

/** A problem in words. @param {Problem} problem */
export function inWords(problem) {
  const { text, isForeign } = problemSaid(words, problem);
  const place = element("span", "", text);
  if (isForeign) Object.assign(place, { lang: "en", dir: "ltr" });
  return place;
}

/** @param {string} tag @param {string} class_ @param {string} text */
function element(tag, class_, text) {
  const made = document.createElement(tag);
  made.className = class_;
  made.textContent = text;
  return made;
}
