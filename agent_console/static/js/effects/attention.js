/** Calls for attention: a tone, a desktop notification, and the count in the tab. */

import { effect } from "preact";
import { callFor, loudest } from "../model/attention.js";
import { nameOf } from "../model/people.js";
import { notifyDesktop } from "./notifications.js";
import { preferences } from "./preferences.js";
import { play } from "./sounds.js";
import { countInTab } from "./title.js";

/** @param {import("../state/app.js").App} app */
export function countUnread({ derived, words }) {
  effect(() => countInTab(derived.unread.value, words.t("app.title")));
}

/**
 * @param {import("../state/app.js").App} app
 * @param {any} frame a `conversations` frame @param {Map<number, import("../types.js").Row>} before
 */
export function callAttention(app, frame, before) {
  if (frame.is_snapshot) return;
  const inFocus = document.hidden || !document.hasFocus() ? null : app.store.deck.value.active;
  const agent = { me: app.derived.me.value, inFocus };
  const calls = frame.conversations.map((/** @type {any} */ row) => callFor(before.get(row.id), row, agent)).filter(Boolean);
  const call = loudest(calls);
  if (call && !preferences.value.isSilent) play(call.tone);
  if (preferences.value.notifies) for (const { id } of calls) notifyRow(app, id);
}

/** @param {import("../state/app.js").App} app @param {number} id */
function notifyRow(app, id) {
  const row = app.store.rows.value.get(id);
  if (row) notifyDesktop(row, nameOf(row, app.words), () => app.deck.open(id));
}
