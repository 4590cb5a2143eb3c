/** The HTTP half of the server's interface, as the console uses it. */

/** A refusal, or no answer at all (`status` 0). `code` is the server's stable word for it. */
export class ApiError extends Error {
  /** @param {number} status @param {string} code @param {string} message */
  constructor(status, code, message) {
    super(message);
    this.status = status;
    this.code = code;
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
    /** @type {Record<string, string>} */
    const headers = { "X-CSRF-Token": csrf, Accept: "application/json" };
    if (body !== undefined) headers["Content-Type"] = "application/json";
    const sent = fetch(path, { method, headers, body: body === undefined ? undefined : JSON.stringify(body), keepalive });
    const response = await sent.catch(() => {
      throw new ApiError(0, "unreachable", "expected an answer, got none");
    });
    if (response.status === 401) onSignedOut();
    if (!response.ok) throw await refusal(response);
    return response.status === 204 ? null : response.json();
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
    send: (/** @type {number} */ id, /** @type {{client_id: string, body: string, kind: string}} */ message) =>
      request("POST", `/api/conversations/${id}/messages`, message, { keepalive: true }),
    saveDraft: (/** @type {import("../types.js").Draft} */ draft, keepalive = false) =>
      request("PUT", `/api/conversations/${draft.conversation}/draft`, { kind: draft.kind, body: draft.body }, { keepalive }),
    saveContact: (/** @type {number} */ id, /** @type {Record<string, string>} */ changes) =>
      request("PATCH", `/api/contacts/${id}`, changes),
    setAway: (/** @type {boolean} */ is_away) => request("PUT", "/api/me/presence", { is_away }),
    setLocale: (/** @type {string} */ locale) => request("PUT", "/api/me/locale", { locale }),
    signOut: () => request("POST", "/sign-out"),
  };
}

/** @param {Response} response */
async function refusal(response) {
  const { error = {} } = await response.json().catch(() => ({}));
  return new ApiError(response.status, error.code ?? "refused", error.message ?? `expected success, got ${response.status}`);
}
