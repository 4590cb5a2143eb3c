/**
 * Tie a connection to its page: probe when somebody looks or the network returns, and let go when the
 * page is put away, because an open socket keeps it out of the back/forward cache.
 * @param {import("./connection.js").Connection} connection
 */
export function followPage(connection) {
  const probe = () => document.hidden || connection.probe();
  document.addEventListener("visibilitychange", probe);
  addEventListener("online", probe);
  addEventListener("pageshow", probe);
  addEventListener("pagehide", () => connection.suspend());
}
