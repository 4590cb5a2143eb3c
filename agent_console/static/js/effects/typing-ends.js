/** A typing signal that nobody renews has ended, even if its end was lost on the way. */

import { receive } from "../state/receive.js";

const ENDS_AFTER_MS = 10_000;

/** @type {Map<string, ReturnType<typeof setTimeout>>} */
const timers = new Map();

/** @param {import("../state/store.js").Store} store @param {any} frame a `typing` frame */
export function endTyping(store, frame) {
  const key = `${frame.conversation} ${frame.agent ?? "visitor"}`;
  clearTimeout(timers.get(key));
  if (!frame.is_typing) return void timers.delete(key);
  timers.set(key, setTimeout(() => receive(store, { ...frame, is_typing: false }), ENDS_AFTER_MS));
}
