const AGAIN_AFTER_MS = 5_000;

/** The third stage, loaded with the first letter that is written; until it is here, what was written stays in the composer. */
export class Stage {
  /** @type {import("./talk.js").Talk | null} */
  talk = null;
  /** @type {Promise<import("./talk.js").Talk | null> | null} */
  #loading = null;
  #attempts = 0;
  #panel;

  /** @param {import("./panel.js").Panel} panel */
  constructor(panel) {
    this.#panel = panel;
  }

  /** A browser remembers a failed import, so another attempt needs another address. */
  load() {
    return (this.#loading ??= import("./" + "{{talk}}" + (this.#attempts++ ? "?" + this.#attempts : "")).then(
      ({ Talk }) => (this.talk = new Talk(this.#panel)),
      () => (this.#loading = null),
    ));
  }

  /** @param {string} text @returns {boolean} whether it was taken */
  send(text) {
    if (this.talk) this.talk.say(text);
    else this.load().then((talk) => (talk ? this.#panel.composer.submit() : this.#wait()));
    return Boolean(this.talk);
  }

  #wait() {
    const { notice, composer, config } = this.#panel;
    notice.textContent = config.words.offline ?? "";
    setTimeout(() => composer.submit(), AGAIN_AFTER_MS);
  }
}
