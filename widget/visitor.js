import { browserClock } from "./client/clock.js";
import { Outbox } from "./client/outbox.js";
import { Held } from "./held.js";
import { Reading } from "./reading.js";
import { TypingSign } from "./typing-sign.js";
import { Voice } from "./voice.js";

/** @typedef {import("./client/frames.js").Frame} Frame */
/** @typedef {import("./client/frames.js").VisitorItem} VisitorItem */
/** @typedef {import("./client/frames.js").VisitorState} VisitorState */

const OLDER_AGAIN_MS = 3_000;

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
 * @property {typeof import("./claim.js").claim} [claim]
 */

/** One visitor's side of the conversation: what is known, what waits to be sent. It draws nothing. */
export class Visitor {
  /** @type {VisitorState} */
  state;
  receipts = new Reading();
  /** Whether the visitor sees what arrives. */
  isReading = false;

  /** @param {VisitorOptions} options */
  constructor(options) {
    const { store, page, clock = browserClock, onChange } = options;
    this.options = options;
    this.state = options.state ?? { is_online: false };
    this.typing = new TypingSign(clock, onChange);
    this.held = new Held(store);
    this.voice = new Voice({
      ...options,
      hello: () => ({ ...this.held.place, page: page() }),
      onFrame: (frame) => this.#receive(frame),
      onState: onChange,
      onReady: () => this.#offer(),
      onStranger: () => this.held.startOver([], false, null),
    });
    this.outbox = new Outbox({
      store,
      transmit: (message) => this.voice.say(message),
      onChange: () => this.#changed(),
      clock,
    });
    store.onChange((name) => this.#hearOtherTab(name));
  }

  get timeline() {
    return this.held.timeline;
  }

  get connection() {
    return this.voice.connection;
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
    const { last } = this.timeline;
    this.receipts.tell(last, this.isReading ? last : this.receipts.read, (frame) => this.connection.send(frame));
  }

  /** Fetch what came before the first item that is held. A reader who stays at the top asks again whenever all is shown anew. */
  async loadOlder() {
    const { onChange, clock = browserClock } = this.options;
    const hasCome = await this.held.fetchOlder(this.voice.letters);
    if (hasCome) onChange();
    else if (hasCome === false) clock.later(onChange, OLDER_AGAIN_MS);
  }

  /** The page is being closed. */
  leave() {
    this.voice.leave(this.outbox.messages);
  }

  /** @param {Frame} frame */
  #receive(frame) {
    const { type } = frame;
    if (type === "ready") this.#welcome(frame);
    else if (type === "snapshot") this.#startOver(frame);
    else if (type === "items") this.#take(frame.items, frame.conversation);
    else if (type === "item") this.#take([/** @type {any} */ (frame)]);
    else if (type === "state") this.state = /** @type {any} */ ({ reply_time_s: this.state.reply_time_s, ...frame });
    else if (type === "team") this.state.is_online = frame.is_online;
    else if (type === "receipts") this.receipts.move(frame);
    else if (type === "typing") this.typing.show(frame.is_typing ? frame.name : "");
    else if (type === "error") this.outbox.settle(frame);
    this.#changed();
  }

  /** @param {Frame} ready */
  #welcome(ready) {
    this.held.enter(ready.epoch, ready.conversation ?? null);
    this.state = ready.state;
    this.receipts.start(ready);
  }

  /** @param {Frame} snapshot */
  #startOver({ items, has_older, conversation }) {
    this.held.startOver(items, has_older, conversation);
    this.#settleStored();
  }

  /** @param {VisitorItem[]} items @param {number | null} [conversation] */
  #take(items, conversation) {
    if (items.some(({ sender }) => sender === "agent")) this.typing.show();
    if (!this.held.add(items, conversation)) this.#catchUp();
    this.#settleStored();
  }

  /** What has come back as an item is acknowledged. */
  #settleStored() {
    for (const { client_id } of this.outbox.messages) if (this.timeline.has(client_id)) this.outbox.settle({ client_id });
  }

  #changed() {
    this.acknowledge();
    this.options.onChange();
  }

  /** There is a way to the server: send what waits, and without a socket ask for what came. */
  #offer() {
    this.outbox.flush(true);
    if (this.voice.isWithoutSocket && this.timeline.last) this.#catchUp();
  }

  /** Fetch what is missing: by a resume where the socket works, else by HTTP. */
  async #catchUp() {
    if (this.connection.isReady) return this.connection.restart();
    await this.held.fetchLatest(this.voice.letters);
    this.#settleStored();
    this.#changed();
  }

  /** @param {string} name what another tab of this visitor has stored */
  #hearOtherTab(name) {
    if (name === "token") this.voice.agree();
    else if (name.startsWith("outbox.")) {
      this.outbox.load();
      this.#settleStored();
      this.outbox.flush();
      this.options.onChange();
    }
  }
}
