// Time, chance, the network and storage, held in a test's hand.

/** A clock that stands still until it is moved. */
export class FakeClock {
  at = 1_000_000;
  #next = 1;
  /** @type {Map<number, {at: number, run: () => void}>} */
  #timers = new Map();

  now = () => this.at;
  later = (/** @type {() => void} */ run, /** @type {number} */ ms) => {
    this.#timers.set(this.#next, { at: this.at + ms, run });
    return this.#next++;
  };
  cancel = (/** @type {number} */ timer) => this.#timers.delete(timer);

  /** Let time pass; what falls due runs in order. @param {number} ms */
  advance(ms) {
    const end = this.at + ms;
    for (let steps = 0; steps < 10_000; steps++) {
      const [id, timer] = [...this.#timers].sort(([, one], [, other]) => one.at - other.at)[0] ?? [];
      if (!timer || timer.at > end) break;
      this.#timers.delete(id);
      this.at = Math.max(this.at, timer.at);
      timer.run();
    }
    this.at = end;
  }

  /** How long until the next timer. */
  get wait() {
    return Math.min(...[...this.#timers.values()].map(({ at }) => at - this.at));
  }
}

/** A socket whose other end is the test. */
export class FakeSocket {
  sent = [];
  isClosed = false;

  constructor(url) {
    this.url = url;
  }

  send(text) {
    this.sent.push(JSON.parse(text));
  }

  close() {
    this.isClosed = true;
  }

  accept() {
    this.onopen?.();
  }

  say(frame) {
    this.onmessage?.({ data: JSON.stringify(frame) });
  }

  fail() {
    this.onerror?.();
  }

  drop(code = 1006) {
    this.onclose?.({ code });
  }
}

/** What localStorage is to two tabs: values that both see. */
export class FakeStorage {
  setItem(key, value) {
    this[key] = value;
  }

  getItem(key) {
    return this[key] ?? null;
  }

  removeItem(key) {
    delete this[key];
  }
}

/** Where several tabs agree on one of their proposals: the first of the last minute that was not refused. */
export class FakeClaims {
  /** @type {string | null} */
  winner = null;

  claim = async ({ proposal, refused }) => {
    if (!this.winner || this.winner === refused) this.winner = proposal;
    return this.winner;
  };

  passMinute() {
    this.winner = null;
  }
}

export const READY = { type: "ready", epoch: "e1", heartbeat_s: 25, now: 0, state: { is_online: true } };
