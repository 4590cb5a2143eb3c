/** What the window itself tells the app: the time, its width, the keyboard, being left and being looked at again. */

import { effect } from "preact";
import { commandOf } from "../model/keys.js";
import { preferences } from "./preferences.js";

const TICK_MS = 1_000;

/** @typedef {import("../state/app.js").App} App */

/** @param {App} app */
export function followWindow(app) {
  tick(app);
  measure(app);
  listenToKeys(app);
  keepDrafts(app);
  addEventListener("popstate", app.deck.readAddress);
  effect(() => {
    app.store.isContextOpen.value = preferences.value.isContextOpen;
  });
}

/** One clock for every waiting time; it rests while nobody can see it. @param {App} app */
function tick({ store }) {
  const tell = () => {
    if (!document.hidden) store.now.value = Date.now() + store.clockOffset_ms;
    store.isVisible.value = !document.hidden;
  };
  setInterval(tell, TICK_MS);
  document.addEventListener("visibilitychange", tell);
}

/** @param {App} app */
function measure({ store }) {
  const tell = () => (store.width.value = window.innerWidth);
  addEventListener("resize", tell);
  tell();
}

/** @param {App} app */
function listenToKeys(app) {
  addEventListener("keydown", (event) => {
    if (event.isComposing || document.querySelector("dialog[open]")) return;
    const isTyping = isField(event.target);
    const found = commandOf(event, { isTyping });
    if (found && app.commands.run(found.command, found.nth)) event.preventDefault();
  });
}

/** @param {EventTarget | null} target */
function isField(target) {
  return target instanceof HTMLElement && target.matches("input, textarea, select, [contenteditable]");
}

/** @param {App} app */
function keepDrafts({ writing, session, places }) {
  addEventListener("pagehide", () => {
    writing.keeper.flush(true);
    places.keep();
    session.handOver();
  });
  document.addEventListener("visibilitychange", () => document.hidden && writing.keeper.flush(true));
}
