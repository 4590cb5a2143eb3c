import { browserClock } from "./clock.js";

/** @typedef {import("./frames.js").Frame} Frame */

/**
 * A message that waits for its acknowledgement. `lane` keeps its order: a lane is a conversation.
 * @typedef {object} PendingMessage
 * @property {string} client_id
 * @property {number} at
 * @property {string} body
 * @property {number} [lane]
 * @property {string} [kind]
 * @property {any[]} [replies] an agent's: the replies it was made from
 * @property {{due: number, what?: string, text?: string}} [promise] an agent's: what it promises, and the phrase that names the time
 * @property {string} [refused] the error's code, when the server will never take it
 */

/**
 * @typedef {object} OutboxOptions
 * @property {import("./store.js").Store} store
 * @property {(message: PendingMessage) => void} transmit try once; nothing needs to come of it
 * @property {() => void} [onChange]
 * @property {import("./clock.js").Clock} [clock]
 */

const AGAIN_AFTER_MS = 10_000;
const ENTRY = "outbox.";

/**
 * What was written and is not yet known to be stored. Each message is offered again until its own item
 * comes back, one at a time per lane, so that their order is kept whatever the network does.
 */
export class Outbox {
  /** @type {PendingMessage[]} */
  messages = [];
  /** @type {Map<string, number>} */
  #due = new Map();
  /** @type {any} */
  #timer;
  #options;

  /** @param {OutboxOptions} options */
  constructor(options) {
    this.#options = { clock: browserClock, onChange() {}, ...options };
    this.load();
  }

  /**
   * @param {string} body
   * @param {Partial<Pick<PendingMessage, "lane" | "kind" | "replies" | "promise">>} [more]
   */
  add(body, more) {
    const at = Math.max(this.#options.clock.now(), (this.messages.at(-1)?.at ?? 0) + 1);
    const message = { client_id: newClientId(), at, body, ...more };
    this.messages.push(message);
    this.#keep(message);
    this.#options.onChange();
    this.flush();
    return message;
  }

  /** Take up what another tab wrote, or this one before it was closed. */
  load() {
    const { store } = this.#options;
    const names = store.names(ENTRY);
    const held = new Set(this.messages.map(nameOf));
    const found = names.filter((name) => !held.has(name)).map((name) => store.get(name));
    const kept = this.messages.filter((message) => !message.refused || names.includes(nameOf(message)));
    this.messages = [...kept, ...found.filter(Boolean)].sort((one, other) => one.at - other.at);
  }

  /**
   * Offer what is due: the first message of each lane.
   * @param {boolean} [isFresh] on a new connection everything is due
   */
  flush(isFresh) {
    const { clock, transmit } = this.#options;
    if (isFresh) this.#due.clear();
    for (const message of this.#heads()) {
      if (this.#dueAt(message) > clock.now()) continue;
      this.#due.set(message.client_id, clock.now() + AGAIN_AFTER_MS);
      transmit(message);
    }
    this.#plan();
  }

  /**
   * What the server says settles messages: an `item` is the acknowledgement, an `error` a refusal or a delay.
   * @param {{client_id?: string, type?: string, code?: string, retry_after_s?: number, [field: string]: any}} answer
   */
  settle({ type, client_id, code, retry_after_s }) {
    const message = this.messages.find((one) => one.client_id === client_id);
    if (!message) return;
    if (type !== "error") return this.remove(message.client_id);
    if (retry_after_s) this.#due.set(message.client_id, this.#options.clock.now() + retry_after_s * 1000);
    else this.#keep(Object.assign(message, { refused: code }));
    this.#options.onChange();
    this.flush();
  }

  /** @param {string} clientId */
  remove(clientId) {
    this.messages = this.messages.filter((message) => message.client_id !== clientId);
    this.#options.store.set(ENTRY + clientId);
    this.#options.onChange();
    this.flush();
  }

  #heads() {
    const lanes = new Map();
    for (const message of this.messages) {
      if (!message.refused && !lanes.has(message.lane)) lanes.set(message.lane, message);
    }
    return [...lanes.values()];
  }

  /** @param {PendingMessage} message */
  #dueAt(message) {
    return this.#due.get(message.client_id) ?? 0;
  }

  #plan() {
    const { clock } = this.#options;
    const due = this.#heads().map((message) => this.#dueAt(message));
    clock.cancel(this.#timer);
    if (due.length) this.#timer = clock.later(() => this.flush(), Math.min(...due) - clock.now());
  }

  /** @param {PendingMessage} message */
  #keep(message) {
    this.#options.store.set(nameOf(message), message);
  }
}

/** @param {PendingMessage} message one entry each, so that two tabs never overwrite one another */
const nameOf = (message) => ENTRY + message.client_id;

/**
 * A client id: the time, so that the server finds the ids of one moment side by side, and 80 random bits.
 * `crypto.randomUUID` is missing on plain http.
 */
export function newClientId() {
  const bytes = crypto.getRandomValues(new Uint8Array(10));
  const random = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
  return Date.now().toString(16).padStart(12, "0") + random;
}
