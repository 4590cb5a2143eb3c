import { Connection } from "./client/connection.js";
import { Identity } from "./identity.js";
import { Letters } from "./letters.js";

/** @typedef {import("./client/frames.js").Frame} Frame */
/** @typedef {import("./client/outbox.js").PendingMessage} PendingMessage */

/**
 * @typedef {object} VoiceOptions
 * @property {string} base the server's address, ending in a slash
 * @property {string} inbox
 * @property {string} locale
 * @property {import("./client/store.js").Store} store
 * @property {() => object} hello what is held, beside the token
 * @property {(frame: Frame) => void} onFrame of the socket, and the answers to what went by HTTP
 * @property {() => void} onState
 * @property {() => void} onReady words may be sent now
 * @property {() => void} onStranger the token is no longer good
 * @property {import("./client/clock.js").Clock} [clock]
 * @property {(url: string) => WebSocket} [openSocket]
 * @property {typeof import("./claim.js").claim} [claim]
 */

const SOCKETS_BLOCKED_AFTER = 2;
const UNAUTHENTICATED = 4401;

/**
 * How a visitor's words reach the server: over the socket, or by HTTP where sockets fail. Nothing is said before there is
 * a token that every tab agrees on, so whichever way words go, and however often, they come from one visitor.
 */
export class Voice {
  #options;
  /** The token of the last hello. @type {string | null} */
  #asked = null;
  /** The token that the socket speaks for. @type {string | null} */
  #speaksFor = null;

  /** @param {VoiceOptions} options */
  constructor(options) {
    const { base, inbox, locale, store, onFrame, onState, openSocket, clock, claim } = options;
    this.#options = options;
    this.identity = new Identity(store, claim);
    this.letters = new Letters({ base, inbox, locale, token: () => this.identity.token });
    this.connection = new Connection({
      url: base.replace(/^http/, "ws") + "socket/visitor",
      hello: () => this.#hello(),
      onFrame: (frame) => (frame.type === "ready" ? this.#welcome(frame) : onFrame(frame)),
      onState,
      onClose: (code) => this.#closed(code),
      ...(openSocket && { openSocket }),
      ...(clock && { clock }),
    });
  }

  /** Whether sockets seem to be blocked here, so that HTTP has to do. */
  get isWithoutSocket() {
    return !this.connection.isReady && this.connection.failures >= SOCKETS_BLOCKED_AFTER;
  }

  /** Try once to get a message to the server. @param {PendingMessage} message */
  say(message) {
    const { client_id, body } = message;
    const { token } = this.identity;
    if (token && token === this.#speaksFor && this.connection.send({ type: "send", client_id, body })) return;
    if (this.isWithoutSocket) this.#post(message);
  }

  /** The page is being closed: what is under way goes once more by HTTP. @param {PendingMessage[]} messages */
  leave(messages) {
    if (this.identity.token) for (const message of messages) message.refused || this.#post(message, true);
  }

  /** Begin the socket again when it speaks for another token than this browser's. */
  agree() {
    const { token } = this.identity;
    if (!token || !this.connection.isReady) return;
    if (token === this.#speaksFor) this.#options.onReady();
    else this.connection.restart();
  }

  #hello() {
    const { inbox, locale, hello } = this.#options;
    this.#speaksFor = null;
    this.#asked = this.identity.token;
    return { inbox, token: this.#asked, locale, ...hello() };
  }

  /** @param {Frame} ready */
  #welcome(ready) {
    this.#speaksFor = ready.token ?? this.#asked;
    this.#options.onFrame(ready);
    if (ready.token) this.#settle(ready.token, this.#asked);
    else this.agree();
  }

  /** @param {string} issued @param {string | null} asked */
  async #settle(issued, asked) {
    await this.identity.settle(issued, asked);
    this.agree();
  }

  /** @param {number} code */
  #closed(code) {
    if (code === UNAUTHENTICATED) this.#forget(this.#asked);
    if (this.isWithoutSocket) this.#options.onReady();
  }

  /** @param {string | null} token */
  #forget(token) {
    this.identity.forget(token);
    this.#options.onStranger();
  }

  /** @param {PendingMessage} message @param {boolean} [isLeaving] */
  async #post(message, isLeaving) {
    const token = this.identity.token ?? (await this.#newToken());
    if (!token) return;
    const { item, token: renewed, error, isFinal, isStranger } = await this.letters.send(message, isLeaving);
    if (renewed) this.#settle(renewed, token);
    if (isStranger) this.#forget(token);
    if (item) this.#options.onFrame({ type: "items", items: [item] });
    else if (isFinal) this.#options.onFrame({ type: "error", client_id: message.client_id, code: error?.code });
  }

  async #newToken() {
    const issued = await this.letters.token();
    if (issued) await this.#settle(issued, null);
    return this.identity.token;
  }
}
