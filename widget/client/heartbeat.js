const PONG_WITHIN_MS = 5_000;

/** Pings while a socket is quiet, so that a dead one is noticed: two pings without an answer, and it is over. */
export class Heartbeat {
  #missed = 0;
  #everyMs = 25_000;
  /** @type {any} */
  #timer;
  #clock;
  #ping;
  #die;

  /** @param {import("./clock.js").Clock} clock @param {() => void} ping @param {() => void} die */
  constructor(clock, ping, die) {
    this.#clock = clock;
    this.#ping = ping;
    this.#die = die;
  }

  /** @param {number} everyMs */
  start(everyMs) {
    this.#everyMs = everyMs;
    this.rest();
  }

  stop() {
    this.#clock.cancel(this.#timer);
    this.#missed = 0;
  }

  /** The other side was heard. */
  heard() {
    this.#missed = 0;
  }

  /** Nothing to ask for a while. */
  rest() {
    this.#next(this.#everyMs);
  }

  /** Ask now. */
  beat() {
    if (this.#missed++ >= 2) return this.#die();
    this.#ping();
    this.#next(PONG_WITHIN_MS);
  }

  /** @param {number} ms */
  #next(ms) {
    this.#clock.cancel(this.#timer);
    this.#timer = this.#clock.later(() => this.beat(), ms);
  }
}
