import { dayText, isSameDay, timeText, whenIdle } from "./dates.js";
import { faceNode } from "./face.js";
import { icon } from "./icon.js";
import { renderMarkup } from "./markup.js";

/**
 * One thing to show. `key` stays the same while a message goes from pending to read: the client id where
 * there is one. `face` draws a picture or an initial beside the bubble.
 * @typedef {object} Entry
 * @property {string} key
 * @property {"message" | "note" | "activity"} kind
 * @property {boolean} isOwn on the writer's side of the window
 * @property {string} body
 * @property {number} [at] nothing for what is said at no time, such as a greeting
 * @property {string} [author]
 * @property {{name: string, photo?: string}} [face]
 * @property {"pending" | "sent" | "delivered" | "read" | "refused"} [state]
 * @property {number} [promise] until when something was promised with it
 * @property {string} [act] what can be done with it
 */

const IN_THE_DOM = 200;
const STEP = 100;
const GROUP_MS = 300_000;
const NEAR_PX = 60;

/**
 * `<warmline-message-list>`: the only drawing of messages, in widget and console, old and live.
 * `show(entries)` in; events `older` (the reader wants what came before) and `again` (detail: the key of a
 * refused message that is to be written again) and `act` (detail: the key of a message) out. `words` are by state, and `label` names the log.
 */
export class MessageList extends HTMLElement {
  locale = "en";
  /** @type {Record<string, string>} */
  words = {};
  /** What the addresses of pictures are relative to. */
  base = location.href;
  /** @type {Entry[]} */
  #entries = [];
  #first = 0;
  #isAtEnd = true;
  #isFilling = false;
  #height = 0;
  #log = document.createElement("div");
  /** @type {Map<string, HTMLElement>} */
  #nodes = new Map();

