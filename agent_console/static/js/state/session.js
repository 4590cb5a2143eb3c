/** The live line to the server: what it says goes to the store, what the agent does goes out. */

import { Connection } from "warmline/client/connection.js";
import { followPage } from "warmline/client/follow-page.js";
import { Outbox } from "warmline/client/outbox.js";
import { Store as LocalStore } from "warmline/client/store.js";
import { receive } from "./receive.js";
import { createThreads } from "./threads.js";

const OFFLINE_AFTER_MS = 5_000;
const UNAUTHENTICATED = 4401;

/** @typedef {import("./store.js").Store} Store */
/** @typedef {ReturnType<typeof createSession>} Session */

/**
 * @param {object} parts
 * @param {Store} parts.store @param {import("./api.js").Api} parts.api @param {import("../types.js").Boot} parts.boot
 * @param {(frame: any, before: Map<number, import("../types.js").Row>) => void} parts.onHeard every frame, and the rows as they were before it
 * @param {() => void} parts.onSignedOut
 */
export function createSession({ store, api, boot, onHeard, onSignedOut }) {
  /** @type {string | null} */
  let epoch = null;
  /** @type {number | null} */
  let since = null;

  const connection = new Connection({
    url: new URL(boot.socket, location.href.replace(/^http/, "ws")).href,
    hello: () => ({ csrf: boot.csrf, epoch, since }),
    onFrame,
    onState: (state) => showState(store, state),
    onClose: (code) => code === UNAUTHENTICATED && onSignedOut(),
  });
  const threads = createThreads({ store, send: (frame) => connection.send(frame), olderItems: api.olderItems });
  const local = new LocalStore(`warmline.agent.${boot.me.id}.`);
  const outbox = new Outbox({ store: local, transmit, onChange: showPending });

  /** @param {import("warmline/client/outbox.js").PendingMessage} message */
  function transmit(message) {
    connection.send({ type: "send", conversation: message.lane, ...asSent(message) });
  }

  function showPending() {
    store.pending.value = [...(outbox?.messages ?? [])];
  }

  /** @param {any} frame */
  function onFrame(frame) {
    const before = store.rows.value;
    receive(store, frame);
    threads.receive(frame);
    if (frame.type === "ready") resume(frame);
    if (frame.type === "conversations") noteChange(frame);
    if (frame.client_id) outbox.settle(frame);
    if (frame.type === "items" || frame.type === "snapshot") frame.items.forEach((/** @type {any} */ item) => outbox.settle(item));
    onHeard(frame, before);
  }

  /** @param {any} ready */
  function resume(ready) {
    const isNewEpoch = epoch !== null && epoch !== ready.epoch;
    threads.resume(isNewEpoch);
    if (isNewEpoch) store.promises.value = new Map();
    if (epoch !== ready.epoch) since = null;
    epoch = ready.epoch;
    outbox.flush(true);
  }

  /** @param {any} frame */
  function noteChange({ is_snapshot, change }) {
    since = is_snapshot ? change : Math.max(since ?? 0, change);
  }

  /**
   * The page is being left: hand over by HTTP what waits first in each conversation. The client id makes a repeat
   * harmless; what waits behind it keeps its order and stays in this browser.
   */
  function handOver() {
    const heads = new Map([...outbox.messages].reverse().map((message) => [message.lane ?? 0, message]));
    for (const [id, message] of heads) {
      if (!message.refused) api.send(id, asSent(message)).catch(() => undefined);
    }
  }

  function start() {
    showPending();
    local.onChange((name) => name.startsWith("outbox.") && (outbox.load(), showPending()));
    followPage(connection);
    connection.open();
  }

  return { connection, threads, outbox, local, handOver, start };
}

/** A message as the server takes it: the phrase that names a promised time is for the composer alone. @param {import("warmline/client/outbox.js").PendingMessage} message */
function asSent({ client_id, body, kind = "message", replies, promise }) {
  return { client_id, body, kind, replies, promise: promise && { due: promise.due, what: promise.what } };
}

/** A short interruption is nobody's business: offline is said only after five seconds. @param {Store} store @param {string} state */
function showState(store, state) {
  if (state === "ready") {
    clearTimeout(store.offlineTimer);
    store.offlineTimer = undefined;
    store.connection.value = "online";
  } else {
    store.offlineTimer ??= setTimeout(() => (store.connection.value = "offline"), OFFLINE_AFTER_MS);
  }
}
