/** @typedef {import("./client/frames.js").VisitorItem} VisitorItem */

/** Answers that a message would get again, however often it is sent. */
const FINAL = [400, 409, 413, 422];

/** The visitor's side of the HTTP API: a token, older messages, and sending where a socket cannot. Nothing here raises. */
export class Letters {
  #options;

  /** @param {{base: string, inbox: string, locale: string, token: () => string | null}} options */
  constructor(options) {
    this.#options = options;
  }

  /** A token for somebody who has none. @returns {Promise<string | undefined>} */
  async token() {
    const answer = await this.#post("token", {});
    return answer?.ok ? (await answer.json()).token : undefined;
  }

  /** @param {{before?: number}} [query] @returns {Promise<{items: VisitorItem[], has_older: boolean} | null>} */
  async items(query) {
    const answer = await this.#ask("items", query);
    return answer?.ok ? answer.json().catch(() => null) : null;
  }

  /**
   * Under its client id a message may be posted as often as one likes.
   * @param {{client_id: string, body: string}} message
   * @param {boolean} [isLeaving] the request outlives its page
   * @returns {Promise<{item?: VisitorItem, token?: string, error?: {code: string}, isFinal?: boolean, isStranger?: boolean}>}
   */
  async send({ client_id, body }, isLeaving) {
    const answer = await this.#post("messages", { client_id, body }, isLeaving);
    const said = await answer?.json().catch(() => null);
    return { ...said, isFinal: FINAL.includes(answer?.status ?? 0), isStranger: answer?.status === 401 };
  }

  /** @param {string} path @param {object} content @param {boolean} [keepalive] */
  #post(path, content, keepalive) {
    const { inbox, locale } = this.#options;
    return this.#ask(path, {}, { method: "POST", keepalive, body: JSON.stringify({ inbox, locale, ...content }) });
  }

  /** @param {string} path @param {Record<string, any>} [query] @param {RequestInit} [more] */
  #ask(path, query, more) {
    const { base, inbox, token } = this.#options;
    const headers = new Headers({ "Content-Type": "application/json" });
    if (token()) headers.set("Authorization", `Bearer ${token()}`);
    const address = `${base}api/visitor/${path}?${new URLSearchParams({ inbox, ...query })}`;
    return fetch(address, { headers, ...more }).catch(() => null);
  }
}