  connectedCallback() {
    this.tabIndex = 0;
    this.#log.setAttribute("role", "log");
    this.prepend(this.#log);
    this.onscroll = () => this.#scrolled();
    new ResizeObserver(() => this.#resized()).observe(this);
    this.toEnd();
  }

  /** @param {string} text what a screen reader calls this */
  set label(text) {
    this.#log.ariaLabel = text;
  }

  /** Whether the newest message is in view. */
  get isAtEnd() {
    return this.#isAtEnd;
  }

  toEnd() {
    this.#isAtEnd = true;
    this.scrollTop = this.scrollHeight;
  }

  /** @param {Entry[]} entries the whole conversation as it stands now, in order */
  show(entries) {
    const firstKey = this.#entries[this.#first]?.key;
    const isFirstTime = !this.#entries.length;
    this.#entries = entries;
    const latest = Math.max(0, entries.length - IN_THE_DOM);
    const same = entries.findIndex((entry) => entry.key === firstKey);
    this.#first = this.#isAtEnd ? latest : Math.min(Math.max(0, same), latest);
    // Only what is new is read out, never a history that is being filled in.
    this.#log.ariaLive = this.#isAtEnd && !isFirstTime ? "polite" : "off";
    this.#draw();
    // What was asked for by scrolling up has come: the reader is still waiting at the top.
    if (!this.#isAtEnd && this.#first && this.scrollTop < NEAR_PX) this.#slide(-STEP);
  }

  #draw() {
    const anchor = this.#isAtEnd ? null : this.#topmost();
    const before = anchor?.offsetTop ?? 0;
    const nodes = this.#arrange(this.#entries.slice(this.#first, this.#first + IN_THE_DOM));
    for (const [key, node] of this.#nodes) if (!nodes.has(key)) node.remove();
    // Nodes that stay are not touched: moving them would lose a selection and be read out again.
    let next = this.#log.firstChild;
    for (const node of nodes.values()) {
      if (node === next) next = node.nextSibling;
      else this.#log.insertBefore(node, next);
    }
    this.#nodes = nodes;
    if (this.#isAtEnd) this.toEnd();
    else if (anchor) this.scrollTop += anchor.offsetTop - before;
    this.#fillTimesWhenIdle();
  }

  /** The first message in view, which is to stay where it is. */
  #topmost() {
    const messages = [...this.#nodes.values()].filter((node) => node.className !== "day");
    return messages.find((node) => node.offsetTop + node.offsetHeight > this.scrollTop);
  }

  /** @param {Entry[]} shown @returns {Map<string, HTMLElement>} nodes by key, in order, made where missing */
  #arrange(shown) {
    const nodes = new Map();
    shown.forEach((entry, index) => {
      const { key, at } = entry;
      const day = at && new Date(at).toDateString();
      if (day) nodes.has(day) || nodes.set(day, this.#nodes.get(day) ?? dayNode(at));
      const node = this.#nodes.get(key) ?? messageNode(entry, this);
      nodes.set(key, node);
      node.className = ["item", entry.kind, entry.isOwn && "own", isLast(entry, shown[index + 1]) && "last"].filter(Boolean).join(" ");
      this.#showState(node, entry);
    });
    return nodes;
  }

  /** @param {HTMLElement} node @param {Entry} entry */
  #showState(node, { key, state }) {
    if (!state || node.dataset.state === state) return;
    node.dataset.state = state;
    const text = document.createElement(state === "refused" ? "button" : "span");
    text.append(icon(STATE_ICONS[state]), this.words[state] ?? "");
    if (state === "refused") text.onclick = () => this.dispatchEvent(new CustomEvent("again", { detail: key }));
    node.lastElementChild?.replaceChildren(...node.querySelectorAll(".meta time"), text);
  }

  #resized() {
    this.#height = this.clientHeight;
    if (this.#isAtEnd) this.toEnd();
  }

  #scrolled() {
    // A keyboard that takes half the height also scrolls; that is not the reader leaving the end.
    if (this.clientHeight !== this.#height) return;
    const below = this.scrollHeight - this.scrollTop - this.clientHeight;
    this.#isAtEnd = below < NEAR_PX && this.#first + IN_THE_DOM >= this.#entries.length;
    if (this.scrollTop < NEAR_PX) this.#slide(-STEP);
    else if (below < NEAR_PX) this.#slide(STEP);
  }

  /** @param {number} by */
  #slide(by) {
    const first = Math.max(0, Math.min(this.#first + by, this.#entries.length - IN_THE_DOM));
    if (first !== this.#first) {
      this.#first = first;
      this.#draw();
    } else if (by < 0) this.dispatchEvent(new Event("older"));
  }

  #fillTimesWhenIdle() {
    if (this.#isFilling) return;
    this.#isFilling = true;
    whenIdle(() => {
      this.#isFilling = false;
      for (const time of this.#log.querySelectorAll("time:empty")) this.#fillTime(/** @type {HTMLTimeElement} */ (time));
    });
  }

  /** @param {HTMLTimeElement} time */
  #fillTime(time) {
    const at = Date.parse(time.dateTime);
    const place = time.parentElement?.className;
    const day = place === "day" || (place === "promise" && !isSameDay(at, Date.now())) ? dayText(at, this.locale) : "";
    time.append(place === "day" ? day : `${day} ${timeText(at, this.locale)}`.trim());
  }
}

const READ = "m2 13 4 4L16 7M12 16l1 1L23 7";
const STATE_ICONS = {
  pending: "M12 7v5l3 2M12 21a9 9 0 1 1 0-18 9 9 0 0 1 0 18",
  sent: "m5 13 4 4L19 7",
  delivered: READ,
  read: READ,
  refused: "M12 8v5m0 3h.01M12 21a9 9 0 1 1 0-18 9 9 0 0 1 0 18",
};

/** @param {Entry} entry @param {Entry} [next] whether what follows is another's, or later, or in another state */
const isLast = (entry, next) =>
  !next ||
  entry.isOwn !== next.isOwn ||
  entry.kind !== next.kind ||
  entry.author !== next.author ||
  entry.state !== next.state ||
  (next.at ?? 0) - (entry.at ?? 0) > GROUP_MS;

/** @param {string} tag @param {string} className @param {...(Node | string)} children */
function make(tag, className, ...children) {
  const element = document.createElement(tag);
  element.className = className;
  element.append(...children);
  return element;
}

/** @param {number} at */
function timeNode(at) {
  const time = document.createElement("time");
  time.dateTime = new Date(at).toISOString();
  return time;
}

/** @param {number} at */
const dayNode = (at) => make("div", "day", timeNode(at));

/** @param {Entry} entry @param {MessageList} list */
function messageNode({ key, kind, body, at, author, face, promise, act }, list) {
  const { base, words } = list;
  const says = make("span", "author", author ?? "");
  const bubble = make("div", "bubble", says, ...(kind === "activity" ? [body] : renderMarkup(body)));
  const meta = make("div", "meta", ...(at ? [timeNode(at)] : []));
  const node = make("div", "", ...(face ? [faceNode(face, base)] : []), bubble);
  if (promise) node.append(promiseNode(promise, words.promised));
  if (act) {
    const button = make("button", "act", act);
    button.onclick = () => list.dispatchEvent(new CustomEvent("act", { detail: key }));
    node.append(button);
  }
  node.append(meta);
  return node;
}

/** @param {number} due @param {string} [text] with a gap for the time, which is filled in when idle */
function promiseNode(due, text = "{time}") {
  const [before = "", after = ""] = text.split("{time}");
  return make("div", "promise", icon(STATE_ICONS.pending), before, timeNode(due), after);
}

customElements.define("warmline-message-list", MessageList);
