import { browserClock } from "./clock.js";
import { Heartbeat } from "./heartbeat.js";

/** @typedef {import("./frames.js").Frame} Frame */
/** @typedef {"connecting" | "ready" | "waiting" | "closed"} ConnectionState */

/**
 * @typedef {object} ConnectionOptions
 * @property {string} url
 * @property {() => object} hello asked anew for each attempt, so that it names what is held by then
 * @property {(frame: Frame) => void} onFrame every frame except `pong`, one by one
 * @property {(state: ConnectionState) => void} [onState]
 * @property {(code: number) => void} [onClose] the close code, before the next attempt is planned
 * @property {import("./clock.js").Clock} [clock]
 * @property {() => number} [random]
 * @property {(url: string) => WebSocket} [openSocket]
 */

const ABNORMAL = 1006;
const SILENT = 4408;
const NEVER_AGAIN = [4400, 4403];
const READY_WITHIN_MS = 10_000;

/** One socket that is kept alive: it says hello, beats, and comes back with full jitter until `close()`. */
export class Connection {
  isReady = false;
  /** Attempts in a row that did not become ready. */
  failures = 0;
  #isWanted = false;
  #retryAfterMs = 0;
  /** @type {WebSocket | null} */
  #socket = null;
  /** @type {any} */
  #timer;
  #options;
  #heartbeat;

  /** @param {ConnectionOptions} options */
  constructor(options) {
    this.#options = {
      clock: browserClock,
      random: Math.random,
      openSocket: /** @param {string} url */ (url) => new WebSocket(url, "warmline.v1"),
      ...options,
    };
    this.#heartbeat = new Heartbeat(this.#options.clock, () => this.send({ type: "ping" }), () => this.#lose(SILENT));
  }

  open() {
    this.#isWanted = true;
    if (!this.#socket) this.#connect();
  }

  close() {
    this.#isWanted = false;
    this.suspend();
  }

  /** Let go of the socket without giving up: `probe()` brings it back. */
  suspend() {
    this.#letGo();
    this.#tell("closed");
  }

  /** Begin again at once, for instance because a gap was seen or a token changed. */
  restart() {
    this.#letGo();
    this.open();
  }

  /**
   * Whether the frame could be handed to a live socket.
   * @param {object} frame
   */
  send(frame) {
    if (this.isReady) this.#socket?.send(JSON.stringify(frame));
    return this.isReady;
  }

  /** Somebody looks, or the network is back: find out now whether the other side still answers. */
  probe() {
    if (this.#isWanted && !this.#socket) this.#connect();
    else if (this.isReady) this.#heartbeat.beat();
  }

  #connect() {
    this.#tell("connecting");
    const socket = (this.#socket = this.#newSocket());
    if (!socket) return this.#lose(ABNORMAL);
    socket.onopen = () => socket.send(JSON.stringify({ type: "hello", ...this.#options.hello() }));
    socket.onmessage = (event) => this.#receive(socket, event.data);
    socket.onclose = (event) => this.#lose(event.code);
    // Where a policy forbids the socket, Chromium tells of the error and never of the close.
    socket.onerror = () => this.#lose(ABNORMAL);
    this.#wait(READY_WITHIN_MS, () => this.#lose(SILENT));
  }

  /** A page's content policy may forbid sockets, which some browsers tell by an exception. */
  #newSocket() {
    try {
      return this.#options.openSocket(this.#options.url);
    } catch {
      return null;
    }
  }

  /** @param {WebSocket} socket @param {string} data */
  #receive(socket, data) {
    this.#heartbeat.heard();
    for (const frame of [JSON.parse(data)].flat()) {
      if (socket !== this.#socket) return;
      if (frame.retry_after_s && !frame.client_id) this.#retryAfterMs = frame.retry_after_s * 1000;
      if (frame.type === "ready") this.#becomeReady(frame);
      if (frame.type === "pong") this.#heartbeat.rest();
      else this.#options.onFrame(frame);
    }
  }

  /** @param {Frame} ready */
  #becomeReady(ready) {
    this.failures = this.#retryAfterMs = 0;
    this.isReady = true;
    this.#options.clock.cancel(this.#timer);
    this.#heartbeat.start(ready.heartbeat_s * 1000);
    this.#tell("ready");
  }

  /** @param {number} code */
  #lose(code) {
    this.#letGo();
    this.failures++;
    this.#isWanted &&= !NEVER_AGAIN.includes(code);
    this.#options.onClose?.(code);
    if (this.#socket) return;
    if (this.#isWanted) this.#wait(this.#delayMs(), () => this.#connect());
    this.#tell(this.#isWanted ? "waiting" : "closed");
  }

  #delayMs() {
    const chance = this.#options.random();
    const announced = this.#retryAfterMs;
    this.#retryAfterMs = 0;
    return announced ? announced * (1 + chance) : chance * Math.min(30_000, 500 * 2 ** this.failures);
  }

  #letGo() {
    const socket = this.#socket;
    this.#options.clock.cancel(this.#timer);
    this.#heartbeat.stop();
    this.#socket = null;
    this.isReady = false;
    if (!socket) return;
    socket.onopen = socket.onmessage = socket.onclose = socket.onerror = null;
    socket.close();
  }

  /** @param {number} ms @param {() => void} run */
  #wait(ms, run) {
    this.#options.clock.cancel(this.#timer);
    this.#timer = this.#options.clock.later(run, ms);
  }

  /** @param {ConnectionState} state */
  #tell(state) {
    this.#options.onState?.(state);
  }
}
