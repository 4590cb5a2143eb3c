/** What is being written, kept while it is written: on the server, and in this browser until the server has it. */

import { draftKey } from "../model/maps.js";

const SAVE_AFTER_MS = 500;
const ECHOES_KEPT = 50;

/** @typedef {import("../types.js").Draft} Draft */
/**
 * @typedef {object} DraftOptions
 * @property {(draft: Draft, isLast: boolean) => Promise<unknown>} save `isLast`: the page may be gone before the answer
 * @property {(draft: Draft) => void} show
 * @property {{names: (start: string) => string[], get: (name: string) => any, set: (name: string, value?: any) => void}} local
 * @property {{later: (run: () => void, ms: number) => any, cancel: (timer: any) => void}} clock
 */

/** Keeps drafts: one save at a time for each while the page stays, the latest text always the last to be saved. */
export class DraftKeeper {
  /** Edited here and not yet known to be saved. @type {Map<string, Draft>} */
  #unsaved = new Map();
  /** On their way. @type {Map<string, Set<Draft>>} */
  #saving = new Map();
  /** Texts that were saved from here: the server tells them to all windows, this one too. @type {Map<string, string[]>} */
  #echoes = new Map();
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
    if (!this.#isEcho(draft) && !this.#unsaved.has(keyOf(draft))) this.#options.show(draft);
  }

  /** Our own words on their way back say nothing new, and may be older than what stands here. @param {Draft} draft */
  #isEcho(draft) {
    const saved = this.#echoes.get(keyOf(draft)) ?? [];
    const at = saved.indexOf(draft.body);
    // After words from elsewhere ours are news again.
    this.#echoes.set(keyOf(draft), at < 0 ? [] : saved.slice(at + 1));
    return at >= 0;
  }

  /** All drafts that the server has: what it no longer lists was sent or emptied elsewhere. @param {Draft[]} drafts @param {Iterable<string>} shownKeys */
  receiveAll(drafts, shownKeys) {
    this.#echoes.clear();
    const listed = new Set(drafts.map(keyOf));
    for (const key of shownKeys) if (!listed.has(key)) this.receive(draftOf(key));
    drafts.forEach((draft) => this.receive(draft));
  }

  /** @param {boolean} [isLast] the page is being left: send everything now, whatever is under way */
  flush(isLast = false) {
    this.#options.clock.cancel(this.#timer);
    for (const draft of this.#unsaved.values()) {
      if (isLast || !this.#saving.has(keyOf(draft))) void this.#save(draft, isLast);
    }
  }

  /** @param {Draft} draft @param {boolean} isLast */
  async #save(draft, isLast) {
    const key = keyOf(draft);
    const others = [...(this.#saving.get(key) ?? [])].filter((one) => one !== draft);
    this.#saving.set(key, new Set([...others, draft]));
    this.#echoes.set(key, [...(this.#echoes.get(key) ?? []), draft.body].slice(-ECHOES_KEPT));
    const isSaved = await this.#options.save(draft, isLast).then(() => true, () => false);
    this.#saving.get(key)?.delete(draft);
    if (this.#saving.get(key)?.size) return;
    this.#saving.delete(key);
    const latest = this.#unsaved.get(key);
    // Of two that were under way at once nobody knows which one the server took last.
    if (latest && (latest !== draft || others.length)) return this.flush();
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
