const LASTS_MS = 8_000;

/** Who is typing a reply, if anybody: over with their message, or when it is not said again for a while. */
export class TypingSign {
  name = "";
  /** @type {any} */
  #timer;
  #clock;
  #onEnd;

  /** @param {import("./client/clock.js").Clock} clock @param {() => void} onEnd */
  constructor(clock, onEnd) {
    this.#clock = clock;
    this.#onEnd = onEnd;
  }

  /** @param {string} [name] nothing when nobody types any more */
  show(name = "") {
    this.#clock.cancel(this.#timer);
    this.name = name;
    if (name) this.#timer = this.#clock.later(() => this.#end(), LASTS_MS);
  }

  #end() {
    this.name = "";
    this.#onEnd();
  }
}
