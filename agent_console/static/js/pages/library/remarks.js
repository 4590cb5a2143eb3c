/** What the check says about one language, as a list. */

import { reasons, words } from "./page-boot.js";

/**
 * @typedef {{language: string, message: string, rule?: string | null, reason?: string, words?: string}} Remark
 * @typedef {{language: string, message: string, line: number, column: number}} Problem
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
function problemRow({ line, column, message }) {
  return row(`${words.t(`check.${"at"}`, { line, column })} `, foreign(message));
}

/** @param {Remark} remark */
function remarkRow({ rule, reason = "", words: marked = "", message }) {
  if (!rule) return row(known(message) ?? foreign(message));
  const quoted = element("q", "marked", marked);
  quoted.dir = "auto";
  return row(quoted, ` ${reasons[reason] ?? reason}`);
}

/** The house's remarks in the reader's language, by what they say. @param {string} message */
function known(message) {
  const place = / (stands after the salutation)$/.exec(message);
  const key = `remark.${place?.[1] ?? message}`;
  const said = words.t(key, { name: place ? message.slice(0, place.index) : "" });
  return said === key ? null : said;
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

/** The server's own sentence. @param {string} message */
function foreign(message) {
  const said = element("span", "", message);
  said.lang = "en";
  said.dir = "ltr";
  return said;
}

/** @param {string} tag @param {string} class_ @param {string} text */
function element(tag, class_, text) {
  const made = document.createElement(tag);
  made.className = class_;
  made.textContent = text;
  return made;
}
