/** What an agent does with a conversation. The screen follows the server's word; a refusal is said, never swallowed. */

import { moment } from "../model/dates.js";
import { withEntry } from "../model/maps.js";
import { nameOf } from "../model/people.js";
import { createTurns } from "../model/turns.js";
import { notify } from "./notices.js";

const NOT_FOUND = 404;

/** @param {{store: import("./store.js").Store, api: import("./api.js").Api, words: import("../model/words.js").Words, library: import("./library.js").LibraryActions}} parts */
export function createConversationActions({ store, api, words, library }) {
  const turn = createTurns();

  /** @param {() => Promise<any>} change @param {string} failed @returns {Promise<boolean>} */
  async function attempt(change, failed = "notice.failed") {
    try {
      const answer = await change();
      if (answer?.conversation) takeRow(answer.conversation);
      return true;
    } catch (problem) {
      notify(store, isUnreachable(problem) ? "notice.unreachable" : failed);
      return false;
    }
  }

  /** Who is here is told by frames alone, so what was true when an answer was written takes nothing back. @param {import("../types.js").Row} row */
  function takeRow(row) {
    const known = store.rows.value.get(row.id);
    if (known && known.change >= row.change) return;
    const { is_visitor_online } = known ?? row;
    store.rows.value = withEntry(store.rows.value, row.id, { ...row, is_visitor_online });
  }

  /** @param {number} id @param {number | null} agent */
  const assign = (id, agent) => attempt(() => api.assign(id, agent));

  /** @param {number} id */
  async function resolve(id) {
    if (!(await attempt(() => api.resolve(id)))) return;
    const due = store.rows.value.get(id)?.promise_due;
    const time = due ? moment(due, store.now.peek(), words) : "";
    notify(store, due ? "notice.resolved_owed" : "notice.resolved", { name: called(id), time }, () => reopen(id));
  }

  /** @param {number} id */
  const reopen = (id) => attempt(() => api.reopen(id));

  /** @param {number} id @param {number | null} until */
  async function snooze(id, until) {
    if (await attempt(() => api.snooze(id, until))) notify(store, "notice.snoozed", { name: called(id) }, () => reopen(id));
  }

  /** @param {number} id */
  function called(id) {
    const row = store.rows.value.get(id);
    return row ? nameOf(row, words) : "";
  }

  /** @param {number} id */
  async function loadDossier(id) {
    const isNewest = turn(id);
    const dossier = await api.dossier(id).catch(({ status }) => (status === NOT_FOUND ? null : undefined));
    if (dossier === undefined || !isNewest()) return;
    store.dossiers.value = withEntry(store.dossiers.value, id, dossier);
    if (dossier) takeRow(dossier.conversation);
  }

  /** @param {number} id the conversation @param {number} contact @param {Record<string, string>} changes */
  async function saveContact(id, contact, changes) {
    return attempt(async () => {
      const answer = await api.saveContact(contact, changes);
      const dossier = store.dossiers.value.get(id);
      if (dossier) store.dossiers.value = withEntry(store.dossiers.value, id, { ...dossier, contact: answer.contact });
      library.forgetValues(id);
      // What was asked for before the change is out of date; asking again lets it come to nothing.
      void loadDossier(id);
    });
  }

  /** Older resolved conversations than the list holds. @returns {Promise<boolean>} whether there may be more */
  async function loadResolved() {
    const resolved = [...store.rows.value.values()].filter(({ status }) => status === "resolved");
    const oldest = Math.min(...resolved.map(({ change }) => change), Number.MAX_SAFE_INTEGER);
    const page = await api.resolvedBefore(oldest).catch(() => null);
    if (!page) notify(store, "notice.unreachable");
    page?.conversations.forEach(takeRow);
    return !page || page.conversations.length > 0;
  }

  return { assign, resolve, reopen, snooze, loadDossier, saveContact, loadResolved };
}

/** @param {unknown} problem */
function isUnreachable(problem) {
  return /** @type {any} */ (problem)?.status === 0;
}
