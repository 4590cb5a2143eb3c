/** The HTTP half of the server's interface, as the console uses it. */

/** A refusal, or no answer at all (`status` 0). `code` is the server's stable word for it. */
export class ApiError extends Error {
  /** @param {number} status @param {string} code @param {string} message @param {import("../model/problems.js").Problem[]} [problems] */
  constructor(status, code, message, problems = []) {
    super(message);
    this.status = status;
    this.code = code;
    this.problems = problems;
  }
}

/** @typedef {ReturnType<typeof createApi>} Api */

/**
 * @param {{csrf: string, onSignedOut: () => void, fetch?: typeof globalThis.fetch}} options
 */
export function createApi({ csrf, onSignedOut, fetch = globalThis.fetch.bind(globalThis) }) {
  /**
   * @param {string} method @param {string} path @param {unknown} [body] @param {{keepalive?: boolean}} [options]
   * @returns {Promise<any>}
   */
  async function request(method, path, body, { keepalive = false } = {}) {
    const sent = body === undefined ? {} : { body: JSON.stringify(body), headers: { "Content-Type": "application/json" } };
    const response = await answered(method, path, { ...sent, keepalive });
    return response.status === 204 ? null : response.json();
  }

  /** @param {string} method @param {string} path @param {{body?: string, headers?: Record<string, string>, keepalive?: boolean}} options */
  async function answered(method, path, { headers, ...options }) {
    const sent = fetch(path, { method, headers: { "X-CSRF-Token": csrf, Accept: "application/json", ...headers }, ...options });
    const response = await sent.catch(() => {
      throw new ApiError(0, "unreachable", "expected an answer, got none");
    });
    if (response.status === 401) onSignedOut();
    if (!response.ok && response.status !== 304) throw await refusal(response);
    return response;
  }

  /** Only what has changed since: `body` is null when nothing has. @param {string} path @param {string | null} etag */
  async function renewed(path, etag) {
    const response = await answered("GET", path, etag ? { headers: { "If-None-Match": etag } } : {});
    return { etag: response.headers.get("ETag"), body: response.status === 304 ? null : await response.json() };
  }

  return {
    dossier: (/** @type {number} */ id) => request("GET", `/api/conversations/${id}`),
    olderItems: (/** @type {number} */ id, /** @type {number} */ before) =>
      request("GET", `/api/conversations/${id}/items?before=${before}&limit=50`),
    resolvedBefore: (/** @type {number} */ change) =>
      request("GET", `/api/conversations?status=resolved&before=${change}&limit=50`),
    assign: (/** @type {number} */ id, /** @type {number | null} */ agent) =>
      request("POST", `/api/conversations/${id}/assign`, { agent }),
    resolve: (/** @type {number} */ id) => request("POST", `/api/conversations/${id}/resolve`, {}),
    reopen: (/** @type {number} */ id) => request("POST", `/api/conversations/${id}/reopen`, {}),
    snooze: (/** @type {number} */ id, /** @type {number | null} */ until) =>
      request("POST", `/api/conversations/${id}/snooze`, { until }),
    send: (/** @type {number} */ id, /** @type {{client_id: string, body: string, kind: string, replies?: object[], promise?: object}} */ message) =>
      request("POST", `/api/conversations/${id}/messages`, message, { keepalive: true }),
    saveDraft: (/** @type {import("../types.js").Draft} */ draft, keepalive = false) =>
      request("PUT", `/api/conversations/${draft.conversation}/draft`, { ...draft, conversation: undefined }, { keepalive }),
    saveContact: (/** @type {number} */ id, /** @type {Record<string, string>} */ changes) =>
      request("PATCH", `/api/contacts/${id}`, changes),
    replies: (/** @type {string | null} */ etag) => renewed("/api/replies", etag),
    replyUses: () => request("GET", "/api/replies/uses"),
    values: (/** @type {number} */ id, /** @type {string} */ zone) =>
      request("GET", `/api/conversations/${id}/values?zone=${encodeURIComponent(zone)}`),
    deadline: (/** @type {number} */ due, /** @type {string} */ zone) => request("GET", `/api/deadline?due=${due}&zone=${encodeURIComponent(zone)}`),
    phraseRules: (/** @type {string} */ locale) => request("GET", `/api/phrase-rules?locale=${locale}`),
    signalMark: (/** @type {string} */ rule, /** @type {"accepted" | "ignored" | "not_here"} */ kind, count = 1) =>
      request("POST", `/api/phrase-rules/${encodeURIComponent(rule)}/signals`, { kind, count }),
    promises: (/** @type {number} */ id) => request("GET", `/api/conversations/${id}/promises`),
    recordPromise: (/** @type {number} */ id, /** @type {{due: number, what: string, message?: number}} */ promise) =>
      request("POST", `/api/conversations/${id}/promises`, promise),
    keepPromise: (/** @type {number} */ promise) => request("POST", `/api/promises/${promise}/keep`, {}),
    movePromise: (/** @type {number} */ promise, /** @type {number} */ due) => request("POST", `/api/promises/${promise}/move`, { due }),
    rewordings: (/** @type {{replies: object[], body: string}} */ drafted) => request("POST", "/api/replies/rewordings", drafted),
    rewordingsOf: (/** @type {number} */ id, /** @type {number} */ seq) => request("GET", `/api/conversations/${id}/messages/${seq}/rewordings`),
    compareWording: (/** @type {string} */ key, /** @type {{language: string, text: string}} */ { language, text }) =>
      request("POST", `/api/replies/${encodeURIComponent(key)}/comparison`, { language, text }),
    propose: (/** @type {string} */ key, /** @type {{texts: Record<string, string>, based_on: number, comment: string}} */ proposal) =>
      request("POST", `/api/replies/${encodeURIComponent(key)}/proposals`, proposal),
    settlePromise: (/** @type {number} */ promise) => request("POST", `/api/promises/${promise}/settle`, {}),
    setAway: (/** @type {boolean} */ is_away) => request("PUT", "/api/me/presence", { is_away }),
    setLocale: (/** @type {string} */ locale) => request("PUT", "/api/me/locale", { locale }),
    signOut: () => request("POST", "/sign-out"),
  };
}

/** @param {Response} response */
async function refusal(response) {
  const { error = {} } = await response.json().catch(() => ({}));
  return new ApiError(response.status, error.code ?? "refused", error.message ?? `expected success, got ${response.status}`, error.problems);
}
