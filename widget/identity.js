import { claim } from "./claim.js";

/**
 * Who this browser is: one token for all its tabs and for both ways to the server. A token stands for nobody until something is
 * said with it, so any number may be given out; one is kept, and nothing is said with another.
 */
export class Identity {
  #store;
  #agree;
  /** This tab's own copy, for a browser that keeps nothing. @type {string | null} */
  #held = null;
  /** @type {string | null} */
  #refused = null;

  /** @param {import("./client/store.js").Store} store @param {typeof claim} [agree] how tabs come to one token */
  constructor(store, agree = claim) {
    this.#store = store;
    this.#agree = agree;
  }

  /** @returns {string | null} */
  get token() {
    return this.#store.get("token") ?? this.#held;
  }

  /**
   * A new or renewed token was given to this tab; another tab, or the other way to the server, may have been given one as well.
   * @param {string} issued
   * @param {string | null} asked the token that it was given for
   */
  async settle(issued, asked) {
    const known = this.token;
    const kept = known && known !== asked ? known : await this.#agree({ name: this.#store.prefix, proposal: issued, refused: this.#refused });
    this.#store.set("token", (this.#held = kept));
  }

  /** @param {string | null} token the server does not know it any more */
  forget(token) {
    if (this.#store.get("token") === token) this.#store.set("token");
    this.#held = null;
    this.#refused = token;
  }
}
