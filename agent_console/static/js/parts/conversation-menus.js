/** What stands in the menus of a conversation. */

import { receivers } from "../model/colleagues.js";
import { clock, daysAgo, moment } from "../model/dates.js";
import { snoozeChoices } from "../model/snooze.js";
import { SNOOZE_TIME } from "./snooze-time.js";

/** @typedef {import("../state/app.js").App} App */
/** @typedef {import("../types.js").Row} Row */
/** @typedef {{key: string, label: string, hint?: string, icon?: string, isChecked?: boolean, isApart?: boolean, act: () => void}} MenuItem */

/** @param {App} app @param {Row} row @returns {MenuItem[]} */
export function snoozeItems({ words, conversations, store }, row) {
  const now = store.now.peek();
  const another = { menu: SNOOZE_TIME, conversation: row.id };
  const quick = snoozeChoices(now).map(({ key, until }) => ({
    key,
    label: words.t(key),
    hint: until ? (daysAgo(until, now) < -1 ? moment : clockOf)(until, now, words) : undefined,
    act: () => void conversations.snooze(row.id, until),
  }));
  return [...quick, { key: "snooze.another", label: words.t("snooze.another"), isApart: true, act: () => void (store.overlay.value = another) }];
}

/** The label says which day it is. @param {number} at @param {number} _now @param {import("../model/words.js").Words} words */
function clockOf(at, _now, words) {
  return clock(at, words);
}

/** @param {App} app @param {Row} row @returns {MenuItem[]} */
export function moreItems(app, row) {
  return [...stateItems(app, row), ...wordingItems(app, row), ...assignItems(app, row), ...windowItems(app, row)];
}

/** @param {App} app @param {Row} row @returns {MenuItem[]} */
function stateItems({ words, conversations, derived }, row) {
  const isMine = row.assignee === derived.me.value;
  const isResolved = row.status === "resolved";
  return [
    isResolved
      ? { key: "reopen", icon: "reopen", label: words.t("action.reopen"), act: () => void conversations.reopen(row.id) }
      : { key: "resolve", icon: "check", label: words.t("action.resolve"), hint: "Alt E", act: () => void conversations.resolve(row.id) },
    isMine
      ? { key: "hand_back", icon: "hand", label: words.t("action.hand_back"), act: () => void conversations.assign(row.id, null) }
      : { key: "take", icon: "take", label: words.t("action.take"), act: () => void conversations.assign(row.id, derived.me.value) },
  ];
}

/** Where a reply was edited. @param {App} app @param {Row} row @returns {MenuItem[]} */
function wordingItems({ words, wordings }, row) {
  if (!wordings.canPropose(row.id)) return [];
  return [{ key: "propose", icon: "propose", label: words.t("keys.propose"), hint: "Alt W", act: () => wordings.open(row.id) }];
}

/** Colleagues to hand it to. @param {App} app @param {Row} row @returns {MenuItem[]} */
function assignItems({ words, store, conversations, derived }, row) {
  return receivers(store.agents.value.values(), derived.me.value, words.locale).map((agent, index) => ({
    key: `agent-${agent.id}`,
    icon: "person",
    label: words.t("action.assign_to", { name: agent.name }),
    hint: words.t(`presence.${agent.presence}`),
    isChecked: row.assignee === agent.id,
    isApart: index === 0,
    act: () => void conversations.assign(row.id, agent.id),
  }));
}

/** @param {App} app @param {Row} row @returns {MenuItem[]} */
function windowItems({ words, deck, commands }, row) {
  return [
    { key: "context", icon: "panel", label: words.t("context.open"), hint: "Alt I", isApart: true, act: () => void commands.run("context") },
    { key: "close", icon: "close", label: words.t("action.close"), act: () => deck.shut(row.id) },
  ];
}
