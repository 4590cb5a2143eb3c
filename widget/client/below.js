import { icon } from "./icon.js";
import { make } from "./message-node.js";

/** @typedef {import("./message-list.js").Entry} Entry */

const DOWN = "M12 5v14m-6-6 6 6 6-6";

/** The way down for a reader who is further up: it says how many messages came meanwhile, and is not there while none did. */
export class Below {
  node = make("div", "below");
  #button = make("button", "");
  /** The last message by others that was in view at the end. @type {string | undefined} */
  #seen;
  #count = 0;

  /** @param {() => void} goDown @param {(count: number) => string} say */
  constructor(goDown, say) {
    this.say = say;
    this.node.setAttribute("role", "status");
    this.#button.onclick = goDown;
  }

  /** @param {Entry[]} entries @param {boolean} isAtEnd */
  follow(entries, isAtEnd) {
    const others = entries.filter(({ isOwn, kind }) => !isOwn && kind !== "activity");
    if (isAtEnd) this.#seen = others.at(-1)?.key;
    this.#show(isAtEnd ? 0 : others.length - 1 - others.findIndex(({ key }) => key === this.#seen));
  }

  /** @param {number} count */
  #show(count) {
    if (count === this.#count) return;
    this.#count = count;
    this.#button.replaceChildren(icon(DOWN), this.say(count));
    this.node.replaceChildren(...(count ? [this.#button] : []));
  }
}
