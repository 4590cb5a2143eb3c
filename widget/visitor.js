import { browserClock } from "./client/clock.js";
import { Connection } from "./client/connection.js";
import { Outbox } from "./client/outbox.js";
import { Timeline } from "./client/timeline.js";
import { Letters } from "./letters.js";

/** @typedef {import("./client/frames.js").Frame} Frame */
/** @typedef {import("./client/frames.js").VisitorItem} VisitorItem */
/** @typedef {import("./client/frames.js").VisitorState} VisitorState */
/** @typedef {import("./client/outbox.js").PendingMessage} PendingMessage */

/**
 * @typedef {object} VisitorOptions
 * @property {string} base the server's address, ending in a slash
 * @property {string} inbox
 * @property {string} locale
 * @property {import("./client/store.js").Store} store
 * @property {VisitorState} [state] what the config said, until the socket says more
 * @property {() => void} onChange something that is shown has changed
 * @property {() => {url: string, title: string}} page
 * @property {import("./client/clock.js").Clock} [clock]
 * @property {(url: string) => WebSocket} [openSocket]
 */

const KEPT_ITEMS = 50;
const SOCKETS_BLOCKED_AFTER = 2;
const TYPING_LASTS_MS = 8_000;

/** One visitor's side of the conversation: what is known, what waits to be sent. It draws nothing. */
export class Visitor {
  /** @type {Timeline<VisitorItem>} */
  timeline = new Timeline();
  /** @type {VisitorState} */
  state;
  receipts = { delivered: 0, read: 0, team_read: 0 };
  /** Who is typing a reply, if anybody. */
  typing = "";
  /** Whether the visitor sees what arrives. */
  isReading = false;
  /** @type {any} */
  #typingTimer;
  #epoch;
  #letters;
  #isLoading = false;

  /** @param {VisitorOptions} options */
  constructor(options) {
    const { base, inbox, store, openSocket, clock } = options;
    this.options = options;
    this.state = options.state ?? { is_online: false };
    this.token = store.get("token");
    const { conversation = null, epoch = null, items = [] } = store.get("conversation") ?? {};
    this.conversation = conversation;
    this.#epoch = epoch;
    this.timeline.reset(items, items[0]?.seq > 1);
    this.#letters = new Letters({ base, inbox, token: () => this.token });
    this.connection = new Connection({
      url: base.replace(/^http/, "ws") + "socket/visitor",
      hello: () => this.#hello(),
      onFrame: (frame) => this.#receive(frame),
      onState: () => options.onChange(),
      onClose: (code) => this.#closed(code),
      ...(openSocket && { openSocket }),
      ...(clock && { clock }),
    });
    this.outbox = new Outbox({
      store,
      transmit: (message) => this.#transmit(message),
      onChange: () => this.#changed(),
      ...(clock && { clock }),
    });
    store.onChange((name) => this.#hearOtherTab(name));
  }

  /** Messages by the team that this visitor has not seen. */
  get unread() {
    return this.timeline.items.filter(({ sender, seq }) => sender !== "visitor" && seq > this.receipts.read).length;
  }

  /** Whether later pages should come back to this conversation by themselves. */
  get isLive() {
    const isGoingOn = this.timeline.last && this.state.status !== "resolved";
    return Boolean(isGoingOn || this.outbox.messages.length || this.unread);
  }

  /** @param {string} text what stands in the composer; nothing when it was sent or cleared */
  type(text) {
    this.connection.send({ type: "typing", text: text.slice(0, 500) });
  }

  /** Tell the server how far this device has, and its reader saw, the conversation. */
  acknowledge() {
    const { last: delivered } = this.timeline;
    const read = this.isReading ? delivered : this.receipts.read;
    if (delivered <= this.receipts.delivered && read <= this.receipts.read) return;
    if (this.connection.send({ type: "receipt", delivered, read })) Object.assign(this.receipts, { delivered, read });
  }

  /** Fetch what came before the first item that is held. */
  async loadOlder() {
    if (this.#isLoading || !this.timeline.hasOlder) return;
    this.#isLoading = true;
    const page = await this.#letters.items({ before: this.timeline.first });
    this.#isLoading = false;
    if (!page) return;
    this.timeline.prepend(page.items, page.has_older);
    this.options.onChange();
  }

  /** The page is being closed: what is under way goes once more by HTTP, under the same client ids. */
  leave() {
    if (this.token) for (const message of this.outbox.messages) message.refused || this.#post(message, true);
  }

  #hello() {
    const { inbox, locale, page, store } = this.options;
    this.token = store.get("token") ?? this.token;
    const held = { epoch: this.#epoch, conversation: this.conversation, after: this.timeline.last };
    return { inbox, token: this.token, ...held, locale, page: page() };
  }

  /** @param {Frame} frame */
  #receive(frame) {
    const { type } = frame;
    if (type === "ready") this.#welcome(frame);
    else if (type === "snapshot") this.#startOver(frame.items, frame.has_older, frame.conversation);
    else if (type === "items") this.#take(frame.items, frame.conversation);
    else if (type === "item") this.#take([/** @type {any} */ (frame)]);
    else if (type === "state") this.state = /** @type {any} */ ({ reply_time_s: this.state.reply_time_s, ...frame });
    else if (type === "team") this.state.is_online = frame.is_online;
    else if (type === "receipts") this.#moveReceipts(frame);
    else if (type === "typing") this.#showTyping(frame.is_typing ? frame.name : "");
    else if (type === "error") this.outbox.settle(frame);
    this.#changed();
  }

  /** @param {Frame} ready */
  #welcome({ token, epoch, conversation = null, state, delivered = 0, read = 0, team_read = 0 }) {
    if (token && !this.#keepToken(token)) return this.connection.restart();
    if (this.conversation && this.conversation !== conversation) this.timeline.reset([]);
    this.#epoch = epoch;
    this.conversation = conversation;
    this.state = state;
    this.receipts = { delivered, read, team_read };
    this.outbox.flush(true);
  }

  /** Two tabs may be given a token each: the one that was stored first is everybody's. @param {string} token */
  #keepToken(token) {
    const stored = this.options.store.get("token");
    if (stored && stored !== this.token) return false;
    this.options.store.set("token", (this.token = token));
    return true;
  }

