/** Short messages at the foot of the window, that go by themselves. */

const SHOWN_FOR_MS = 6_000;
/** Whoever wants to take something back needs the time to notice it. */
const SHOWN_WITH_UNDO_MS = 15_000;

let lastId = 0;

/** @param {import("./store.js").Store} store @param {string} key @param {Record<string, string | number>} [values] @param {() => void} [undo] */
export function notify(store, key, values, undo) {
  const notice = { id: ++lastId, key, values, undo };
  store.notices.value = [...store.notices.value.slice(-2), notice];
  setTimeout(() => dismiss(store, notice.id), undo ? SHOWN_WITH_UNDO_MS : SHOWN_FOR_MS);
}

/** @param {import("./store.js").Store} store @param {number} id */
export function dismiss(store, id) {
  store.notices.value = store.notices.value.filter((notice) => notice.id !== id);
}
