import { Below } from "./below.js";
import { dayNode, dress, messageNode } from "./message-node.js";
import { timesWithin } from "./message-times.js";

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
const NEAR_PX = 60;

/**
 * `<warmline-message-list>`: the only drawing of messages, in widget and console, old and live. It decides what is in the
 * document and what is in view. `show(entries)` in; events `older` (the reader wants what came before), `again` (detail: the key of a
 * refused message that is to be written again) and `act` (detail: the key of a message) out.
 */
export class MessageList extends HTMLElement {
  locale = "en";
  /** By state, and `promised`. @type {Record<string, string>} */
  words = {};
  /** What the addresses of pictures are relative to. */
  base = location.href;
  /** How many new messages there are below. @type {(count: number) => string} */
  below = String;
  /** @type {Entry[]} */
  #entries = [];
  #first = 0;
  #isAtEnd = true;
  #height = 0;
  #log = document.createElement("div");
  #below = new Below(() => this.#goDown(), (count) => this.below(count));
  #fillTimes = timesWithin(this.#log, () => this.locale);
  /** @type {Map<string, HTMLElement>} */
  #nodes = new Map();

  connectedCallback() {
    this.tabIndex = 0;
    this.#log.setAttribute("role", "log");
    this.prepend(this.#log, this.#below.node);
    this.onscroll = () => this.#scrolled();
    new ResizeObserver(() => this.#resized()).observe(this);
    this.toEnd();
  }

  /** @param {string} text what a screen reader calls this, also when the keyboard stops here to scroll */
  set label(text) {
    this.role = "group";
    this.ariaLabel = this.#log.ariaLabel = text;
  }

  /** Whether the newest message is in view. */
  get isAtEnd() {
    return this.#isAtEnd;
  }

  toEnd() {
    this.#isAtEnd = true;
    this.#below.follow(this.#entries, true);
    if (this.#first < this.#latest) this.#moveTo(this.#latest);
    this.scrollTop = this.scrollHeight;
  }

  /** @param {Entry[]} entries the whole conversation as it stands now, in order */
  show(entries) {
    const firstKey = this.#entries[this.#first]?.key;
    const isFirstTime = !this.#entries.length;
    this.#entries = entries;
    const same = entries.findIndex((entry) => entry.key === firstKey);
    this.#first = this.#isAtEnd ? this.#latest : Math.min(Math.max(0, same), this.#latest);
    // Only what is new is read out, never a history that is being filled in.
    this.#log.ariaLive = this.#isAtEnd && !isFirstTime ? "polite" : "off";
    this.#draw();
    this.#below.follow(entries, this.#isAtEnd);
    // The reader is still waiting at the top: what was asked for has come, or has to be asked for again.
    if (!this.#isAtEnd && this.clientHeight && this.scrollTop < NEAR_PX) this.#slide(-STEP);
  }

  /** Where the window of drawn entries begins when the newest is in it. */
  get #latest() {
    return Math.max(0, this.#entries.length - IN_THE_DOM);
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
    if (this.#isAtEnd) this.scrollTop = this.scrollHeight;
    else if (anchor) this.scrollTop += anchor.offsetTop - before;
    this.#fillTimes();
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
      dress(node, entry, shown[index + 1], this);
    });
    return nodes;
  }

  /** The button that was pressed goes away; whoever came by keyboard goes on in the messages. */
  #goDown() {
    this.toEnd();
    this.focus({ preventScroll: true });
  }

  #resized() {
    this.#height = this.clientHeight;
    if (this.#isAtEnd) this.toEnd();
    else this.#scrolled();
  }

  #scrolled() {
    // A keyboard that takes half the height also scrolls; that is not the reader leaving the end. `#resized` follows.
    if (this.clientHeight !== this.#height) return;
    const below = this.scrollHeight - this.scrollTop - this.clientHeight;
    this.#isAtEnd = below < NEAR_PX && this.#first >= this.#latest;
    this.#below.follow(this.#entries, this.#isAtEnd);
    if (this.scrollTop < NEAR_PX) this.#slide(-STEP);
    else if (below < NEAR_PX) this.#slide(STEP);
  }

  /** @param {number} by */
  #slide(by) {
    const first = Math.max(0, Math.min(this.#first + by, this.#latest));
    if (first !== this.#first) this.#moveTo(first);
    else if (by < 0) this.dispatchEvent(new Event("older"));
  }

  /** @param {number} first */
  #moveTo(first) {
    this.#first = first;
    this.#draw();
  }
}

customElements.define("warmline-message-list", MessageList);
