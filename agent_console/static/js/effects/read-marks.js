/** Telling the server what this agent has really seen. */

import { withEntry } from "../model/maps.js";
import { laterMark, messagesUpTo } from "../model/unread.js";

/** @param {import("../state/app.js").App} app @param {number} id the newest message of this conversation is on the screen */
export function markRead({ store, session }, id) {
  const upto = store.threads.value.get(id)?.timeline.last ?? 0;
  const row = store.rows.value.get(id);
  const known = store.marks.value.get(id);
  if (document.hidden || !row || upto <= (known?.upto ?? 0)) return;
  if (!session.connection.send({ type: "read", conversation: id, upto })) return;
  const messages = messagesUpTo(row, known, store.threads.value.get(id)?.timeline.items ?? [], upto);
  store.marks.value = withEntry(store.marks.value, id, laterMark(known, { conversation: id, upto, messages }));
}
