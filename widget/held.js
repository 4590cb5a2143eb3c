import { Timeline } from "./client/timeline.js";

/** @typedef {import("./client/frames.js").VisitorItem} VisitorItem */

const KEPT_ITEMS = 50;

/** The conversation as this browser holds it: what a reload shows at once, and where a resume starts. */
export class Held {
  /** @type {Timeline<VisitorItem>} */
  timeline = new Timeline();
  #store;
  #isFetching = false;

  /** @param {import("./client/store.js").Store} store */
  constructor(store) {
    const { conversation = null, epoch = null, items = [] } = store.get("conversation") ?? {};
    this.#store = store;
    this.conversation = conversation;
    this.epoch = epoch;
    this.timeline.reset(items, items[0]?.seq > 1);
  }

  /** What `hello` tells of it. */
  get place() {
    return { epoch: this.epoch, conversation: this.conversation, after: this.timeline.last };
  }

  /** @param {string} epoch @param {number | null} conversation where the server says the visitor is */
  enter(epoch, conversation) {
    if (this.conversation && this.conversation !== conversation) this.timeline.reset([]);
    this.epoch = epoch;
    this.conversation = conversation;
  }

  /** Forget what was held. @param {VisitorItem[]} items @param {boolean} [hasOlder] @param {number | null} [conversation] */
  startOver(items, hasOlder, conversation = this.conversation) {
    this.conversation = conversation;
    this.timeline.reset(items, hasOlder);
    this.#keep();
  }

  /** @param {VisitorItem[]} items @param {number | null} [conversation] @returns {boolean} false when something is missing */
  add(items, conversation = this.conversation) {
    this.conversation = conversation;
    const isWhole = this.timeline.add(items);
    this.#keep();
    return isWhole;
  }

  /** What came before the first item that is held. @param {import("./letters.js").Letters} letters @returns {Promise<boolean | null>} whether it could be had now; null when there is nothing to ask for */
  async fetchOlder(letters) {
    if (this.#isFetching || !this.timeline.hasOlder) return null;
    this.#isFetching = true;
    const { first } = this.timeline;
    const page = await letters.items({ before: first });
    this.#isFetching = false;
    // After a snapshot it may begin elsewhere, and this page would leave a hole.
    if (page && this.timeline.first === first) this.timeline.prepend(page.items, page.has_older);
    return Boolean(page);
  }

  /** What is missing at the end. @param {import("./letters.js").Letters} letters */
  async fetchLatest(letters) {
    const page = await letters.items();
    if (page && !this.add(page.items)) this.startOver(page.items, page.has_older);
  }

  #keep() {
    const { timeline, conversation, epoch } = this;
    const kept = { conversation, epoch, items: timeline.items.slice(-KEPT_ITEMS) };
    this.#store.set("conversation", timeline.last ? kept : null);
  }
}
