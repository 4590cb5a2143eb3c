/** @typedef {import("./client/frames.js").VisitorItem} VisitorItem */

/** Answers that a message would get again, however often it is sent. */
const FINAL = [400, 409, 413, 422];

/** The visitor's side of the HTTP API: older messages, and sending where a socket cannot. Nothing here raises. */
export class Letters {
  #options;

  /** @param {{base: string, inbox: string, token: () => string | null}} options */
  constructor(options) {
    this.#options = options;
  }

  /** @param {{before?: number}} [query] @returns {Promise<{items: VisitorItem[], has_older: boolean} | null>} */
  async items(query) {
    const answer = await this.#ask("items", query);
    return answer?.ok ? answer.json() : null;
  }

  /**
   * Under its client id a message may be posted as often as one likes.
   * @param {{client_id: string, body: string}} message
   * @param {boolean} [isLeaving] the request outlives its page
   * @returns {Promise<{item?: VisitorItem, token?: string, error?: {code: string}, isFinal?: boolean}>}
   */
  async post({ client_id, body }, isLeaving) {
    const content = JSON.stringify({ inbox: this.#options.inbox, client_id, body });
    const answer = await this.#ask("messages", {}, { method: "POST", keepalive: isLeaving, body: content });
    const said = await answer?.json().catch(() => null);
    return { ...said, isFinal: FINAL.includes(answer?.status ?? 0) };
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
