/** What is being written, kept while it is written: on the server, and in this browser until the server has it. */

import { draftKey } from "../model/maps.js";

const SAVE_AFTER_MS = 500;

/** @typedef {import("../types.js").Draft} Draft */
/**
 * @typedef {object} DraftOptions
 * @property {(draft: Draft, isLast: boolean) => Promise<unknown>} save `isLast`: the page may be gone before the answer
 * @property {(draft: Draft) => void} show
 * @property {{names: (start: string) => string[], get: (name: string) => any, set: (name: string, value?: any) => void}} local
 * @property {{later: (run: () => void, ms: number) => any, cancel: (timer: any) => void}} clock
 */

/** Keeps drafts: one save at a time for each, the latest text always the last to be saved. */
export class DraftKeeper {
  /** Edited here and not yet known to be saved. @type {Map<string, Draft>} */
  #unsaved = new Map();
  /** @type {Set<string>} */
  #saving = new Set();
  /** @type {any} */
  #timer;
  #options;

  /** @param {DraftOptions} options */
  constructor(options) {
    this.#options = options;
    for (const name of options.local.names("draft.")) this.#restore(options.local.get(name));
  }

  /** @param {Draft | null} draft left by a page that closed before the server had it */
  #restore(draft) {
    if (draft) this.edit(draft);
  }

  /** @param {Draft} draft as it is from now on */
  edit(draft) {
    this.#unsaved.set(keyOf(draft), draft);
    this.#options.local.set(nameOf(draft), draft);
    this.#options.show(draft);
    this.#options.clock.cancel(this.#timer);
    this.#timer = this.#options.clock.later(() => this.flush(), SAVE_AFTER_MS);
  }

  /** What the server has. It yields to what was written here and is not saved yet. @param {Draft} draft */
  receive(draft) {
    if (!this.#unsaved.has(keyOf(draft))) this.#options.show(draft);
  }

  /** All drafts that the server has: what it no longer lists was sent or emptied elsewhere. @param {Draft[]} drafts @param {Iterable<string>} shownKeys */
  receiveAll(drafts, shownKeys) {
    const listed = new Set(drafts.map(keyOf));
    for (const key of shownKeys) if (!listed.has(key)) this.receive(draftOf(key));
    drafts.forEach((draft) => this.receive(draft));
  }

  /** @param {boolean} [isLast] the page is being left: send everything now, whatever is under way */
  flush(isLast = false) {
    this.#options.clock.cancel(this.#timer);
    for (const draft of this.#unsaved.values()) {
      if (isLast || !this.#saving.has(keyOf(draft))) this.#save(draft, isLast);
    }
  }

  /** @param {Draft} draft @param {boolean} isLast */
  async #save(draft, isLast) {
    const key = keyOf(draft);
    this.#saving.add(key);
    const isSaved = await this.#options.save(draft, isLast).then(() => true, () => false);
    this.#saving.delete(key);
    const latest = this.#unsaved.get(key);
    if (latest && latest !== draft) return this.flush();
    if (isSaved) this.#forget(draft);
  }

  /** @param {Draft} draft */
  #forget(draft) {
    this.#unsaved.delete(keyOf(draft));
    this.#options.local.set(nameOf(draft));
  }
}

/** An empty draft. @param {string} key @returns {Draft} */
function draftOf(key) {
  const [conversation, kind] = key.split(" ");
  return { conversation: Number(conversation), kind: kind === "note" ? "note" : "message", body: "" };
}

/** @param {Draft} draft */
function keyOf({ conversation, kind }) {
  return draftKey(conversation, kind);
}

/** @param {Draft} draft */
function nameOf({ conversation, kind }) {
  return `draft.${conversation}.${kind}`;
}
