import { faceNode } from "./face.js";
import { icon } from "./icon.js";
import { renderMarkup } from "./markup.js";
import { timeNode } from "./message-times.js";

/** @typedef {import("./message-list.js").Entry} Entry */
/** @typedef {import("./message-list.js").MessageList} MessageList */

const GROUP_MS = 300_000;
const FEW_EMOJI = /^(?:\p{RI}{2}|\p{Extended_Pictographic}[\u200D\uFE0F\u{1F3FB}-\u{1F3FF}]*){1,3}$/u;
const READ = "m2 13 4 4L16 7M12 16l1 1L23 7";
const STATE_ICONS = {
  pending: "M12 7v5l3 2M12 21a9 9 0 1 1 0-18 9 9 0 0 1 0 18",
  sent: "m5 13 4 4L19 7",
  delivered: READ,
  read: READ,
  refused: "M12 8v5m0 3h.01M12 21a9 9 0 1 1 0-18 9 9 0 0 1 0 18",
};

/** @param {number} at */
export const dayNode = (at) => quiet(make("div", "day", timeNode(at)));

/** What never changes of a message; its place and state come by `dress`. @param {Entry} entry @param {MessageList} list */
export function messageNode({ key, kind, body, at, author, face, promise, act }, list) {
  const { base, words } = list;
  const says = make("span", "author", author ?? "");
  const look = FEW_EMOJI.test(body) ? "bubble emoji" : "bubble";
  const bubble = make("div", look, says, ...(kind === "activity" ? [body] : renderMarkup(body)));
  const meta = quiet(make("div", "meta", ...(at ? [timeNode(at)] : [])));
  const node = make("div", "", ...(face ? [faceNode(face, base)] : []), bubble);
  if (promise) node.append(promiseNode(promise, words.promised));
  if (act) node.append(actionNode(act, () => list.dispatchEvent(new CustomEvent("act", { detail: key }))));
  node.append(meta);
  return node;
}

/** Show how a message stands among its neighbours, and how far it has come. @param {HTMLElement} node @param {Entry} entry @param {Entry | undefined} next @param {MessageList} list */
export function dress(node, entry, next, list) {
  node.className = ["item", entry.kind, entry.isOwn && "own", isLast(entry, next) && "last"].filter(Boolean).join(" ");
  const { key, state } = entry;
  if (!state || node.dataset.state === state) return;
  node.dataset.state = state;
  const isRefused = state === "refused";
  const text = make(isRefused ? "button" : "span", "", icon(STATE_ICONS[state]), list.words[state] ?? "");
  if (isRefused) text.onclick = () => list.dispatchEvent(new CustomEvent("again", { detail: key }));
  const meta = /** @type {HTMLElement} */ (node.lastElementChild);
  if (isRefused) meta.ariaLive = "polite";
  meta.replaceChildren(...node.querySelectorAll(".meta time"), text);
}

/** @param {Entry} entry @param {Entry} [next] whether what follows is another's, or later, or in another state */
const isLast = (entry, next) =>
  !next ||
  entry.isOwn !== next.isOwn ||
  entry.kind !== next.kind ||
  entry.author !== next.author ||
  entry.state !== next.state ||
  (next.at ?? 0) - (entry.at ?? 0) > GROUP_MS;

/** @param {number} due @param {string} [text] with a gap for the time */
function promiseNode(due, text = "{time}") {
  const [before = "", after = ""] = text.split("{time}");
  return make("div", "promise", icon(STATE_ICONS.pending), before, timeNode(due), after);
}

/** @param {string} text @param {() => void} onclick */
const actionNode = (text, onclick) => Object.assign(make("button", "act", text), { onclick });

/** A message is read out once: neither its time nor how far it has come is, unless it needs its writer. @param {HTMLElement} node */
const quiet = (node) => Object.assign(node, { ariaLive: "off" });

/** @param {string} tag @param {string} className @param {...(Node | string)} children */
export function make(tag, className, ...children) {
  const made = document.createElement(tag);
  made.className = className;
  made.append(...children);
  return made;
}