  /** @param {VisitorItem[]} items @param {boolean} hasOlder @param {number | null} conversation */
  #startOver(items, hasOlder, conversation = this.conversation) {
    this.conversation = conversation;
    this.timeline.reset(items, hasOlder);
    this.#settleHeld();
  }

  /** @param {VisitorItem[]} items @param {number | null} [conversation] */
  #take(items, conversation = this.conversation) {
    this.conversation = conversation;
    if (items.some(({ sender }) => sender === "agent")) this.#showTyping("");
    if (!this.timeline.add(items)) this.#catchUp();
    this.#settleHeld();
  }

  /** What has come back as an item is acknowledged. */
  #settleHeld() {
    for (const { client_id } of this.outbox.messages) if (this.timeline.has(client_id)) this.outbox.settle({ client_id });
    const { items, last } = this.timeline;
    const kept = { conversation: this.conversation, epoch: this.#epoch, items: items.slice(-KEPT_ITEMS) };
    this.options.store.set("conversation", last ? kept : null);
  }

  /** @param {Frame} moved positions only move forward */
  #moveReceipts(moved) {
    for (const name of /** @type {("read" | "delivered" | "team_read")[]} */ (Object.keys(this.receipts))) {
      this.receipts[name] = Math.max(this.receipts[name], moved[name]);
    }
  }

  /** @param {string} name */
  #showTyping(name) {
    const { clock = browserClock } = this.options;
    clock.cancel(this.#typingTimer);
    this.typing = name;
    if (name) this.#typingTimer = clock.later(() => this.#receive({ type: "typing" }), TYPING_LASTS_MS);
  }

  #changed() {
    this.acknowledge();
    this.options.onChange();
  }

  /** @param {number} code */
  #closed(code) {
    if (code === 4401) this.#forget();
    if (this.connection.failures < SOCKETS_BLOCKED_AFTER) return;
    this.outbox.flush(true);
    if (this.timeline.last) this.#catchUp();
  }

  /** The token is no longer good: begin as a new visitor. What waits in the outbox stays. */
  #forget() {
    const { store } = this.options;
    if (store.get("token") === this.token) store.set("token");
    this.token = null;
    this.#startOver([], false, null);
  }

  /** Fetch what is missing: by a resume where the socket works, else by HTTP. */
  async #catchUp() {
    if (this.connection.isReady) return this.connection.restart();
    const page = await this.#letters.items();
    if (!page) return;
    if (!this.timeline.add(page.items)) this.timeline.reset(page.items, page.has_older);
    this.#settleHeld();
    this.#changed();
  }

  /** @param {PendingMessage} message */
  #transmit(message) {
    const { client_id, body } = message;
    if (this.connection.send({ type: "send", client_id, body })) return;
    if (this.connection.failures >= SOCKETS_BLOCKED_AFTER) this.#post(message);
  }

  /** @param {PendingMessage} message @param {boolean} [isLeaving] */
  async #post(message, isLeaving) {
    const { item, token, error, isFinal } = await this.#letters.post(message, isLeaving);
    if (token) this.#keepToken(token);
    if (item) this.#take([item]);
    else if (isFinal) this.outbox.settle({ type: "error", client_id: message.client_id, code: error?.code });
    this.#changed();
  }

  /** @param {string} name what another tab of this visitor has stored */
  #hearOtherTab(name) {
    if (name.startsWith("outbox.")) {
      this.outbox.load();
      this.#settleHeld();
      this.outbox.flush();
      this.options.onChange();
    } else if (name === "token" && !this.timeline.last && this.connection.isReady) this.connection.restart();
  }
}
